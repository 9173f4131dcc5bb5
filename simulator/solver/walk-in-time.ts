import { checksumSources } from '../fs/content-checksum';
import type { Vertex } from '../llb/types';
import { cacheMapOf } from './cache-map';
import { chainIdOfVertex, lookUp } from './look-up';
import { checksumFailure, type MissingSource, nearestFirst, verticesAbove } from './missing-source';
import type { SolveState, VertexResult } from './state';

export interface Walk {
  solve(vertex: Vertex): VertexResult;
  take(result: VertexResult): void;
  skip(vertex: Vertex): VertexResult;
}

/** Whether stages meet, so that steps of one may run beside those of another. */
export function stagesMeet(vertices: readonly Vertex[]): boolean {
  return vertices.some((vertex) => vertex.inputs.filter((input) => input.op.kind !== 'local').length > 1);
}

/**
 * A build that fails, told in the order of time: stages run side by side, and what had not finished when the first step failed is left out.
 * Only a RUN takes time here; `sleep` in its text is the one length that is known. What a COPY takes from a stage is compared as soon as that
 * stage is there, whatever the COPY itself stands on, and of several that miss something then the one nearest to the target is asked first
 * (moby/buildkit solver/edge.go, createInputRequests).
 *
 * @param vertices inputs before what uses them
 * @returns the step that misses something, when that is what failed
 */
export function walkInTime(vertices: readonly Vertex[], state: SolveState, walk: Walk): MissingSource | undefined {
  const pending = new Set(vertices);
  const finished = new Map<Vertex['digest'], number>();
  const settle = (vertex: Vertex, result: VertexResult, time: number): void => {
    pending.delete(vertex);
    finished.set(vertex.digest, time);
    walk.take(result);
  };
  for (const vertex of vertices) {
    if (!isReady(vertex, finished)) continue;
    const found = vertex.op.kind === 'local' || vertex.op.kind === 'image' ? walk.solve(vertex) : lookUp(vertex, state).found;
    if (found !== undefined) settle(vertex, found, 0);
  }
  let missing = findMissing(vertices, pending, state);
  while (missing === undefined && state.failed === undefined) {
    const next = earliest(vertices, pending, finished);
    if (next === undefined) break;
    settle(next.vertex, walk.solve(next.vertex), next.time);
    if (state.failed === undefined) missing = findMissing(vertices, pending, state, next.vertex);
  }
  if (missing !== undefined) settle(missing.vertex, { ...walk.skip(missing.vertex), outcome: 'failed', error: missing.message }, 0);
  for (const vertex of pending) walk.take(walk.skip(vertex));
  return missing;
}

function isReady(vertex: Vertex, finished: ReadonlyMap<string, number>): boolean {
  return vertex.inputs.every((input) => finished.has(input.digest));
}

function earliest(
  vertices: readonly Vertex[],
  pending: ReadonlySet<Vertex>,
  finished: ReadonlyMap<string, number>,
): { readonly vertex: Vertex; readonly time: number } | undefined {
  let best: { readonly vertex: Vertex; readonly time: number } | undefined;
  for (const vertex of vertices) {
    if (!pending.has(vertex) || !isReady(vertex, finished)) continue;
    const time = Math.max(0, ...vertex.inputs.map((input) => finished.get(input.digest) ?? 0)) + lengthOf(vertex);
    if (best === undefined || time < best.time) best = { vertex, time };
  }
  return best;
}

/** In units of what a container takes to start, a tenth of a second. */
function lengthOf({ op }: Vertex): number {
  if (op.kind !== 'exec') return 0;
  const sleeps = [...op.args.join(' ').matchAll(/\bsleep (\d+(?:\.\d+)?)/g)];
  return sleeps.reduce((sum, [, seconds]) => sum + Number(seconds) * 10, 1);
}

/** @param stage look only at what takes from it; everything that is there when left out */
function findMissing(vertices: readonly Vertex[], pending: ReadonlySet<Vertex>, state: SolveState, stage?: Vertex): MissingSource | undefined {
  for (const vertex of nearestFirst(vertices)) {
    if (!pending.has(vertex) || (stage !== undefined && !vertex.inputs.some((input) => input.digest === stage.digest))) continue;
    const { dependencies } = cacheMapOf(vertex, chainIdOfVertex(state));
    for (const [index, input] of vertex.inputs.entries()) {
      const content = dependencies[index]?.content;
      const tree = state.results.get(input.digest)?.snapshot?.tree;
      const checked = content === undefined || tree === undefined ? undefined : checksumSources(tree, content);
      if (checked?.ok === false) return { vertex, message: checksumFailure(checked.message), above: verticesAbove(vertex) };
    }
  }
  return undefined;
}
