import { lookupNode, walkTree } from '../fs/tree';
import type { DirectoryNode, FileNode, Tree } from '../fs/types';

/** More than any package manager's record of itself. */
const MOST_BYTES = 64 * 2 ** 20;
const decoder = new TextDecoder();

/** Text of a file whose bytes are known; undefined for everything else. */
export function textAt(tree: Tree, path: string): string | undefined {
  const found = lookupNode(tree, path);
  return found.ok && found.value.kind === 'file' ? textOf(found.value) : undefined;
}

export function textOf({ content }: FileNode): string | undefined {
  if (content.kind !== 'bytes' || content.bytes.length > MOST_BYTES) return undefined;
  return decoder.decode(content.bytes);
}

/** Directories below the root with their absolute paths, the outer before the inner. */
export function* directoriesIn(tree: Tree): Iterable<readonly [path: string, directory: DirectoryNode]> {
  for (const [path, node] of walkTree(tree)) if (node.kind === 'directory') yield [`/${path}`, node];
}
