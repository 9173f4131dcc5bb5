import type { StepStatus } from '../build-types';
import type { Vertex } from '../llb/types';
import { decidingInputs } from './deciding-inputs';
import { execute } from './execute';
import { openKeyStore } from './key-store';
import { loadImported } from './load-imported';
import { chainIdOfVertex, type LookUp, lookUp } from './look-up';
import { findMissingSource, type MissingSource } from './missing-source';
import { withReportedCached } from './reported-cached';
import type { Solution, SolveInputs, SolveState, VertexResult } from './state';
import type { BuildCache, RunRecord } from './types';
import { stagesMeet, walkInTime } from './walk-in-time';

/** The disk of the simulated builder. A copy of a whole file system into itself, a few times over, would fill any. */
const MOST_ENTRIES = 1_000_000;

const NOTHING_RAN: RunRecord = { durationMs: 0, output: [], commands: [], fidelity: 'exact', notices: [] };

/**
 * Answers every vertex from the cache or by running it, inputs first; after a failure nothing further runs (moby/buildkit solver/edge.go,
 * told as a plain walk: nothing runs at the same time, but for a build that fails the walk is told again as it went in time).
 */
export function solve(targets: readonly (Vertex | undefined)[], cache: BuildCache, inputs: SolveInputs): Solution {
  const vertices = graphOrder(targets);
  const first = walkInOrder(vertices, openState(cache, inputs));
  const isRace = first.state.failed !== undefined && first.missing === undefined && stagesMeet(vertices) && inputs.isCancelled?.() !== true;
  const { state, missing } = isRace ? walkAgain(vertices, cache, inputs) : first;
  const outputs = targets.filter((target) => target !== undefined);
  if (state.failed === undefined && settle(outputs, state)) loadImported(outputs, state);
  const order = vertices.flatMap((vertex) => state.results.get(vertex.digest) ?? []);
  for (const { vertex, keyOnly, outcome } of order) if (keyOnly !== undefined && outcome === 'cached') report(vertex, 'cached', state);
  const { store, build, mounts, packed, failed } = state;
  return {
    results: state.results,
    order: withReportedCached(order, targets, missing, chainIdOfVertex(state)),
    failed,
    contextSealed: state.contextSealed,
    cache: { ...cache, builds: build, links: store.links(), records: store.records(), mounts, packed },
  };
}

interface Walked {
  readonly state: SolveState;
  readonly missing: MissingSource | undefined;
}

function walkInOrder(vertices: readonly Vertex[], state: SolveState): Walked {
  const { inputs } = state;
  const missing = findMissingSource(vertices, inputs, chainIdOfVertex(state));
  for (const vertex of vertices) {
    const stopped = state.failed !== undefined || inputs.isCancelled?.() === true;
    take(stopped ? notReached(vertex) : missing === undefined ? solveVertex(vertex, state) : beforeFailure(vertex, missing, state), state);
  }
  return { state, missing };
}

/** Where a build fails and stages ran side by side, what comes before what decides. Nobody is told of the steps a second time. */
function walkAgain(vertices: readonly Vertex[], cache: BuildCache, { onStep: _told, ...inputs }: SolveInputs): Walked {
  const state = openState(cache, inputs);
  const missing = walkInTime(vertices, state, {
    solve: (vertex) => solveVertex(vertex, state),
    take: (result) => take(result, state),
    skip: notReached,
  });
  return { state, missing };
}

function openState(cache: BuildCache, inputs: SolveInputs): SolveState {
  return {
    build: cache.builds + 1,
    store: openKeyStore(cache, inputs.imports),
    inputs,
    mounts: new Map(cache.mounts),
    freshMounts: new Set(),
    results: new Map(),
    failed: undefined,
    contextSealed: false,
    entriesLeft: MOST_ENTRIES,
    loaded: new Set(),
    fetchedBlobs: new Set(),
    pulledBlobs: new Set(),
    packed: cache.packed ?? new Set(),
  };
}

/** Files an answer. One by key alone is not told yet: it may still have to run. */
function take(result: VertexResult, state: SolveState): void {
  const { vertex, outcome, snapshot, keyOnly } = result;
  state.results.set(vertex.digest, result);
  if (snapshot?.image !== undefined && result.match?.record.imported === undefined) {
    for (const layer of snapshot.image.layers) state.pulledBlobs.add(layer.digest);
  }
  if (outcome === 'failed') state.failed ??= result;
  if (outcome !== 'cached' || keyOnly === undefined) report(vertex, outcome === 'not-reached' ? 'skipped' : outcome, state);
}

function report(vertex: Vertex, status: StepStatus, { inputs }: SolveState): void {
  if (!vertex.internal) inputs.onStep?.(vertex.name, status);
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
        order[place] = withMetadataOf(vertex, order[place]);
      }
    });
  }
  return order;
}

/** One that has to run for either has to run (client/llb/state.go, mergeMetadata). */
function withMetadataOf(vertex: Vertex, earlier: Vertex | undefined): Vertex {
  if (vertex.ignoreCache || earlier?.ignoreCache !== true) return vertex;
  const { noCacheFilter } = earlier;
  return { ...vertex, ignoreCache: true, ...(noCacheFilter === undefined ? {} : { noCacheFilter }) };
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
  const first = lookUp(vertex, state);
  if (first.found !== undefined) return first.found;
  const { common, known: keys } = first;
  const keyOnly = { source: state.store.sourceOf(keys) };
  if (keys.length > 0) return { ...common, outcome: 'cached', snapshot: undefined, keys, match: undefined, run: undefined, keyOnly };
  if (!vertex.inputs.some((input) => isOpen(input, state))) return run(vertex, first, state);
  return settle(vertex.inputs, state) ? answer(vertex, state) : notReached(vertex);
}

/** Of a vertex all of whose inputs have their results: the cache's answer or, failing that, its own. */
function answer(vertex: Vertex, state: SolveState): VertexResult {
  const again = lookUp(vertex, state);
  return again.found ?? run(vertex, again, state);
}

function isOpen(vertex: Vertex, { results }: SolveState): boolean {
  const result = results.get(vertex.digest);
  return result?.outcome === 'cached' && result.keyOnly !== undefined;
}

/**
 * Makes results for those of the vertices that were hits by key alone, and for what they stand on; this is what a `min` cache costs
 * once a step of the last stage misses.
 *
 * @returns false when one of them failed, or when nobody waits any more
 */
function settle(vertices: readonly Vertex[], state: SolveState): boolean {
  const seen = new Set<Vertex>();
  const stack = vertices.map((vertex) => ({ vertex, isReady: false }));
  for (let frame = stack.pop(); frame !== undefined; frame = stack.pop()) {
    const { vertex, isReady } = frame;
    if (isReady) {
      if (state.inputs.isCancelled?.() === true) return false;
      const { keyOnly } = state.results.get(vertex.digest) ?? {};
      const result = answer(vertex, state);
      take(result.outcome === 'ran' && keyOnly !== undefined ? { ...result, keyOnly } : result, state);
      if (result.outcome === 'failed') return false;
    } else if (isOpen(vertex, state) && !seen.has(vertex)) {
      seen.add(vertex);
      stack.push({ vertex, isReady: true }, ...vertex.inputs.map((input) => ({ vertex: input, isReady: false })));
    }
  }
  return true;
}

function run(vertex: Vertex, { map, inputs, common, known }: LookUp, state: SolveState): VertexResult {
  if (!inputs.ok) return { ...common, outcome: 'failed', snapshot: undefined, keys: [], match: undefined, run: undefined, error: inputs.message };
  loadImported(vertex.inputs, state);
  const done = execute(vertex, state);
  if (!done.ok) return { ...common, outcome: 'failed', snapshot: undefined, keys: [], match: undefined, run: done.run, error: done.message };
  // The context has no key of its own: whoever uses it is found by content alone.
  if (vertex.op.kind === 'local') return { ...common, outcome: 'ran', snapshot: done.snapshot, keys: [], match: undefined, run: NOTHING_RAN };
  const keys = state.store.keysFor(map.digest, inputs.keys);
  for (const key of keys) {
    state.store.link(map.digest, inputs.keys, key);
    state.store.save({ key, snapshot: done.snapshot, run: done.run, build: state.build });
  }
  const all = [...new Set([...keys, ...known])];
  state.store.translate(map.digest, inputs.keys, all);
  return { ...common, outcome: 'ran', snapshot: done.snapshot, keys: all, match: undefined, run: done.run };
}
