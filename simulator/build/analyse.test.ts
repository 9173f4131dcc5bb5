import { expect, test } from 'vitest';
import { recordedCatalog } from '../testing/build-file';
import { analyse } from './analyse';

const analysed = (dockerfile: string, files: Readonly<Record<string, string>> = {}) =>
  analyse({
    context: new Map(Object.entries({ Dockerfile: dockerfile, ...files }).map(([path, content]) => [path, { kind: 'file', content }])),
    catalog: recordedCatalog(),
  });

test('steps can be named before anything is built', () => {
  const { steps } = analysed('FROM busybox:1.36\nWORKDIR /w\nENV A=1\nCOPY . .\nRUN echo $A\n');
  expect(steps.map(({ name, line }) => [line, name])).toEqual([
    [1, '[1/4] FROM docker.io/library/busybox:1.36'],
    [2, '[2/4] WORKDIR /w'],
    [4, '[3/4] COPY . .'],
    [5, '[4/4] RUN echo 1'],
  ]);
});

test('a wrong first line is told once, not once for every line below it', () => {
  const { diagnostics } = analysed('XFROM busybox:1.36\nWORKDIR /w\nRUN true\nRUN false\n');
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([
    'dockerfile parse error on line 1: unknown instruction: XFROM (did you mean FROM?)',
  ]);
});

test('without any FROM the missing stage is told once', () => {
  const { diagnostics } = analysed('RUN true\nRUN false\n');
  expect(diagnostics.map(({ message }) => message)).toEqual(['no build stage in current context']);
});

test('an unknown base is an error on its line', () => {
  const { diagnostics, steps } = analysed('FROM busybocks:1\n');
  expect(steps).toEqual([]);
  expect(diagnostics).toMatchObject([{ severity: 'error', range: { startLine: 1 } }]);
});

test('files that the ignore file keeps out, with the line that decides', () => {
  const { ignored } = analysed('FROM scratch\n', { '.dockerignore': '# notes\n*.md\n!keep.md\n', 'a.md': '', 'keep.md': '', 'b.txt': '' });
  expect([...ignored]).toEqual([['a.md', { pattern: '*.md', line: 2 }]]);
});
