import { splitPath } from './path';
import type { DirectoryNode, NodeAttributes, TreeNode } from './types';

/** A directory that its owner may still change in place, because nobody else has seen it yet. */
export type OwnedDirectory = { -readonly [Key in keyof NodeAttributes]: NodeAttributes[Key] } & {
  readonly kind: 'directory';
  readonly children: Map<string, TreeNode>;
};

/**
 * A tree under construction. It is copy-on-write, but a directory is copied only the first time, so that many
 * changes to one directory cost one copy. Names are taken as they are: no symlink is followed, no mtime set.
 */
export interface GrowingTree {
  root: DirectoryNode;
  /** Directories made here; dropping them from the set freezes them. */
  readonly owned: Set<DirectoryNode>;
  /** Directories by the path they were asked for under; emptied when one of them may have moved or gone. */
  readonly byPath: Map<string, OwnedDirectory>;
}

export function createGrowingTree(root: DirectoryNode): GrowingTree {
  return { root, owned: new Set(), byPath: new Map() };
}

/**
 * Makes every directory of a chain (root first; `names` as in a resolved path) this tree's own; returns the last.
 * Invariant: what holds an owned directory is owned too.
 */
export function ownChain(tree: GrowingTree, directories: readonly DirectoryNode[], names: readonly string[]): OwnedDirectory {
  const last = directories.at(-1);
  if (last !== undefined && isOwned(tree, last)) return last;
  let parent = ownRoot(tree);
  for (let index = 1; index < directories.length; index++) {
    const name = names[index - 1];
    const directory = directories[index];
    if (name === undefined || directory === undefined) throw new Error('a chain of directories needs a name for each');
    parent = ownChild(tree, parent, name, directory);
  }
  return parent;
}

/** Walks down from the root; what is missing or no directory on the way is replaced by a new directory. */
export function ownDirectoryAt(tree: GrowingTree, names: readonly string[], attributes: NodeAttributes): OwnedDirectory {
  let parent = ownRoot(tree);
  for (const name of names) parent = enterDirectory(tree, parent, name, attributes);
  return parent;
}

/** The same for a path without links, as an entry of a layer has it. */
export function ownDirectory(tree: GrowingTree, path: string, attributes: NodeAttributes): OwnedDirectory {
  const known = tree.byPath.get(path);
  if (known !== undefined) return known;
  const slash = path.lastIndexOf('/');
  const parent = slash > 0 ? tree.byPath.get(path.slice(0, slash)) : undefined;
  const directory =
    parent === undefined ? ownDirectoryAt(tree, splitPath(path), attributes) : enterDirectory(tree, parent, path.slice(slash + 1), attributes);
  tree.byPath.set(path, directory);
  return directory;
}

function enterDirectory(tree: GrowingTree, parent: OwnedDirectory, name: string, attributes: NodeAttributes): OwnedDirectory {
  const node = parent.children.get(name);
  return node?.kind === 'directory' ? ownChild(tree, parent, name, node) : putDirectory(tree, parent, name, attributes);
}

function ownRoot(tree: GrowingTree): OwnedDirectory {
  if (isOwned(tree, tree.root)) return tree.root;
  const root = ownCopy(tree, tree.root);
  tree.root = root;
  return root;
}

/** A directory that is held by an owned one becomes owned. */
export function ownChild(tree: GrowingTree, parent: OwnedDirectory, name: string, directory: DirectoryNode): OwnedDirectory {
  if (isOwned(tree, directory)) return directory;
  const copy = ownCopy(tree, directory);
  parent.children.set(name, copy);
  return copy;
}

export function putDirectory(tree: GrowingTree, parent: OwnedDirectory, name: string, attributes: NodeAttributes): OwnedDirectory {
  const { mode, uid, gid, mtimeSeconds } = attributes;
  const directory: OwnedDirectory = { kind: 'directory', mode, uid, gid, mtimeSeconds, children: new Map() };
  tree.owned.add(directory);
  parent.children.set(name, directory);
  return directory;
}

function ownCopy(tree: GrowingTree, directory: DirectoryNode): OwnedDirectory {
  const copy: OwnedDirectory = { ...directory, children: new Map(directory.children) };
  tree.owned.add(copy);
  return copy;
}

function isOwned(tree: GrowingTree, directory: DirectoryNode): directory is OwnedDirectory {
  return tree.owned.has(directory);
}
