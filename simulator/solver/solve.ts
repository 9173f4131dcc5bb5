import type { BaseImage } from '../catalog/types';
import { checksumSources } from '../fs/content-checksum';
import type { Vertex } from '../llb/types';
import { type CacheMap, cacheMapOf } from './cache-map';
import { decidingInputs } from './deciding-inputs';
import { execute } from './execute';
import { type InputKeys, openKeyStore } from './key-store';
import { checksumFailure, findMissingSource, type MissingSource } from './missing-source';
import { withReportedCached } from './reported-cached';
import type { Solution, SolveInputs, SolveState, VertexResult } from './state';
import type { BuildCache, RunRecord, StepFacts } from './types';

const NOTHING_RAN: RunRecord = { durationMs: 0, output: [], commands: [], fidelity: 'exact', notices: [] };

/**
 * Answers every vertex from the cache or by running it, inputs first; after a failure nothing further runs
 * (moby/buildkit solver/edge.go, told as a plain walk: nothing here runs at the same time).
 */
export function solve(targets: readonly (Vertex | undefined)[], cache: BuildCache, inputs: SolveInputs): Solution {
  const build = cache.builds + 1;
  const store = openKeyStore(cache);
  const state: SolveState = { build, store, inputs, mounts: new Map(cache.mounts), freshMounts: new Set(), results: new Map() };
  const vertices = graphOrder(targets);
  const missing = findMissingSource(vertices, inputs.context, chainIdOfVertex(state));
  const order: VertexResult[] = [];
  let failed: VertexResult | undefined;
  for (const vertex of vertices) {
    const stopped = failed !== undefined || inputs.isCancelled?.() === true;
    const result = stopped ? notReached(vertex) : missing === undefined ? solveVertex(vertex, state) : beforeFailure(vertex, missing, state);
    state.results.set(vertex.digest, result);
    order.push(result);
    if (result.outcome === 'failed') failed = result;
    if (!vertex.internal) inputs.onStep?.(vertex.name, result.outcome === 'not-reached' ? 'skipped' : result.outcome);
  }
  return {
    results: state.results,
    order: withReportedCached(order, targets, missing, chainIdOfVertex(state)),
    failed,
    cache: { ...cache, builds: build, links: store.links(), records: store.records(), mounts: state.mounts },
  };
}

/**
 * Every vertex once, inputs first. Of equal vertices the last one written gives the name, as in a marshalled definition, where
 * metadata of one digest replaces what was there (client/llb/state.go, marshal); across platforms the first one stays.
 */
export function graphOrder(targets: readonly (Vertex | undefined)[]): Vertex[] {
  const order: Vertex[] = [];
  const places = new Map<string, number>();
  for (const target of targets) {
    const settled = order.length;
    visitInputsFirst(target, (vertex) => {
      const place = places.get(vertex.digest);
      if (place === undefined) {
        places.set(vertex.digest, order.length);
        order.push(vertex);
      } else if (place >= settled) {
        order[place] = vertex;
      }
    });
  }
  return order;
}

/** Calls back for each vertex object once, without recursion: a long Dockerfile is a deep graph. */
function visitInputsFirst(target: Vertex | undefined, visit: (vertex: Vertex) => void): void {
  if (target === undefined) return;
  const seen = new Set<Vertex>();
  const stack: { readonly vertex: Vertex; next: number }[] = [{ vertex: target, next: 0 }];
  seen.add(target);
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const input = frame.vertex.inputs[frame.next++];
    if (input === undefined) {
      visit(frame.vertex);
      stack.pop();
    } else if (!seen.has(input)) {
      seen.add(input);
      stack.push({ vertex: input, next: 0 });
    }
  }
}

function notReached(vertex: Vertex): VertexResult {
  return {
    vertex,
    outcome: 'not-reached',
    snapshot: undefined,
    keys: [],
    match: undefined,
    run: undefined,
    files: [],
    facts: decidingInputs(vertex),
  };
}

/** In a build that is bound to fail: what it has already is found, and only what takes no time still runs. */
function beforeFailure(vertex: Vertex, missing: MissingSource, state: SolveState): VertexResult {
  const { op } = vertex;
  const makesDirectory = op.kind === 'file' && op.actions.every((action) => action.kind === 'mkdir');
  const isReady = vertex.inputs.every((input) => state.results.get(input.digest)?.snapshot !== undefined);
  const runs = op.kind === 'local' || op.kind === 'image' || (makesDirectory && isReady) || vertex === missing.vertex;
  return runs ? solveVertex(vertex, state) : (lookUp(vertex, state).found ?? notReached(vertex));
}

function solveVertex(vertex: Vertex, state: SolveState): VertexResult {
  const { map, inputs, common, found } = lookUp(vertex, state);
  if (found !== undefined) return found;
  if (!inputs.ok) return { ...common, outcome: 'failed', snapshot: undefined, keys: [], match: undefined, run: undefined, error: inputs.message };
  const done = execute(vertex, state);
  if (!done.ok) return { ...common, outcome: 'failed', snapshot: undefined, keys: [], match: undefined, run: done.run, error: done.message };
  // The context has no key of its own: whoever uses it is found by content alone.
  if (vertex.op.kind === 'local') return { ...common, outcome: 'ran', snapshot: done.snapshot, keys: [], match: undefined, run: NOTHING_RAN };
  const keys = state.store.keysFor(map.digest, inputs.keys);
  for (const key of keys) {
    state.store.link(map.digest, inputs.keys, key);
    state.store.save({ key, snapshot: done.snapshot, run: done.run, build: state.build });
  }
  return { ...common, outcome: 'ran', snapshot: done.snapshot, keys, match: undefined, run: done.run };
}

interface LookUp {
  readonly map: CacheMap;
  readonly inputs: Inputs;
  readonly common: Pick<VertexResult, 'vertex' | 'facts' | 'files'>;
  readonly found: VertexResult | undefined;
}

function lookUp(vertex: Vertex, state: SolveState): LookUp {
  const map = cacheMapOf(vertex, chainIdOfVertex(state));
  const inputs = inputKeys(vertex, map, state);
  const common = { vertex, facts: decidingInputs(vertex), files: inputs.files };
  const match = vertex.ignoreCache || vertex.op.kind === 'local' || !inputs.ok ? undefined : state.store.match(map.digest, inputs.keys);
  if (match === undefined || !inputs.ok) return { map, inputs, common, found: undefined };
  for (const key of match.keys) state.store.link(map.digest, inputs.keys, key);
  const { snapshot, run } = match.record;
  return { map, inputs, common, found: { ...common, outcome: 'cached', snapshot, keys: match.keys, match, run } };
}

function chainIdOfVertex({ inputs }: SolveState): (vertex: Vertex) => string {
  return (vertex) => chainIdOf(inputs.imageOf(vertex));
}

/** Identity of a stack of layers; a base whose config alone changed has the same (source/containerimage, cacheKeyFromConfig). */
export function chainIdOf(image: BaseImage): string {
  return image.layers.map((layer) => layer.diffId).join(' ');
}

type Inputs =
  | { readonly ok: true; readonly keys: readonly InputKeys[]; readonly files: StepFacts['files'] }
  | { readonly ok: false; readonly message: string; readonly files: StepFacts['files'] };

function inputKeys(vertex: Vertex, map: CacheMap, state: SolveState): Inputs {
  const keys: InputKeys[] = [];
  const files: { readonly source: string; readonly files: StepFacts['files'][number]['files'] }[] = [];
  for (const [index, input] of vertex.inputs.entries()) {
    const dependency = map.dependencies[index] ?? { selector: '' };
    const result = state.results.get(input.digest);
    let byContent: string | undefined;
    if (dependency.content !== undefined && result?.snapshot !== undefined) {
      const checked = checksumSources(result.snapshot.tree, dependency.content);
      if (!checked.ok) return { ok: false, message: checksumFailure(checked.message), files };
      byContent = `content:${checked.digest}`;
      if (!input.internal || input.op.kind === 'local')
        files.push({ source: input.op.kind === 'local' ? 'context' : input.digest, files: checked.files });
    }
    keys.push({ selector: dependency.selector, byDefinition: result?.keys ?? [], byContent });
  }
  return { ok: true, keys, files };
}
