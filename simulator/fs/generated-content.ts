import type { GeneratedContent } from './types';

/** Far beyond DEFLATE's window of 32 KiB: a second pass over the pool is not found, so gzip's ratio is that of the texture. */
const POOL_BYTES = 1 << 20;
const NAME_BYTES = 16;
const WORDS = 512;

type Texture = 'text' | 'binary';
type Random = () => number;

/**
 * Deterministic bytes of exactly the stated size: a name made from the seed, then a stretch of one large pool that starts where the seed
 * says. Making a file costs nothing but the views on that pool. Large `text` packs to less than a third, as source code does, `binary` to
 * about four tenths, as machine code does.
 */
export function* generatedChunks({ seed, sizeBytes, texture = 'binary' }: GeneratedContent): Iterable<Uint8Array> {
  const next = createRandom(seed);
  const name = texture === 'zeros' ? EMPTY : makeName(texture, next, Math.min(NAME_BYTES, sizeBytes));
  if (name.length > 0) yield name;
  const pool = poolOf(texture);
  let left = sizeBytes - name.length;
  let offset = next() % pool.length;
  while (left > 0) {
    const chunk = pool.subarray(offset, Math.min(pool.length, offset + left));
    yield chunk;
    left -= chunk.length;
    offset = 0;
  }
}

const EMPTY = new Uint8Array(0);

/** What sets apart two files that meet at the same place of the pool. */
function makeName(texture: Texture, next: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => (texture === 'text' ? LETTERS.charCodeAt(next() % LETTERS.length) : next()));
}

const pools = new Map<'text' | 'binary' | 'zeros', Uint8Array>();

/** Whether bytes are a view on a pool: they never change, and whatever is worked out about them holds for every file that has them. */
export function isPoolView(bytes: Uint8Array): boolean {
  for (const pool of pools.values()) if (pool.buffer === bytes.buffer) return true;
  return false;
}

function poolOf(texture: Texture | 'zeros'): Uint8Array {
  const known = pools.get(texture);
  if (known !== undefined) return known;
  const pool = texture === 'zeros' ? new Uint8Array(POOL_BYTES) : makePool(texture);
  pools.set(texture, pool);
  return pool;
}

function makePool(texture: Texture): Uint8Array {
  const next = createRandom(texture);
  const block = new Uint8Array(POOL_BYTES);
  let offset = 0;
  while (offset < block.length) {
    if (texture === 'binary' && next() % 10 === 0) {
      block[offset++] = next();
      if (offset < block.length) block[offset++] = next();
    } else {
      const word = pickWord(texture, next);
      for (let index = 0; index < word.length && offset < block.length; index++) block[offset++] = word[index] ?? 0;
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
