import type { GeneratedContent } from './types';

/** Twice DEFLATE's window: a repetition of the block cannot be found, so gzip's ratio is that of one block. */
const BLOCK_BYTES = 65_536;
const WORDS = 512;

type Texture = 'text' | 'binary';
type Random = () => number;

/**
 * Deterministic bytes of exactly the stated size: one block made from the seed, then repeated. Large `text` packs to less than a
 * third, as source code does, `binary` to about four tenths, as machine code does.
 */
export function* generatedChunks(content: GeneratedContent): Iterable<Uint8Array> {
  const length = Math.min(BLOCK_BYTES, content.sizeBytes);
  const block = content.texture === 'zeros' ? new Uint8Array(length) : makeBlock(content.seed, content.texture ?? 'binary', length);
  let left = content.sizeBytes;
  while (left > 0) {
    yield left >= block.length ? block : block.subarray(0, left);
    left -= block.length;
  }
}

/** A shorter block is the beginning of a longer one of the same seed. */
function makeBlock(seed: string, texture: Texture, length: number): Uint8Array {
  const next = createRandom(seed);
  const block = new Uint8Array(length);
  let offset = 0;
  while (offset < length) {
    if (texture === 'binary' && next() % 10 === 0) {
      block[offset++] = next();
      if (offset < length) block[offset++] = next();
    } else {
      const word = pickWord(texture, next);
      for (let index = 0; index < word.length && offset < length; index++) block[offset++] = word[index] ?? 0;
    }
  }
  return block;
}

/** The lower of two draws: some words are common, most are rare. */
function pickWord(texture: Texture, next: Random): Uint8Array {
  return DICTIONARIES[texture][Math.min(next() % WORDS, next() % WORDS)] ?? NUL;
}

const NUL = Uint8Array.of(0);
const LETTERS = 'etaoinsrhldcumfpgwybvkxjqz_(){}=';

/** The same for every seed, so that a small file costs little to make. */
const DICTIONARIES: Readonly<Record<Texture, readonly Uint8Array[]>> = { text: makeWords('text', makeText), binary: makeWords('binary', makeCode) };

function makeWords(seed: string, make: (next: Random) => Uint8Array): readonly Uint8Array[] {
  const next = createRandom(seed);
  return Array.from({ length: WORDS }, () => make(next));
}

function makeText(next: Random): Uint8Array {
  const word = Uint8Array.from({ length: 4 + (next() % 9) }, () => LETTERS.charCodeAt(next() % LETTERS.length));
  word[word.length - 1] = next() % 8 === 0 ? 0x0a : 0x20;
  return word;
}

function makeCode(next: Random): Uint8Array {
  return Uint8Array.from({ length: 3 + (next() % 6) }, () => next());
}

/** Marsaglia's xorshift on 32 bits, started from an FNV-1a hash of the seed. */
function createRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193);
  state = state === 0 ? 1 : state;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
