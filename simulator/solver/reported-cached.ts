import type { Vertex } from '../llb/types';
import { cacheMapOf } from './cache-map';
import type { MissingSource } from './missing-source';
import type { VertexResult } from './state';

/**
 * Where BuildKit's display says of a step that it was cached, or was not, and the fact is another. A step counts there as cached when
 * something that stands on it starts before it was looked at, though it never ran; and one that stands on nothing is `done` once its
 * key is known, cached only when its files are needed too (moby/buildkit solver/progress.go, markCached; solver/jobs.go, CacheMap).
 *
 * @returns the results, those that are shown otherwise with `reportedCached`
 */
export function withReportedCached(
  order: readonly VertexResult[],
  targets: readonly (Vertex | undefined)[],
  missing: MissingSource | undefined,
  chainId: (vertex: Vertex) => string,
): readonly VertexResult[] {
  const needed = new Set(targets.flatMap((target) => target?.digest ?? []));
  for (const { vertex, outcome, match, keyOnly } of order) {
    if (outcome === 'not-reached' || match?.via === 'definition' || (outcome === 'cached' && keyOnly !== undefined)) continue;
    const { dependencies } = cacheMapOf(vertex, chainId);
    for (const [index, input] of vertex.inputs.entries()) {
      if (outcome !== 'cached' || dependencies[index]?.content !== undefined) needed.add(input.digest);
    }
  }
  return order.map((result) => {
    const { vertex, outcome } = result;
    const isRoot = vertex.op.kind === 'file' && vertex.inputs.length === 0;
    if (outcome === 'not-reached' && !isRoot && missing?.above.has(vertex.digest)) return { ...result, reportedCached: true };
    return isRoot && outcome === 'cached' && !needed.has(vertex.digest) ? { ...result, reportedCached: false } : result;
  });
}
