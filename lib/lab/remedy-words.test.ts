import { describe, expect, test } from 'vitest';
import type { Cause, Remedy, RemedyAction } from '@/simulator';
import { sentenceText } from './message';
import { describeRemedy, noRemedyReason } from './remedy-words';

const range = { startLine: 2, endLine: 2 };

const edits = (...actions: readonly RemedyAction[]) => {
  const remedy: Remedy = { kind: 'undo', effect: 'now', size: 1, actions };
  return describeRemedy(remedy).edits.map(sentenceText);
};

describe('edits in words', () => {
  test.each<[RemedyAction, string]>([
    [{ kind: 'restore-file', path: 'a', entry: { kind: 'file', content: 'x' } }, 'Give a its earlier content back.'],
    [{ kind: 'restore-file', path: 'a' }, 'Take a away.'],
    [{ kind: 'set-build-arg', name: 'V', value: '1' }, 'Pass the build argument V=1 again.'],
    [{ kind: 'set-build-arg', name: 'V' }, 'Do not pass the build argument V.'],
    [{ kind: 'replace-instruction', range, before: 'RUN a \\\n  && b', after: 'RUN c', purpose: 'revert' }, 'RUN a && b becomes RUN c.'],
    [{ kind: 'remove-instruction', range, text: 'RUN a' }, 'Take out RUN a.'],
    [{ kind: 'insert-instruction', line: 3, text: 'RUN a', purpose: 'restore' }, 'Put RUN a back in front of line 3.'],
    [{ kind: 'insert-instruction', line: 3, text: 'COPY . .', purpose: 'move' }, 'Put COPY . . below this step.'],
    [{ kind: 'ignore', path: '.dockerignore', patterns: ['.git', '*.md'] }, 'Add .git *.md to .dockerignore.'],
    [{ kind: 'use-cache' }, 'Build with the cache.'],
  ])('%j', (action, text) => expect(edits(action)).toEqual([text]));

  test('what is taken out and put in again has moved', () => {
    expect(
      edits(
        { kind: 'remove-instruction', range, text: 'COPY . .' },
        { kind: 'insert-instruction', line: 5, text: 'COPY . .', purpose: 'move' },
        { kind: 'remove-instruction', range, text: 'RUN true' },
      ),
    ).toEqual(['Move COPY . . below this step.', 'Take out RUN true.']);
  });

  test('a long instruction is cut, whatever is in it', () => {
    const [text] = edits({ kind: 'remove-instruction', range, text: `RUN echo {name} \`x\` ${'y'.repeat(500)}` });
    expect(text).toMatch(/^Take out RUN echo \{name\} `x` y+….$/);
    expect(text?.length).toBeLessThan(120);
  });
});

describe('why there is none', () => {
  test.each<[Cause['kind'], number, RegExp]>([
    ['never-built', 1, /first build/],
    ['never-built', 3, /no build with this cache/],
    ['step-added', 3, /new/],
    ['failed-before', 3, /failed/],
    ['files-changed', 3, /No single change/],
  ])('%s in build %d', (kind, build, expected) => {
    const causes: readonly Cause[] =
      kind === 'files-changed'
        ? [{ kind, source: 'context', files: [], total: 0 }]
        : kind === 'never-built' || kind === 'step-added' || kind === 'failed-before'
          ? [{ kind }]
          : [];
    expect(noRemedyReason({ why: { causes, chain: [] } }, build)).toMatch(expected);
  });
});
