import { describe, expect, test } from 'vitest';
import { editTree } from '../../fs/editor';
import type { Tree } from '../../fs/types';
import { loadCatalog, openImage, runInImage } from '../../testing/image-sandbox';

const catalog = loadCatalog(['node:20-slim']);
const base = openImage(catalog, 'node:20-slim').tree;

/** A project that has the tool installed: its program under `node_modules/.bin`. */
function project(tool: string, files: Readonly<Record<string, string>>): Tree {
  const editor = editTree(base, { uid: 0, gid: 0, nowSeconds: 1_768_000_000 });
  editor.mkdirAll('/app/node_modules/.bin');
  editor.write(`/app/node_modules/.bin/${tool}`, { kind: 'generated', seed: tool, sizeBytes: 100, program: tool }, { mode: 0o755 });
  editor.write('/app/package.json', JSON.stringify({ name: 'web', version: '1.0.0', scripts: { build: `${tool} build` } }));
  for (const [path, text] of Object.entries(files)) {
    editor.mkdirAll(`/app/${path}`.slice(0, `/app/${path}`.lastIndexOf('/')));
    editor.write(`/app/${path}`, text);
  }
  return editor.commit();
}

function built(tree: Tree): readonly string[] {
  const result = runInImage(catalog, tree, 'npm run build', { workingDirectory: '/app' });
  expect(result.exitCode).toBe(0);
  expect(result.notices.map((notice) => notice.code)).toContain('bundler-output');
  return result.layer
    .filter((entry) => entry.type === 'file' && entry.path.startsWith('app/'))
    .map((entry) => `${entry.path} ${entry.content?.kind === 'generated' ? entry.content.seed : ''}`);
}

describe('bundlers', () => {
  test.each([
    ['vite', 'app/dist/index.html'],
    ['next', 'app/.next/BUILD_ID'],
    ['webpack', 'app/dist/main.js'],
    ['react-scripts', 'app/build/index.html'],
  ])('%s writes where it does', (tool, expected) => {
    expect(built(project(tool, { 'src/main.ts': 'x' })).map((line) => line.split(' ')[0])).toContain(expected);
  });

  test('the same sources give the same output, others another', () => {
    const first = built(project('vite', { 'src/main.ts': 'a', 'README.md': '1' }));
    expect(built(project('vite', { 'src/main.ts': 'a', 'README.md': '2' }))).toEqual(first);
    expect(built(project('vite', { 'src/main.ts': 'b', 'README.md': '1' }))).not.toEqual(first);
  });

  test('a tool that is not asked to build is not simulated', () => {
    const result = runInImage(catalog, project('vite', {}), 'npx vite preview', { workingDirectory: '/app' });
    expect(result.notices.map((notice) => notice.fidelity)).toEqual(['unknown']);
  });
});
