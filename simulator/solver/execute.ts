import { assertNever } from '../assert-never';
import { weakestFidelity } from '../fidelity';
import { applyDiff } from '../fs/apply-diff';
import { EMPTY_TREE } from '../fs/tree';
import type { Vertex } from '../llb/types';
import type { Work } from '../shell/types';
import { executeFile } from './execute-file';
import { executeRun } from './execute-run';
import { costOf, type Execution, QUIET_RUN, snapshotOf } from './execution';
import { layerDiffOf } from './layer-diff';
import type { SolveState } from './state';
import type { Snapshot } from './types';

/** Runs a vertex on its inputs' results; they have all been reached. */
export function execute(vertex: Vertex, state: SolveState): Execution {
  const { op } = vertex;
  switch (op.kind) {
    case 'image':
      return pullImage(vertex, state);
    case 'local':
      if (state.inputs.contextError !== undefined) return { ok: false, message: state.inputs.contextError, run: { ...QUIET_RUN, durationMs: 0 } };
      return done(vertex, state, { tree: state.inputs.context, parent: undefined }, 0);
    case 'remote':
      return done(vertex, state, { tree: EMPTY_TREE, parent: undefined, fidelity: 'unknown' }, 0);
    case 'merge':
      return mergeLayers(vertex, op.inputs, state);
    case 'file':
      return executeFile(vertex, op, state);
    case 'exec':
      return executeRun(vertex, op, state);
    default:
      return assertNever(op);
  }
}

function done(vertex: Vertex, state: SolveState, snapshot: Pick<Snapshot, 'tree' | 'parent'> & Partial<Snapshot>, duration: number): Execution {
  const fidelity = weakestFidelity([snapshot.fidelity ?? 'exact', snapshot.parent?.fidelity ?? 'exact']);
  return {
    ok: true,
    snapshot: { createdSeconds: state.inputs.nowSeconds, vertex: vertex.digest, ...snapshot, fidelity },
    run: { ...QUIET_RUN, durationMs: duration, fidelity: snapshot.fidelity ?? 'exact' },
  };
}

function pullImage(vertex: Vertex, state: SolveState): Execution {
  const image = state.inputs.imageOf(vertex);
  const missing = image.layers.filter((layer) => !state.fetchedBlobs.has(layer.digest));
  const work = missing.flatMap((layer): Work[] => [
    { kind: 'download', bytes: layer.blobBytes, requests: 1 },
    { kind: 'unpack', bytes: layer.sizeBytes, files: 0 },
  ]);
  // An image says nothing of its root directory, which is made when it is unpacked.
  const tree = { ...image.tree, mtimeSeconds: state.inputs.nowSeconds };
  return done(vertex, state, { tree, parent: undefined, image, fidelity: image.fidelity }, costOf(work, state));
}

/** `--link`: the upper input's layers move onto the lower one as they are (solver/llbsolver/ops/merge.go). */
function mergeLayers(vertex: Vertex, indices: readonly (number | undefined)[], state: SolveState): Execution {
  const [lower, ...uppers] = indices.map((index) => snapshotOf(vertex, index, state)).filter((snapshot) => snapshot !== undefined);
  let merged = lower ?? {
    tree: EMPTY_TREE,
    parent: undefined,
    createdSeconds: state.inputs.nowSeconds,
    vertex: vertex.digest,
    fidelity: 'exact' as const,
  };
  for (const upper of uppers) {
    const diff = layerDiffOf(upper);
    merged = {
      tree: applyDiff(merged.tree, diff),
      parent: merged,
      diff,
      createdSeconds: upper.createdSeconds,
      vertex: vertex.digest,
      fidelity: weakestFidelity([merged.fidelity, upper.fidelity]),
    };
  }
  return { ok: true, snapshot: merged, run: { ...QUIET_RUN, durationMs: 0 } };
}
