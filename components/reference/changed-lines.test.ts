import { expect, test } from 'vitest';
import type { Workspace } from '@/lib/lab/workspace';
import { changedFiles, linesOf } from './changed-lines';

function workspace(files: Readonly<Record<string, string>>): Workspace {
  const entries = Object.entries(files).map(([path, text]) => [path, { text }] as const);
  return { version: 1, files: Object.fromEntries(entries), dockerfilePath: 'Dockerfile', buildArgs: {} };
}

test.each([
  ['a line is new', 'A\nB\n', 'A\nX\nB\n', [2]],
  ['a line is another', 'A\nB\n', 'A\nC\n', [2]],
  ['a line is gone', 'A\nB\n', 'B\n', []],
])('%s', (_, before, after, lines) => {
  expect(changedFiles(workspace({ Dockerfile: before }), workspace({ Dockerfile: after }))).toEqual([
    { path: 'Dockerfile', text: after, lines: new Set(lines) },
  ]);
});

test('files that stay are left out, and the Dockerfile comes first', () => {
  const before = workspace({ '.dockerignore': 'a\n', Dockerfile: 'A\n', 'x.js': '1\n' });
  const after = workspace({ '.dockerignore': 'b\n', Dockerfile: 'B\n', 'x.js': '1\n' });
  expect(changedFiles(before, after).map(({ path }) => path)).toEqual(['Dockerfile', '.dockerignore']);
});

test('lines of ranges, both ends included', () => {
  expect(linesOf([{ startLine: 2, endLine: 4 }, undefined, { startLine: 1, endLine: 1 }])).toEqual(new Set([1, 2, 3, 4]));
});
