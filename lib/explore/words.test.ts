import { describe, expect, test } from 'vitest';
import { sentenceText } from '@/lib/lab/message';
import { configFacts } from './config-facts';
import { historyRows } from './history-rows';
import type { ExploredLayer, ExploreError } from './types';
import { documentTitle, errorWords, formatCount, noteSentence, printable } from './words';

test.each<[ExploreError, string]>([
  [{ kind: 'not-a-tar' }, 'docker save IMAGE -o image.tar'],
  [{ kind: 'unreadable-packing', packing: 'zstd' }, 'zstd -d FILE'],
  [{ kind: 'unreadable-packing', packing: 'toString' }, 'docker save'],
  [{ kind: 'cut-off', detail: 'unexpected EOF' }, 'once more'],
  [{ kind: 'damaged', detail: 'checksum' }, 'once more'],
  [{ kind: 'not-an-image', detail: 'neither' }, 'docker export'],
  [{ kind: 'too-large', limit: 'entries', atMost: 1_000_000 }, '--platform'],
  [{ kind: 'unreadable', detail: 'gone' }, 'again'],
])('%j says what was expected and what to do', (error, remedy) => {
  const words = errorWords(error);
  expect([sentenceText(words.title), sentenceText(words.expected)].every((text) => text.length > 10)).toBe(true);
  expect(sentenceText(words.remedy)).toContain(remedy);
});

test('a limit is printed in its unit', () => {
  expect(sentenceText(errorWords({ kind: 'too-large', limit: 'unpackedBytes', atMost: 16 * 2 ** 30 }).expected)).toContain('17.2 GB');
  expect(sentenceText(errorWords({ kind: 'too-large', limit: 'files', atMost: 20_000 }).expected)).toContain('20\u202f000');
});

test('notes name the place and both hashes', () => {
  expect(sentenceText(noteSentence({ kind: 'diff-id-mismatch', expected: '', actual: 'sha256:1' }))).toContain('(nothing)');
  expect(sentenceText(noteSentence({ kind: 'digest-mismatch', path: 'blobs/sha256/1', actual: 'sha256:2' }))).toMatch(/blobs\/sha256\/1.*sha256:2/);
  expect(sentenceText(noteSentence({ kind: 'attestation', digest: 'sha256:3' }))).toContain('attestation manifest');
});

test('documents are named by what they are', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  expect(documentTitle({ kind: 'index', digest, json: '' })).toBe('Index sha256:aaaaaaaaaaaa');
  expect(documentTitle({ kind: 'attestation-manifest', digest, json: '', about: `sha256:${'b'.repeat(64)}` })).toMatch(/^Attestation manifest .*b$/);
  expect(documentTitle({ kind: 'attestation', digest, json: '', predicateType: 'https://slsa.dev/provenance/v1' })).toContain('provenance');
});

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1\u202f000'],
  [1234567, '1\u202f234\u202f567'],
])('%d files', (count, text) => expect(formatCount(count)).toBe(text));

test.each([
  ['plain name.txt', 'plain name.txt'],
  ['ümlaut 日本', 'ümlaut 日本'],
  ['a\nb\u001b[31m', 'a\\x0ab\\x1b[31m'],
  ['photo\u202egnp.exe', 'photo\\u202egnp.exe'],
])('%j is shown as %s', (name, shown) => expect(printable(name)).toBe(shown));

test('what is made to be long is cut', () => {
  expect(printable('x'.repeat(1_000_000))).toHaveLength(2001);
  const [, environment] = configFacts({ config: { Env: Array.from({ length: 5000 }, (_, at) => `A${at}=1`) }, configJson: '{}' });
  expect(environment?.values.at(-1)).toBe('… and 4800 more');
});

describe('config', () => {
  test('what starts comes first, and a user that is not set is root', () => {
    const config = {
      Cmd: ['node', 'a b'],
      Env: ['A=1', 'B=\u0007'],
      ExposedPorts: { '80/tcp': {} },
      Labels: { x: '1' },
      Healthcheck: { Test: ['NONE'], Interval: 3e10 },
    };
    const facts = configFacts({ config, configJson: '{"created":"2026-01-01T00:00:00Z"}' });
    expect(facts.map(({ term, values }) => `${term}: ${values.join(' | ')}`)).toEqual([
      'Command: ["node","a b"]',
      'User: not set, so root',
      'Environment: A=1 | B=\\x07',
      'Ports: 80/tcp',
      'Health check: ["NONE"] | every 30 s',
      'Labels: x=1',
      'Created: 2026-01-01T00:00:00Z',
    ]);
  });
});

describe('history beside layers', () => {
  const layer = (digest: string): ExploredLayer => ({
    digest,
    blobBytes: 1,
    sizeBytes: 1,
    packing: 'none',
    createdBy: '',
    wastedBytes: 0,
    hidesBytes: 0,
    entries: 0,
    changes: { added: 0, changed: 0, removed: 0, emptied: 0 },
    leftOut: { outside: 0, devices: 0 },
  });
  const rowsOf = (history: string, layers: number) =>
    historyRows({
      history: [...history].map((kind, at) => ({ createdBy: `${kind}${at}`, emptyLayer: kind === 'e' })),
      layers: Array.from({ length: layers }, (_, at) => layer(String(at))),
    }).map(({ createdBy, index }) => `${createdBy ?? '?'}:${index ?? '-'}`);

  test.each([
    ['lel', 2, ['l0:0', 'e1:-', 'l2:1']],
    ['', 2, ['?:0', '?:1']],
    ['l', 3, ['l0:0', '?:1', '?:2']],
    ['lll', 1, ['l0:0', 'l1:-', 'l2:-']],
  ])('%s with %d layers', (history, layers, expected) => expect(rowsOf(history, layers)).toEqual(expected));
});
