import type { GeneratedContent } from './types';

/** Twice DEFLATE's window: a repetition of the block cannot be found, so gzip's ratio is that of one block. */
const BLOCK_BYTES = 65_536;
const WORDS = 512;

/**
 * Deterministic bytes of exactly the stated size: one block made from the seed, then repeated. `text` packs to about a quarter
 * as source code does, `binary` to about four tenths as machine code does.
 */
export function* generatedChunks(content: GeneratedContent): Iterable<Uint8Array> {
  const block = makeBlock(content.seed, content.texture ?? 'binary', Math.min(BLOCK_BYTES, content.sizeBytes));
  let left = content.sizeBytes;
  while (left > 0) {
    const length = Math.min(left, block.length);
    yield length === block.length ? block : block.subarray(0, length);
    left -= length;
  }
}

/** A shorter block is the beginning of a longer one of the same seed. */
function makeBlock(seed: string, texture: 'text' | 'binary' | 'zeros', length: number): Uint8Array {
  if (texture === 'zeros') return new Uint8Array(length);
  const next = createRandom(seed);
  const words = Array.from({ length: WORDS }, () => makeWord(next, texture));
  const block = new Uint8Array(length);
  let offset = 0;
  while (offset < length) {
    const word = texture === 'binary' && next() % 4 === 0 ? Uint8Array.of(next() & 0xff, next() & 0xff) : pickWord(words, next);
    block.set(word.subarray(0, length - offset), offset);
    offset += word.length;
  }
  return block;
}

/** The lower of two draws: some words are common, most are rare. */
function pickWord(words: readonly Uint8Array[], next: () => number): Uint8Array {
  const index = Math.min(next() % WORDS, next() % WORDS);
  return words[index] ?? Uint8Array.of(0);
}

const LETTERS = 'etaoinsrhldcumfpgwybvkxjqz_(){}=';

function makeWord(next: () => number, texture: 'text' | 'binary'): Uint8Array {
  if (texture === 'binary') return Uint8Array.from({ length: 3 + (next() % 6) }, () => next() & 0xff);
  const word = Uint8Array.from({ length: 4 + (next() % 9) }, () => LETTERS.charCodeAt(next() % LETTERS.length));
  word[word.length - 1] = next() % 8 === 0 ? 0x0a : 0x20;
  return word;
}

/** Marsaglia's xorshift on 32 bits, started from an FNV-1a hash of the seed. */
function createRandom(seed: string): () => number {
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
