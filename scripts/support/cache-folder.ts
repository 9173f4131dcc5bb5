import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { type CacheImport, cacheLayout, type ExportedCache } from '@/simulator';
import { nodeSha256 } from './node-sha256';
import { stop } from './stop';

const FORMAT = 'layerlab-exported-cache';
/** Beside BuildKit's documents: the file trees behind the layers, which simulated layers cannot be had from. */
const TREES = 'layerlab-trees';

/** Writes an exported cache as `--cache-to type=local` does. What is in the folder and does not belong to it stays. */
export async function writeCacheFolder(folder: string, cache: ExportedCache): Promise<void> {
  const { files, absentBlobs } = await cacheLayout(cache, { sha256: nodeSha256 });
  for (const { path, chunks } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const descriptor = openSync(join(folder, path), 'w');
    for (const chunk of chunks()) writeSync(descriptor, chunk);
    closeSync(descriptor);
  }
  writeFileSync(join(folder, TREES), serialize({ format: FORMAT, version: cache.version, cache }));
  if (absentBlobs.length > 0)
    process.stderr.write(`${folder}: ${absentBlobs.length} of ${cache.layers.length} blobs are named but not stored: base images are modelled\n`);
}

/** A folder that is not there is told of and left out, as BuildKit does; one that holds something else ends the command. */
export function readCacheFolder(folder: string): CacheImport {
  const source = { type: 'local', ref: folder } as const;
  if (!existsSync(folder)) {
    process.stderr.write(`--cache-from ${folder}: there is no cache; building without it\n`);
    return source;
  }
  const expected = `--cache-from ${folder}: not a cache of this version; expected a folder that --cache-to type=local wrote`;
  let value: unknown;
  try {
    value = deserialize(readFileSync(join(folder, TREES)));
  } catch {
    stop(expected);
  }
  if (!isCacheFile(value)) stop(expected);
  return { ...source, cache: value.cache };
}

function isCacheFile(value: unknown): value is { readonly cache: ExportedCache } {
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
