import { sha256 } from '@noble/hashes/sha2.js';

const encoder = new TextEncoder();

/** SHA-256 in lower-case hex, without the `sha256:` prefix. A string is hashed as UTF-8. */
export function sha256Hex(data: Uint8Array | string): string {
  return toHex(sha256(typeof data === 'string' ? encoder.encode(data) : data));
}

/** SHA-256 in hex over the concatenation of chunks, none of which is kept. */
export function sha256OfChunks(chunks: Iterable<Uint8Array>): string {
  const hasher = createSha256();
  for (const chunk of chunks) hasher.update(chunk);
  return hasher.hex();
}

export interface Sha256Hasher {
  update(data: Uint8Array | string): void;
  /** Ends the hasher: neither method may be called again. */
  hex(): string;
}

/** Hashes data that comes in pieces. */
export function createSha256(): Sha256Hasher {
  const state = sha256.create();
  return {
    update: (data) => void state.update(typeof data === 'string' ? encoder.encode(data) : data),
    hex: () => toHex(state.digest()),
  };
}

const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEX_OF_BYTE[byte];
  return hex;
}
