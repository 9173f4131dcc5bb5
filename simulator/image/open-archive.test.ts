import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../digest/sha256';
import { headerBlocks } from '../fs/tar-header';
import type { LayerEntry } from '../fs/types';
import { buildImage, EMPTY_CACHE, type OpenedImage, ociLayout, openImageArchive } from '../index';
import { recordedCatalog } from '../testing/build-file';
import { OPEN_LIMITS } from './opened-types';

const encoder = new TextEncoder();

function joined(parts: Iterable<Uint8Array>): Uint8Array {
  const all = [...parts];
  const whole = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

type TarFile = Partial<LayerEntry> & { readonly path: string; readonly bytes?: Uint8Array | string };

function tarOf(files: readonly TarFile[]): Uint8Array {
  const parts = files.flatMap(({ bytes = '', ...entry }) => {
    const content = typeof bytes === 'string' ? encoder.encode(bytes) : bytes;
    const attributes = { type: 'file' as const, mode: 0o644, uid: 0, gid: 0, mtimeSeconds: 0, sizeBytes: content.length };
    return [headerBlocks({ ...attributes, ...entry }), content, new Uint8Array((512 - (content.length % 512)) % 512)];
  });
  return joined([...parts, new Uint8Array(1024)]);
}

const LOWER = tarOf([
  { path: 'etc', type: 'dir', mode: 0o755 },
  { path: 'etc/a', bytes: 'aaaa' },
  { path: 'etc/b', bytes: 'bb' },
  { path: '../escape', bytes: 'x' },
]);
const UPPER = tarOf([{ path: 'etc/.wh.b' }, { path: 'etc/a', bytes: 'new' }]);

function configFor(...layers: readonly Uint8Array[]): string {
  return JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    config: { Env: ['A=1'], Cmd: ['sh'], User: 7 },
    history: layers.map((_, index) => ({ created_by: `step ${index}` })),
    rootfs: { type: 'layers', diff_ids: layers.map((layer) => `sha256:${sha256Hex(layer)}`) },
  });
}

function savedWith(layers: readonly (readonly [path: string, bytes: Uint8Array])[], config = configFor(LOWER, UPPER)): TarFile[] {
  return [
    ...layers.map(([path, bytes]) => ({ path, bytes })),
    { path: 'config.json', bytes: config },
    { path: 'manifest.json', bytes: JSON.stringify([{ Config: 'config.json', RepoTags: ['app:1'], Layers: layers.map(([path]) => path) }]) },
  ];
}

function open(archive: Parameters<typeof openImageArchive>[0], limits = OPEN_LIMITS): OpenedImage {
  const opened = openImageArchive(archive, limits);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

describe('what docker save writes', () => {
  const archive = tarOf(
    savedWith([
      ['1/layer.tar', LOWER],
      ['2/layer.tar', UPPER],
    ]),
  );

  test('layers, config and waste', () => {
    const { form, tags, images, notes } = open(archive);
    expect([form, tags, notes]).toEqual(['docker-save', ['app:1'], []]);
    const [image] = images;
    expect(image?.config).toEqual({ Env: ['A=1'], Cmd: ['sh'] });
    expect(image?.layers.map(({ createdBy, wastedBytes, leftOut }) => [createdBy, wastedBytes, leftOut.outside])).toEqual([
      ['step 0', 6, 1],
      ['step 1', 0, 0],
    ]);
    expect(image?.layers[0]?.entries.map(({ path, type, sizeBytes }) => [path, type, sizeBytes])).toEqual([
      ['etc', 'dir', 0],
      ['etc/a', 'file', 4],
      ['etc/b', 'file', 2],
    ]);
    expect(image?.merged).toEqual({ files: 1, fileBytes: 3 });
  });

  test('the same in pieces of any size, and packed', () => {
    const whole = open(archive);
    for (const size of [1, 511, 513]) {
      expect(
        open(Array.from({ length: Math.ceil(archive.length / size) }, (_, index) => archive.subarray(index * size, (index + 1) * size))),
      ).toEqual(whole);
    }
    expect(open(gzipSync(archive))).toEqual(whole);
  });

  test('gzip layers are unpacked, others named', () => {
    const zstd = joined([new Uint8Array([0x28, 0xb5, 0x2f, 0xfd]), new Uint8Array(600)]);
    const [image] = open(
      tarOf(
        savedWith([
          ['1', gzipSync(LOWER)],
          ['2', zstd],
        ]),
      ),
    ).images;
    expect(image?.layers.map(({ packing, problem, entries }) => [packing, problem, entries.length])).toEqual([
      ['gzip', undefined, 3],
      ['zstd', 'packed with zstd', 0],
    ]);
    expect(image?.layers[0]?.diffId).toBe(`sha256:${sha256Hex(LOWER)}`);
  });

  test('a layer that is linked to, and one whose hash is another', () => {
    const files = savedWith(
      [
        ['1/layer.tar', LOWER],
        ['2/layer.tar', new Uint8Array(0)],
      ],
      configFor(LOWER, UPPER),
    );
    const linked = files.map((file) => (file.path === '2/layer.tar' ? { path: file.path, type: 'symlink' as const, link: '../1/layer.tar' } : file));
    expect(open(tarOf(linked)).notes).toEqual([
      { kind: 'diff-id-mismatch', expected: `sha256:${sha256Hex(UPPER)}`, actual: `sha256:${sha256Hex(LOWER)}` },
    ]);
  });
});

test.each(['none', 'gzip'] as const)('what we export opens as what we built, compression %s', async (compression) => {
  const dockerfile = 'FROM scratch\nCOPY . /app/\nCOPY a /app/again\nENV A=1\nLABEL b=c\nHEALTHCHECK --interval=5s CMD true\nCMD ["/app/a"]\n';
  const outcome = await buildImage({
    context: new Map([
      ['a', { kind: 'file', content: 'a\n', mode: 0o755 }],
      ['dir/link', { kind: 'symlink', target: '../a' }],
    ]),
    dockerfileText: dockerfile,
    cache: EMPTY_CACHE,
    catalog: recordedCatalog(),
    nowSeconds: 1_787_000_000,
    compression,
    platforms: ['linux/amd64', 'linux/arm64'],
  });
  const layout = await ociLayout(outcome);
  if (!layout.ok) throw new Error(layout.message);
  const opened = open(layout.chunks);
  expect(opened.notes).toEqual([]);
  expect(opened.tags).toEqual(['latest']);
  expect(opened.indexJson).toContain(outcome.result.indexDigest);
  expect(opened.images).toMatchObject(
    outcome.result.images.map(({ platform, manifestDigest, manifestJson, configDigest, configJson, config, history, layers, sizeBytes }) => ({
      ...{ platform, manifestDigest, manifestJson, configDigest, configJson, config, history, sizeBytes },
      layers: layers.map(({ diffId, digest, sizeBytes: tarBytes, blobBytes, entries, wastedBytes }) => ({
        ...{ diffId, digest, sizeBytes: tarBytes, blobBytes, wastedBytes },
        entries: entries.map(({ content: _content, ...entry }) => entry),
      })),
    })),
  );
});

describe('hostile archives', () => {
  const archive = tarOf(savedWith([['1/layer.tar', gzipSync(LOWER)]], configFor(LOWER)));
  const errorOf = (bytes: Uint8Array, limits = OPEN_LIMITS) => {
    const opened = openImageArchive(bytes, limits);
    return opened.ok ? undefined : opened.error.kind;
  };

  test.each([
    ['nothing', new Uint8Array(0), 'not-a-tar'],
    ['text', encoder.encode('hello '.repeat(200)), 'not-a-tar'],
    ['a tar of something else', tarOf([{ path: 'a', bytes: 'a' }]), 'not-an-image'],
    ['documents that are none', tarOf([{ path: 'manifest.json', bytes: '[{"Config":3,"Layers":{}},null]' }]), 'not-an-image'],
    ['an index of itself', tarOf([{ path: 'index.json', bytes: '{"manifests":[{"digest":"../../index.json"},{"digest":7}]}' }]), 'not-an-image'],
    ['a size that lies', tarOf([{ path: 'a', bytes: 'a' }]).slice(0, 600), 'cut-off'],
    ['another packing', joined([new Uint8Array([0x28, 0xb5, 0x2f, 0xfd]), new Uint8Array(600)]), 'unreadable-packing'],
  ])('%s', (_, bytes, kind) => expect(errorOf(bytes)).toBe(kind));

  test('limits hold', () => {
    expect(errorOf(archive, { ...OPEN_LIMITS, files: 2 })).toBe('too-large');
    expect(errorOf(archive, { ...OPEN_LIMITS, entries: 2 })).toBe('too-large');
    expect(errorOf(archive, { ...OPEN_LIMITS, unpackedBytes: 4 })).toBe('too-large');
    const bomb = gzipSync(tarOf([{ path: 'zeros', bytes: new Uint8Array(32 * 2 ** 20) }]));
    expect(errorOf(tarOf(savedWith([['1', bomb]])), { ...OPEN_LIMITS, unpackedBytes: 2 ** 20 })).toBe('too-large');
  });

  test('damage anywhere is an answer', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { maxLength: 12 }), fc.nat(archive.length), (changes, length) => {
        const damaged = archive.slice(0, length);
        for (const [at, byte] of changes) if (at < length) damaged[at] = byte;
        const opened = openImageArchive(damaged);
        expect(opened.ok || opened.error.kind !== undefined).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
