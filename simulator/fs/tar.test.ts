import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256Hex, sha256OfChunks } from '../digest/sha256';
import { bytesContent } from './content';
import { readTar } from './read-tar';
import { tarChunks, tarSize } from './tar';
import type { LayerEntry } from './types';

function join(chunks: Iterable<Uint8Array>): Uint8Array {
  return new Uint8Array(Buffer.concat([...chunks]));
}

function entryOf(path: string, more: Partial<LayerEntry> = {}): LayerEntry {
  return { path, type: 'file', mode: 0o644, uid: 0, gid: 0, mtimeSeconds: 1, sizeBytes: 0, ...more };
}

const decoder = new TextDecoder('latin1');
const field = (bytes: Uint8Array, offset: number, length: number) => decoder.decode(bytes.subarray(offset, offset + length)).replace(/\0+$/, '');

test('a layer without entries is 1,024 zero bytes', () => {
  expect(join(tarChunks([]))).toEqual(new Uint8Array(1024));
  expect(sha256OfChunks(tarChunks([]))).toBe(sha256Hex(new Uint8Array(1024)));
});

test('times later than the epoch become it, earlier ones stay', () => {
  const bytes = join(tarChunks([entryOf('a', { mtimeSeconds: 2000 }), entryOf('b', { mtimeSeconds: 5 })], { clampMtimeSeconds: 1000 }));
  expect(readTar(bytes).entries.map((entry) => entry.mtimeSeconds)).toEqual([1000, 5]);
});

describe('names', () => {
  const deep = Array.from({ length: 12 }, (_, index) => `directory-${index}`).join('/');
  const cases: [string, LayerEntry, { name: string; prefix: string; blocks: number }][] = [
    ['100 bytes', entryOf('n'.repeat(100)), { name: 'n'.repeat(100), prefix: '', blocks: 1 }],
    ['over 100, split at a slash', entryOf(`${deep}/file`), { name: 'file', prefix: deep, blocks: 1 }],
    [
      'a directory, its last slash kept',
      entryOf(deep, { type: 'dir' }),
      { name: 'directory-11/', prefix: deep.replace('/directory-11', ''), blocks: 1 },
    ],
    ['no slash to split at', entryOf('n'.repeat(101)), { name: `PaxHeaders.0/${'n'.repeat(87)}`, prefix: '', blocks: 3 }],
    ['not ASCII', entryOf('d/é'), { name: 'd/PaxHeaders.0', prefix: '', blocks: 3 }],
    ['a directory that is not ASCII', entryOf('é', { type: 'dir' }), { name: '/PaxHeaders.0', prefix: '', blocks: 3 }],
  ];
  test.each(cases)('%s', (_, entry, expected) => {
    const bytes = join(tarChunks([entry]));
    expect({ name: field(bytes, 0, 100), prefix: field(bytes, 345, 155), blocks: (bytes.length - 1024) / 512 }).toEqual(expected);
  });

  test('a record for another field takes a long name with it', () => {
    const bytes = join(tarChunks([entryOf(`${deep}/file`, { uid: 3_000_000 })]));
    const body = field(bytes, 512, 512);
    expect(body).toBe(`160 path=${deep}/file\n15 uid=3000000\n`);
  });
});

const name = fc.stringMatching(/^[a-zé]{1,40}$/);
const entries = fc.uniqueArray(
  fc.record({
    path: fc.array(name, { minLength: 1, maxLength: 8 }).map((names) => names.join('/')),
    type: fc.constantFrom<LayerEntry['type']>('file', 'dir', 'symlink'),
    mode: fc.integer({ min: 0, max: 0o7777 }),
    uid: fc.oneof(fc.integer({ min: 0, max: 70_000 }), fc.integer({ min: 0, max: 0xffffffff })),
    mtimeSeconds: fc.integer({ min: -5, max: 2_000_000_000 }),
    link: fc.string({ minLength: 1, maxLength: 200 }).filter((text) => !text.includes('\0') && !text.includes('\n')),
    bytes: fc.uint8Array({ maxLength: 1500 }),
  }),
  { selector: (entry) => entry.path, maxLength: 8 },
);

function layerEntry({ bytes, link, ...rest }: typeof entries extends fc.Arbitrary<(infer Entry)[]> ? Entry : never): LayerEntry {
  const isFile = rest.type === 'file';
  return {
    ...rest,
    gid: 0,
    sizeBytes: isFile ? bytes.length : 0,
    ...(isFile ? { content: bytesContent(bytes) } : {}),
    ...(rest.type === 'symlink' ? { link } : {}),
  };
}

test('the size is known without the bytes, and reading gives back what was written', () => {
  fc.assert(
    fc.property(entries, (given) => {
      const diff = given.map(layerEntry);
      const bytes = join(tarChunks(diff));
      expect(bytes.length).toBe(tarSize(diff));
      const read = readTar(bytes);
      expect(read.problem).toBeUndefined();
      expect(
        read.entries.map(({ path, type, mode, uid, mtimeSeconds, link }) => [path.replace(/\/$/, ''), type, mode, uid, mtimeSeconds, link]),
      ).toEqual(diff.map((entry) => [entry.path, entry.type, entry.mode, entry.uid, entry.mtimeSeconds, entry.link ?? '']));
      expect(read.entries.map((entry) => sha256Hex(entry.bytes))).toEqual(given.map((entry) => sha256Hex(entry.type === 'file' ? entry.bytes : '')));
    }),
  );
});
