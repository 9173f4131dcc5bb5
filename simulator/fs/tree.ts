import { createGrowingTree, type GrowingTree, ownDirectory, ownDirectoryAt } from './growing-tree';
import { compareBytewise, isPlainPath, splitPath } from './path';
import { resolvePath } from './resolve';
import type { DirectoryNode, FileContent, FileNode, FsResult, NodeAttributes, SymlinkNode, Tree, TreeNode } from './types';

const ROOT_OWNED: NodeAttributes = { mode: 0o755, uid: 0, gid: 0, mtimeSeconds: 0 };

/** The file system of `scratch`. */
export const EMPTY_TREE: Tree = createDirectory();

export function createDirectory(attributes: Partial<NodeAttributes> = {}, children: ReadonlyMap<string, TreeNode> = new Map()): DirectoryNode {
  return { kind: 'directory', ...ROOT_OWNED, ...attributes, children };
}

/** The node at a path, symlinks followed; with `followLast: false` a link at the end is returned itself. */
export function lookupNode(tree: Tree, path: string, options: { readonly followLast?: boolean } = {}): FsResult<TreeNode> {
  const resolved = resolvePath(tree, path, options.followLast ?? true);
  if (!resolved.ok) return resolved;
  if (resolved.value.node === undefined) return { ok: false, errno: 'ENOENT', path };
  return { ok: true, value: resolved.value.node };
}

/** A node to put into a new tree. Files default to mode 0644, directories to 0755, all to root and time 0. */
export type TreeEntry = Partial<NodeAttributes> & { readonly path: string } & (
    | { readonly kind: 'file'; readonly content: FileContent }
    | { readonly kind: 'directory' }
    | { readonly kind: 'symlink'; readonly target: string }
    | { readonly kind: 'hardlink'; readonly target: string }
  );

/**
 * Builds a tree. Entries may come in any order in which a hard link follows its target; a later entry of a path
 * replaces an earlier one, a directory keeps what is already in it. Parents that are not listed are root's, mode 0755.
 */
export function buildTree(entries: Iterable<TreeEntry>, root: Partial<NodeAttributes> = {}): Tree {
  const growing = createGrowingTree(createDirectory(root));
  let lastLinkId = 0;
  for (const entry of entries) {
    if (entry.kind === 'hardlink') putHardLink(growing, entry.path, entry.target, ++lastLinkId);
    else putEntry(growing, entry);
  }
  return growing.root;
}

function putEntry(growing: GrowingTree, entry: TreeEntry): void {
  const attributes = attributesOf(entry);
  if (entry.kind === 'directory') putDirectoryAt(growing, entry.path, attributes);
  if (entry.kind === 'file') putLeaf(growing, entry.path, { kind: 'file', ...attributes, content: entry.content });
  if (entry.kind === 'symlink') putLeaf(growing, entry.path, { kind: 'symlink', ...attributes, target: entry.target });
}

/** A directory that is there keeps what is in it. */
export function putDirectoryAt(growing: GrowingTree, path: string, attributes: NodeAttributes): void {
  Object.assign(ownDirectory(growing, plainPath(path), attributes), attributes);
}

export function putLeaf(growing: GrowingTree, at: string, node: FileNode | SymlinkNode): void {
  const path = plainPath(at);
  if (path === '') return;
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const { children } = ownDirectory(growing, path.slice(0, Math.max(0, slash)), ROOT_OWNED);
  if (children.get(name)?.kind === 'directory') growing.byPath.clear();
  children.set(name, node);
}

function plainPath(path: string): string {
  return isPlainPath(path) ? path : splitPath(path).join('/');
}

const DEFAULT_MODES: Readonly<Record<TreeEntry['kind'], number>> = { file: 0o644, directory: 0o755, symlink: 0o777, hardlink: 0o644 };

function attributesOf(entry: TreeEntry): NodeAttributes {
  return {
    mode: entry.mode ?? DEFAULT_MODES[entry.kind],
    uid: entry.uid ?? 0,
    gid: entry.gid ?? 0,
    mtimeSeconds: entry.mtimeSeconds ?? 0,
  };
}

/** Gives a file a second name; without such a file nothing happens. Shared by all that read layers. */
export function putHardLink(growing: GrowingTree, path: string, target: string, newLinkId: number): void {
  const targetNames = splitPath(target);
  const names = splitPath(path);
  const [targetName, name] = [targetNames.pop(), names.pop()];
  if (targetName === undefined || name === undefined) return;
  growing.byPath.clear();
  const targetDirectory = ownDirectoryAt(growing, targetNames, ROOT_OWNED);
  const file = targetDirectory.children.get(targetName);
  if (file?.kind !== 'file') return;
  const linked: FileNode = file.linkId === undefined ? { ...file, linkId: newLinkId } : file;
  targetDirectory.children.set(targetName, linked);
  ownDirectoryAt(growing, names, ROOT_OWNED).children.set(name, linked);
}

/** Every node below the root with its path (no leading slash), a directory before what is in it, names in bytewise order. */
export function* walkTree(tree: DirectoryNode): Iterable<readonly [path: string, node: TreeNode]> {
  const stack: WalkFrame[] = [createFrame('', tree)];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const name = frame.names[frame.next++];
    const node = name === undefined ? undefined : frame.directory.children.get(name);
    if (name === undefined || node === undefined) {
      stack.pop();
      continue;
    }
    const path = frame.prefix + name;
    yield [path, node];
    if (node.kind === 'directory') stack.push(createFrame(`${path}/`, node));
  }
}

interface WalkFrame {
  readonly prefix: string;
  readonly directory: DirectoryNode;
  readonly names: readonly string[];
  next: number;
}

function createFrame(prefix: string, directory: DirectoryNode): WalkFrame {
  return { prefix, directory, names: sortedNames(directory), next: 0 };
}

export function sortedNames(directory: DirectoryNode): string[] {
  return [...directory.children.keys()].sort(compareBytewise);
}
