import { describe, expect, test } from 'vitest';
import { engineFailure } from '@/lib/engine/failure';
import { createFakeEngine } from '@/lib/engine/fake-engine';
import type { Engine } from '@/lib/engine/types';
import { createLabStorage, type KeyValuePort } from '../lab-storage';
import type { LabDefinition } from '../types';
import type { Workspace } from '../workspace';
import { createLabStore } from './create';
import type { ApplyEdits } from './types';

const DOCKERFILE = 'FROM node\nCOPY . .\nRUN npm install';

const LAB: LabDefinition = {
  id: 'lab',
  title: 'A lab',
  panels: ['Editor', 'Steps'],
  start: { version: 1, files: { Dockerfile: { text: DOCKERFILE }, 'server.js': { text: 'one' } }, dockerfilePath: 'Dockerfile', buildArgs: {} },
  goals: [{ id: 'c1', title: 'uses the lock file', feedback: '', kind: 'builds' }],
  hints: [],
  scenes: [
    { id: 'edit', title: 'Edit server.js', edits: [{ kind: 'append', path: 'server.js', text: '!' }] },
    { id: 'odd', title: 'Edit what is not there', edits: [{ kind: 'append', path: 'nowhere.js', text: '!' }] },
  ],
  prediction: 'ask',
};

function memory(): KeyValuePort & { readonly items: Map<string, unknown> } {
  const items = new Map<string, unknown>();
  return { items, read: async (key) => items.get(key), write: async (key, value) => void items.set(key, structuredClone(value)) };
}

/** Enough of the edits for these scenes. */
const appendOnly: ApplyEdits = (workspace, edits) => {
  let files: Workspace['files'] = workspace.files;
  for (const edit of edits) {
    if (edit.kind !== 'append') continue;
    const file = files[edit.path];
    if (file === undefined) return { ok: false, reason: { code: 'edit-file-missing', details: { path: edit.path } } };
    files = { ...files, [edit.path]: { ...file, text: file.text + edit.text } };
  }
  return { ok: true, value: { ...workspace, files } };
};

interface Setup {
  readonly port?: KeyValuePort;
  readonly engine?: Engine;
  readonly definition?: LabDefinition;
  readonly writer?: string;
}

async function openLab({ port = memory(), engine = createFakeEngine(), definition = LAB, writer = 'tab' }: Setup = {}) {
  const recorded: string[] = [];
  let clock = 2_000_000_000;
  const store = createLabStore(definition, {
    engine,
    storage: createLabStorage(port),
    loadApplyEdits: async () => appendOnly,
    progress: {
      recordGoalsPassed: (lab, goals) => void recorded.push(`${lab}: ${goals.join(' ')}`),
      recordPrediction: (lab, _round, score) => void recorded.push(`${lab}: ${score.right}/${score.total}`),
    },
    nowSeconds: () => ++clock,
    writer,
  });
  await store.getState().restore();
  return { store, recorded, state: () => store.getState() };
}

const statuses = (lab: Awaited<ReturnType<typeof openLab>>) =>
  lab
    .state()
    .builds.at(-1)
    ?.result?.steps.map((step) => step.status);

async function buildWithoutGuess(lab: Awaited<ReturnType<typeof openLab>>): Promise<void> {
  await lab.state().pressBuild();
  await lab.state().skipPrediction();
}

describe('predict, then build', () => {
  test('nothing of the result is there before the guesses are', async () => {
    const engine = createFakeEngine();
    const lab = await openLab({ engine });
    await lab.state().pressBuild();
    expect(lab.state().prediction).toMatchObject({ kind: 'asking', guesses: {} });
    expect(lab.state().builds).toEqual([]);
    expect(engine.calls).toEqual([]);
  });

  test('the base image is not asked about', async () => {
    const lab = await openLab();
    await lab.state().pressBuild();
    const { prediction } = lab.state();
    expect(prediction.kind === 'asking' && prediction.steps.map((step) => step.instruction)).toEqual(['COPY', 'RUN']);
  });

  test('an open guess keeps the build back and is named', async () => {
    const lab = await openLab();
    await lab.state().pressBuild();
    lab.state().guess('linux/amd64/0/1', 'miss');
    await lab.state().submitGuesses();
    expect(lab.state().prediction).toMatchObject({ kind: 'asking', missing: ['linux/amd64/0/2'] });
    lab.state().guess('linux/amd64/0/2', 'hit');
    expect(lab.state().prediction).toMatchObject({ missing: [] });
    await lab.state().submitGuesses();
    expect(lab.state().builds[0]?.score).toEqual({ right: 1, total: 2 });
    expect(lab.recorded[0]).toBe('lab: 1/2');
  });

  test('all at once', async () => {
    const lab = await openLab();
    await buildWithoutGuess(lab);
    await lab.state().pressBuild();
    lab.state().guessAll('hit');
    await lab.state().submitGuesses();
    expect(lab.state().builds[1]?.score).toEqual({ right: 2, total: 2 });
    expect(statuses(lab)).toEqual(['cached', 'cached', 'cached']);
  });

  test('editing while asked keeps the guesses that still have a step', async () => {
    const lab = await openLab();
    await lab.state().pressBuild();
    lab.state().guessAll('hit');
    lab.state().editText('Dockerfile', 'FROM node\nCOPY . .');
    await lab.state().analyse();
    expect(lab.state().prediction).toMatchObject({ kind: 'asking', guesses: { 'linux/amd64/0/1': 'hit' } });
    lab.state().editText('Dockerfile', '');
    await lab.state().analyse();
    expect(lab.state().prediction).toEqual({ kind: 'none' });
  });

  test('a Dockerfile without steps is built at once: its error is what there is to see', async () => {
    const lab = await openLab();
    lab.state().editText('Dockerfile', '');
    await lab.state().pressBuild();
    expect(lab.state().builds).toHaveLength(1);
  });
});

describe('files', () => {
  test('an edit makes the file newer, equal text does not', async () => {
    const { state } = await openLab();
    state().editText('server.js', 'one');
    expect(state().workspace).toBe(LAB.start);
    state().editText('server.js', 'two');
    expect(state().workspace.files['server.js']).toEqual({ text: 'two', mtimeSeconds: 2_000_000_002 });
  });

  test('a scene changes what it says and nothing that was typed elsewhere', async () => {
    const { state } = await openLab();
    state().editText('Dockerfile', 'FROM mine');
    state().editText('server.js', 'mine');
    expect(await state().applyScene('edit')).toBeUndefined();
    expect([state().workspace.files.Dockerfile?.text, state().workspace.files['server.js']?.text]).toEqual(['FROM mine', 'mine!']);
    expect(state().announcement.text).toContain('server.js');
    state().undoLast();
    expect(state().workspace.files['server.js']?.text).toBe('mine');
  });

  test('a scene that does not fit says why and leaves the files alone', async () => {
    const { state } = await openLab();
    expect(await state().applyScene('odd')).toMatchObject({ code: 'edit-file-missing' });
    expect(state().workspace).toBe(LAB.start);
  });

  test('reset, undo and redo lose nothing that was typed in between', async () => {
    const { state } = await openLab();
    state().editText('server.js', 'mine');
    state().resetFiles();
    expect(state().workspace.files['server.js']?.text).toBe('one');
    state().editText('server.js', 'after the reset');
    state().undoLast();
    expect(state().workspace.files['server.js']?.text).toBe('mine');
    state().redoLast();
    expect(state().workspace.files['server.js']?.text).toBe('after the reset');
  });

  test('a deleted file comes back, and its tab closes', async () => {
    const { state } = await openLab();
    state().openFile('server.js');
    expect(state().deleteFile('server.js')).toBeUndefined();
    expect([state().openPaths, state().activePath]).toEqual([['Dockerfile'], 'Dockerfile']);
    state().undoLast();
    expect(state().workspace.files['server.js']?.text).toBe('one');
  });

  test('tabs follow a rename', async () => {
    const { state } = await openLab();
    state().openFile('server.js');
    expect(state().renameFile('server.js', 'src/main.js')).toBeUndefined();
    expect([state().openPaths, state().activePath]).toEqual([['Dockerfile', 'src/main.js'], 'src/main.js']);
  });
});

describe('keeping', () => {
  test('files, history and guesses are there after a reload, results built again', async () => {
    const port = memory();
    const first = await openLab({ port });
    first.state().editText('server.js', 'kept');
    await first.state().pressBuild();
    first.state().guessAll('miss');
    await first.state().submitGuesses();
    await first.state().save();

    const engine = createFakeEngine();
    const second = await openLab({ port, engine });
    expect(second.state().workspace.files['server.js']?.text).toBe('kept');
    expect(second.state().builds[0]?.score).toEqual({ right: 2, total: 2 });
    expect(engine.calls).toEqual(['replay 1', 'grade']);
    await buildWithoutGuess(second);
    expect(statuses(second)).toEqual(['cached', 'cached', 'cached']);
    expect(second.state().builds.map((build) => build.number)).toEqual([1, 2]);
  });

  test('the history is bounded', async () => {
    const lab = await openLab({ definition: { ...LAB, prediction: 'off', goals: [] } });
    for (let index = 0; index < 23; index += 1) await lab.state().pressBuild();
    expect(lab.state().builds.map((build) => build.number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 4));
  });

  test.each([[42], [{ version: 2 }], [{ version: 1, workspace: { files: 'no' } }], [null]])('garbage %j is laid aside', async (garbage) => {
    const port = memory();
    port.items.set('lab/lab', garbage);
    const { state } = await openLab({ port });
    expect(state().storageNotice).toBe('unreadable');
    expect(state().workspace).toBe(LAB.start);
    expect(port.items.get('lab/lab/unreadable')).toEqual(garbage);
    state().editText('server.js', 'works');
    await state().save();
    expect(state().storage).toEqual({ kind: 'saved' });
  });

  test.each([
    ['SecurityError', 'blocked'],
    ['QuotaExceededError', 'full'],
  ])('%s: work goes on in memory and the reason is told', async (name, problem) => {
    const refuse = async () => {
      throw new DOMException('no', name);
    };
    const { state } = await openLab({ port: { read: name === 'SecurityError' ? refuse : async () => undefined, write: refuse } });
    state().editText('server.js', 'typed');
    await state().save();
    expect(state().storage).toEqual({ kind: 'failed', problem });
    expect(state().workspace.files['server.js']?.text).toBe('typed');
  });

  test('what another tab wrote can be swapped in', async () => {
    const port = memory();
    const [one, other] = [await openLab({ port, writer: 'one' }), await openLab({ port, writer: 'other' })];
    other.state().editText('server.js', 'from the other');
    await other.state().save();
    one.state().editText('Dockerfile', 'FROM mine');
    await one.state().save();
    expect(one.state().storageNotice).toBe('other-tab');
    one.state().undoLast();
    expect(one.state().workspace.files['server.js']?.text).toBe('from the other');
    one.state().redoLast();
    expect(one.state().workspace.files.Dockerfile?.text).toBe('FROM mine');
  });

  test('nothing is written while nothing has changed', async () => {
    const port = memory();
    const { state } = await openLab({ port });
    await state().save();
    expect(port.items.size).toBe(0);
  });
});

describe('failures of the engine', () => {
  test('are told with what to do, and files stay', async () => {
    const failing = createFakeEngine({ build: () => Promise.reject(engineFailure('stopped', 'no answer for 10 seconds')) });
    const lab = await openLab({ engine: failing });
    lab.state().editText('server.js', 'typed');
    await buildWithoutGuess(lab);
    expect(lab.state().engineFailure).toEqual({ kind: 'stopped', message: 'no answer for 10 seconds' });
    expect([lab.state().building, lab.state().builds.length]).toEqual(['no', 0]);
    expect(lab.state().workspace.files['server.js']?.text).toBe('typed');
  });

  test('while grading leave the build standing', async () => {
    const lab = await openLab({ engine: createFakeEngine({ grade: () => Promise.reject(new Error('odd')) }) });
    await buildWithoutGuess(lab);
    expect(lab.state().builds).toHaveLength(1);
    expect(lab.state().gradingFailure).toEqual({ kind: 'broke', message: 'odd' });
  });
});

test('goals are judged after each build and recorded', async () => {
  const lab = await openLab();
  await buildWithoutGuess(lab);
  expect(lab.state().goalResults).toEqual([{ goal: 'c1', passed: false }]);
  lab.state().editText('Dockerfile', 'FROM node\nRUN npm ci');
  await buildWithoutGuess(lab);
  expect(lab.state().goalResults).toEqual([{ goal: 'c1', passed: true }]);
  expect(lab.recorded).toEqual(['lab: c1']);
});
