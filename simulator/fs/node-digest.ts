import { sha256Hex } from '../digest/sha256';
import { contentKey } from './content';
import { sortedNames } from './tree';
import type { DirectoryNode, FileNode, SymlinkNode, TreeNode } from './types';

const digests = new WeakMap<TreeNode, string>();

/**
 * What a cache key sees of a node: names, modes, owners, link targets and content, but no mtime (moby/buildkit cache/contenthash). Equal
 * digests mean equal keys; the values are not BuildKit's own. Remembered for each node object, so that a tree of which
 * little has changed costs little.
 */
export function nodeDigest(node: TreeNode): string {
  if (node.kind !== 'directory') return leafDigest(node);
  const unknown = unknownDirectories(node);
  for (let next = unknown.pop(); next !== undefined; next = unknown.pop()) digests.set(next, directoryDigest(next));
  return digests.get(node) ?? '';
}

/** A directory's own attributes, without what is in it. */
export function headerDigest({ mode, uid, gid }: DirectoryNode): string {
  return `directory ${mode} ${uid} ${gid}`;
}

function leafDigest(node: FileNode | SymlinkNode): string {
  const known = digests.get(node);
  if (known !== undefined) return known;
  const { mode, uid, gid } = node;
  const digest = node.kind === 'file' ? `file ${mode} ${uid} ${gid} ${contentKey(node.content)}` : `symlink ${uid} ${gid} ${node.target}`;
  digests.set(node, digest);
  return digest;
}

/** Parents first. */
function unknownDirectories(root: DirectoryNode): DirectoryNode[] {
  const found = digests.has(root) ? [] : [root];
  for (let index = 0; index < found.length; index++) {
    for (const child of found[index]?.children.values() ?? []) {
      if (child.kind === 'directory' && !digests.has(child)) found.push(child);
    }
  }
  return found;
}

function directoryDigest(directory: DirectoryNode): string {
  const parts = [headerDigest(directory)];
  for (const name of sortedNames(directory)) {
    const child = directory.children.get(name);
    if (child !== undefined) parts.push(name, child.kind === 'directory' ? (digests.get(child) ?? '') : leafDigest(child));
  }
  return sha256Hex(parts.join('\0'));
}
