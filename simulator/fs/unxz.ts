import { createGrowingBytes, type GrowingBytes } from './growing-bytes';
import { createLzmaDecoder } from './lzma';

const STREAM_HEADER_BYTES = 12;
const LZMA2 = 0x21;
/** Bytes of a block's checksum, by the kind of it (tukaani.org/xz/xz-file-format.txt, 2.1.1.2). */
const CHECK_BYTES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];

/**
 * Unpacks xz with the one filter that everybody uses, LZMA2. Of damaged or cut-off input it gives what comes before the damage.
 *
 * @param most bytes that may come out; more is taken for damage
 */
export function unxz(bytes: Uint8Array, most: number): Uint8Array {
  const out = createGrowingBytes(most);
  try {
    const checkBytes = CHECK_BYTES[(bytes[7] ?? 0) & 15] ?? 0;
    // An index, which begins with a zero, ends the stream.
    for (let at = STREAM_HEADER_BYTES; at < bytes.length && bytes[at] !== 0; ) at = readBlock(bytes, at, checkBytes, out);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return out.done();
}

/** Answers where the next block begins. */
function readBlock(bytes: Uint8Array, at: number, checkBytes: number, out: GrowingBytes): number {
  const headerBytes = ((bytes[at] ?? 0) + 1) * 4;
  const flags = bytes[at + 1] ?? 0;
  let place = at + 2;
  const number = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[place++];
      if (byte === undefined) throw new RangeError('cut off');
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  if (flags & 0x40) number();
  if (flags & 0x80) number();
  if ((flags & 3) !== 0 || number() !== LZMA2) throw new RangeError('another filter');
  const end = readChunks(bytes, at + headerBytes, out);
  return at + Math.ceil((end - at) / 4) * 4 + checkBytes;
}

/** The chunks of LZMA2: each says what is reset before it, and may hold its bytes as they are. */
function readChunks(bytes: Uint8Array, from: number, out: GrowingBytes): number {
  let start = out.length;
  const decoder = createLzmaDecoder(out, () => start);
  for (let at = from; ; ) {
    const control = bytes[at++];
    if (control === undefined) throw new RangeError('cut off');
    if (control === 0) return at;
    if (control === 1 || control >= 0xe0) start = out.length;
    const size = ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0) + 1;
    if (control < 0x80) {
      if (control > 2) throw new RangeError('damaged');
      for (const byte of bytes.subarray(at + 2, at + 2 + size)) out.push(byte);
      at += 2 + size;
      continue;
    }
    const packed = ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0) + 1;
    at += 4;
    if (control >= 0xc0) decoder.setProperties(bytes[at++] ?? 0xff);
    if (control >= 0xa0) decoder.resetState();
    decoder.decode(bytes.subarray(at, at + packed), ((control & 0x1f) << 16) + size);
    at += packed;
  }
}
