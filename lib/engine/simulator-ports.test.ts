import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Workspace } from '@/lib/lab/workspace';
import { partFileName } from '@/simulator/catalog/parts';
import { createCatalogLoader } from './catalog-loader';
import { createEngineCore } from './core';
import { failureKindOf } from './failure';
import { simulatorPorts } from './simulator-ports';
import type { Engine } from './types';

const DOCKERFILE = 'FROM alpine:3\nWORKDIR /app\nCOPY a.txt .\nRUN cat a.txt > b.txt\n';

function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const texts = Object.entries({ Dockerfile: DOCKERFILE, 'a.txt': 'one', ...files });
  return { version: 1, files: Object.fromEntries(texts.map(([path, text]) => [path, { text }])), dockerfilePath: 'Dockerfile', buildArgs: {} };
}

let engine: Engine;
let partsRead: string[];

beforeEach(() => {
  partsRead = [];
  const loader = createCatalogLoader(async (name) => {
    partsRead.push(name);
    return JSON.parse(await readFile(`public/catalog/${partFileName(name)}`, 'utf8'));
  });
  engine = createEngineCore(simulatorPorts(loader, {}));
});

const statuses = async (files: Readonly<Record<string, string>> = {}) =>
  (await engine.build('lab', workspaceOf(files))).steps.map((step) => step.status);

describe('the engine on the real simulator', () => {
  test('one cache per lab, which goes on from build to build', async () => {
    expect(await statuses()).toEqual(['ran', 'ran', 'ran', 'ran']);
    expect(await statuses({ 'a.txt': 'two' })).toEqual(['cached', 'cached', 'ran', 'ran']);
    expect(await statuses()).toEqual(['cached', 'cached', 'cached', 'cached']);
    await engine.reset('lab');
    expect(await statuses()).toEqual(['ran', 'ran', 'ran', 'ran']);
  });

  test('a replay gives the same bytes at the same times', async () => {
    const moments = [{ nowSeconds: 1_800_000_000 }, { nowSeconds: 1_800_000_100 }];
    const workspaces = [workspaceOf({}), workspaceOf({ 'a.txt': 'two' })];
    const first = [await engine.build('lab', workspaceOf({}), moments[0]), await engine.build('lab', workspaceOf({ 'a.txt': 'two' }), moments[1])];
    const again = await engine.replay('other', workspaces, moments);
    expect(again.map((result) => result.images[0]?.manifestDigest)).toEqual(first.map((result) => result.images[0]?.manifestDigest));
    expect(first[0]?.images[0]?.manifestDigest).not.toBe(first[1]?.images[0]?.manifestDigest);
  });

  test('only the parts that a build needs are loaded', async () => {
    await statuses();
    expect(partsRead).toContain('images');
    expect(partsRead.every((part) => !part.includes('node') && !part.startsWith('npm'))).toBe(true);
  });

  test('what is planned is what is built, by the same ids', async () => {
    const workspace = workspaceOf({});
    const analysis = await engine.analyse(workspace);
    const built = await engine.build('lab', workspace);
    expect(analysis.steps.map(({ id, name }) => [id, name])).toEqual(built.steps.map(({ id, name }) => [id, name]));
    expect(analysis.steps.map((step) => step.startLine)).toEqual([1, 2, 3, 4]);
  });

  test('findings and ignored files are there while typing', async () => {
    const analysis = await engine.analyse(workspaceOf({ Dockerfile: 'from alpine:3\nRUNN x', '.dockerignore': 'a.*', 'a.md': '' }));
    expect(analysis.diagnostics[0]).toMatchObject({ severity: 'error', range: { startLine: 2 } });
    expect(analysis.ignored).toEqual({ 'a.txt': { pattern: 'a.*', line: 1 }, 'a.md': { pattern: 'a.*', line: 1 } });
    expect(analysis.steps).toEqual([]);
  });

  test('results leave the bytes of layers behind, and survive the way to the page', async () => {
    const result = await engine.build('lab', workspaceOf({}));
    const entries = result.images[0]?.layers.flatMap((layer) => layer.entries) ?? [];
    expect(entries.map((entry) => entry.path)).toContain('app/b.txt');
    expect(entries.some((entry) => 'content' in entry)).toBe(false);
    expect(structuredClone(result)).toEqual(result);
  });

  test('goals are judged from an empty cache, which leaves the lab’s own alone', async () => {
    await statuses();
    const lab = {
      id: 'lab',
      title: '',
      panels: [],
      start: workspaceOf({}),
      hints: [],
      scenes: [],
      prediction: 'off',
      goals: [{ id: 'g', title: '', feedback: '', kind: 'rebuild-all-cached', edits: [{ kind: 'touch', path: 'a.txt' }] }],
    } as const;
    expect(await engine.grade(lab, workspaceOf({ 'a.txt': 'three' }))).toEqual([{ goal: 'g', passed: true }]);
    expect(await statuses({ 'a.txt': 'three' })).toEqual(['cached', 'cached', 'ran', 'ran']);
  });

  test('a catalogue that cannot be read is a failure of its own kind; typing is not disturbed by it', async () => {
    const offline = createEngineCore(
      simulatorPorts(
        createCatalogLoader(() => Promise.reject(new Error('offline'))),
        {},
      ),
    );
    expect(await offline.build('lab', workspaceOf({})).catch(failureKindOf)).toBe('catalog-unavailable');
    expect((await offline.analyse(workspaceOf({ Dockerfile: 'FROM alpine:3\nRUNN x' }))).diagnostics[0]?.message).toContain('RUNN');
  });
});
