import { assertNever } from '../assert-never';
import { EMPTY_CONTENT } from './content';
import { hiddenPath } from './diff';
import { createGrowingTree, type GrowingTree, type OwnedDirectory, ownDirectory } from './growing-tree';
import { highestLinkId } from './link-ids';
import { putHardLink } from './tree';
import type { LayerDiff, LayerEntry, NodeAttributes, Tree } from './types';

const IMPLIED_PARENT: NodeAttributes = { mode: 0o755, uid: 0, gid: 0, mtimeSeconds: 0 };

/**
 * Unpacks a layer onto a tree. A directory merges with a directory and replaces anything else, a symlink too: that is
 * how `COPY --link` puts a real directory where the image below has a link.
 */
export function applyDiff(tree: Tree, diff: LayerDiff): Tree {
  const growing = createGrowingTree(tree);
  let lastLinkId: number | undefined;
  for (const entry of diff) {
    if (entry.type === 'hardlink') {
      lastLinkId = (lastLinkId ?? highestLinkId(tree)) + 1;
      putHardLink(growing, entry.path, entry.link ?? '', lastLinkId);
    } else {
      applyEntry(growing, entry);
    }
  }
  return growing.root;
}

function applyEntry(growing: GrowingTree, entry: LayerEntry): void {
  const { mode, uid, gid, mtimeSeconds } = entry;
  const attributes: NodeAttributes = { mode, uid, gid, mtimeSeconds };
  switch (entry.type) {
    case 'dir':
      Object.assign(ownDirectory(growing, entry.path, attributes), attributes);
      return;
    case 'file':
      put(growing, entry.path, (children, name) => children.set(name, { kind: 'file', ...attributes, content: entry.content ?? EMPTY_CONTENT }));
      return;
    case 'symlink':
      put(growing, entry.path, (children, name) => children.set(name, { kind: 'symlink', ...attributes, target: entry.link ?? '' }));
      return;
    case 'whiteout':
      put(growing, hiddenPath(entry.path), (children, name) => children.delete(name));
      return;
    case 'opaque':
      put(growing, entry.path, (children) => children.clear());
      return;
    case 'hardlink':
      return;
    default:
      assertNever(entry.type);
  }
}

type Children = OwnedDirectory['children'];

function put(growing: GrowingTree, path: string, change: (children: Children, name: string) => void): void {
  const slash = path.lastIndexOf('/');
  const parent = ownDirectory(growing, path.slice(0, Math.max(0, slash)), IMPLIED_PARENT);
  const name = path.slice(slash + 1);
  const before = parent.children.get(name);
  change(parent.children, name);
  // What was known below a directory that is gone is known no more; an opaque marker empties its own directory.
  if (before?.kind === 'directory' || parent.children.size === 0) growing.byPath.clear();
}
