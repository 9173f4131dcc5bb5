import type { GrowingBytes } from './growing-bytes';

/** The state of an LZMA decoder between the chunks of LZMA2. Names follow the LZMA specification of the 7-Zip SDK. */
export interface LzmaDecoder {
  setProperties(byte: number): void;
  resetState(): void;
  /** Decodes one chunk: `size` bytes come out of the given input. Damaged input throws `RangeError`. */
  decode(input: Uint8Array, size: number): void;
}

const PROBABILITY_BITS = 11;
const HALF = 1 << (PROBABILITY_BITS - 1);
const MOVE_BITS = 5;
const TOP = 1 << 24;
const STATES = 12;
const LENGTH_TO_SLOT = 4;

type Probabilities = Uint16Array;

function probabilities(count: number): Probabilities {
  return new Uint16Array(count).fill(HALF);
}

interface LengthModel {
  readonly choice: Probabilities;
  readonly low: Probabilities;
  readonly middle: Probabilities;
  readonly high: Probabilities;
}

function lengthModel(): LengthModel {
  return { choice: probabilities(2), low: probabilities(16 << 3), middle: probabilities(16 << 3), high: probabilities(256) };
}

interface Model {
  readonly literal: Probabilities;
  readonly isMatch: Probabilities;
  readonly isRepeat: Probabilities;
  readonly isRepeat0: Probabilities;
  readonly isRepeat0Long: Probabilities;
  readonly isRepeat1: Probabilities;
  readonly isRepeat2: Probabilities;
  readonly slot: Probabilities;
  readonly special: Probabilities;
  readonly align: Probabilities;
  readonly length: LengthModel;
  readonly repeatLength: LengthModel;
}

function createModel(literalBits: number): Model {
  return {
    literal: probabilities(0x300 << literalBits),
    isMatch: probabilities(STATES << 4),
    isRepeat: probabilities(STATES),
    isRepeat0: probabilities(STATES),
    isRepeat0Long: probabilities(STATES << 4),
    isRepeat1: probabilities(STATES),
    isRepeat2: probabilities(STATES),
    slot: probabilities(LENGTH_TO_SLOT << 6),
    special: probabilities(128),
    align: probabilities(16),
    length: lengthModel(),
    repeatLength: lengthModel(),
  };
}

interface RangeCoder {
  bit(table: Probabilities, index: number): number;
  direct(count: number): number;
}

function createRangeCoder(input: Uint8Array): RangeCoder {
  let at = 5;
  let range = 0xffffffff;
  let code = 0;
  for (let index = 1; index < 5; index++) code = ((code << 8) | (input[index] ?? 0)) >>> 0;
  const normalize = (): void => {
    if (range >= TOP) return;
    if (at >= input.length + 5) throw new RangeError('cut off');
    range = (range << 8) >>> 0;
    code = ((code << 8) | (input[at++] ?? 0)) >>> 0;
  };
  return {
    bit(table, index) {
      normalize();
      const probability = table[index] ?? HALF;
      const bound = (range >>> PROBABILITY_BITS) * probability;
      if (code < bound) {
        range = bound;
        table[index] = probability + (((1 << PROBABILITY_BITS) - probability) >> MOVE_BITS);
        return 0;
      }
      range -= bound;
      code -= bound;
      table[index] = probability - (probability >> MOVE_BITS);
      return 1;
    },
    direct(count) {
      let value = 0;
      for (let index = 0; index < count; index++) {
        normalize();
        range >>>= 1;
        const bit = code >= range ? 1 : 0;
        if (bit === 1) code -= range;
        value = value * 2 + bit;
      }
      return value;
    },
  };
}

function tree(coder: RangeCoder, table: Probabilities, offset: number, bits: number): number {
  let index = 1;
  for (let count = 0; count < bits; count++) index = index * 2 + coder.bit(table, offset + index);
  return index - (1 << bits);
}

/** Least significant bit first. */
function reverseTree(coder: RangeCoder, table: Probabilities, offset: number, bits: number): number {
  let index = 1;
  let value = 0;
  for (let count = 0; count < bits; count++) {
    const bit = coder.bit(table, offset + index);
    index = index * 2 + bit;
    value |= bit << count;
  }
  return value;
}

function readLength(coder: RangeCoder, model: LengthModel, position: number): number {
  if (coder.bit(model.choice, 0) === 0) return 2 + tree(coder, model.low, position << 3, 3);
  if (coder.bit(model.choice, 1) === 0) return 10 + tree(coder, model.middle, position << 3, 3);
  return 18 + tree(coder, model.high, 0, 8);
}

/** @param start where the dictionary begins in `out`; distances beyond it are damage */
export function createLzmaDecoder(out: GrowingBytes, start: () => number): LzmaDecoder {
  let [lc, lp, pb] = [0, 0, 0];
  let model = createModel(0);
  let state = 0;
  let repeats: [number, number, number, number] = [0, 0, 0, 0];

  const literal = (coder: RangeCoder): void => {
    const previous = out.length > start() ? out.back(1) : 0;
    const place = out.length - start();
    const offset = 0x300 * (((place & ((1 << lp) - 1)) << lc) + (previous >> (8 - lc)));
    let symbol = 1;
    if (state >= 7) {
      let match = out.back(repeats[0] + 1);
      while (symbol < 0x100) {
        const matchBit = (match >> 7) & 1;
        match <<= 1;
        const bit = coder.bit(model.literal, offset + ((1 + matchBit) << 8) + symbol);
        symbol = symbol * 2 + bit;
        if (bit !== matchBit) break;
      }
    }
    while (symbol < 0x100) symbol = symbol * 2 + coder.bit(model.literal, offset + symbol);
    out.push(symbol & 0xff);
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  };

  const distanceOf = (coder: RangeCoder, length: number): number => {
    const slot = tree(coder, model.slot, Math.min(length - 2, LENGTH_TO_SLOT - 1) << 6, 6);
    if (slot < 4) return slot;
    const direct = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** direct;
    if (slot < 14) return base + reverseTree(coder, model.special, base - slot, direct);
    return base + coder.direct(direct - 4) * 16 + reverseTree(coder, model.align, 0, 4);
  };

  /** Answers the length of what is to be copied from `repeats[0] + 1` back. */
  const match = (coder: RangeCoder, position: number): number => {
    if (coder.bit(model.isRepeat, state) === 0) {
      const length = readLength(coder, model.length, position);
      state = state < 7 ? 7 : 10;
      repeats = [distanceOf(coder, length), repeats[0], repeats[1], repeats[2]];
      return length;
    }
    if (coder.bit(model.isRepeat0, state) === 0) {
      if (coder.bit(model.isRepeat0Long, (state << 4) + position) === 0) {
        state = state < 7 ? 9 : 11;
        return 1;
      }
    } else repeats = reordered(coder, repeats);
    const length = readLength(coder, model.repeatLength, position);
    state = state < 7 ? 8 : 11;
    return length;
  };

  const reordered = (coder: RangeCoder, [a, b, c, d]: typeof repeats): typeof repeats => {
    if (coder.bit(model.isRepeat1, state) === 0) return [b, a, c, d];
    return coder.bit(model.isRepeat2, state) === 0 ? [c, a, b, d] : [d, a, b, c];
  };

  return {
    setProperties(byte) {
      if (byte >= 9 * 5 * 5) throw new RangeError('damaged');
      lc = byte % 9;
      lp = Math.floor(byte / 9) % 5;
      pb = Math.floor(byte / 45);
    },
    resetState() {
      model = createModel(lc + lp);
      state = 0;
      repeats = [0, 0, 0, 0];
    },
    decode(input, size) {
      const coder = createRangeCoder(input);
      const end = out.length + size;
      while (out.length < end) {
        const position = (out.length - start()) & ((1 << pb) - 1);
        if (coder.bit(model.isMatch, (state << 4) + position) === 0) {
          literal(coder);
          continue;
        }
        const length = match(coder, position);
        const distance = repeats[0] + 1;
        if (distance > out.length - start() || out.length + length > end) throw new RangeError('damaged');
        for (let count = 0; count < length; count++) out.push(out.back(distance));
      }
    },
  };
}
