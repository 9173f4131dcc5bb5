import { describe, expect, test } from 'vitest';
import { WORKSPACE_MTIME_SECONDS, type Workspace } from '@/lib/lab/workspace';
import { EMPTY_CACHE } from '@/simulator';
import { blobOfChunks } from './blob-of-chunks';
import { createCatalogLoader } from './catalog-loader';
import { createEngineCore } from './core';
import { failureKindOf } from './failure';
import { fakeResult } from './fake-engine';
import { sha256Port } from './sha256-port';

const W: Workspace = { version: 1, files: {}, dockerfilePath: 'Dockerfile', buildArgs: {} };

function coreWithLog(delays: readonly number[] = []) {
  const times: number[] = [];
  const core = createEngineCore({
    emptyCache: () => EMPTY_CACHE,
    analyse: () => ({ diagnostics: [], steps: [] }),
    build: async (_workspace, cache, nowSeconds) => {
      const delay = delays[times.length] ?? 0;
      times.push(nowSeconds);
      await new Promise((resolve) => setTimeout(resolve, delay));
      return { result: fakeResult({ build: cache.builds + 1 }), snapshots: [], cache: { ...cache, builds: cache.builds + 1 } };
    },
    grade: async () => {
      throw new TypeError('x is not a function');
    },
    remedies: async () => [],
    layout: async () => ({ ok: true, chunks: [new Uint8Array(3)], standIn: false }),
  });
  return { core, times };
}

describe('engine core', () => {
  test('builds of one lab stand in line even when the first waits longer', async () => {
    const { core } = coreWithLog([20, 0]);
    const results = await Promise.all([core.build('lab', W), core.build('lab', W), core.build('other', W)]);
    expect(results.map((result) => result.build)).toEqual([1, 2, 1]);
  });

  test('time is the given one, else moves on by a minute', async () => {
    const { core, times } = coreWithLog();
    await core.build('lab', W);
    await core.build('lab', W, { nowSeconds: 7 });
    await core.replay('lab', [W, W], [{ nowSeconds: 1 }]);
    expect(times).toEqual([WORKSPACE_MTIME_SECONDS + 60, 7, 1, WORKSPACE_MTIME_SECONDS + 120]);
  });

  test('an exception is told apart from a failed build', async () => {
    const { core } = coreWithLog();
    const error = await core
      .grade({ id: '', title: '', panels: [], start: W, goals: [], hints: [], scenes: [], prediction: 'off' }, W)
      .catch((e: unknown) => e);
    expect(failureKindOf(error)).toBe('broke');
    expect((await core.build('lab', W)).ok).toBe(true);
  });
});

describe('what is asked about the newest build', () => {
  test('nothing before there is one, nor after it has been forgotten', async () => {
    const { core } = coreWithLog();
    expect(await core.exportImage('lab')).toMatchObject({ ok: false });
    await core.build('lab', W);
    const exported = await core.exportImage('lab');
    expect(exported.ok && exported.blob.size).toBe(3);
    await core.reset('lab');
    expect(await core.exportImage('lab')).toMatchObject({ ok: false });
    expect(await core.remedies('lab', 'linux/amd64/0/1')).toEqual([]);
  });

  test.each([0, 1, 8_388_607, 8_388_608, 20_000_000])('%d bytes in chunks of one reused buffer make one blob', async (size) => {
    const chunks = function* () {
      const buffer = new Uint8Array(1_000_003);
      for (let left = size; left > 0; left -= buffer.length) yield buffer.fill(left % 251).subarray(0, Math.min(left, buffer.length));
    };
    const blob = await blobOfChunks(chunks(), 'application/x-tar');
    expect([blob.size, blob.type]).toEqual([size, 'application/x-tar']);
    if (size > 0) expect(new Uint8Array(await blob.slice(0, 1).arrayBuffer())[0]).toBe(size % 251);
  });
});

describe('catalogue loader', () => {
  test('reads a part once, and again after a failure', async () => {
    let broken = true;
    const read: string[] = [];
    const loader = createCatalogLoader(async (name) => {
      read.push(name);
      if (broken) throw new Error('HTTP 503');
      return { name };
    });
    expect(failureKindOf(await loader.load(['images']).catch((e: unknown) => e))).toBe('catalog-unavailable');
    broken = false;
    await Promise.all([loader.load(['images', 'npm']), loader.load(['npm'])]);
    await loader.load(['images']);
    expect(read).toEqual(['images', 'images', 'npm']);
    expect([...loader.catalog().keys()]).toEqual(['images', 'npm']);
  });
});

describe('hash port', () => {
  test.each([0, 3, 1_048_576, 1_500_000])('%d bytes hash alike with and without the browser', async (size) => {
    const bytes = new Uint8Array(size).map((_, index) => index % 251);
    const chunks = [bytes.subarray(0, size >> 1), bytes.subarray(size >> 1)];
    expect(await sha256Port(crypto.subtle)(chunks, size)).toBe(await sha256Port(undefined)(chunks, size));
  });
});
