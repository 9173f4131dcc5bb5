import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fakeResult, fakeStep } from '@/lib/engine/fake-engine';
import type { BuiltImage, ImageLayer } from '@/simulator';
import { compareBuilds } from './compare-builds';
import { contextTree, removedSince } from './context-tree';
import { digestChanges } from './digest-changes';
import { formatBytes, formatBytesChange, formatDuration, formatMode, shortDigest, stepTitle } from './format';
import { diffLines } from './line-diff';
import { lineMarks } from './line-marks';
import { markersOf } from './markers';
import { isRight, scorePrediction } from './predict';
import type { Workspace } from './workspace';

describe('figures', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [4123, '4.1 kB'],
    [99_949, '99.9 kB'],
    [99_951, '100 kB'],
    [999_600, '1.0 MB'],
    [237_123_456, '237 MB'],
    [-1500, '−1.5 kB'],
  ])('%d bytes: %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  test.each([
    [0, '0 s'],
    [20, '< 0.1 s'],
    [400, '0.4 s'],
    [9960, '10 s'],
    [41_200, '41 s'],
    [125_000, '2 min 5 s'],
  ])('%d ms: %s', (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));

  test('changes carry their sign', () => expect([0, 5, -5].map(formatBytesChange)).toEqual(['±0 B', '+5 B', '−5 B']));
  test('digests', () =>
    expect([shortDigest('sha256:0123456789abcdef'), shortDigest('0123456789abcdef', 4)]).toEqual(['sha256:0123456789ab', '0123']));
  test('modes', () => expect([0o644, 0o4755, 0].map(formatMode)).toEqual(['644', '4755', '000']));
  test('step names', () => expect(stepTitle('[build 2/4] COPY [a] .')).toBe('COPY [a] .'));
});

describe('markers', () => {
  const text = 'FROM a\n  RUN x \\\n    y  \n';
  test('cover the instruction, not its blanks', () => {
    expect(markersOf([{ severity: 'warning', rule: 'R', message: 'm', range: { startLine: 2, endLine: 3 } }], text)).toEqual([
      { severity: 'warning', message: 'm', code: 'R', startLine: 2, startColumn: 3, endLine: 3, endColumn: 6 },
    ]);
  });
  test('stay inside the text, whatever the lines', () => {
    const any = fc.record({ startLine: fc.integer(), endLine: fc.integer() });
    fc.assert(
      fc.property(fc.string(), any, (source, range) => {
        const [marker] = markersOf([{ severity: 'error', message: '', range }], source);
        const lines = source.split('\n').length;
        expect(marker !== undefined && marker.startLine >= 1 && marker.endLine <= lines && marker.endLine >= marker.startLine).toBe(true);
        expect(marker !== undefined && marker.startColumn >= 1 && marker.endColumn >= 1).toBe(true);
      }),
    );
  });
});

describe('marks at the lines', () => {
  const w = (text: string): Workspace => ({ version: 1, files: { Dockerfile: { text } }, dockerfilePath: 'Dockerfile', buildArgs: {} });
  const step = fakeStep({ id: 'a', name: 'a', status: 'cached', range: { startLine: 2, endLine: 3 } });
  const build = {
    number: 1,
    atSeconds: 1,
    workspace: w('FROM a'),
    result: fakeResult({ steps: [step, fakeStep({ id: 'b', name: 'b', status: 'ran' })] }),
  };

  test('stand where the instruction begins', () => expect(lineMarks(build, w('FROM a'))).toEqual([{ line: 2, status: 'cached' }]));
  test('go as soon as the Dockerfile reads differently', () => expect(lineMarks(build, w('FROM b'))).toEqual([]));
});

describe('line diff', () => {
  test('marks what was taken out and put in', () => {
    expect(diffLines('a\nb\nc', 'a\nx\nc')?.map((line) => `${line.kind[0]}${line.text}`)).toEqual(['sa', 'rb', 'ax', 'sc']);
  });
  test('gives back both texts', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', '')).map((array) => array.join('\n'));
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = diffLines(before, after) ?? [];
        const of = (kind: string) => diff.filter((line) => line.kind !== kind).map((line) => line.text);
        expect(of('added').join('\n')).toBe(before);
        expect(of('removed').join('\n')).toBe(after);
      }),
    );
  });
});

describe('context tree', () => {
  const file = (text: string, mtimeSeconds = 1) => ({ text, mtimeSeconds });
  const w = (files: Workspace['files']): Workspace => ({ version: 1, files, dockerfilePath: 'Dockerfile', buildArgs: {} });
  const before = w({ Dockerfile: file('FROM a'), 'src/a.js': file('1'), 'src/b.js': file('1'), gone: file('') });
  const now = w({ Dockerfile: file('FROM a'), 'src/a.js': file('22', 2), 'src/b.js': file('1', 2), 'new.js': file('é') });

  test('folders first, sizes in bytes, what differs from the last build', () => {
    const rows = contextTree(now, before, { 'new.js': { pattern: '*.js', line: 1 } });
    expect(rows.map((row) => [row.kind, row.name, row.sizeBytes])).toEqual([
      ['folder', 'src', 3],
      ['file', 'Dockerfile', 6],
      ['file', 'new.js', 2],
    ]);
    const files = rows.flatMap((row) => (row.kind === 'folder' ? row.children : [row]));
    expect(files.map((row) => row.kind === 'file' && [row.path, row.difference, row.ignored?.pattern])).toEqual([
      ['src/a.js', 'edited', undefined],
      ['src/b.js', 'touched', undefined],
      ['Dockerfile', undefined, undefined],
      ['new.js', 'added', '*.js'],
    ]);
  });
  test('what is gone', () => expect(removedSince(now, before)).toEqual(['gone']));
});

describe('prediction', () => {
  const steps = [
    fakeStep({ id: 'f', name: 'FROM', instruction: 'FROM', status: 'cached' }),
    fakeStep({ id: 'a', name: 'a', status: 'cached' }),
    fakeStep({ id: 'b', name: 'b', status: 'failed' }),
    fakeStep({ id: 'c', name: 'c', status: 'skipped' }),
  ];
  test('base images and skipped steps do not count; a failed step had missed', () => {
    expect(scorePrediction(steps, { f: 'hit', a: 'hit', b: 'miss', c: 'miss' })).toEqual({ right: 2, total: 2 });
    expect(steps.map((step) => isRight(step, { a: 'miss', b: 'hit' }))).toEqual([undefined, false, false, undefined]);
  });
});

function layer(digest: string): ImageLayer {
  return {
    diffId: digest,
    digest,
    sizeBytes: 10,
    blobBytes: 5,
    base: false,
    createdBy: `RUN ${digest}`,
    entries: [],
    wastedBytes: 0,
    fidelity: 'exact',
  };
}

function image(layers: readonly string[], config: object, digest: string): BuiltImage {
  return {
    platform: { os: 'linux', architecture: 'amd64' },
    manifestDigest: `m${digest}`,
    configDigest: `c${digest}`,
    manifestJson: '{}',
    configJson: JSON.stringify(config),
    config: {},
    architecture: 'amd64',
    history: [],
    layers: layers.map(layer),
    sizeBytes: layers.length * 10,
    fidelity: 'exact',
  };
}

describe('digests', () => {
  test('a label reaches config and manifest, and no layer', () => {
    const before = image(['a'], { config: { Labels: { v: '1' } } }, '1');
    const after = image(['a'], { config: { Labels: { v: '2' } } }, '2');
    expect(digestChanges(before, after).map((change) => [change.document, change.reasons])).toEqual([
      ['layers', []],
      ['config', [{ kind: 'field', field: 'Labels', before: '{"v":"1"}', after: '{"v":"2"}' }]],
      ['manifest', [{ kind: 'config-digest' }]],
    ]);
  });
  test('a layer reaches everything above it', () => {
    const before = image(['a', 'b'], { rootfs: ['a', 'b'] }, '1');
    const after = image(['a', 'x', 'y'], { rootfs: ['a', 'x', 'y'] }, '2');
    expect(digestChanges(before, after).map((change) => change.reasons)).toEqual([
      [
        { kind: 'layer-changed', layer: 2, createdBy: 'RUN x' },
        { kind: 'layers-added', count: 1 },
      ],
      [{ kind: 'diff-ids' }],
      [{ kind: 'config-digest' }, { kind: 'layer-digests', count: 2 }],
    ]);
  });
  test('nothing changed, nothing to say', () => {
    const same = image(['a'], { a: 1 }, '1');
    expect(digestChanges(same, same).every((change) => change.reasons.length === 0)).toBe(true);
  });
});

test('two builds side by side', () => {
  const [a, b] = [fakeStep({ id: '1', name: '[1/2] RUN a', status: 'ran' }), fakeStep({ id: '2', name: '[2/2] RUN b', status: 'ran' })];
  const before = fakeResult({ steps: [a, b], images: [image(['a', 'b'], {}, '1')], durationMs: 9 });
  const after = fakeResult({
    steps: [{ ...b, name: '[1/2] RUN b', status: 'cached' }, fakeStep({ id: '3', name: '[2/2] RUN c', status: 'ran' })],
    images: [image(['a'], {}, '2')],
    durationMs: 4,
  });
  expect(compareBuilds(before, after)).toEqual({
    durationChangeMs: -5,
    sizeChangeBytes: -10,
    sameDigest: false,
    steps: [
      { title: 'RUN b', before: 'ran', after: 'cached' },
      { title: 'RUN c', after: 'ran' },
      { title: 'RUN a', before: 'ran' },
    ],
    layersReused: 1,
    layersNew: 0,
  });
});
