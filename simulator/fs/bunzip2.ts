import { createGrowingBytes, type GrowingBytes } from './growing-bytes';

const BLOCK_MAGIC = 0x314159265359;
const END_MAGIC = 0x177245385090;
/** Symbols decoded with one Huffman table before the next selector. */
const GROUP_SYMBOLS = 50;
const MOST_CODE_BITS = 20;

/**
 * Unpacks bzip2. Of damaged or cut-off input it gives what comes before the damage.
 *
 * @param most bytes that may come out; more is taken for damage
 */
export function bunzip2(bytes: Uint8Array, most: number): Uint8Array {
  const out = createGrowingBytes(most);
  const bits = createBitReader(bytes);
  try {
    while (bits.left() >= 80 && readStream(bits, out)) bits.align();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return out.done();
}

interface BitReader {
  read(count: number): number;
  left(): number;
  align(): void;
}

/** Most significant bit first. */
function createBitReader(bytes: Uint8Array): BitReader {
  let at = 0;
  const bit = (): number => {
    const byte = bytes[at >> 3];
    if (byte === undefined) throw new RangeError('cut off');
    return (byte >> (7 - (at++ & 7))) & 1;
  };
  return {
    read(count) {
      let value = 0;
      for (let index = 0; index < count; index++) value = value * 2 + bit();
      return value;
    },
    left: () => bytes.length * 8 - at,
    align() {
      at = (at + 7) & ~7;
    },
  };
}

/** One stream; several may follow one another. Answers false for what is none. */
function readStream(bits: BitReader, out: GrowingBytes): boolean {
  if (bits.read(24) !== 0x425a68) return false;
  const blockBytes = (bits.read(8) - 0x30) * 100_000;
  for (;;) {
    const magic = bits.read(48);
    bits.read(32);
    if (magic === END_MAGIC) return true;
    if (magic !== BLOCK_MAGIC) throw new RangeError('damaged');
    readBlock(bits, blockBytes, out);
  }
}

function readBlock(bits: BitReader, blockBytes: number, out: GrowingBytes): void {
  if (bits.read(1) === 1) throw new RangeError('randomised blocks are not made any more');
  const origin = bits.read(24);
  const used = readUsedBytes(bits);
  const selectorsAndTables = readTables(bits, used.length + 2);
  const { transformed, counts } = readSymbols(bits, used, selectorsAndTables, blockBytes);
  writeBlock(transformed, counts, origin, out);
}

function readUsedBytes(bits: BitReader): number[] {
  const groups = bits.read(16);
  const used: number[] = [];
  for (let group = 0; group < 16; group++) {
    if (((groups >> (15 - group)) & 1) === 0) continue;
    const members = bits.read(16);
    for (let member = 0; member < 16; member++) if ((members >> (15 - member)) & 1) used.push(group * 16 + member);
  }
  return used;
}

interface Tables {
  readonly selectors: readonly number[];
  readonly codes: readonly CodeTable[];
}

/** For each length the first code, how many there are, and where their symbols begin. */
interface CodeTable {
  readonly first: readonly number[];
  readonly count: readonly number[];
  readonly offset: readonly number[];
  readonly symbols: readonly number[];
}

function readTables(bits: BitReader, symbolCount: number): Tables {
  const tableCount = bits.read(3);
  const selectorCount = bits.read(15);
  const recent = Array.from({ length: tableCount }, (_, index) => index);
  const selectors: number[] = [];
  for (let index = 0; index < selectorCount; index++) {
    let place = 0;
    while (bits.read(1) === 1) place++;
    const [table] = recent.splice(place, 1);
    if (table === undefined) throw new RangeError('damaged');
    recent.unshift(table);
    selectors.push(table);
  }
  const codes = Array.from({ length: tableCount }, () => codeTable(readLengths(bits, symbolCount)));
  return { selectors, codes };
}

function readLengths(bits: BitReader, symbolCount: number): number[] {
  let length = bits.read(5);
  return Array.from({ length: symbolCount }, () => {
    while (bits.read(1) === 1) length += bits.read(1) === 1 ? -1 : 1;
    if (length < 1 || length > MOST_CODE_BITS) throw new RangeError('damaged');
    return length;
  });
}

function codeTable(lengths: readonly number[]): CodeTable {
  const first: number[] = [0];
  const count: number[] = [0];
  const offset: number[] = [0];
  const symbols: number[] = [];
  let code = 0;
  for (let length = 1; length <= MOST_CODE_BITS; length++) {
    code *= 2;
    first.push(code);
    offset.push(symbols.length);
    lengths.forEach((own, symbol) => {
      if (own === length) symbols.push(symbol);
    });
    count.push(symbols.length - (offset[length] ?? 0));
    code += count[length] ?? 0;
  }
  return { first, count, offset, symbols };
}

function readSymbol(bits: BitReader, table: CodeTable): number {
  let code = 0;
  for (let length = 1; length <= MOST_CODE_BITS; length++) {
    code = code * 2 + bits.read(1);
    const place = code - (table.first[length] ?? 0);
    if (place < (table.count[length] ?? 0)) return table.symbols[(table.offset[length] ?? 0) + place] ?? 0;
  }
  throw new RangeError('damaged');
}

/** Undoes move-to-front and its run lengths: 0 and 1 are digits of a run, the last symbol ends the block. */
function readSymbols(
  bits: BitReader,
  used: number[],
  { selectors, codes }: Tables,
  blockBytes: number,
): { readonly transformed: Uint8Array; readonly counts: number[] } {
  const block = new Uint8Array(blockBytes);
  const counts = new Array<number>(256).fill(0);
  const recent = [...used];
  let size = 0;
  let run = 0;
  let digit = 1;
  const put = (byte: number, times: number): void => {
    if (size + times > blockBytes) throw new RangeError('damaged');
    block.fill(byte, size, size + times);
    size += times;
    counts[byte] = (counts[byte] ?? 0) + times;
  };
  for (let index = 0; ; index++) {
    const table = codes[selectors[Math.floor(index / GROUP_SYMBOLS)] ?? -1];
    if (table === undefined) throw new RangeError('damaged');
    const symbol = readSymbol(bits, table);
    if (symbol < 2) {
      run += digit * (symbol + 1);
      digit *= 2;
      if (run > blockBytes) throw new RangeError('damaged');
      continue;
    }
    if (run > 0) put(recent[0] ?? 0, run);
    run = 0;
    digit = 1;
    if (symbol === used.length + 1) return { transformed: block.subarray(0, size), counts };
    const [byte = 0] = recent.splice(symbol - 1, 1);
    recent.unshift(byte);
    put(byte, 1);
  }
}

/** Undoes the Burrows-Wheeler transform, then the first run lengths: four equal bytes are followed by how many more there are. */
function writeBlock(transformed: Uint8Array, counts: readonly number[], origin: number, out: GrowingBytes): void {
  const starts: number[] = [];
  let sum = 0;
  for (const count of counts) {
    starts.push(sum);
    sum += count;
  }
  const next = new Uint32Array(transformed.length);
  transformed.forEach((byte, index) => {
    const place = starts[byte] ?? 0;
    next[place] = index;
    starts[byte] = place + 1;
  });
  let at = next[origin] ?? 0;
  let last = -1;
  let equal = 0;
  for (let index = 0; index < transformed.length; index++) {
    const byte = transformed[at] ?? 0;
    at = next[at] ?? 0;
    if (equal === 4) {
      for (let more = 0; more < byte; more++) out.push(last);
      equal = 0;
      last = -1;
      continue;
    }
    equal = byte === last ? equal + 1 : 1;
    last = byte;
    out.push(byte);
  }
}
