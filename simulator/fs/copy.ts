import { openArchive } from './archive';
import { mergeInto } from './copy-merge';
import { type PreparedSource, prepareSource } from './copy-prepare';
import { resolveSources } from './copy-sources';
import { errorText } from './errno-text';
import { tooLongPart } from './name-limits';
import type { Owner } from './owner';
import { baseName, cleanPath, joinPath, parentPath } from './path';
import { rootPath } from './root-path';
import { EMPTY_TREE, lookupNode } from './tree';
import type { DirectoryNode, Tree, TreeEditor, TreeNode } from './types';
import { unpackInto } from './unpack';

/** What a COPY or ADD does with one of its sources; the field names are LLB's. */
export interface CopySpec {
  readonly src: string;
  /** A trailing slash or `/.` counts. */
  readonly dest: string;
  /** With its names looked up; absent: the owner of the source. */
  readonly owner?: Owner;
  /** A number, or a symbolic mode string. */
  readonly mode?: number | string;
  readonly followSymlink: boolean;
  readonly dirCopyContents: boolean;
  readonly attemptUnpack: boolean;
  readonly createDestPath: boolean;
  readonly allowWildcard: boolean;
  readonly allowEmptyWildcard: boolean;
  readonly includePatterns: readonly string[];
  readonly excludePatterns: readonly string[];
}

export type FileOperation =
  | {
      readonly ok: true;
      /** Archives that a real build would have unpacked and that left nothing here. */
      readonly notUnpacked: readonly { readonly path: string; readonly compression: string }[];
    }
  /** `message` as BuildKit words it, with `MOUNT` for the directory that it mounts the file system at. */
  | { readonly ok: false; readonly message: string };

/** Copies into an editor, which must act as root (moby/buildkit solver/llbsolver/file/backend.go `docopy`, tonistiigi/fsutil copy). */
export function copyInto(editor: TreeEditor, source: Tree, spec: CopySpec): FileOperation {
  const long = tooLongPart(spec.dest);
  if (long !== undefined) return { ok: false, message: errorText('lstat', { errno: 'ENAMETOOLONG', path: long }) };
  const missing = spec.createDestPath ? undefined : findMissingParent(editor, spec.dest);
  if (missing !== undefined) return { ok: false, message: missing };
  const src = cleanActionPath(spec.src);
  const sources = spec.allowWildcard ? resolveSources(source, src, spec.followSymlink) : ({ ok: true, paths: [src] } as const);
  if (!sources.ok) return sources;
  if (sources.paths.length === 0 && !spec.allowEmptyWildcard) return { ok: false, message: `${src} not found` };
  const notUnpacked: { readonly path: string; readonly compression: string }[] = [];
  for (const path of sources.paths) {
    const unpacked = spec.attemptUnpack ? unpack(editor, source, path, spec) : undefined;
    if (unpacked !== undefined && 'compression' in unpacked) notUnpacked.push(unpacked);
    const problem = unpacked === undefined ? copyOne(editor, source, path, spec) : 'message' in unpacked ? unpacked.message : undefined;
    if (problem !== undefined) return { ok: false, message: problem };
  }
  return { ok: true, notUnpacked };
}

/** Absolute and clean, but a trailing slash or `/.` stays (`cleanPath` in BuildKit's backend). */
export function cleanActionPath(path: string): string {
  const clean = cleanPath(path);
  if (path.endsWith('/.')) return clean === '/' ? '/.' : `${clean}/.`;
  return path.endsWith('/') && clean !== '/' ? `${clean}/` : clean;
}

function findMissingParent(editor: TreeEditor, dest: string): string | undefined {
  const resolved = rootPath(rootOf(editor), dest);
  if (!resolved.ok) return resolved.message;
  const parent = editor.lstat(parentPath(resolved.path));
  return parent.ok ? undefined : `failed to stat ${dest}: ${errorText('lstat', parent)}`;
}

export function rootOf(editor: TreeEditor): DirectoryNode {
  const root = editor.stat('/');
  return root.ok && root.value.kind === 'directory' ? root.value : EMPTY_TREE;
}

type Unpacked = { readonly message: string } | { readonly path: string; readonly compression: string } | { readonly done: true };

/** `undefined` when the source is no archive and has to be copied. An archive's `--chmod` has no effect. */
function unpack(editor: TreeEditor, source: Tree, path: string, spec: CopySpec): Unpacked | undefined {
  const resolved = rootPath(source, path);
  if (!resolved.ok) return { message: resolved.message };
  const node = lookupNode(source, resolved.path, { followLast: false });
  if (!node.ok || node.value.kind !== 'file') return undefined;
  const archive = openArchive(node.value.content);
  if (archive.kind === 'none') return undefined;
  const directory = makeDirectories(editor, cleanActionPath(spec.dest), 0o755, spec.owner);
  if (!directory.ok) return directory;
  if (archive.kind === 'unsupported') return { path: resolved.path, compression: archive.compression };
  const problem = unpackInto(editor, directory.path, archive.entries, spec.owner) ?? archive.problem;
  return problem === undefined ? { done: true } : { message: problem };
}

function copyOne(editor: TreeEditor, source: Tree, path: string, spec: CopySpec): string | undefined {
  const dest = cleanActionPath(spec.dest);
  const parentMode = typeof spec.mode === 'number' ? spec.mode & 0o777 : 0o755;
  const ensured = makeDirectories(editor, /\/\.?$/.test(dest) ? dest : parentPath(dest), parentMode, spec.owner);
  if (!ensured.ok) return ensured.message;
  const target = rootPath(rootOf(editor), dest);
  if (!target.ok) return target.message;
  const followed = rootPath(source, path, spec.followSymlink);
  if (!followed.ok) return followed.message;
  const node = lookupNode(source, followed.path, { followLast: false });
  if (!node.ok) return errorText('lstat', { ...node, path: followed.path });
  const place = prepareTarget(editor, target.path, path, node.value, spec.dirCopyContents);
  const made = makeDirectories(editor, place.directory, parentMode, spec.owner);
  if (!made.ok) return made.message;
  const prepared = prepareSource(node.value, spec);
  return prepared.ok ? mergeInto(editor, place.path, prepared.source satisfies PreparedSource) : prepared.message;
}

/** Where the source lands: in a directory that is there, or under the given name; and the directory to make first. */
function prepareTarget(
  editor: TreeEditor,
  dest: string,
  src: string,
  node: TreeNode,
  contentsOnly: boolean,
): { readonly path: string; readonly directory: string } {
  const existing = editor.stat(dest);
  const isDirectory = node.kind === 'directory';
  const goesInside = existing.ok && (isDirectory ? !contentsOnly : existing.value.kind === 'directory');
  const path = goesInside ? joinPath(dest, lastPart(src)) : dest;
  return { path, directory: contentsOnly && isDirectory && !existing.ok ? path : parentPath(path) };
}

/** Go's filepath.Base: trailing slashes do not count, but a final dot does. */
function lastPart(path: string): string {
  return baseName(path.replace(/\/+$/, ''));
}

type MadeDirectory = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly message: string };

/** Makes a directory and its parents where its symlinks lead; only what is new gets the mode and the owner. */
export function makeDirectories(editor: TreeEditor, path: string, mode: number, owner: Owner | undefined): MadeDirectory {
  const resolved = rootPath(rootOf(editor), path);
  if (!resolved.ok) return resolved;
  const made = editor.mkdirAll(resolved.path, { mode, ...owner });
  return made.ok ? resolved : { ok: false, message: errorText('mkdir', made) };
}
