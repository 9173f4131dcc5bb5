import type { DirectoryNode, TreeEditor } from '../fs/types';

/** Lays a subtree over a directory: what is new is grafted whole, directories that exist are gone into, files are replaced. */
export function mergeTree(fs: TreeEditor, directory: string, tree: DirectoryNode): void {
  for (const [name, node] of tree.children) {
    const path = `${directory}/${name}`;
    const present = node.kind === 'directory' ? fs.stat(path) : undefined;
    if (node.kind === 'directory' && present?.ok === true && present.value.kind === 'directory') mergeTree(fs, path, node);
    else fs.graft(path, node);
  }
}
