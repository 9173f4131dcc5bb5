import { sha256Hex } from '../digest/sha256';
import type { BuildCache, CacheRecord } from './types';

/** The keys under which one input may be known: its own, and that of what it contains. */
export interface InputKeys {
  readonly selector: string;
  readonly byDefinition: readonly string[];
  readonly byContent: string | undefined;
}

/** How a result was found: by the keys of its inputs, or by what they contain. */
export type Match = { readonly keys: readonly string[]; readonly record: CacheRecord; readonly via: 'definition' | 'content' };

/**
 * Looks results up and files them, on top of a cache that is not touched. As in BuildKit a result has as many keys as there are ways
 * to its inputs: a link goes from (operation, input, selector, input's key) to the result's key, and a result is found when every
 * input has a link to it (moby/buildkit solver/cachemanager.go).
 */
export interface KeyStore {
  match(operation: string, inputs: readonly InputKeys[]): Match | undefined;
  /** Keys that the definition leads to, whether or not a result lies there; a new one when there is none. */
  keysFor(operation: string, inputs: readonly InputKeys[]): readonly string[];
  /** Adds the links of these inputs to a key that is known already. */
  link(operation: string, inputs: readonly InputKeys[], key: string): void;
  save(record: CacheRecord): void;
  links(): BuildCache['links'];
  records(): BuildCache['records'];
}

export function openKeyStore(cache: BuildCache): KeyStore {
  let links = cache.links;
  let records = cache.records;
  let linksOwned = false;
  let recordsOwned = false;

  // What a dependency contains is compared whatever it was called: its key carries no selector (solver/edge.go, slowCacheKey).
  const linksByContent = (operation: string, index: number, input: InputKeys) =>
    input.byContent === undefined ? [] : [linkOf(operation, index, '', input.byContent)];
  const linksByDefinition = (operation: string, index: number, input: InputKeys) =>
    input.byDefinition.map((key) => linkOf(operation, index, input.selector, key));
  const allLinks = (operation: string, index: number, input: InputKeys) => [
    ...linksByDefinition(operation, index, input),
    ...linksByContent(operation, index, input),
  ];

  const candidates = (operation: string, inputs: readonly InputKeys[], linksTo: typeof allLinks): string[] => {
    if (inputs.length === 0) return [rootKey(operation)];
    let found: string[] | undefined;
    for (const [index, input] of inputs.entries()) {
      const linked = new Set(linksTo(operation, index, input).flatMap((link) => links.get(link) ?? []));
      found = found === undefined ? [...linked] : found.filter((key) => linked.has(key));
    }
    return found ?? [];
  };

  const newest = (keys: readonly string[]): CacheRecord | undefined => {
    let best: CacheRecord | undefined;
    for (const key of keys) {
      const record = records.get(key);
      if (record !== undefined && (best === undefined || record.build > best.build)) best = record;
    }
    return best;
  };

  const addLink = (from: string, key: string) => {
    const known = links.get(from) ?? [];
    if (known.includes(key)) return;
    const owned = linksOwned && links instanceof Map ? links : new Map(links);
    linksOwned = true;
    owned.set(from, [...known, key]);
    links = owned;
  };

  const store: KeyStore = {
    match(operation, inputs) {
      const byDefinition = candidates(operation, inputs, linksByDefinition);
      const first = newest(byDefinition);
      if (first !== undefined) return { keys: byDefinition, record: first, via: 'definition' };
      const all = candidates(operation, inputs, allLinks);
      const second = newest(all);
      return second === undefined ? undefined : { keys: all, record: second, via: 'content' };
    },
    keysFor(operation, inputs) {
      const known = candidates(operation, inputs, allLinks);
      if (known.length > 0) return known;
      const key = sha256Hex([operation, ...inputs.map((input, index) => allLinks(operation, index, input)[0] ?? '')].join('\n'));
      store.link(operation, inputs, key);
      return [key];
    },
    link(operation, inputs, key) {
      for (const [index, input] of inputs.entries()) {
        for (const from of allLinks(operation, index, input)) addLink(from, key);
      }
    },
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

function rootKey(operation: string): string {
  return operation;
}

function linkOf(operation: string, index: number, selector: string, key: string): string {
  return `${operation} ${index} ${selector} ${key}`;
}
