import { buildTree, createDirectory, type TreeEntry } from '../../fs/tree';
import type { DirectoryNode, Tree, TreeNode } from '../../fs/types';

interface GrowingFolder extends DirectoryNode {
  readonly children: Map<string, TreeNode>;
}

/**
 * The same tree as `buildTree` makes of the entries, several times faster for a whole distribution: folders are found by their path
 * instead of being walked to. Everything carries one time.
 */
export function growRootfs(entries: readonly TreeEntry[], mtimeSeconds: number): Tree {
  if (entries.some((entry) => entry.kind === 'hardlink'))
    return buildTree(
      entries.map((entry) => ({ mtimeSeconds, ...entry })),
      { mtimeSeconds },
    );
  const folders = new Map<string, GrowingFolder>([['', newFolder(mtimeSeconds)]]);
  for (const entry of entries) {
    if (entry.kind === 'directory') addFolder(folders, entry, mtimeSeconds);
    else addLeaf(folders, entry, mtimeSeconds);
  }
  return folderAt(folders, '', mtimeSeconds);
}

function newFolder(mtimeSeconds: number, attributes: Partial<TreeEntry> = {}): GrowingFolder {
  const { mode = 0o755, uid = 0, gid = 0 } = attributes;
  return { ...createDirectory({ mode, uid, gid, mtimeSeconds }), children: new Map() };
}

function folderAt(folders: Map<string, GrowingFolder>, path: string, mtimeSeconds: number): GrowingFolder {
  const known = folders.get(path);
  if (known !== undefined) return known;
  const made = newFolder(mtimeSeconds);
  const slash = path.lastIndexOf('/');
  folderAt(folders, path.slice(0, slash), mtimeSeconds).children.set(path.slice(slash + 1), made);
  folders.set(path, made);
  return made;
}

function addFolder(folders: Map<string, GrowingFolder>, entry: TreeEntry, mtimeSeconds: number): void {
  const before = folders.get(entry.path);
  const made = newFolder(mtimeSeconds, entry);
  for (const [name, node] of before?.children ?? []) made.children.set(name, node);
  const slash = entry.path.lastIndexOf('/');
  folderAt(folders, entry.path.slice(0, slash), mtimeSeconds).children.set(entry.path.slice(slash + 1), made);
  folders.set(entry.path, made);
}

function addLeaf(folders: Map<string, GrowingFolder>, entry: TreeEntry, mtimeSeconds: number): void {
  const slash = entry.path.lastIndexOf('/');
  const { uid = 0, gid = 0 } = entry;
  const children = folderAt(folders, entry.path.slice(0, slash), mtimeSeconds).children;
  const name = entry.path.slice(slash + 1);
  if (entry.kind === 'file') children.set(name, { kind: 'file', mode: entry.mode ?? 0o644, uid, gid, mtimeSeconds, content: entry.content });
  if (entry.kind === 'symlink') children.set(name, { kind: 'symlink', mode: 0o777, uid, gid, mtimeSeconds, target: entry.target });
}
