import { checksumSources } from '../fs/content-checksum';
import type { Tree } from '../fs/types';
import type { Vertex } from '../llb/types';
import { cacheMapOf } from './cache-map';

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
 * A step that takes what the build context does not have. BuildKit compares sources in the context while it is still looking for cached
 * results, before a RUN above has come to its end, so that this fails a build whatever else would have failed it. Of several such steps
 * the one nearest to the target is asked first (moby/buildkit solver/edge.go; which one wins there is a race).
 *
 * @param order inputs before what uses them
 */
export function findMissingSource(order: readonly Vertex[], context: Tree, chainId: (vertex: Vertex) => string): MissingSource | undefined {
  for (const vertex of [...order].reverse()) {
    const local = vertex.inputs.findIndex((input) => input.op.kind === 'local');
    if (local < 0) continue;
    const { content } = cacheMapOf(vertex, chainId).dependencies[local] ?? {};
    const checked = content === undefined ? undefined : checksumSources(context, content);
    if (checked?.ok === false) return { vertex, message: checksumFailure(checked.message), above: verticesAbove(vertex) };
  }
  return undefined;
}

function verticesAbove(vertex: Vertex): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [...vertex.inputs];
  for (let input = pending.pop(); input !== undefined; input = pending.pop()) {
    if (found.has(input.digest)) continue;
    found.add(input.digest);
    pending.push(...input.inputs);
  }
  return found;
}
