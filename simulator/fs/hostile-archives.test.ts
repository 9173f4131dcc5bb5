import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type HostileEntry, hostileArchive, hostileTar } from '../testing/archives';
import { openArchive } from './archive';
import { editTree } from './editor';
import { readTar } from './read-tar';
import { createTarReader } from './tar-stream';
import { EMPTY_TREE, walkTree } from './tree';
import { unpackInto } from './unpack';

const entry = (path: string, more: Partial<HostileEntry> = {}): HostileEntry => ({ path, type: '0', link: '', body: 'hi', ...more });

/** What an archive leaves below `/into`, or what goes wrong. */
function unpacked(bytes: Uint8Array): string | readonly string[] {
  const archive = openArchive({ kind: 'bytes', bytes });
  if (archive.kind !== 'tar') return archive.kind;
  const editor = editTree(EMPTY_TREE, { uid: 0, gid: 0, nowSeconds: 1 });
  editor.mkdir('/into');
  const problem = unpackInto(editor, '/into', archive.entries, undefined) ?? archive.problem;
  return problem ?? [...walkTree(editor.commit())].map(([path]) => path);
}

const MALFORMED = 'archive/tar: invalid tar header';

describe('an archive that nobody should trust', () => {
  test.each<[string, readonly HostileEntry[], string | readonly string[]]>([
    ['says that it is larger', [entry('a', { claimedSize: '77777777777' })], 'unexpected EOF'],
    ['has a size that is no number', [entry('a', { claimedSize: 'zzz' })], MALFORMED],
    ['has a size below nothing', [entry('a', { claimedSize: '-0000000001' })], MALFORMED],
    ['climbs out', [entry('../../../etc/evil')], ['into', 'into/etc', 'into/etc/evil']],
    ['climbs out on the way', [entry('a/../../../evil')], ['into', 'into/evil']],
    ['names the root', [entry('/etc/evil')], ['into', 'into/etc', 'into/etc/evil']],
    [
      'links to what is not there',
      [entry('h', { type: '1', link: '../../etc/passwd', body: '' })],
      'link /etc/passwd /into/h: no such file or directory',
    ],
    [
      'links in a circle',
      [entry('a', { type: '2', link: 'b', body: '' }), entry('b', { type: '2', link: 'a', body: '' }), entry('a/x')],
      'open /into/a/x: too many levels of symbolic links',
    ],
    ['has devices', ['3', '4', '6'].map((type) => entry(`d${type}`, { type, body: '' })), ['into']],
    [
      'has names of JavaScript objects',
      [entry('__proto__'), entry('constructor/x')],
      ['into', 'into/__proto__', 'into/constructor', 'into/constructor/x'],
    ],
    ['says a thing twice', [entry('a'), entry('a', { body: 'once more' })], ['into', 'into/a']],
    ['has a record of no length', [entry('p', { type: 'x', body: '0 a\n' }), entry('a')], MALFORMED],
    ['has a record without an end', [entry('p', { type: 'x', body: '20 size=9999999999999\n' }), entry('a')], MALFORMED],
    ['has a record that is longer than there is', [entry('p', { type: 'x', body: '99999999999 path=a\n' }), entry('a')], MALFORMED],
    ['has a record of blanks', [entry('p', { type: 'x', body: '       ' }), entry('a')], MALFORMED],
    ['has a time that is none', [entry('p', { type: 'x', body: '18 mtime=nonsense\n' }), entry('a')], MALFORMED],
    ['has a NUL in a name', [entry('p', { type: 'x', body: '12 path=a\0b\n' }), entry('a')], MALFORMED],
    ['has a record that calls it otherwise', [entry('p', { type: 'x', body: '19 path=../../evil\n' }), entry('a')], ['into', 'into/evil']],
    ['has a record without a value', [entry('p', { type: 'x', body: '8 path=\n' }), entry('a')], ['into', 'into/a']],
  ])('%s', (_name, entries, answer) => expect(unpacked(hostileTar(entries))).toEqual(answer));
});

test('a name longer than any file has', () => {
  expect(unpacked(hostileTar([entry('p', { type: 'L', body: 'n'.repeat(300) }), entry('a')]))).toBe(
    `lstat /into/${'n'.repeat(300)}: file name too long`,
  );
  expect(unpacked(hostileTar([entry('p', { type: 'L', body: 'd/'.repeat(30_000) }), entry('a')]))).toMatch(/: file name too long$/);
});

test('a packed archive that was cut off, or was packed twice', () => {
  const packed = gzipSync(hostileTar([entry('a', { body: 'x'.repeat(50_000) }), entry('b')]));
  expect(unpacked(packed.subarray(0, packed.length - 40))).toBe('unexpected EOF');
  expect(unpacked(packed.subarray(0, 20))).toBe('none');
  expect(unpacked(gzipSync(packed))).toBe('none');
});

test('no archive makes the readers throw, run on, or differ from each other', () => {
  fc.assert(
    fc.property(hostileArchive, fc.integer({ min: 1, max: 700 }), (bytes, size) => {
      expect(typeof unpacked(bytes)).toMatch(/string|object/);
      const names: string[] = [];
      const reader = createTarReader({
        entry: ({ path }) => {
          names.push(path);
          return undefined;
        },
      });
      for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
      const problem = reader.end();
      const whole = readTar(bytes);
      expect([problem, names.slice(0, whole.entries.length)]).toEqual([whole.problem, whole.entries.map(({ path }) => path)]);
    }),
    { numRuns: 500 },
  );
});
