import type { DirectoryNode } from './types';

const known = new WeakMap<DirectoryNode, number>();

/**
 * Nodes below a directory. Each directory object is counted once, however often it stands in the tree: a tree that copies itself into
 * itself is larger by far than what it takes to count it.
 */
export function countEntries(tree: DirectoryNode): number {
  const pending: DirectoryNode[] = [tree];
  for (let directory = pending.at(-1); directory !== undefined; directory = pending.at(-1)) {
    let total = 0;
    const before = pending.length;
    if (!known.has(directory)) {
      for (const node of directory.children.values()) {
        const below = node.kind === 'directory' ? known.get(node) : 0;
        if (below === undefined && node.kind === 'directory') pending.push(node);
        else total += 1 + (below ?? 0);
      }
    }
    if (pending.length > before) continue;
    pending.pop();
    if (!known.has(directory)) known.set(directory, total);
  }
  return known.get(tree) ?? 0;
}
