import { readFileSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { BuildCache } from '@/simulator';
import { stop } from './stop';

const FORMAT = 'layerlab-build-cache';

/** A build cache on disk: structured-clone bytes with a name and a version, since trees share nodes by identity. */
export function writeCache(file: string, cache: BuildCache): void {
  writeFileSync(file, serialize({ format: FORMAT, version: cache.version, cache }));
}

export function readCache(file: string): BuildCache {
  const expected = `expected a cache that --cache wrote; remove the file to start with an empty one`;
  let value: unknown;
  try {
    value = deserialize(readFileSync(file));
  } catch {
    stop(`--cache ${file}: not a build cache; ${expected}`);
  }
  if (!isCacheFile(value)) stop(`--cache ${file}: not a build cache of this version; ${expected}`);
  return value.cache;
}

function isCacheFile(value: unknown): value is { readonly cache: BuildCache } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === FORMAT &&
    'version' in value &&
    value.version === 1 &&
    'cache' in value &&
    typeof value.cache === 'object'
  );
}
