import { sha256 } from '@noble/hashes/sha2.js';
import { nextTurn } from './next-turn';

/** From here on the browser's own SHA-256 is faster than ours, its promise and copy included (measured: 926 against 69 MiB/s at 1 MB). */
const NATIVE_FROM_BYTES = 1_048_576;
/** Above this the bytes are hashed as they come instead of being gathered in memory. */
const NATIVE_UP_TO_BYTES = 268_435_456;

/**
 * SHA-256 in hex for the simulator. `subtle` is absent on pages that are served without TLS from anything but localhost;
 * answers are the same with and without it.
 */
export function sha256Port(subtle: SubtleCrypto | undefined) {
  return (chunks: Iterable<Uint8Array>, totalBytes: number): string | Promise<string> => {
    if (totalBytes > NATIVE_UP_TO_BYTES) return hashInTurns(chunks);
    if (subtle === undefined || totalBytes < NATIVE_FROM_BYTES) return hashChunks(chunks);
    const joined = new Uint8Array(totalBytes);
    let offset = 0;
    for (const chunk of chunks) {
      joined.set(chunk, offset);
      offset += chunk.length;
    }
    return subtle.digest('SHA-256', joined).then((digest) => toHex(new Uint8Array(digest)));
  };
}

function hashChunks(chunks: Iterable<Uint8Array>): string {
  const state = sha256.create();
  for (const chunk of chunks) state.update(chunk);
  return toHex(state.digest());
}

/** Hashed between two looks at what else is asked: a few gigabytes take longer than a silent worker is given. */
const TURN_BYTES = 33_554_432;

async function hashInTurns(chunks: Iterable<Uint8Array>): Promise<string> {
  const state = sha256.create();
  let sinceTurn = 0;
  for (const chunk of chunks) {
    state.update(chunk);
    sinceTurn += chunk.length;
    if (sinceTurn < TURN_BYTES) continue;
    sinceTurn = 0;
    await nextTurn();
  }
  return toHex(state.digest());
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
