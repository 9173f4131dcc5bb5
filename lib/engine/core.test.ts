import { describe, expect, test } from 'vitest';
import { WORKSPACE_MTIME_SECONDS, type Workspace } from '@/lib/lab/workspace';
import { EMPTY_CACHE } from '@/simulator';
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
