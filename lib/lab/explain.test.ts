import { describe, expect, test } from 'vitest';
import type { Cause, Why } from '@/simulator';
import { explainCause, explainWhy } from './explain';
import { sentenceText } from './message';

const names: Readonly<Record<string, string>> = { a: '[2/4] COPY . .', b: '[3/4] RUN npm ci' };

function inWords(cause: Cause): readonly string[] {
  const { sentence, details } = explainCause(cause, (id) => names[id] ?? id);
  return [sentenceText(sentence), ...details.map(sentenceText)];
}

const facts = (sizeBytes: number, sha256: string, mode = 0o644) => ({ sizeBytes, mode, sha256 });

describe('causes in words', () => {
  test.each<[Cause, readonly string[]]>([
    [{ kind: 'same-key', build: 2 }, ['Nothing this step depends on is different from build 2, so that result is used again.']],
    [
      { kind: 'same-key', build: 0, from: { type: 'registry', ref: 'team/app:cache' } },
      ['The imported cache registry:team/app:cache has a result for exactly this step on exactly these inputs, so it is used.'],
    ],
    [{ kind: 'known-key' }, ['The step is known by its key, and what stands on it was found: its own result was not needed.']],
    [
      { kind: 'no-result', from: { type: 'inline', ref: 'team/app:1' } },
      [
        'The imported cache inline:team/app:1 knows this step by its key only: its result was not exported (mode min leaves it out), and a step that ran needed its files.',
      ],
    ],
    [
      {
        kind: 'files-changed',
        source: 'context',
        files: [{ path: 'server.js', change: 'content', before: facts(412, '3f2a11112222'), after: facts(413, '9c0133334444') }],
        total: 1,
      },
      ['server.js has other content, and this step copies it.', 'server.js: 412 B → 413 B, sha256 3f2a1111 → 9c013333'],
    ],
    [
      {
        kind: 'files-changed',
        source: 'context',
        files: [{ path: 'run.sh', change: 'mode', before: facts(1, 'x', 0o644), after: facts(1, 'x', 0o755) }],
        total: 1,
      },
      ['run.sh has other permissions, and this step copies it.', 'run.sh: permissions 644 → 755'],
    ],
    [
      {
        kind: 'files-changed',
        source: 'context',
        files: [
          { path: 'a', change: 'added', after: facts(1500, 'x') },
          { path: 'b', change: 'removed', before: facts(3, 'x') },
        ],
        total: 12,
      },
      ['12 files that this step takes are different from before.', 'a: new, 1.5 kB', 'b: gone, it had 3 B', '… and 10 more'],
    ],
    [
      { kind: 'files-changed', source: 'b', files: [{ path: 'app', change: 'owner', before: facts(1, 'x'), after: facts(1, 'x') }], total: 1 },
      ['The files it takes from [3/4] RUN npm ci are different: app has another owner.', 'app has another owner'],
    ],
    [
      { kind: 'variable-changed', variable: 'ARG', name: 'V', before: '1', after: '2' },
      ['The ARG V is now 2; it was 1. Variables in scope are part of what a step is looked up by.'],
    ],
    [
      { kind: 'variable-changed', variable: 'ENV', name: 'V', after: '2' },
      ['The ENV V is new, with the value 2. Variables in scope are part of what a step is looked up by.'],
    ],
    [{ kind: 'text-changed', before: 'npm i', after: 'npm ci' }, ['The instruction itself reads differently.', 'Before: npm i', 'Now: npm ci']],
    [{ kind: 'step-above-ran', step: 'a', stepName: '[2/4] COPY . .' }, ['[2/4] COPY . . above it ran again, so this step stands on something new.']],
    [{ kind: 'not-reached', step: 'b' }, ['[3/4] RUN npm ci failed, so the build never came this far.']],
    [{ kind: 'option-changed', option: 'user', after: 'node' }, ['Its user is now node; it was (not set).']],
    [{ kind: 'no-cache' }, ['This build was told not to use the cache.']],
    [{ kind: 'no-cache', filter: 'build' }, ['This build was told not to use the cache for build.']],
  ])('%j', (cause, expected) => expect(inWords(cause)).toEqual(expected));

  test('what a learner wrote is never taken for a placeholder or for markup', () => {
    expect(inWords({ kind: 'text-changed', before: '`{after}`', after: '{before}' })).toEqual([
      'The instruction itself reads differently.',
      'Before: `{after}`',
      'Now: {before}',
    ]);
  });
});

test('a longer chain names the miss where it begins', () => {
  const why: Why = { causes: [{ kind: 'step-above-ran', step: 'b', stepName: '[3/4] RUN npm ci' }], chain: ['b', 'a'] };
  const [first] = explainWhy(why, (id) => names[id] ?? id);
  expect(first?.details.map(sentenceText)).toEqual(['The first miss on the way up: [2/4] COPY . .']);
});
