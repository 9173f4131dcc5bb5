import { bytesContent, EMPTY_CONTENT } from '../fs/content';
import { isPathTooLong } from '../fs/name-limits';
import { cleanPath, parentPath } from '../fs/path';
import type { Errno, FileContent, FsResult, NewAttributes, TreeEditor, TreeNode } from '../fs/types';
import { type Device, deviceAt, deviceNames } from './devices';
import type { Identity } from './types';

export interface GuardOptions {
  readonly fs: TreeEditor;
  readonly identity: Identity;
  readonly umask: number;
  readonly readOnlyPaths: readonly string[];
  readonly mountPoints: readonly string[];
  countWritten(content: FileContent | Uint8Array | string): void;
  readonly devices: DeviceStreams;
}

/** What `/dev/stdin` and its siblings lead to. */
export interface DeviceStreams {
  read(device: Device): FsResult<Uint8Array>;
  write(device: Device, bytes: Uint8Array): FsResult<void>;
}

const OK = { ok: true, value: undefined } as const;

/**
 * The editor as one process sees it: permissions are checked for its user, new files are its own and obey its umask, mounts
 * are read-only where they are, and the kernel's files in `/dev` and `/proc` are there without being in the tree.
 */
export function guardEditor(options: GuardOptions): TreeEditor {
  const { fs, devices } = options;
  const deviceOf = (path: string): Device | undefined => deviceAt(realpathOf(fs, path));
  const guarded = <T>(check: Errno | undefined, path: string, run: () => FsResult<T>): FsResult<T> => (check ? fail(check, path) : run());
  const entry = (path: string): Errno | undefined => mayChangeEntry(options, path);
  const own = (path: string, given: NewAttributes | undefined, base: number): NewAttributes =>
    newAttributes(options, realpathOf(fs, path), given, base);
  const graft = (path: string, node: TreeNode) => guarded(fs.exists(path) ? mayRemove(options, path) : entry(path), path, () => fs.graft(path, node));
  return {
    stat: (path) => guarded(maySearch(options, path), path, () => deviceNode(deviceOf(path)) ?? fs.stat(path)),
    lstat: (path) => guarded(maySearch(options, path), path, () => deviceNode(deviceAt(cleanPath(path))) ?? fs.lstat(path)),
    realpath: (path) => fs.realpath(path),
    exists: (path) => maySearch(options, path) === undefined && (deviceOf(path) !== undefined || fs.exists(path)),
    list: (path) => guarded(mayRead(options, path), path, () => listing(fs, path)),
    content: (path) =>
      guarded(mayRead(options, path), path, () => {
        const device = deviceOf(path);
        if (!device) return fs.content(path);
        const bytes = devices.read(device);
        return bytes.ok ? { ok: true, value: bytesContent(bytes.value) } : bytes;
      }),
    read: (path) =>
      guarded(mayRead(options, path), path, () => {
        const device = deviceOf(path);
        return device ? devices.read(device) : fs.read(path);
      }),
    linkCount: (path) => (deviceOf(path) ? { ok: true, value: 1 } : fs.linkCount(path)),
    write: (path, content, given) => {
      const real = realpathOf(fs, path);
      const device = deviceAt(real);
      if (device) return devices.write(device, bytesToWrite(content));
      return guarded(mayWrite(options, path), path, () => {
        options.countWritten(content);
        return fs.write(path, content, newAttributes(options, real, given, 0o666));
      });
    },
    append: (path, bytes) => {
      const real = realpathOf(fs, path);
      const device = deviceAt(real);
      if (device) return devices.write(device, bytes);
      return guarded(mayWrite(options, path), path, () => {
        options.countWritten(bytes);
        return fs.exists(path) ? fs.append(path, bytes) : fs.write(path, bytes, newAttributes(options, real, undefined, 0o666));
      });
    },
    mkdir: (path, given) => guarded(entry(path), path, () => fs.mkdir(path, own(path, given, 0o777))),
    mkdirAll: (path, given) => makeParents(options, path, given),
    symlink: (target, path, given) => guarded(entry(path), path, () => fs.symlink(target, path, own(path, given, 0o777))),
    link: (existing, path) =>
      guarded(maySearch(options, existing) ?? entry(path) ?? mayLink(options, existing, path), path, () => fs.link(existing, path)),
    rename: (from, to) => guarded(mayRemove(options, from) ?? mayRemoveIfThere(options, to), from, () => fs.rename(from, to)),
    remove: (path) => guarded(mayRemove(options, path), path, () => fs.remove(path)),
    removeAll: (path) => guarded(mayRemove(options, path), path, () => fs.removeAll(path)),
    chmod: (path, mode) => guarded(mayChangeNode(options, path), path, () => fs.chmod(path, mode)),
    chown: (path, owner, how) => guarded(mayChown(options, path, owner, how?.followLink ?? true), path, () => fs.chown(path, owner, how)),
    utimes: (path, mtimeSeconds, how) => guarded(mayTouch(options, path), path, () => fs.utimes(path, mtimeSeconds, how)),
    graft,
    graftAll: (directory, nodes) => {
      for (const [name, node] of nodes) {
        const done = graft(`${directory}/${name}`, node);
        if (!done.ok) return done;
      }
      return OK;
    },
    commit: () => fs.commit(),
  };
}

export function fail(errno: Errno, path: string): { readonly ok: false; readonly errno: Errno; readonly path: string } {
  return { ok: false, errno, path };
}

const READ = 4;
const WRITE = 2;
const SEARCH = 1;

/** Whether the user has the permission on the node itself; root lacks only the right to execute what nobody may. */
export function hasAccess(node: TreeNode, identity: Identity, permission: number): boolean {
  if (identity.uid === 0) return permission !== SEARCH || node.kind !== 'file' || (node.mode & 0o111) !== 0;
  const shift = node.uid === identity.uid ? 6 : node.gid === identity.gid || identity.groups.includes(node.gid) ? 3 : 0;
  return ((node.mode >> shift) & permission) === permission;
}

function realpathOf(fs: TreeEditor, path: string): string {
  if (deviceAt(path)) return path;
  const real = fs.realpath(path);
  return real.ok ? real.value : cleanPath(path);
}

function deviceNode(device: Device | undefined): FsResult<TreeNode> | undefined {
  if (!device) return undefined;
  const content = device.kind === 'text' ? bytesContent(device.text) : EMPTY_CONTENT;
  const mode = device.kind === 'text' ? 0o444 : 0o666;
  return { ok: true, value: { kind: 'file', mode, uid: 0, gid: 0, mtimeSeconds: 0, content } };
}

function listing(fs: TreeEditor, path: string): FsResult<readonly string[]> {
  const names = deviceNames(cleanPath(path));
  return names ? { ok: true, value: names } : fs.list(path);
}

function bytesToWrite(content: FileContent | Uint8Array | string): Uint8Array {
  if (content instanceof Uint8Array) return content;
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content.kind === 'bytes' ? content.bytes : new Uint8Array(0);
}

/** Every directory on the way must be searchable. */
function maySearch(options: GuardOptions, path: string): Errno | undefined {
  if (isPathTooLong(path)) return 'ENAMETOOLONG';
  if (options.identity.uid === 0) return undefined;
  const real = realpathOf(options.fs, path);
  for (let parent = parentPath(real); ; parent = parentPath(parent)) {
    const node = options.fs.stat(parent);
    if (node.ok && !hasAccess(node.value, options.identity, SEARCH)) return 'EACCES';
    if (parent === '/') return undefined;
  }
}

function mayRead(options: GuardOptions, path: string): Errno | undefined {
  const blocked = maySearch(options, path);
  if (blocked || options.identity.uid === 0 || deviceAt(realpathOf(options.fs, path))) return blocked;
  const node = options.fs.stat(path);
  return node.ok && !hasAccess(node.value, options.identity, READ) ? 'EACCES' : undefined;
}

function mayWrite(options: GuardOptions, path: string): Errno | undefined {
  if (isPathTooLong(path)) return 'ENAMETOOLONG';
  if (isReadOnly(options, path)) return 'EROFS';
  // What is left to go wrong for root, the operation itself finds out.
  if (options.identity.uid === 0) return undefined;
  const node = options.fs.stat(path);
  if (!node.ok) return node.errno === 'ENOENT' ? mayChangeEntry(options, realpathOf(options.fs, path)) : undefined;
  return maySearch(options, path) ?? (hasAccess(node.value, options.identity, WRITE) ? undefined : 'EACCES');
}

/** Adding a name needs the right to write and search in its directory. */
function mayChangeEntry(options: GuardOptions, path: string): Errno | undefined {
  if (isPathTooLong(path)) return 'ENAMETOOLONG';
  if (isReadOnly(options, path)) return 'EROFS';
  if (options.identity.uid === 0) return undefined;
  const parent = options.fs.stat(parentPath(cleanPath(path)));
  if (!parent.ok) return undefined;
  return maySearch(options, path) ?? (hasAccess(parent.value, options.identity, WRITE | SEARCH) ? undefined : 'EACCES');
}

function mayRemove(options: GuardOptions, path: string): Errno | undefined {
  const blocked = holdsMount(options, path) ? 'EBUSY' : mayChangeEntry(options, path);
  if (blocked) return blocked;
  if (deviceAt(cleanPath(path))) return 'EPERM';
  if (options.identity.uid === 0) return undefined;
  const parent = options.fs.stat(parentPath(cleanPath(path)));
  const node = options.fs.lstat(path);
  if (!parent.ok || !node.ok || (parent.value.mode & 0o1000) === 0) return undefined;
  return [node.value.uid, parent.value.uid].includes(options.identity.uid) ? undefined : 'EPERM';
}

/** A hard link cannot lead from one mount into another, as from the layer into a cache mount. */
function mayLink({ fs, mountPoints }: GuardOptions, existing: string, path: string): Errno | undefined {
  const mountOf = (place: string): string => {
    const real = realpathOf(fs, place);
    return mountPoints.filter((mount) => real === mount || real.startsWith(`${mount}/`)).sort((a, b) => b.length - a.length)[0] ?? '/';
  };
  return mountOf(existing) === mountOf(path) ? undefined : 'EXDEV';
}

function holdsMount({ fs, mountPoints }: GuardOptions, path: string): boolean {
  const parent = realpathOf(fs, parentPath(cleanPath(path)));
  const name = cleanPath(path).split('/').at(-1) ?? '';
  const real = `${parent === '/' ? '' : parent}/${name}`;
  return mountPoints.some((mount) => mount === real || mount.startsWith(`${real}/`));
}

function mayRemoveIfThere(options: GuardOptions, path: string): Errno | undefined {
  return options.fs.lstat(path).ok ? mayRemove(options, path) : mayChangeEntry(options, path);
}

function mayChangeNode(options: GuardOptions, path: string): Errno | undefined {
  if (isReadOnly(options, path)) return 'EROFS';
  if (options.identity.uid === 0) return undefined;
  const node = options.fs.stat(path);
  return maySearch(options, path) ?? (node.ok && node.value.uid !== options.identity.uid ? 'EPERM' : undefined);
}

function mayChown(
  options: GuardOptions,
  path: string,
  owner: { readonly uid?: number; readonly gid?: number },
  followLink: boolean,
): Errno | undefined {
  if (isReadOnly(options, path)) return 'EROFS';
  const { identity } = options;
  if (identity.uid === 0) return undefined;
  const node = followLink ? options.fs.stat(path) : options.fs.lstat(path);
  if (!node.ok) return undefined;
  const sameUser = owner.uid === undefined || owner.uid === node.value.uid;
  const ownGroup = owner.gid === undefined || owner.gid === identity.gid || identity.groups.includes(owner.gid);
  return sameUser && ownGroup && node.value.uid === identity.uid ? undefined : 'EPERM';
}

function mayTouch(options: GuardOptions, path: string): Errno | undefined {
  const node = options.fs.stat(path);
  if (node.ok && node.value.uid === options.identity.uid) return mayChangeNode(options, path);
  return mayWrite(options, path);
}

function isReadOnly(options: GuardOptions, path: string): boolean {
  if (options.readOnlyPaths.length === 0) return false;
  const real = realpathOf(options.fs, path);
  return options.readOnlyPaths.some((readOnly) => real === readOnly || real.startsWith(`${readOnly}/`));
}

/** A given mode is meant as it stands; the group of a setgid directory is left to the editor, which hands it down. */
function newAttributes(options: GuardOptions, real: string, given: NewAttributes | undefined, base: number): NewAttributes {
  const parent = options.fs.stat(parentPath(real));
  const inherits = parent.ok && (parent.value.mode & 0o2000) !== 0;
  const mode = given?.mode ?? (base & ~options.umask) | (inherits && base === 0o777 ? 0o2000 : 0);
  return { mode, uid: options.identity.uid, ...(inherits ? {} : { gid: options.identity.gid }), ...given };
}

function makeParents(options: GuardOptions, path: string, given: NewAttributes | undefined): FsResult<readonly string[]> {
  const created: string[] = [];
  let current = '';
  for (const name of path.split('/').filter((part) => part !== '' && part !== '.')) {
    current = `${current}/${name}`;
    const node = options.fs.stat(current);
    if (node.ok && node.value.kind === 'directory') continue;
    if (node.ok) return fail('ENOTDIR', current);
    const blocked = mayChangeEntry(options, current);
    if (blocked) return fail(blocked, current);
    const made = options.fs.mkdir(current, newAttributes(options, current, given, 0o777));
    if (!made.ok) return made;
    created.push(current);
  }
  return { ok: true, value: created };
}

/** A `touch` without a time: the moment is this step's, not a whole second given from outside. */
export function touchNow(fs: TreeEditor, path: string, nowSeconds: number): FsResult<void> {
  const node = fs.stat(path);
  if (!node.ok) return node.errno === 'ENOENT' ? fs.write(path, EMPTY_CONTENT) : node;
  if (node.value.kind !== 'file' || deviceAt(cleanPath(path))) return deviceAt(cleanPath(path)) ? OK : fs.utimes(path, nowSeconds);
  return fs.write(path, node.value.content);
}
