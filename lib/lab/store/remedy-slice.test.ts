import { describe, expect, test } from 'vitest';
import { engineFailure } from '@/lib/engine/failure';
import { createFakeEngine } from '@/lib/engine/fake-engine';
import type { Engine, ProvenRemedy } from '@/lib/engine/types';
import { createLabStorage } from '../lab-storage';
import type { LabDefinition } from '../types';
import type { Workspace } from '../workspace';
import { createLabStore } from './create';

const LAB: LabDefinition = {
  id: 'lab',
  title: 'A lab',
  panels: ['Editor', 'Steps'],
  start: {
    version: 1,
    files: { Dockerfile: { text: 'FROM node\nCOPY . .\nRUN npm ci', mtimeSeconds: 100 }, 'server.js': { text: 'one', mtimeSeconds: 100 } },
    dockerfilePath: 'Dockerfile',
    buildArgs: {},
  },
  goals: [{ id: 'c1', title: 'builds', feedback: '', kind: 'builds' }],
  hints: [],
  scenes: [],
  prediction: 'off',
};

const BETTER = 'FROM node\nRUN npm ci\nCOPY . .';

/** Moves the copy down; shown by the earlier file first. */
const MOVE: ProvenRemedy = {
  remedy: { kind: 'move-below', actions: [], effect: 'next', size: 1, line: 2, rehearsal: [] },
  patch: { files: { Dockerfile: { text: BETTER, mtimeSeconds: 100 } } },
  rehearsal: { files: { Dockerfile: { text: BETTER, mtimeSeconds: 100 }, 'server.js': { text: 'one', mtimeSeconds: 100 } } },
};

const GO_BACK: ProvenRemedy = {
  remedy: { kind: 'undo', actions: [], effect: 'now', size: 1, line: 3 },
  patch: { files: { 'server.js': { text: 'one', mtimeSeconds: 100 } } },
};

function openLab(overrides: Partial<Engine>) {
  const built: Workspace[] = [];
  const fake = createFakeEngine();
  const engine: Engine = {
    ...fake,
    build: async (labId, workspace, moment) => {
      built.push(workspace);
      const result = await fake.build(labId, workspace, moment);
      return { ...result, steps: result.steps.map((step, index) => ({ ...step, range: { startLine: index + 1, endLine: index + 1 } })) };
    },
    ...overrides,
  };
  const store = createLabStore(LAB, {
    engine,
    storage: createLabStorage({ read: async () => undefined, write: async () => undefined }),
    loadApplyEdits: async () => (workspace) => ({ ok: true, value: workspace }),
    progress: { recordGoalsPassed: () => undefined, recordPrediction: () => undefined },
    nowSeconds: () => 2_000_000_000,
    writer: 'tab',
  });
  return { state: () => store.getState(), built };
}

async function afterAnEdit(overrides: Partial<Engine>) {
  const lab = openLab(overrides);
  await lab.state().restore();
  await lab.state().pressBuild();
  lab.state().editText('server.js', 'two');
  await lab.state().pressBuild();
  return lab;
}

const RUN = 'linux/amd64/0/2';

describe('what would have kept it cached', () => {
  test('found, tried, shown as a hit, and taken back by one undo', async () => {
    const { state, built } = await afterAnEdit({ remedies: async () => [MOVE, GO_BACK] });
    const typed = state().workspace;
    await state().askRemedies(RUN);
    expect(state().remedySearch).toMatchObject({ kind: 'found', build: 2, stepId: RUN });
    await state().tryRemedy(0);
    expect(built.slice(2).map(({ files }) => [files.Dockerfile?.text, files['server.js']?.text])).toEqual([
      [BETTER, 'one'],
      [BETTER, 'two'],
    ]);
    expect(state().tried).toMatchObject({ build: 4, status: 'cached', stepName: 'RUN npm ci' });
    expect(state().announcement.text).toContain('came out of the cache');
    expect(state().remedySearch.kind).toBe('none');
    state().undoLast();
    expect(state().workspace).toEqual(typed);
    expect(state().undo).toEqual([]);
  });

  test('an edit makes a file newer, a file that is brought back has its old time', async () => {
    const { state } = await afterAnEdit({ remedies: async () => [MOVE, GO_BACK] });
    await state().askRemedies(RUN);
    await state().tryRemedy(1);
    expect(state().workspace.files['server.js']).toEqual({ text: 'one', mtimeSeconds: 100 });
    expect(state().tried?.status).toBe('cached');
    state().undoLast();
    await state().askRemedies(RUN);
    await state().tryRemedy(0);
    expect(state().workspace.files.Dockerfile?.mtimeSeconds).toBe(2_000_000_000);
  });

  test('who goes on typing during the rehearsal keeps what was typed, and the undo', async () => {
    const { state, built } = await afterAnEdit({ remedies: async () => [MOVE] });
    const before = state().workspace;
    await state().askRemedies(RUN);
    const trying = state().tryRemedy(0);
    state().addFile('notes.txt', 'mine');
    await trying;
    expect(built).toHaveLength(3);
    expect(state().tried).toBeUndefined();
    state().undoLast();
    expect(state().workspace.files).toEqual({ ...before.files, 'notes.txt': state().workspace.files['notes.txt'] });
  });

  test('an answer that comes after the next build, or after it was stopped, is dropped', async () => {
    let answer: (remedies: readonly ProvenRemedy[]) => void = () => undefined;
    const stopped: string[] = [];
    const { state } = await afterAnEdit({
      remedies: () => new Promise((resolve) => (answer = resolve)),
      stopRemedies: async (labId) => void stopped.push(labId),
    });
    const asking = state().askRemedies(RUN);
    expect(state().remedySearch.kind).toBe('searching');
    await state().pressBuild();
    answer([MOVE]);
    await asking;
    expect([state().remedySearch.kind, stopped]).toEqual(['none', ['lab']]);
    await state().tryRemedy(0);
    expect(state().builds).toHaveLength(3);
  });

  test('an engine that fails is told where one asked', async () => {
    const { state } = await afterAnEdit({ remedies: async () => Promise.reject(engineFailure('stopped', 'stuck')) });
    await state().askRemedies(RUN);
    expect(state().remedySearch).toMatchObject({ kind: 'failed', failure: { kind: 'stopped' } });
  });

  test('before the first build there is nothing to ask about', async () => {
    const { state } = openLab({});
    await state().askRemedies(RUN);
    expect(state().remedySearch.kind).toBe('none');
  });
});

describe('options of a build', () => {
  test('not to use the cache is set and taken away, and none of a list is the same as using it', async () => {
    const { state } = openLab({});
    state().setNoCache('all');
    expect(state().workspace.noCache).toBe('all');
    state().setNoCache(['deps']);
    expect(state().workspace.noCache).toEqual(['deps']);
    state().setNoCache([]);
    expect('noCache' in state().workspace).toBe(false);
  });

  test('going back to the start takes it away too, and undo brings it back', () => {
    const { state } = openLab({});
    state().setNoCache('all');
    state().resetFiles();
    expect(state().workspace.noCache).toBeUndefined();
    state().undoLast();
    expect(state().workspace.noCache).toBe('all');
  });

  test('an export that fails is an answer', async () => {
    const { state } = openLab({ exportImage: async () => Promise.reject(engineFailure('broke', 'x')) });
    expect(await state().exportImage()).toMatchObject({ ok: false });
  });
});
