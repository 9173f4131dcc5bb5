import { sha256Hex } from '../digest/sha256';
import type { CacheSource, ExportedCache, ExportedRecord } from './exported-cache';
import { linkOf } from './link';
import type { CacheRecord } from './types';

/** One exported cache, opened for looking up. It is never written to. */
export interface ImportedKeys {
  readonly source: CacheSource;
  readonly links: ReadonlyMap<string, readonly string[]>;
  readonly records: ReadonlyMap<string, CacheRecord>;
  /** Every key in it, with or without a result. */
  readonly keys: ReadonlySet<string>;
}

/** Opens a cache that a build was told to import: one set of keys for each of its chains. */
export function openImport(cache: ExportedCache, source: CacheSource): readonly ImportedKeys[] {
  return cache.chains.map((records) => openChain(records, source));
}

function openChain(records: readonly ExportedRecord[], source: CacheSource): ImportedKeys {
  const ids = recordIds(records);
  const links = new Map<string, string[]>();
  const results = new Map<string, CacheRecord>();
  for (const [at, record] of records.entries()) {
    const key = ids[at] ?? '';
    for (const [index, input] of record.inputs.entries()) {
      for (const { record: below, selector } of input) {
        const from = linkOf(record.operation, index, selector, ids[below] ?? '');
        links.set(from, [...(links.get(from) ?? []), key]);
      }
    }
    if (record.result === undefined) continue;
    const { snapshot, run, layers } = record.result;
    results.set(key, { key, snapshot, run, build: 0, imported: { ...source, layers } });
  }
  return { source, links, records: results, keys: new Set(ids) };
}

/**
 * Keys of an imported cache follow from its shape, so that two caches which agree about a step agree about its key
 * (moby/buildkit cache/remotecache/v1/chains.go, computeID). Differs: with several links to one input BuildKit's depends on the order
 * in which Go walks a map, so that there two equal caches agree by chance. Records stand behind those that they link to.
 */
function recordIds(records: readonly ExportedRecord[]): readonly string[] {
  const ids: string[] = [];
  for (const { operation, inputs } of records) {
    const below = inputs.map((input) => input.map(({ record, selector }) => `${ids[record] ?? ''} ${selector}`).sort());
    ids.push(inputs.length === 0 ? operation : `${FOREIGN}${sha256Hex(JSON.stringify([operation, below]))}`);
  }
  return ids;
}

const FOREIGN = 'import:';

/** Whether a key belongs to an imported cache, and means nothing in the builder's own. */
export function isForeign(key: string): boolean {
  return key.startsWith(FOREIGN);
}
