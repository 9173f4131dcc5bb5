import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLabStorage } from './lab-storage';
import { parseSavedLab, type SavedLab } from './saved-lab';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const saved = (text: string, revision: number): SavedLab => ({
  version: 1,
  workspace: { version: 1, files: { Dockerfile: { text } }, dockerfilePath: 'Dockerfile', buildArgs: {} },
  openPaths: [],
  activePath: '',
  builds: [],
  writer: 'tab',
  revision,
});

function stashPort() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

describe('what was written while leaving', () => {
  test.each([
    ['newer than what was saved', 2, 'stashed'],
    ['as old as what was saved', 1, 'kept'],
  ])('%s', async (_what, revision, expected) => {
    const stash = stashPort();
    const written: unknown[] = [];
    const write = async (_key: string, value: unknown) => void written.push(parseSavedLab(value)?.workspace.files.Dockerfile?.text);
    const storage = createLabStorage({ read: async () => saved('kept', 1), write }, () => stash);
    storage.stash('lab', saved('stashed', revision));
    const loaded = await storage.load('lab');
    expect(loaded.kind === 'found' && loaded.saved.workspace.files.Dockerfile?.text).toBe(expected);
    expect(written).toEqual(expected === 'stashed' ? ['stashed'] : []);
  });

  test('no room for it: nothing happens', async () => {
    const full = {
      ...stashPort(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const storage = createLabStorage({ read: async () => undefined, write: async () => undefined }, () => full);
    storage.stash('lab', saved('stashed', 2));
    expect(await storage.load('lab')).toEqual({ kind: 'nothing' });
  });
});

test.each([['all' as const], [['deps', 'build']]])('what a build is kept from the cache is kept with its workspace: %j', (noCache) => {
  const lab = saved('x', 1);
  const workspace = { ...lab.workspace, noCache };
  expect(parseSavedLab({ ...lab, workspace, builds: [{ atSeconds: 1, workspace }] })?.builds[0]?.workspace.noCache).toEqual(noCache);
});

test('a database that never opens is not waited for', async () => {
  const storage = createLabStorage({ read: () => new Promise(() => undefined), write: async () => undefined });
  const loading = storage.load('lab');
  await vi.advanceTimersByTimeAsync(5000);
  expect(await loading).toEqual({ kind: 'failed', problem: 'blocked' });
});
