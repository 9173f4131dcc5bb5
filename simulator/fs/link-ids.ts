import type { DirectoryNode, TreeNode } from './types';

const highest = new WeakMap<DirectoryNode, number>();

/** The highest hard link number in a subtree, 0 when it has none. Remembered, so only for trees that nobody changes any more. */
export function highestLinkId(node: TreeNode): number {
  if (node.kind === 'file') return node.linkId ?? 0;
  if (node.kind === 'symlink') return 0;
  const unknown = unknownDirectories(node);
  for (let next = unknown.pop(); next !== undefined; next = unknown.pop()) highest.set(next, highestAmong(next));
  return highest.get(node) ?? 0;
}

/** Parents first. */
function unknownDirectories(root: DirectoryNode): DirectoryNode[] {
  const found = highest.has(root) ? [] : [root];
  for (let index = 0; index < found.length; index++) {
    for (const child of found[index]?.children.values() ?? []) {
      if (child.kind === 'directory' && !highest.has(child)) found.push(child);
    }
  }
  return found;
}

function highestAmong(directory: DirectoryNode): number {
  let result = 0;
  for (const child of directory.children.values()) {
    if (child.kind === 'file') result = Math.max(result, child.linkId ?? 0);
    else if (child.kind === 'directory') result = Math.max(result, highest.get(child) ?? 0);
  }
  return result;
}

/** How many names of a tree share a hard link number. */
export function countLinks(root: DirectoryNode, linkId: number): number {
  let count = 0;
  const pending = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const child of next.children.values()) {
      if (child.kind === 'directory') pending.push(child);
      else if (child.kind === 'file' && child.linkId === linkId) count++;
    }
  }
  return count;
}
