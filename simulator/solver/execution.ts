import { countEntries } from '../fs/count-entries';
import type { Tree } from '../fs/types';
import type { Vertex } from '../llb/types';
import { durationMs } from '../programs/cost-model';
import type { Work } from '../shell/types';
import type { SolveState } from './state';
import type { RunRecord, Snapshot } from './types';

/** How running a vertex ended. */
export type Execution =
  | { readonly ok: true; readonly snapshot: Snapshot; readonly run: RunRecord }
  | { readonly ok: false; readonly message: string; readonly run: RunRecord };

export const QUIET_RUN: Omit<RunRecord, 'durationMs'> = { output: [], commands: [], fidelity: 'exact', notices: [] };

/** The result of one of a vertex's inputs; `undefined` is scratch. */
export function snapshotOf(vertex: Vertex, index: number | undefined, state: SolveState): Snapshot | undefined {
  const input = index === undefined ? undefined : vertex.inputs[index];
  return input === undefined ? undefined : state.results.get(input.digest)?.snapshot;
}

/** Takes what a step has added from what the build may add. Answers why not, when it is too much. */
export function spendEntries(before: Tree, after: Tree, state: SolveState): string | undefined {
  state.entriesLeft -= Math.max(0, countEntries(after) - countEntries(before));
  return state.entriesLeft < 0 ? 'no space left on device' : undefined;
}

/** The duration of some work under the request's cost profile. */
export function costOf(work: readonly Work[], state: SolveState): number {
  return durationMs(work, state.inputs.costProfile);
}
