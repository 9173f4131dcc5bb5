import { bytesContent, contentBytes } from './content';
import { addChild, type EditorState, fail, findPlace, momentOf, newAttributes, OK, type Place, replaceNode, touch } from './editor-state';
import { ownChain, putDirectory } from './growing-tree';
import { resolvePath } from './resolve';
import type { DirectoryNode, FileContent, FileNode, FsResult, NewAttributes } from './types';

/** Of a file that exists, mode and owner stay whatever is given, as with open(2); a dangling link makes its target. */
export function write(state: EditorState, path: string, value: FileContent | Uint8Array | string, given?: NewAttributes): FsResult<void> {
  const content = typeof value === 'string' || value instanceof Uint8Array ? bytesContent(value) : value;
  const found = findFilePlace(state, path);
  if (!found.ok) return found;
  const { place, file } = found.value;
  if (file === undefined) {
    addChild(state, place, { kind: 'file', ...newAttributes(state, place.directories.at(-1), 0o666, given), ...momentOf(state, given), content });
    return OK;
  }
  const { instant: _, ...kept } = file;
  replaceNode(state, place, { ...kept, content, mtimeSeconds: given?.mtimeSeconds ?? state.defaults.nowSeconds, ...momentOf(state, given) });
  return OK;
}

/** Bytes that still have room behind them, so that appending line by line does not copy the file each time. */
interface AppendBuffer {
  readonly bytes: Uint8Array;
  used: number;
}
const buffers = new WeakMap<Uint8Array, AppendBuffer>();

export function append(state: EditorState, path: string, bytes: Uint8Array): FsResult<void> {
  const found = findFilePlace(state, path);
  if (!found.ok) return found;
  const { file } = found.value;
  if (file === undefined) return write(state, path, bytes.slice());
  const before = contentBytes(file.content);
  if (before === undefined) return fail('EACCES', path);
  return write(state, path, joinBytes(before, bytes));
}

function joinBytes(before: Uint8Array, added: Uint8Array): Uint8Array {
  const length = before.length + added.length;
  let buffer = buffers.get(before);
  if (buffer === undefined || buffer.used !== before.length || buffer.bytes.length < length) {
    buffer = { bytes: new Uint8Array(Math.max(64, length * 2)), used: before.length };
    buffer.bytes.set(before);
  }
  buffer.bytes.set(added, before.length);
  buffer.used = length;
  const joined = buffer.bytes.subarray(0, length);
  buffers.set(joined, buffer);
  return joined;
}

function findFilePlace(state: EditorState, path: string): FsResult<{ readonly place: Place; readonly file: FileNode | undefined }> {
  const found = findPlace(state, path, true);
  if (!found.ok) return found.errno === 'EBUSY' ? fail('EISDIR', path) : found;
  const { node, wantsDirectory } = found.value;
  if (node?.kind === 'directory' || wantsDirectory) return fail('EISDIR', path);
  return { ok: true, value: { place: found.value, file: node?.kind === 'file' ? node : undefined } };
}

export function mkdir(state: EditorState, path: string, given?: NewAttributes): FsResult<void> {
  const found = findPlace(state, path, false);
  if (!found.ok) return found.errno === 'EBUSY' ? fail('EEXIST', path) : found;
  const place = found.value;
  if (place.node !== undefined) return fail('EEXIST', path);
  addChild(state, place, { kind: 'directory', ...newAttributes(state, place.directories.at(-1), 0o777, given), children: new Map() });
  return OK;
}

export function mkdirAll(state: EditorState, path: string, given?: NewAttributes): FsResult<readonly string[]> {
  const created: string[] = [];
  const walk: Walk = { directories: [state.growing.root], names: [], created, given: given ?? {} };
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    const entered = enterDirectory(state, walk, name);
    if (!entered.ok) return fail(entered.errno, path);
  }
  return { ok: true, value: created };
}

interface Walk {
  readonly directories: DirectoryNode[];
  readonly names: string[];
  readonly created: string[];
  readonly given: NewAttributes;
}

function enterDirectory(state: EditorState, walk: Walk, name: string): FsResult<void> {
  const child = walk.directories.at(-1)?.children.get(name);
  if (name === '..') {
    if (walk.directories.length > 1) walk.directories.pop();
    walk.names.pop();
  } else if (child === undefined) {
    makeDirectory(state, walk, name);
  } else if (child.kind === 'directory') {
    walk.directories.push(child);
    walk.names.push(name);
  } else {
    return enterLink(state, walk, name);
  }
  return OK;
}

function makeDirectory(state: EditorState, walk: Walk, name: string): void {
  const parent = ownChain(state.growing, walk.directories, walk.names);
  touch(state, parent);
  const directory = putDirectory(state.growing, parent, name, newAttributes(state, parent, 0o777, walk.given));
  walk.directories[walk.directories.length - 1] = parent;
  walk.directories.push(directory);
  walk.names.push(name);
  walk.created.push(`/${walk.names.join('/')}`);
}

function enterLink(state: EditorState, walk: Walk, name: string): FsResult<void> {
  const path = `/${[...walk.names, name].join('/')}`;
  const target = resolvePath(state.growing.root, path, true);
  if (!target.ok) return target;
  const { node, directories, names } = target.value;
  if (node?.kind !== 'directory') return fail(node === undefined ? 'EEXIST' : 'ENOTDIR', path);
  walk.directories.splice(0, walk.directories.length, ...directories, ...(names.length > 0 ? [node] : []));
  walk.names.splice(0, walk.names.length, ...names);
  return OK;
}

export function symlink(state: EditorState, target: string, path: string, given?: NewAttributes): FsResult<void> {
  const found = findPlace(state, path, false);
  if (!found.ok) return found.errno === 'EBUSY' ? fail('EEXIST', path) : found;
  const place = found.value;
  if (place.node !== undefined) return fail('EEXIST', path);
  if (place.wantsDirectory || target === '') return fail('ENOENT', path);
  const attributes = { ...newAttributes(state, place.directories.at(-1), 0o666, given), mode: 0o777 };
  addChild(state, place, { kind: 'symlink', ...attributes, ...momentOf(state, given), target });
  return OK;
}
