import { sha256Hex } from '../digest/sha256';
import type { CacheSource } from './exported-cache';
import { intersect, openForeignKeys } from './foreign-keys';
import { type ImportedKeys, isForeign } from './imported-keys';
import { linkOf, parseLink } from './link';
import type { BuildCache, CacheRecord } from './types';

/** The keys under which one input may be known: its own, and that of what it contains. */
export interface InputKeys {
  readonly selector: string;
  readonly byDefinition: readonly string[];
  readonly byContent: string | undefined;
  /** Its own keys may be linked but not looked up by: it was told to run without the cache (moby/buildkit solver/edge.go, processExecReq). */
  readonly isUncached?: boolean;
}

/** How a result was found: by the keys of its inputs, or by what they contain. */
export type Match = { readonly keys: readonly string[]; readonly record: CacheRecord; readonly via: 'definition' | 'content' };

/**
 * Looks results up and files them, on top of caches that are not touched. As in BuildKit a result has as many keys as there are ways
 * to its inputs: a link goes from (operation, input, selector, input's key) to the result's key, and a result is found when every
 * input has a link to it (moby/buildkit solver/cachemanager.go).
 */
export interface KeyStore {
  match(operation: string, inputs: readonly InputKeys[]): Match | undefined;
  /** Keys that the inputs lead to, whether or not a result lies there: enough to find what stands on the step. */
  keysKnown(operation: string, inputs: readonly InputKeys[]): readonly string[];
  /** The imported cache in which a key was found. */
  sourceOf(keys: readonly string[]): CacheSource | undefined;
  /** Keys of the builder's own cache that the definition leads to, whether or not a result lies there; a new one when there is none. */
  keysFor(operation: string, inputs: readonly InputKeys[]): readonly string[];
  /** Adds the links of these inputs to a key that is known already. */
  link(operation: string, inputs: readonly InputKeys[], key: string): void;
  /** Lets keys stand for the same step in imported caches that do not have them by that name. */
  translate(operation: string, inputs: readonly InputKeys[], keys: readonly string[]): void;
  save(record: CacheRecord): void;
  links(): BuildCache['links'];
  records(): BuildCache['records'];
}

type LinksTo = (operation: string, index: number, input: InputKeys) => readonly string[];

// What a dependency contains is compared whatever it was called: its key carries no selector (solver/edge.go, slowCacheKey).
const linksByContent: LinksTo = (operation, index, input) => (input.byContent === undefined ? [] : [linkOf(operation, index, '', input.byContent)]);
const linksByDefinition: LinksTo = (operation, index, input) => input.byDefinition.map((key) => linkOf(operation, index, input.selector, key));
const allLinks: LinksTo = (operation, index, input) => [...linksByDefinition(operation, index, input), ...linksByContent(operation, index, input)];

export function openKeyStore(cache: BuildCache, imports: readonly ImportedKeys[] = []): KeyStore {
  let links = cache.links;
  let records = cache.records;
  let linksOwned = false;
  let recordsOwned = false;
  const foreign = openForeignKeys(imports);

  const candidates = (operation: string, inputs: readonly InputKeys[], linksTo: LinksTo): readonly string[] =>
    inputs.length === 0
      ? [operation]
      : intersect(inputs.map((input, index) => linksTo(operation, index, input).flatMap((link) => links.get(link) ?? [])));

  const everywhere = (operation: string, inputs: readonly InputKeys[], withContent: boolean): readonly string[] => {
    const usable = inputs.map((input) => (input.isUncached ? { ...input, byDefinition: [] } : input));
    const own = candidates(operation, usable, withContent ? allLinks : linksByDefinition);
    return imports.length === 0 ? own : [...new Set([...own, ...foreign.candidates(operation, usable, withContent)])];
  };

  const best = (keys: readonly string[]): CacheRecord | undefined => {
    let found: CacheRecord | undefined;
    for (const key of keys) {
      const record = records.get(key) ?? foreign.record(key);
      if (record !== undefined && (found === undefined || isBetter(record, found))) found = record;
    }
    return found;
  };

  const addLink = (from: string, key: string) => {
    const known = links.get(from) ?? [];
    if (known.includes(key)) return;
    const owned = linksOwned && links instanceof Map ? links : new Map(links);
    linksOwned = true;
    owned.set(from, [...known, key]);
    links = owned;
  };

  const rootIsKnown = (key: string): boolean => foreign.has(key) || [...links.keys()].some((link) => parseLink(link).key === key);

  const store: KeyStore = {
    match(operation, inputs) {
      const byDefinition = everywhere(operation, inputs, false);
      const first = best(byDefinition);
      if (first !== undefined) return { keys: byDefinition, record: first, via: 'definition' };
      const all = everywhere(operation, inputs, true);
      const second = best(all);
      return second === undefined ? undefined : { keys: all, record: second, via: 'content' };
    },
    keysKnown(operation, inputs) {
      const keys = everywhere(operation, inputs, true);
      return inputs.length > 0 || keys.some(rootIsKnown) ? keys : [];
    },
    sourceOf: (keys) => foreign.sourceOf(keys),
    keysFor(operation, inputs) {
      const own = inputs.map(withoutForeign);
      const known = candidates(operation, own, allLinks);
      if (known.length > 0) return known;
      const key = sha256Hex([operation, ...own.map((input, index) => allLinks(operation, index, input)[0] ?? '')].join('\n'));
      store.link(operation, own, key);
      return [key];
    },
    link(operation, inputs, key) {
      if (isForeign(key)) return;
      for (const [index, input] of inputs.map(withoutForeign).entries()) {
        for (const from of allLinks(operation, index, input)) addLink(from, key);
      }
    },
    translate: (operation, inputs, keys) => foreign.translate(operation, inputs, keys),
    save(record) {
      const owned = recordsOwned && records instanceof Map ? records : new Map(records);
      recordsOwned = true;
      owned.set(record.key, record);
      records = owned;
    },
    links: () => links,
    records: () => records,
  };
  return store;
}

/** The newest result wins; of equally old ones the builder's own. */
function isBetter(record: CacheRecord, than: CacheRecord): boolean {
  if (record.imported === undefined && than.imported === undefined) return record.build > than.build;
  const difference = record.snapshot.createdSeconds - than.snapshot.createdSeconds;
  return difference > 0 || (difference === 0 && than.imported !== undefined && record.imported === undefined);
}

function withoutForeign(input: InputKeys): InputKeys {
  return input.byDefinition.some(isForeign) ? { ...input, byDefinition: input.byDefinition.filter((key) => !isForeign(key)) } : input;
}
