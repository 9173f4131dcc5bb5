import { checksumSources } from '../fs/content-checksum';
import type { Vertex } from '../llb/types';
import { cacheMapOf } from './cache-map';
import type { SolveInputs } from './state';

export interface MissingSource {
  readonly vertex: Vertex;
  readonly message: string;
  /** Digests of everything that the step stands on, directly or not. */
  readonly above: ReadonlySet<string>;
}

export function checksumFailure(message: string): string {
  return `failed to compute cache key: failed to calculate checksum of ref REF: ${message}`;
}

/**
 * A step that takes what the build context does not have, or the context itself when none of it can be sent. BuildKit compares sources in the context while it is still looking for cached
 * results, before a RUN above has come to its end, so that this fails a build whatever else would have failed it. Of several such steps
 * the one nearest to the target is asked first (moby/buildkit solver/edge.go; which one wins there is a race).
 *
 * @param order inputs before what uses them
 */
export function findMissingSource(
  order: readonly Vertex[],
  { context, contextError }: Pick<SolveInputs, 'context' | 'contextError'>,
  chainId: (vertex: Vertex) => string,
): MissingSource | undefined {
  const whole = contextError === undefined ? undefined : order.find(({ op }) => op.kind === 'local');
  if (contextError !== undefined && whole !== undefined) return { vertex: whole, message: contextError, above: new Set() };
  for (const vertex of nearestFirst(order)) {
    const local = vertex.inputs.findIndex((input) => input.op.kind === 'local');
    if (local < 0) continue;
    const { content } = cacheMapOf(vertex, chainId).dependencies[local] ?? {};
    const checked = content === undefined ? undefined : checksumSources(context, content);
    if (checked?.ok === false) return { vertex, message: checksumFailure(checked.message), above: verticesAbove(vertex) };
  }
  return undefined;
}

/** By the least number of steps between a vertex and the target; of equally near ones what comes later in the graph. */
export function nearestFirst(order: readonly Vertex[]): readonly Vertex[] {
  const distance = new Map<string, number>();
  for (const vertex of [...order].reverse()) {
    const own = distance.get(vertex.digest) ?? 0;
    distance.set(vertex.digest, own);
    for (const input of vertex.inputs) distance.set(input.digest, Math.min(distance.get(input.digest) ?? Number.POSITIVE_INFINITY, own + 1));
  }
  return [...order].reverse().sort((a, b) => (distance.get(a.digest) ?? 0) - (distance.get(b.digest) ?? 0));
}

export function verticesAbove(vertex: Vertex): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [...vertex.inputs];
  for (let input = pending.pop(); input !== undefined; input = pending.pop()) {
    if (found.has(input.digest)) continue;
    found.add(input.digest);
    pending.push(...input.inputs);
  }
  return found;
}
