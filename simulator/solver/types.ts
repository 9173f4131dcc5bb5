import type { Tree } from '../fs/types';

/** Opaque to everything outside `solver/`; plain, immutable data that survives `structuredClone`. */
export interface BuildCache {
  readonly version: 1;
  /** Builds that have used this cache. */
  readonly builds: number;
  readonly links: ReadonlyMap<string, readonly string[]>;
  readonly records: ReadonlyMap<string, CacheRecord>;
  readonly mounts: ReadonlyMap<string, Tree>;
}

export interface CacheRecord {
  readonly id: string;
}
