import { contentKey, contentSize } from './content';
import { walkTree } from './tree';
import type { FileContent, TreeNode } from './types';

/** A file or directory as a checksum saw it. */
export interface ListedFile {
  readonly kind: TreeNode['kind'];
  readonly sizeBytes: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Of a file: equal keys mean equal bytes. */
  readonly contentKey?: string;
  readonly content?: FileContent;
  /** Of a symlink. */
  readonly target?: string;
}

/** By path without a leading slash. */
export type FileListing = ReadonlyMap<string, ListedFile>;

/** Listings by what a directory holds, which is kept when only the directory's own time has changed. */
const listings = new WeakMap<object, Map<string, FileListing>>();

/** A node and all below it. A directory that has been listed before is answered from memory. */
export function listFiles(path: string, node: TreeNode): FileListing {
  if (node.kind !== 'directory') return collectFiles([[path, node]]);
  const known = listings.get(node.children)?.get(path);
  if (known !== undefined) return known;
  const prefix = path === '' ? '' : `${path}/`;
  const files = new Map<string, ListedFile>();
  for (const [below, child] of walkTree(node)) files.set(prefix + below, listedFile(child));
  listings.set(node.children, (listings.get(node.children) ?? new Map()).set(path, files));
  return files;
}

/** Nodes by themselves; a directory that a symlink led to stands for all below it. */
export function collectFiles(nodes: Iterable<readonly [path: string, node: TreeNode]>): FileListing {
  const files = new Map<string, ListedFile>();
  for (const [path, node] of nodes) {
    if (path !== '') files.set(path, listedFile(node));
  }
  return files;
}

const listed = new WeakMap<TreeNode, ListedFile>();

/** The same object for the same node, so that two listings of a tree that hardly changed are compared by identity. */
function listedFile(node: TreeNode): ListedFile {
  const known = listed.get(node);
  if (known !== undefined) return known;
  const file = describe(node);
  listed.set(node, file);
  return file;
}

function describe(node: TreeNode): ListedFile {
  const { kind, mode, uid, gid } = node;
  switch (kind) {
    case 'directory':
      return { kind, mode, uid, gid, sizeBytes: 0 };
    case 'symlink':
      return { kind, mode, uid, gid, sizeBytes: 0, target: node.target };
    case 'file':
      return { kind, mode, uid, gid, sizeBytes: contentSize(node.content), contentKey: contentKey(node.content), content: node.content };
  }
}
