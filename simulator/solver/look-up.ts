import type { BaseImage } from '../catalog/types';
import { checksumSources } from '../fs/content-checksum';
import type { Vertex } from '../llb/types';
import { type CacheMap, cacheMapOf } from './cache-map';
import { decidingInputs } from './deciding-inputs';
import { isForeign } from './imported-keys';
import type { InputKeys, Match } from './key-store';
import { loadImported } from './load-imported';
import { checksumFailure } from './missing-source';
import type { SolveState, VertexResult } from './state';
import type { StepFacts } from './types';

export interface LookUp {
  readonly map: CacheMap;
  readonly inputs: Inputs;
  readonly common: Pick<VertexResult, 'vertex' | 'facts' | 'files'>;
  readonly found: (VertexResult & { readonly match: Match }) | undefined;
  /** Keys that it is known by where no result was found; empty when it is not known at all. */
  readonly known: readonly string[];
}

/**
 * Looks a vertex up by its inputs' keys, and by what those of them contain that are there. What lies in an imported cache is not there
 * yet: it is fetched for its content's sake only when nothing else leads to a key.
 */
export function lookUp(vertex: Vertex, state: SolveState): LookUp {
  const map = cacheMapOf(vertex, chainIdOfVertex(state));
  const first = lookUpOnce(vertex, map, state);
  if (first.found !== undefined || first.known.length > 0 || !vertex.inputs.some((input) => isAbroad(input, state))) return first;
  loadImported(contentInputs(vertex, map), state);
  return lookUpOnce(vertex, map, state);
}

function lookUpOnce(vertex: Vertex, map: CacheMap, state: SolveState): LookUp {
  const inputs = inputKeys(vertex, map, state);
  const common = { vertex, facts: decidingInputs(vertex), files: inputs.files };
  const missed = { map, inputs, common, found: undefined, known: [] };
  if (vertex.ignoreCache || vertex.op.kind === 'local' || !inputs.ok) return missed;
  const match = state.store.match(map.digest, inputs.keys);
  if (match === undefined) return { ...missed, known: takeKeys(map, inputs.keys, state.store.keysKnown(map.digest, inputs.keys), state) };
  const keys = takeKeys(map, inputs.keys, match.keys, state);
  const { snapshot, run } = match.record;
  return { map, inputs, common, found: { ...common, outcome: 'cached', snapshot, keys, match, run }, known: keys };
}

/** Whether a vertex's result still lies in an imported cache only. */
function isAbroad(vertex: Vertex, { results, loaded }: SolveState): boolean {
  return results.get(vertex.digest)?.match?.record.imported !== undefined && !loaded.has(vertex.digest);
}

/** Links the inputs to keys that were found, and gives a step that only an imported cache knows a key of the builder's own. */
function takeKeys({ digest }: CacheMap, inputs: readonly InputKeys[], found: readonly string[], { store }: SolveState): readonly string[] {
  for (const key of found) store.link(digest, inputs, key);
  if (!found.some(isForeign)) return found;
  const keys = [...new Set([...found, ...store.keysFor(digest, inputs)])];
  store.translate(digest, inputs, keys);
  return keys;
}

export function chainIdOfVertex({ inputs }: SolveState): (vertex: Vertex) => string {
  return (vertex) => chainIdOf(inputs.imageOf(vertex));
}

/** Identity of a stack of layers; a base whose config alone changed has the same (source/containerimage, cacheKeyFromConfig). */
function chainIdOf(image: BaseImage): string {
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
      const isThere = !isAbroad(input, state);
      if (!checked.ok && isThere) return { ok: false, message: checksumFailure(checked.message), files };
      if (checked.ok && isThere) byContent = `content:${checked.digest}`;
      if (checked.ok && (!input.internal || input.op.kind === 'local'))
        files.push({ source: input.op.kind === 'local' ? 'context' : input.digest, files: checked.files });
    }
    keys.push({ selector: dependency.selector, byDefinition: result?.keys ?? [], byContent, isUncached: (result?.vertex ?? input).ignoreCache });
  }
  return { ok: true, keys, files };
}

/** The inputs whose files decide besides their keys. */
function contentInputs(vertex: Vertex, map: CacheMap): readonly Vertex[] {
  return vertex.inputs.filter((_, index) => map.dependencies[index]?.content !== undefined);
}
