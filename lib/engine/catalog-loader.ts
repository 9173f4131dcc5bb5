import type { Catalog } from '@/simulator';
import { partFileName } from '@/simulator/catalog/parts';
import { engineFailure } from './failure';

/** Reads one part of the catalogue, as parsed JSON. Rejects when it cannot be had. */
export type ReadPart = (name: string) => Promise<unknown>;

export interface CatalogLoader {
  /** What has been loaded so far. */
  catalog(): Catalog;
  /** Loads these as well. A part is read once; one that failed is tried again when it is next asked for. */
  load(names: readonly string[]): Promise<Catalog>;
}

export function createCatalogLoader(read: ReadPart): CatalogLoader {
  let loaded: Catalog = new Map();
  const underWay = new Map<string, Promise<void>>();

  const loadOne = (name: string): Promise<void> => {
    const running = underWay.get(name);
    if (running !== undefined) return running;
    const reading = read(name)
      .then((part) => {
        loaded = new Map([...loaded, [name, part]]);
      })
      .catch((error: unknown) => {
        throw engineFailure('catalog-unavailable', `${name}: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => underWay.delete(name));
    underWay.set(name, reading);
    return reading;
  };

  return {
    catalog: () => loaded,
    load: async (names) => {
      await Promise.all(names.filter((name) => !loaded.has(name)).map(loadOne));
      return loaded;
    },
  };
}

/** Parts lie beside the site as `catalog/NAME.json`. A stalled connection counts as failed after half a minute. */
export function fetchPart(baseUrl: string): ReadPart {
  return async (name) => {
    const response = await fetch(`${baseUrl}/catalog/${partFileName(name)}`, { signal: AbortSignal.timeout(30_000) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.json();
  };
}
