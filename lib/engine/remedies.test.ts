import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { applyPatch } from '@/lib/lab/file-edits';
import type { LabDefinition } from '@/lib/lab/types';
import { WORKSPACE_MTIME_SECONDS, type Workspace, withNoCache } from '@/lib/lab/workspace';
import { openImageArchive } from '@/simulator';
import { partFileName } from '@/simulator/catalog/parts';
import { createCatalogLoader } from './catalog-loader';
import { createEngineCore } from './core';
import { simulatorPorts } from './simulator-ports';
import type { Engine } from './types';

const RUN = 'RUN cp /app/package.json /installed';

const START: Workspace = {
  version: 1,
  files: {
    Dockerfile: { text: `FROM alpine:3\nCOPY . /app\n${RUN}\n` },
    'package.json': { text: '{}\n' },
    'server.js': { text: '1\n', mtimeSeconds: WORKSPACE_MTIME_SECONDS },
  },
  dockerfilePath: 'Dockerfile',
  buildArgs: {},
};

const EDITED: Workspace = { ...START, files: { ...START.files, 'server.js': { text: '2\n', mtimeSeconds: WORKSPACE_MTIME_SECONDS + 9 } } };

function createEngine(): Engine {
  const loader = createCatalogLoader(async (name) => JSON.parse(await readFile(`public/catalog/${partFileName(name)}`, 'utf8')));
  return createEngineCore(simulatorPorts(loader, {}));
}

/** Builds one after the other and asks about the step of the last one. */
async function askAfter(engine: Engine, ...workspaces: readonly Workspace[]) {
  let stepId = '';
  for (const workspace of workspaces) {
    const { steps } = await engine.build('lab', workspace);
    stepId = steps.find(({ name }) => name.endsWith(RUN))?.id ?? '';
  }
  return engine.remedies('lab', stepId);
}

const statusOf = async (engine: Engine, workspace: Workspace) =>
  (await engine.build('lab', workspace)).steps.find(({ name }) => name.endsWith(RUN))?.status;

describe('remedies of the newest build', () => {
  test('going back brings the file as it was, its time included', async () => {
    const engine = createEngine();
    const found = await askAfter(engine, START, EDITED);
    const undo = found.find(({ remedy }) => remedy.kind === 'undo');
    expect(undo?.patch).toEqual({ files: { 'server.js': { ...START.files['server.js'], mode: 0o644 } } });
    expect(await statusOf(engine, applyPatch(EDITED, undo?.patch ?? { files: {} }).workspace)).toBe('cached');
  });

  test('a remedy for the next time is shown by its rehearsal, then the edit', async () => {
    const engine = createEngine();
    const found = await askAfter(engine, START, EDITED);
    const better = found.find(({ remedy }) => remedy.kind === 'copy-manifests-first');
    if (better?.rehearsal === undefined) throw new Error(JSON.stringify(found));
    expect(Object.keys(better.patch.files)).toEqual(['Dockerfile']);
    expect(Object.keys(better.rehearsal.files).sort()).toEqual(['Dockerfile', 'server.js']);
    expect(await statusOf(engine, applyPatch(EDITED, better.rehearsal).workspace)).toBe('ran');
    expect(await statusOf(engine, applyPatch(EDITED, better.patch).workspace)).toBe('cached');
  });

  test('a build argument and the option not to use the cache', async () => {
    const withArg = {
      ...START,
      files: { ...START.files, Dockerfile: { text: `FROM alpine:3\nARG V\n${RUN.replace('/app/package.json', '/etc/passwd')}\n` } },
    };
    const engine = createEngine();
    await engine.build('lab', withArg);
    const { steps } = await engine.build('lab', { ...withArg, buildArgs: { V: '2' } });
    const [argument] = await engine.remedies('lab', steps.at(-1)?.id ?? '');
    expect(argument?.patch).toEqual({ files: {}, buildArgs: {} });
    const [option] = await askAfter(createEngine(), START, withNoCache(START, 'all'));
    expect(option?.patch).toEqual({ files: {}, noCache: 'none' });
  });

  test('a build of one stage without the cache names its filter', async () => {
    const engine = createEngine();
    const staged = { ...START, files: { ...START.files, Dockerfile: { text: `FROM alpine:3 AS app\nCOPY . /app\n${RUN}\n` } } };
    await engine.build('lab', staged);
    const { steps } = await engine.build('lab', withNoCache(staged, ['APP']));
    expect(steps.at(-1)?.why.causes[0]).toEqual({ kind: 'no-cache', filter: 'APP' });
    expect((await engine.analyse(staged)).stages).toEqual(['app']);
  });

  test('a later question, or being told so, ends a search', async () => {
    const engine = createEngine();
    await engine.build('lab', START);
    const { steps } = await engine.build('lab', EDITED);
    const stepId = steps.at(-1)?.id ?? '';
    const [first, second] = [engine.remedies('lab', stepId), engine.remedies('lab', stepId)];
    expect(await first).toEqual([]);
    expect((await second).length).toBeGreaterThan(0);
    const third = engine.remedies('lab', stepId);
    await engine.stopRemedies('lab');
    expect(await third).toEqual([]);
  });

  test('a build goes ahead of a search', async () => {
    const engine = createEngine();
    await engine.build('lab', START);
    const { steps } = await engine.build('lab', EDITED);
    const order: string[] = [];
    const search = engine.remedies('lab', steps.at(-1)?.id ?? '').then(() => order.push('search'));
    await engine.build('lab', START).then(() => order.push('build'));
    await search;
    expect(order).toEqual(['build', 'search']);
  });
});

test('goals are about the files: a build that leaves the cache aside is judged as if it did not', async () => {
  const goal = { id: 'g', title: '', feedback: '', kind: 'rebuild-all-cached', edits: [] } as const;
  const lab: LabDefinition = { id: 'lab', title: '', panels: [], start: START, goals: [goal], hints: [], scenes: [], prediction: 'off' };
  expect(await createEngine().grade(lab, withNoCache(START, 'all'))).toMatchObject([{ goal: 'g', passed: true }]);
});

test('an exported image opens again, under the digests that it was built with', async () => {
  const engine = createEngine();
  const { images } = await engine.build('lab', { ...START, files: { ...START.files, Dockerfile: { text: 'FROM scratch\nCOPY server.js /\n' } } });
  const exported = await engine.exportImage('lab');
  if (!exported.ok) throw new Error(exported.message);
  const opened = openImageArchive(new Uint8Array(await exported.blob.arrayBuffer()));
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  expect(opened.value.images.map(({ manifestDigest, configDigest }) => [manifestDigest, configDigest])).toEqual(
    images.map(({ manifestDigest, configDigest }) => [manifestDigest, configDigest]),
  );
  expect([exported.standIn, opened.value.notes]).toEqual([false, []]);
});
