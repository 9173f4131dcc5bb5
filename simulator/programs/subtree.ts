import type { DirectoryNode, FileContent, FileNode, NodeAttributes, SymlinkNode, TreeNode } from '../fs/types';

/** When and for whom something is created: one object per program run, so that the overlay diff tells two runs apart. */
export interface Creation {
  readonly uid: number;
  readonly gid: number;
  readonly mtimeSeconds: number;
  readonly instant: object;
  /** Of new directories, where it is not the usual one. */
  readonly directoryMode?: number;
}

export type NewNode =
  | { readonly kind: 'file'; readonly path: string; readonly content: FileContent; readonly mode?: number }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string };

interface GrowingDirectory extends NodeAttributes {
  readonly kind: 'directory';
  readonly instant: object;
  readonly children: Map<string, TreeNode>;
}

/** A directory with everything below it, ready to be grafted. Paths are relative to it. */
export function subtreeOf(nodes: Iterable<NewNode>, creation: Creation): DirectoryNode {
  const root = newDirectory(creation);
  const folders = new Map<string, GrowingDirectory>([['', root]]);
  for (const node of nodes) {
    const slash = node.path.lastIndexOf('/');
    folderAt(folders, slash < 0 ? '' : node.path.slice(0, slash), creation).children.set(node.path.slice(slash + 1), leafOf(node, creation));
  }
  return root;
}

function folderAt(folders: Map<string, GrowingDirectory>, path: string, creation: Creation): GrowingDirectory {
  const known = folders.get(path);
  if (known !== undefined) return known;
  const slash = path.lastIndexOf('/');
  const made = newDirectory(creation);
  folderAt(folders, slash < 0 ? '' : path.slice(0, slash), creation).children.set(path.slice(slash + 1), made);
  folders.set(path, made);
  return made;
}

function newDirectory(creation: Creation): GrowingDirectory {
  return { kind: 'directory', mode: creation.directoryMode ?? 0o755, ...attributesOf(creation), children: new Map() };
}

function attributesOf({ uid, gid, mtimeSeconds, instant }: Creation): Creation {
  return { uid, gid, mtimeSeconds, instant };
}

function leafOf(node: NewNode, creation: Creation): FileNode | SymlinkNode {
  if (node.kind === 'symlink') return { kind: 'symlink', mode: 0o777, ...attributesOf(creation), target: node.target };
  return { kind: 'file', mode: node.mode ?? 0o644, ...attributesOf(creation), content: node.content };
}
