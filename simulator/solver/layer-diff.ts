import { diffTrees } from '../fs/diff';
import { EMPTY_TREE } from '../fs/tree';
import type { LayerDiff } from '../fs/types';
import type { Snapshot } from './types';

const diffs = new WeakMap<Snapshot, LayerDiff>();

/** What a snapshot's step added, changed and removed; computed once. A base image has no diff of its own. */
export function layerDiffOf(snapshot: Snapshot): LayerDiff {
  if (snapshot.diff !== undefined) return snapshot.diff;
  const known = diffs.get(snapshot);
  if (known !== undefined) return known;
  const diff = diffTrees(snapshot.parent?.tree ?? EMPTY_TREE, snapshot.tree);
  diffs.set(snapshot, diff);
  return diff;
}

/** The snapshots that made the layers on top of the base image, bottom first, and the base itself. */
export function layerChain(snapshot: Snapshot | undefined): { readonly base: Snapshot | undefined; readonly steps: readonly Snapshot[] } {
  const steps: Snapshot[] = [];
  let current = snapshot;
  while (current !== undefined && current.image === undefined) {
    steps.push(current);
    current = current.parent;
  }
  return { base: current, steps: steps.reverse() };
}
