import { createGrowingTree, type GrowingTree, type OwnedDirectory, ownChain } from './growing-tree';
import { highestLinkId } from './link-ids';
import { type ResolvedPath, resolvePath } from './resolve';
import type { DirectoryNode, Errno, FileNode, FsResult, NewAttributes, NodeAttributes, Tree, TreeNode } from './types';

export interface EditorDefaults {
  readonly uid: number;
  readonly gid: number;
  /** Time of everything that happens in the editor. */
  readonly nowSeconds: number;
  /** Taken from the modes of new files and directories whose mode is not given; 022 when left out. */
  readonly umask?: number;
}

/** One name of a file with several. */
interface Holder {
  readonly directory: OwnedDirectory;
  readonly name: string;
}

export interface EditorState {
  readonly growing: GrowingTree;
  readonly lower: Tree;
  readonly defaults: EditorDefaults;
  /** The moment that all writes of this editor share. */
  readonly instant: object;
  /**
   * Names of the files that were linked in this editor. Links of the lower tree are not among them: overlayfs copies up
   * one name at a time (`index=off`), so that writing to one breaks the link.
   */
  readonly groups: Map<number, readonly Holder[]>;
  lastLinkId: number;
}

export const OK: FsResult<void> = { ok: true, value: undefined };

export function fail(errno: Errno, path: string): { readonly ok: false; readonly errno: Errno; readonly path: string } {
  return { ok: false, errno, path };
}

export function createEditorState(tree: Tree, defaults: EditorDefaults): EditorState {
  return { growing: createGrowingTree(tree), lower: tree, defaults, instant: {}, groups: new Map(), lastLinkId: 0 };
}

/** The name that a path ends in, and its directory, ready to be changed. */
export interface Place {
  readonly directories: readonly DirectoryNode[];
  readonly names: readonly string[];
  readonly name: string;
  readonly node: TreeNode | undefined;
  readonly wantsDirectory: boolean;
}

/** Finds the place of a path. The root has no place: that is `EBUSY`. */
export function findPlace(state: EditorState, path: string, followLast: boolean): FsResult<Place> {
  const resolved = resolvePath(state.growing.root, path, followLast);
  if (!resolved.ok) return resolved;
  const name = resolved.value.names.at(-1);
  if (name === undefined) return fail('EBUSY', path);
  if (isTooLong(name)) return fail('ENAMETOOLONG', path);
  return { ok: true, value: { ...resolved.value, name } };
}

/** The place of something that exists. */
export function findNode(state: EditorState, path: string, followLast: boolean): FsResult<ResolvedPath & { readonly node: TreeNode }> {
  const resolved = resolvePath(state.growing.root, path, followLast);
  if (!resolved.ok) return resolved;
  const { node } = resolved.value;
  return node === undefined ? fail('ENOENT', path) : { ok: true, value: { ...resolved.value, node } };
}

/** Linux's NAME_MAX, in bytes. */
function isTooLong(name: string): boolean {
  return name.length > 85 && new TextEncoder().encode(name).length > 255;
}

/** Puts a new name into a directory, whose mtime it sets. */
export function addChild(state: EditorState, place: Place, node: TreeNode): void {
  setChild(state, ownChain(state.growing, place.directories, place.names), place.name, node);
}

export function setChild(state: EditorState, directory: OwnedDirectory, name: string, node: TreeNode): void {
  touch(state, directory);
  dropLink(state, directory, name);
  directory.children.set(name, node);
}

export function dropChild(state: EditorState, place: Place): void {
  const directory = ownChain(state.growing, place.directories, place.names);
  touch(state, directory);
  dropLink(state, directory, place.name);
  directory.children.delete(place.name);
}

/** Replaces a node by a changed one, under all its names. */
export function replaceNode(state: EditorState, place: Place, node: TreeNode): void {
  const directory = ownChain(state.growing, place.directories, place.names);
  if (node.kind !== 'file' || node.linkId === undefined) {
    directory.children.set(place.name, node);
    return;
  }
  const holders = state.groups.get(node.linkId);
  if (holders === undefined) directory.children.set(place.name, withoutLink(node));
  else for (const holder of holders) holder.directory.children.set(holder.name, node);
}

export function touch(state: EditorState, directory: OwnedDirectory): void {
  directory.mtimeSeconds = state.defaults.nowSeconds;
}

/** Gives a file one more name. */
export function addLink(state: EditorState, existing: Place & { readonly node: FileNode }, place: Place): void {
  const source = ownChain(state.growing, existing.directories, existing.names);
  const known = existing.node.linkId === undefined ? undefined : state.groups.get(existing.node.linkId);
  const linked = known === undefined ? { ...existing.node, linkId: newLinkId(state) } : existing.node;
  source.children.set(existing.name, linked);
  const directory = ownChain(state.growing, ownedAgain(state, place), place.names);
  touch(state, directory);
  directory.children.set(place.name, linked);
  const holders = known ?? [{ directory: source, name: existing.name }];
  state.groups.set(linked.linkId ?? 0, [...holders, { directory, name: place.name }]);
}

/** The directories of a place after other changes may have copied some of them. */
export function ownedAgain(state: EditorState, place: Place): readonly DirectoryNode[] {
  const directories: DirectoryNode[] = [state.growing.root];
  for (const name of place.names.slice(0, -1)) {
    const node = directories.at(-1)?.children.get(name);
    if (node?.kind !== 'directory') throw new Error(`no directory ${name}`);
    directories.push(node);
  }
  return directories;
}

export function newLinkId(state: EditorState): number {
  if (state.lastLinkId === 0) state.lastLinkId = highestLinkId(state.lower);
  return ++state.lastLinkId;
}

/** Records a name of a linked file that came with a whole subtree. */
export function recordHolder(state: EditorState, linkId: number, directory: OwnedDirectory, name: string): void {
  state.groups.set(linkId, [...(state.groups.get(linkId) ?? []), { directory, name }]);
}

/** Takes one name out of its file's group; the last name left is an ordinary file again. */
export function dropLink(state: EditorState, directory: DirectoryNode, name: string): void {
  const node = directory.children.get(name);
  if (node?.kind !== 'file' || node.linkId === undefined) return;
  const holders = state.groups.get(node.linkId);
  if (holders === undefined) return;
  const left = holders.filter((holder) => holder.directory !== directory || holder.name !== name);
  const last = left[0];
  if (left.length > 1 || last === undefined) {
    state.groups.set(node.linkId, left);
    return;
  }
  state.groups.delete(node.linkId);
  last.directory.children.set(last.name, withoutLink(node));
}

export function withoutLink(node: FileNode): FileNode {
  const { linkId: _, ...rest } = node;
  return rest;
}

/** Attributes of something new in a directory; a setgid directory hands down its group (Linux, `inode_init_owner`). */
export function newAttributes(state: EditorState, directory: DirectoryNode | undefined, base: number, given: NewAttributes = {}): NodeAttributes {
  const { defaults } = state;
  const setgid = directory !== undefined && (directory.mode & 0o2000) !== 0;
  return {
    mode: given.mode ?? (base & ~(defaults.umask ?? 0o022)) | (setgid && base === 0o777 ? 0o2000 : 0),
    uid: given.uid ?? defaults.uid,
    gid: given.gid ?? (setgid ? directory.gid : defaults.gid),
    mtimeSeconds: given.mtimeSeconds ?? defaults.nowSeconds,
  };
}

/** The moment of a change: within this editor unless a time was given. */
export function momentOf(state: EditorState, given: NewAttributes = {}): { readonly instant?: object } {
  return given.mtimeSeconds === undefined ? { instant: state.instant } : {};
}
