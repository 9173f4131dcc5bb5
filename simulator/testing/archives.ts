import fc from 'fast-check';
import { gzipSync } from 'fflate';

const BLOCK_BYTES = 512;
const encoder = new TextEncoder();

/** An entry of an archive that nobody should trust. */
export interface HostileEntry {
  readonly path: string;
  /** The header's type flag. */
  readonly type: string;
  readonly link: string;
  readonly body: string;
  /** The header's size field, where it is not the truth. */
  readonly claimedSize?: string;
}

/** A tar whose headers have right checksums, whatever else is wrong with them. */
export function hostileTar(entries: readonly HostileEntry[]): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const entry of entries) {
    const body = encoder.encode(entry.body);
    const padded = new Uint8Array(Math.ceil(body.length / BLOCK_BYTES) * BLOCK_BYTES);
    padded.set(body);
    blocks.push(headerOf(entry, body.length), padded);
  }
  return concatenated([...blocks, new Uint8Array(2 * BLOCK_BYTES)]);
}

function headerOf(entry: HostileEntry, size: number): Uint8Array {
  const header = new Uint8Array(BLOCK_BYTES);
  const put = (text: string, at: number, length: number) => header.set(encoder.encode(text).subarray(0, length), at);
  put(entry.path, 0, 100);
  put('0000644', 100, 7);
  put('0000000', 108, 7);
  put('0000000', 116, 7);
  put(entry.claimedSize ?? size.toString(8).padStart(11, '0'), 124, 12);
  put('00000000001', 136, 11);
  put(entry.type, 156, 1);
  put(entry.link, 157, 100);
  put('ustar\u000000', 257, 8);
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8);
  return header;
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const NAMES = [
  'a',
  'a/b',
  'a/b/c',
  './a',
  '/a',
  '../a',
  'a/../../b',
  '.',
  '',
  '/',
  'a/',
  '__proto__',
  '.wh.a',
  '.wh..wh..opq',
  'l/x',
  `${'d/'.repeat(45)}x`,
];
const EXTRA = [
  '15 path=../../p\n',
  '20 path=/etc/passwd\n',
  '12 size=999\n',
  '99 path=a\n',
  '0 a\n',
  '15 linkpath=/x\n',
  '18 mtime=nonsense\n',
  '10 uid=-1\n',
];

const entry: fc.Arbitrary<HostileEntry> = fc.record(
  {
    path: fc.constantFrom(...NAMES),
    type: fc.constantFrom('0', '0', '5', '2', '1', '3', '4', '6', '7', 'S', 'x', 'g', 'L', 'K', 'Z', '\0'),
    link: fc.constantFrom('', 'a', 'b', 'l', '/etc', '../../../etc', '..', '__proto__'),
    body: fc.oneof(fc.constantFrom('', 'hi', 'x'.repeat(600)), fc.constantFrom(...EXTRA)),
    claimedSize: fc.constantFrom('77777777777', '-0000000001', 'zzz', '\u0080\u0000', '00000000003'),
  },
  { requiredKeys: ['path', 'type', 'link', 'body'] },
);

/** Archives as an attacker, or a broken tool, makes them: some packed, some cut off. */
export const hostileArchive: fc.Arbitrary<Uint8Array> = fc
  .tuple(fc.array(entry, { maxLength: 8 }), fc.boolean(), fc.integer({ min: 0, max: 3 }))
  .map(([entries, isPacked, cut]) => {
    const tar = hostileTar(entries);
    const bytes = isPacked ? gzipSync(tar) : tar;
    return cut === 0 ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes;
  });
