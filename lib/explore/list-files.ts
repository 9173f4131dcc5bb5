import { type FileTreeNode, findNode, nodesBelow, pathOf } from './file-tree';
import type { LayerTrees } from './layer-trees';
import type { FilePage, FileQuery, FileRow } from './types';

/** One page of a listing: the children of a folder, or, where something is searched for or filtered, whatever fits below the root. */
export function listFiles(trees: LayerTrees, query: FileQuery): FilePage {
  const root = query.scope === 'merged' ? trees.merged : trees.layers[query.scope];
  const isFlat = query.search !== '' || query.filter !== 'all';
  const top = root === undefined || isFlat ? root : findNode(root, query.folder);
  if (root === undefined || top === undefined) return { rows: [], total: 0, sizeBytes: 0, files: 0 };
  const nodes = isFlat ? matching(root, query) : [...(top.children?.values() ?? [])];
  const sorted = sortNodes(nodes, query.sort, isFlat);
  return {
    rows: sorted.slice(query.offset, query.offset + query.limit).map((node) => rowOf(node, query.scope === 'merged')),
    total: nodes.length,
    sizeBytes: isFlat ? nodes.reduce((sum, node) => sum + (isFile(node) ? node.sizeBytes : 0), 0) : top.sizeBytes,
    files: isFlat ? nodes.filter(isFile).length : top.files,
  };
}

/** Folders that are only passed through have nothing to say of their own. */
function matching(root: FileTreeNode, { search, filter }: FileQuery): FileTreeNode[] {
  const wanted = search.toLowerCase();
  const found: FileTreeNode[] = [];
  for (const node of nodesBelow(root)) {
    if (node.entry === undefined && node.change === undefined) continue;
    if (filter === 'hidden' ? node.hiddenBy === undefined : filter !== 'all' && node.change !== filter) continue;
    if (wanted === '' || pathOf(node).toLowerCase().includes(wanted)) found.push(node);
  }
  return found;
}

function sortNodes(nodes: FileTreeNode[], sort: FileQuery['sort'], isFlat: boolean): readonly FileTreeNode[] {
  const keyed = nodes.map((node) => ({ node, key: isFlat ? pathOf(node) : node.name }));
  const byName = (a: (typeof keyed)[number], b: (typeof keyed)[number]) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  const foldersFirst = (a: (typeof keyed)[number], b: (typeof keyed)[number]) => Number(isFolder(b.node)) - Number(isFolder(a.node));
  keyed.sort((a, b) => {
    if (sort === 'size') return b.node.sizeBytes - a.node.sizeBytes || byName(a, b);
    return (isFlat ? 0 : foldersFirst(a, b)) || byName(a, b);
  });
  return keyed.map(({ node }) => node);
}

function rowOf(node: FileTreeNode, isMerged: boolean): FileRow {
  const { entry, change, hiddenBy, sizeBytes, files } = node;
  return {
    path: pathOf(node),
    type: typeOf(node),
    sizeBytes,
    files,
    ...(isMerged || change === undefined ? {} : { change }),
    ...(hiddenBy === undefined ? {} : { hiddenBy }),
    ...(isMerged && entry !== undefined ? { layer: node.layer } : {}),
    ...(entry === undefined ? {} : { attributes: { mode: entry.mode, uid: entry.uid, gid: entry.gid, mtimeSeconds: entry.mtimeSeconds } }),
    ...(entry?.link === undefined ? {} : { link: entry.link }),
  };
}

function typeOf({ entry, children }: FileTreeNode): FileRow['type'] {
  if (children !== undefined) return 'folder';
  switch (entry?.type) {
    case 'file':
    case 'symlink':
    case 'hardlink':
      return entry.type;
    case 'whiteout':
      return 'removed';
    default:
      return 'folder';
  }
}

const isFolder = (node: FileTreeNode) => typeOf(node) === 'folder';

const isFile = ({ entry }: FileTreeNode) => entry?.type === 'file';
