import { expect, test } from 'vitest';
import { sha256Hex } from '../digest/sha256';
import { headerBlocks } from '../fs/tar-header';
import type { LayerEntry } from '../fs/types';
import { openImageArchive } from '../index';
import { OPEN_LIMITS } from './opened-types';

const encoder = new TextEncoder();

type File = Partial<LayerEntry> & { readonly path: string; readonly text?: string };

function* tarOf(files: Iterable<File>): Iterable<Uint8Array> {
  for (const { text = '', ...entry } of files) {
    const bytes = encoder.encode(text);
    yield headerBlocks({ type: 'file', mode: 0o644, uid: 0, gid: 0, mtimeSeconds: 0, sizeBytes: bytes.length, ...entry });
    yield bytes;
    yield new Uint8Array((512 - (bytes.length % 512)) % 512);
  }
  yield new Uint8Array(1024);
}

function errorOf(files: Iterable<File>, limits = OPEN_LIMITS): unknown {
  const opened = openImageArchive(tarOf(files), limits);
  return opened.ok ? undefined : opened.error;
}

/** An index that names what it is given, as a blob of the archive. */
function blob(text: string): File & { readonly digest: string } {
  const hex = sha256Hex(text);
  return { path: `blobs/sha256/${hex}`, text, digest: `sha256:${hex}` };
}

const indexOf = (...digests: readonly string[]) => JSON.stringify({ manifests: digests.map((digest) => ({ digest })) });

test('links of the archive that lead in a circle, or out of it', () => {
  const links: readonly File[] = [
    { path: 'a', type: 'symlink', link: 'b' },
    { path: 'b', type: 'symlink', link: 'a' },
    { path: 'manifest.json', text: JSON.stringify([{ Config: 'a', Layers: ['b', '../../etc/passwd'] }]) },
  ];
  expect(errorOf(links)).toMatchObject({ kind: 'not-an-image' });
});

test('indexes that name one another, deeper than any image needs', () => {
  let inner = blob(indexOf());
  const all = [inner];
  for (let depth = 0; depth < 40; depth++) {
    inner = blob(indexOf(inner.digest, all[0]?.digest ?? '', inner.digest));
    all.push(inner);
  }
  expect(errorOf([...all, { path: 'index.json', text: indexOf(inner.digest) }])).toMatchObject({ kind: 'not-an-image' });
});

test('an index of very many manifests that are not there', () => {
  const digests = Array.from({ length: 20_000 }, (_, number) => `sha256:${number.toString(16).padStart(64, '0')}`);
  expect(errorOf([{ path: 'index.json', text: indexOf(...digests) }])).toMatchObject({ kind: 'not-an-image' });
});

test('a document too large to be one of an image is not kept', () => {
  const giant = `[${'"x",'.repeat(2_200_000)}"x"]`;
  expect(errorOf([{ path: 'manifest.json', text: giant }])).toMatchObject({ kind: 'not-an-image' });
});

test('a document nested beyond what can be read', () => {
  expect(errorOf([{ path: 'index.json', text: `{"manifests":${'['.repeat(200_000)}` }])).toMatchObject({ kind: 'not-an-image' });
});

test('more files than an archive of an image has', () => {
  const many = Array.from({ length: 600 }, (_, number): File => ({ path: `f${number}` }));
  expect(errorOf(many, { ...OPEN_LIMITS, files: 500 })).toEqual({ kind: 'too-large', limit: 'files', atMost: 500 });
});

test('names that are special in JavaScript are names', () => {
  const files: readonly File[] = [
    { path: '__proto__', text: '{}' },
    { path: 'manifest.json', text: '[{"Config":"__proto__","Layers":["constructor"],"__proto__":{"RepoTags":["x"]}}]' },
  ];
  expect(errorOf(files)).toMatchObject({ kind: 'not-an-image' });
});

test('layers of one image that are packed in different ways: what can be read is read', () => {
  const layer = Buffer.concat([...tarOf([{ path: 'etc/a', text: 'a' }])]);
  const packed = (magic: readonly number[]) => Buffer.concat([Uint8Array.from(magic), new Uint8Array(600)]);
  const layers = [layer, packed([0x28, 0xb5, 0x2f, 0xfd]), packed([0x42, 0x5a, 0x68]), packed([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])];
  const config = JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [`sha256:${sha256Hex(layer)}`] } });
  const archive = Buffer.concat([
    ...layers.map((bytes, index) => Buffer.concat([headerBlocks(fileHeader(`${index}.tar`, bytes.length)), bytes, new Uint8Array(padding(bytes))])),
    ...tarOf([
      { path: 'config.json', text: config },
      { path: 'manifest.json', text: JSON.stringify([{ Config: 'config.json', Layers: layers.map((_, index) => `${index}.tar`) }]) },
    ]),
  ]);
  const opened = openImageArchive(archive);
  expect(opened.ok ? opened.value.images[0]?.layers.map((found) => [found.packing, found.entries.length, found.problem]) : opened.error).toEqual([
    ['none', 1, undefined],
    ['zstd', 0, 'packed with zstd'],
    ['bzip2', 0, 'packed with bzip2'],
    ['xz', 0, 'packed with xz'],
  ]);
});

function fileHeader(path: string, sizeBytes: number): LayerEntry {
  return { path, type: 'file', mode: 0o644, uid: 0, gid: 0, mtimeSeconds: 0, sizeBytes };
}

function padding(bytes: Uint8Array): number {
  return (512 - (bytes.length % 512)) % 512;
}
