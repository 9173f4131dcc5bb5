import type { Vertex } from './types';

/**
 * What a builder refuses unless it was started with a grant for it and the build asks for that grant: the host's network and full
 * privileges. Checked for the whole graph, from the target down, before anything runs (moby/buildkit solver/llbsolver/vertex.go).
 */
export function entitlementError(targets: readonly (Vertex | undefined)[]): string | undefined {
  const seen = new Set<string>();
  const pending = targets.filter((target) => target !== undefined).reverse();
  for (let vertex = pending.pop(); vertex !== undefined; vertex = pending.pop()) {
    if (seen.has(vertex.digest)) continue;
    seen.add(vertex.digest);
    const { op } = vertex;
    if (op.kind === 'exec' && op.network === 'host') return 'failed to load LLB: network.host is not allowed';
    if (op.kind === 'exec' && op.security === 'insecure') return 'failed to load LLB: security.insecure is not allowed';
    pending.push(...[...vertex.inputs].reverse());
  }
  return undefined;
}
