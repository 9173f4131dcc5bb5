import { type Fidelity, weakestFidelity } from '../fidelity';
import { diffTrees } from '../fs/diff';
import { EMPTY_TREE } from '../fs/tree';
import type { FileContent, LayerDiff } from '../fs/types';
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

/**
 * How the bytes of a layer are known: a stand-in from a published base or a package stays one wherever a step puts it, and so does a file
 * of which only the hash is known.
 */
export function bytesFidelity(diff: LayerDiff): Fidelity {
  return diff.some(({ content }) => content !== undefined && isStandIn(content)) ? 'modelled' : 'exact';
}

/** A snapshot no surer than the bytes of its own layer; the diff that tells is kept for it. */
export function withBytesFidelity(snapshot: Snapshot): Snapshot {
  const diff = layerDiffOf(snapshot);
  const known = { ...snapshot, fidelity: weakestFidelity([snapshot.fidelity, bytesFidelity(diff)]) };
  diffs.set(known, diff);
  return known;
}

function isStandIn(content: FileContent): boolean {
  return content.kind === 'opaque' || (content.kind === 'generated' && content.texture !== 'zeros');
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
