/** Fields of a POSIX ustar header; strings that are ASCII and short enough for their fields. */
export interface TarHeader {
  readonly name: string;
  readonly prefix: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  readonly mtimeSeconds: number;
  readonly typeFlag: string;
  readonly linkName: string;
  /** A PAX record's own header leaves its device numbers empty; every other header has zeros. */
  readonly noDevice?: boolean;
}

export const BLOCK_BYTES = 512;

export function createBlock(header: TarHeader): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  writeBlock(block, 0, header);
  return block;
}

/** Writes a header over 512 zero bytes that begin at `start`. Runs once for every file of every layer, so it makes no strings. */
export function writeBlock(bytes: Uint8Array, start: number, header: TarHeader): void {
  let sum = 8 * SPACE;
  sum += writeAscii(bytes, start, header.name);
  sum += writeOctal(bytes, start + 100, 7, header.mode);
  sum += writeOctal(bytes, start + 108, 7, header.uid);
  sum += writeOctal(bytes, start + 116, 7, header.gid);
  sum += writeOctal(bytes, start + 124, 11, header.sizeBytes);
  sum += writeOctal(bytes, start + 136, 11, header.mtimeSeconds);
  sum += writeAscii(bytes, start + 156, header.typeFlag);
  sum += writeAscii(bytes, start + 157, header.linkName);
  sum += writeAscii(bytes, start + 257, 'ustar');
  sum += writeAscii(bytes, start + 263, '00');
  if (header.noDevice !== true) {
    sum += writeOctal(bytes, start + 329, 7, 0);
    sum += writeOctal(bytes, start + 337, 7, 0);
  }
  sum += writeAscii(bytes, start + 345, header.prefix);
  // Counted as if the checksum were blanks. Six digits, NUL, space: the one field that is not closed by a NUL alone.
  writeOctal(bytes, start + 148, 6, sum);
  bytes[start + 155] = SPACE;
}

const SPACE = 0x20;
const ZERO = 0x30;

/** Returns the sum of the bytes written, as does `writeAscii`. */
function writeOctal(bytes: Uint8Array, offset: number, digits: number, value: number): number {
  let sum = 0;
  let left = value;
  for (let index = digits - 1; index >= 0; index--) {
    // Sizes and times need more than 32 bits.
    const rest = Math.floor(left / 8);
    const byte = ZERO + (left - rest * 8);
    bytes[offset + index] = byte;
    sum += byte;
    left = rest;
  }
  return sum;
}

function writeAscii(bytes: Uint8Array, offset: number, text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index++) {
    const byte = text.charCodeAt(index);
    bytes[offset + index] = byte;
    sum += byte;
  }
  return sum;
}

export function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

/** Drops every byte above 0x7F; a NUL ends nothing here because paths have none. */
export function stripToAscii(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins there
  return text.replace(/[^\x00-\x7f]/g, '');
}
