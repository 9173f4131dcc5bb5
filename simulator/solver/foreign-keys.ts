import type { CacheSource } from './exported-cache';
import { type ImportedKeys, isForeign } from './imported-keys';
import type { InputKeys } from './key-store';
import { linkOf } from './link';
import type { CacheRecord } from './types';

export interface ForeignKeys {
  sourceOf(keys: readonly string[]): CacheSource | undefined;
  has(key: string): boolean;
  record(key: string): CacheRecord | undefined;
  candidates(operation: string, inputs: readonly InputKeys[], withContent: boolean): readonly string[];
  translate(operation: string, inputs: readonly InputKeys[], keys: readonly string[]): void;
}

/**
 * Imported caches side by side. A key that several of them have counts as found in the last one only, and the way on through another is
 * found by looking the step up there anew, which fails behind a step that takes files from the build context: a source of its own key
 * besides that of its content has no place there (moby/buildkit solver/combinedcache.go, Query; solver/cachemanager.go, getIDFromDeps).
 * Differs: in BuildKit the caches answer at the same time and the last one wins mostly, not always.
 */
export function openForeignKeys(imports: readonly ImportedKeys[]): ForeignKeys {
  const owners = new Map<string, ImportedKeys>();
  const translations = new Map<string, Map<ImportedKeys, string>>();

  const keyIn = (cache: ImportedKeys, key: string): string | undefined => {
    if (!isForeign(key) && cache.keys.has(key)) return key;
    return owners.get(key) === cache ? key : translations.get(key)?.get(cache);
  };
  const linked = (cache: ImportedKeys, operation: string, index: number, selector: string, key: string): readonly string[] => {
    const here = keyIn(cache, key);
    return here === undefined ? [] : (cache.links.get(linkOf(operation, index, selector, here)) ?? []);
  };
  const byDefinition = (cache: ImportedKeys, operation: string, input: InputKeys, index: number) =>
    input.byDefinition.map((key) => linked(cache, operation, index, input.selector, key));
  const byContent = (cache: ImportedKeys, operation: string, input: InputKeys, index: number) =>
    input.byContent === undefined ? [] : linked(cache, operation, index, '', input.byContent);

  return {
    sourceOf: (keys) =>
      keys.map((key) => owners.get(key) ?? imports.find((cache) => cache.keys.has(key))).find((cache) => cache !== undefined)?.source,
    has: (key) => imports.some((cache) => cache.keys.has(key)),
    record: (key) => owners.get(key)?.records.get(key),
    candidates(operation, inputs, withContent) {
      if (inputs.length === 0) return [];
      const found: string[] = [];
      for (const cache of imports) {
        const lists = inputs.map((input, index) => [
          ...byDefinition(cache, operation, input, index).flat(),
          ...(withContent ? byContent(cache, operation, input, index) : []),
        ]);
        for (const key of intersect(lists)) {
          owners.set(key, cache);
          found.push(key);
        }
      }
      return found;
    },
    translate(operation, inputs, keys) {
      if (inputs.length === 0) return;
      for (const cache of imports) {
        const lists = inputs.map((input, index) => {
          const own = byDefinition(cache, operation, input, index);
          return index === 0 ? [...own.flat(), ...byContent(cache, operation, input, index)] : intersect(own);
        });
        const [here] = intersect(lists);
        if (here === undefined) continue;
        for (const key of keys) {
          const known = translations.get(key) ?? new Map<ImportedKeys, string>();
          translations.set(key, known);
          if (!known.has(cache)) known.set(cache, here);
        }
      }
    },
  };
}

/** Keys that every input leads to, in the order of the first. */
export function intersect(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = lists;
  const sets = others.map((list) => new Set(list));
  return [...new Set(first)].filter((key) => sets.every((set) => set.has(key)));
}
