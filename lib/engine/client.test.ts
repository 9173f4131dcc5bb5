import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Workspace } from '@/lib/lab/workspace';
import { createEngineClient, type EngineConnection } from './client';
import { engineFailure, failureKindOf } from './failure';
import { createFakeEngine } from './fake-engine';
import type { Engine } from './types';

const workspace = (text: string): Workspace => ({ version: 1, files: { Dockerfile: { text } }, dockerfilePath: 'Dockerfile', buildArgs: {} });
const PLAIN = workspace('FROM a\nRUN x');
const HANGS = workspace('FROM a\nRUN hang');

/** Workers whose engine never answers a build of HANGS, and whose event loop stops turning then. */
function workers() {
  const started: { readonly engine: ReturnType<typeof createFakeEngine>; ended: boolean }[] = [];
  const connect = (): EngineConnection => {
    let hung = false;
    const fake = createFakeEngine();
    const engine: Engine = {
      ...fake,
      build: (lab, asked, moment) => {
        if (asked !== HANGS) return fake.build(lab, asked, moment);
        hung = true;
        return new Promise(() => undefined);
      },
    };
    const worker = { engine: fake, ended: false };
    started.push(worker);
    return {
      engine,
      ping: () => (hung ? new Promise(() => undefined) : Promise.resolve()),
      failed: new Promise(() => undefined),
      end: () => {
        worker.ended = true;
      },
    };
  };
  return { started, connect };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('engine client', () => {
  test('starts no worker before the first call, and one only', async () => {
    const { started, connect } = workers();
    const engine = createEngineClient({ connect });
    expect(started).toHaveLength(0);
    await engine.build('lab', PLAIN);
    await engine.analyse(PLAIN);
    expect(started).toHaveLength(1);
  });

  test('ends a worker that hangs, and brings the cache back in a fresh one', async () => {
    const { started, connect } = workers();
    const engine = createEngineClient({ connect, patienceMs: 1000, pingEveryMs: 100 });
    await engine.build('lab', PLAIN);
    const stuck = engine.build('lab', HANGS).catch(failureKindOf);
    await vi.advanceTimersByTimeAsync(1200);
    expect(await stuck).toBe('stopped');
    expect(started[0]?.ended).toBe(true);
    const again = await engine.build('lab', PLAIN);
    expect(again.steps.map((step) => step.status)).toEqual(['cached', 'cached']);
    expect(started[1]?.engine.calls).toEqual(['replay 1', 'build']);
  });

  test('a slow answer of a living worker is waited for', async () => {
    const slow = createFakeEngine({ grade: () => new Promise((resolve) => setTimeout(() => resolve([]), 60_000)) });
    const engine = createEngineClient({
      connect: () => ({ engine: slow, ping: async () => undefined, failed: new Promise(() => undefined), end: () => undefined }),
      patienceMs: 1000,
      pingEveryMs: 100,
    });
    const graded = engine.grade({ id: 'l', title: '', panels: [], start: PLAIN, goals: [], hints: [], scenes: [], prediction: 'off' }, PLAIN);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(await graded).toEqual([]);
  });

  test('a worker that does not start says so, and is tried again', async () => {
    const fake = createFakeEngine();
    let tries = 0;
    const engine = createEngineClient({
      connect: () => {
        tries += 1;
        const silent = tries === 1;
        return {
          engine: silent ? createFakeEngine({ build: () => new Promise(() => undefined) }) : fake,
          ping: () => new Promise(() => undefined),
          failed: silent ? Promise.resolve(engineFailure('not-started', 'no script')) : new Promise(() => undefined),
          end: () => undefined,
        };
      },
    });
    expect(await engine.build('lab', PLAIN).catch(failureKindOf)).toBe('not-started');
    expect((await engine.build('lab', PLAIN)).ok).toBe(true);
  });

  test('reset forgets what would be built again', async () => {
    const { started, connect } = workers();
    const engine = createEngineClient({ connect, patienceMs: 1000, pingEveryMs: 100 });
    await engine.build('lab', PLAIN);
    await engine.reset('lab');
    const stuck = engine.build('lab', HANGS).catch(failureKindOf);
    await vi.advanceTimersByTimeAsync(1200);
    await stuck;
    await engine.build('lab', PLAIN);
    expect(started[1]?.engine.calls).toEqual(['build']);
  });
});
