import type { Vertex } from '../llb/types';
import { costOf } from './execution';
import type { ExportedLayer } from './exported-cache';
import { isForeign } from './imported-keys';
import type { Fetched, SolveState, VertexResult } from './state';
import type { Snapshot } from './types';

/**
 * Takes over the imported results of vertices whose files are needed: what is missing of their blobs is fetched, and they are filed in
 * the builder's own cache together with the results that they are stacked upon, not with any others that the imported cache has
 * (moby/buildkit solver/combinedcache.go, Load; cache/remotecache/v1/cachestorage.go, LoadWithParents).
 */
export function loadImported(vertices: readonly Vertex[], state: SolveState): void {
  for (const vertex of vertices) {
    const result = state.results.get(vertex.digest);
    const imported = result?.match?.record.imported;
    if (result?.snapshot === undefined || imported === undefined || state.loaded.has(vertex.digest)) continue;
    const chain = new Set<Snapshot>();
    for (let below: Snapshot | undefined = result.snapshot; below !== undefined; below = below.parent) chain.add(below);
    state.packed = new Set([...state.packed, ...chain]);
    fileLocally(vertex, chain, state);
    const fetched = fetch(imported.layers, state);
    if (fetched !== undefined) state.results.set(vertex.digest, { ...result, fetched });
  }
}

/** The vertex, and what stands above it in the same stack of layers. */
function fileLocally(vertex: Vertex, chain: ReadonlySet<Snapshot>, state: SolveState): void {
  const pending = [vertex];
  const seen = new Set<Vertex>();
  for (let above = pending.pop(); above !== undefined; above = pending.pop()) {
    if (seen.has(above)) continue;
    seen.add(above);
    pending.push(...above.inputs);
    const result = state.results.get(above.digest);
    if (result?.match?.record.imported === undefined || result.snapshot === undefined || !chain.has(result.snapshot)) continue;
    state.loaded.add(above.digest);
    fileResult(result, state);
  }
}

function fileResult({ match, keys }: VertexResult, { store, build }: SolveState): void {
  if (match === undefined) return;
  const { snapshot, run } = match.record;
  for (const key of keys) if (!isForeign(key)) store.save({ key, snapshot, run, build });
}

function fetch(layers: readonly ExportedLayer[], state: SolveState): Fetched | undefined {
  const missing = layers.filter(({ digest }) => !state.fetchedBlobs.has(digest) && !state.pulledBlobs.has(digest));
  if (missing.length === 0) return undefined;
  for (const { digest } of missing) state.fetchedBlobs.add(digest);
  const bytes = missing.reduce((sum, layer) => sum + layer.blobBytes, 0);
  const work = missing.flatMap((layer) => [
    { kind: 'download', bytes: layer.blobBytes, requests: 1 } as const,
    { kind: 'unpack', bytes: layer.sizeBytes, files: 0 } as const,
  ]);
  return { bytes, layers: missing.length, durationMs: costOf(work, state) };
}
