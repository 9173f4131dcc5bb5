import type { LayerEntry } from '@/simulator';
import { emptyTree, type FileTreeNode, findNode, nodeFor, nodesBelow, pathOf, sumUp } from './file-tree';
import type { PathChange, Waste } from './types';

/** An image's listings: each layer by itself, all laid over one another, and what got lost on the way. */
export interface LayerTrees {
  readonly layers: readonly FileTreeNode[];
  readonly merged: FileTreeNode;
  readonly counts: readonly LayerCounts[];
  readonly waste: Waste;
}

export interface LayerCounts {
  readonly changes: Readonly<Record<PathChange, number>>;
  /** Bytes of its own that a later layer hides. */
  readonly wastedBytes: number;
  /** Bytes below it that it hides. */
  readonly hidesBytes: number;
}

/** Wasted files that are named; the sums are always whole. */
const NAMED_FILES = 200;

/** A file that a later layer hides. */
interface Hidden {
  readonly node: FileTreeNode;
  readonly sizeBytes: number;
  readonly layer: number;
  readonly hiddenBy: number;
  readonly replaced: boolean;
}

interface MergedNode extends FileTreeNode {
  /** The same path in the listing of the layer that it comes from. */
  source?: FileTreeNode;
}

/** Lays layers over one another, bottom first, as an overlay file system does (opencontainers/image-spec layer.md § Applying Changesets). */
export function layerTrees(diffs: readonly (readonly LayerEntry[])[]): LayerTrees {
  const merged: MergedNode = emptyTree();
  const hidden: Hidden[] = [];
  const layers = diffs.map((diff, layer) => {
    const tree = emptyTree();
    // Whiteouts speak of the layers below, wherever in the tar they stand.
    for (const entry of diff) if (entry.type === 'whiteout' || entry.type === 'opaque') takeAway(entry, layer, tree, merged, hidden);
    for (const entry of diff) if (entry.type !== 'whiteout' && entry.type !== 'opaque') putIn(entry, layer, tree, merged, hidden);
    sumUp(tree);
    return tree;
  });
  sumUp(merged);
  return { layers, merged, counts: countsOf(layers, hidden), waste: wasteOf(hidden) };
}

function takeAway(entry: LayerEntry, layer: number, tree: FileTreeNode, merged: MergedNode, hidden: Hidden[]): void {
  const slash = entry.path.lastIndexOf('/');
  const folder = slash < 0 ? '' : entry.path.slice(0, slash);
  if (entry.type === 'opaque') {
    const node = nodeFor(tree, folder);
    node.layer = layer;
    node.change = 'emptied';
    const below = findNode(merged, folder);
    if (below === undefined) return;
    for (const child of below.children?.values() ?? []) hide(child, layer, hidden, false);
    below.children = undefined;
    return;
  }
  const path = `${folder === '' ? '' : `${folder}/`}${entry.path.slice(slash + 1).replace(/^\.wh\./, '')}`;
  const node = nodeFor(tree, path);
  Object.assign(node, { entry, layer, change: 'removed' });
  const below = findNode(merged, path);
  if (below === undefined || below === merged) return;
  hide(below, layer, hidden, false);
  below.parent?.children?.delete(below.name);
}

function putIn(entry: LayerEntry, layer: number, tree: FileTreeNode, merged: MergedNode, hidden: Hidden[]): void {
  const own = nodeFor(tree, entry.path);
  const target: MergedNode = nodeFor(merged, entry.path);
  const existed = target.entry !== undefined || target.children !== undefined;
  const isFolder = entry.type === 'dir';
  if (existed && target.source !== own) {
    const keepsChildren = isFolder && (target.entry === undefined || target.entry.type === 'dir');
    if (!keepsChildren) {
      hide(target, layer, hidden, true);
      target.children = undefined;
    }
  }
  const change = own.change ?? (existed ? 'changed' : 'added');
  Object.assign(own, { entry, layer, change: change === 'removed' ? 'changed' : change });
  Object.assign(target, { entry, layer, source: own });
}

/** Marks every file from here down as hidden by a layer; one of the same layer is only listed twice in its tar. */
function hide(top: MergedNode, hiddenBy: number, hidden: Hidden[], replaced: boolean): void {
  for (const node of nodesBelow(top)) {
    const { entry, source, layer }: MergedNode = node;
    if (entry === undefined || layer === hiddenBy) continue;
    if (source !== undefined) source.hiddenBy = hiddenBy;
    if (entry.type !== 'file') continue;
    hidden.push({ node: source ?? node, sizeBytes: entry.sizeBytes, layer, hiddenBy, replaced: replaced && node === top });
  }
}

function countsOf(layers: readonly FileTreeNode[], hidden: readonly Hidden[]): readonly LayerCounts[] {
  const [wasted, hides] = [layers.map(() => 0), layers.map(() => 0)];
  for (const { sizeBytes, layer, hiddenBy } of hidden) {
    wasted[layer] = (wasted[layer] ?? 0) + sizeBytes;
    hides[hiddenBy] = (hides[hiddenBy] ?? 0) + sizeBytes;
  }
  return layers.map((tree, layer) => ({ changes: changesOf(tree), wastedBytes: wasted[layer] ?? 0, hidesBytes: hides[layer] ?? 0 }));
}

function changesOf(tree: FileTreeNode): LayerCounts['changes'] {
  const changes = { added: 0, changed: 0, removed: 0, emptied: 0 };
  for (const { change } of nodesBelow(tree)) if (change !== undefined) changes[change] += 1;
  return changes;
}

function wasteOf(hidden: readonly Hidden[]): Waste {
  const largest = hidden.filter(({ sizeBytes }) => sizeBytes > 0).sort((a, b) => b.sizeBytes - a.sizeBytes);
  return {
    bytes: hidden.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    files: hidden.length,
    largest: largest.slice(0, NAMED_FILES).map(({ node, ...file }) => ({ path: pathOf(node), ...file })),
  };
}
