import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type BuildRequest, buildImage, catalogFromBases, EMPTY_CACHE } from '@/simulator';
import { readCacheFolder, writeCacheFolder } from './cache-folder';
import { nodeSha256 } from './node-sha256';

const folder = mkdtempSync(join(tmpdir(), 'layerlab-cache-'));
afterAll(() => rmSync(folder, { recursive: true }));

const files = {
  Dockerfile: 'FROM busybox:1.36 AS build\nCOPY src /src\nRUN cat /src > /out; echo > /log\nFROM busybox:1.36\nCOPY --from=build /out /out\n',
  src: '1\n',
};

const request: BuildRequest = {
  context: new Map(Object.entries(files).map(([path, content]) => [path, { kind: 'file', content }])),
  cache: EMPTY_CACHE,
  catalog: catalogFromBases(JSON.parse(readFileSync('corpus/bases.json', 'utf8'))),
  nowSeconds: 1_787_000_000,
};

test('a cache goes out to a folder and comes back', async () => {
  const { exportedCaches } = await buildImage({ ...request, cacheTo: [{ type: 'local', ref: folder, mode: 'max' }] });
  const cache = exportedCaches?.[0];
  if (cache !== undefined) await writeCacheFolder(folder, cache);
  const blobs = join(folder, 'blobs/sha256');
  for (const name of readdirSync(blobs)) expect(nodeSha256([readFileSync(join(blobs, name))])).toBe(name);
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  const manifest = JSON.parse(readFileSync(join(folder, 'blobs', index.manifests[0].digest.replace(':', '/')), 'utf8'));
  expect([manifest.config.mediaType, manifest.layers.length]).toEqual(['application/vnd.buildkit.cacheconfig.v0', 4]);
  // Config, manifest and the three layers of the steps; the base's own is not stored.
  expect(readdirSync(blobs).length).toBe(5);
  const { result } = await buildImage({ ...request, cacheFrom: [readCacheFolder(folder)] });
  expect(result.steps.map((step) => step.status)).toEqual(['cached', 'cached', 'cached', 'cached']);
});

test('a folder that is not there is no cache, and no mistake', () => {
  expect(readCacheFolder(join(folder, 'none'))).toEqual({ type: 'local', ref: join(folder, 'none') });
});
