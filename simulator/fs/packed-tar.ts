import { Gunzip } from 'fflate';
import { createSha256 } from '../digest/sha256';
import { isTar } from './read-tar';
import { createTarReader, type TarVisitor } from './tar-stream';

export type Packing = 'none' | 'gzip' | 'zstd' | 'bzip2' | 'xz';

export interface PackedTarSummary {
  /** Undefined for bytes that are no tar, packed or not. */
  readonly packing: Packing | undefined;
  /** Bytes of the tar itself. */
  readonly tarBytes: number;
  /** SHA-256 of what was unpacked, in hex; undefined for a tar that was not packed, whose hash whoever pushed it can have. */
  readonly tarSha256?: string;
  readonly problem?: string;
}

export interface PackedTarReader {
  push(chunk: Uint8Array): void;
  end(): PackedTarSummary;
}

const SNIFF_BYTES = 512;
/** What goes to the unpacker at once: a whole archive in one piece must not come out in one piece. */
const SLICE_BYTES = 1 << 16;

const MAGICS: readonly (readonly [Packing, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
];

export function packingOf(start: Uint8Array): Packing | undefined {
  const packed = MAGICS.find(([, magic]) => magic.every((byte, index) => start[index] === byte))?.[0];
  if (packed !== undefined) return packed;
  const isEmptyTar = start.length >= SNIFF_BYTES && start.every((byte) => byte === 0);
  return isEmptyTar || isTar(start) ? 'none' : undefined;
}

export interface PackedTarOptions {
  /** Ends the work between two pieces. */
  readonly isStopped?: () => boolean;
  /** Whether what is unpacked is hashed: most of what reading costs. */
  readonly hashes?: boolean;
}

/** Reads a tar that may be packed, in pieces; its own bytes are counted. */
export function createPackedTarReader(visitor: TarVisitor, { isStopped = () => false, hashes = true }: PackedTarOptions = {}): PackedTarReader {
  const tar = createTarReader(visitor);
  let hasher: ReturnType<typeof createSha256> | undefined;
  let tarBytes = 0;
  let damage: string | undefined;
  let packing: Packing | undefined;
  let start: Uint8Array | undefined = new Uint8Array(0);
  const takeTar = (bytes: Uint8Array) => {
    if (isStopped()) return;
    tarBytes += bytes.length;
    hasher?.update(bytes);
    tar.push(bytes);
  };
  const gunzip = new Gunzip(takeTar);

  const take = (bytes: Uint8Array, isLast = false) => {
    if (packing === 'none') takeTar(bytes);
    if (packing !== 'gzip' || damage !== undefined) return;
    try {
      for (let at = 0; at < bytes.length && !isStopped(); at += SLICE_BYTES) gunzip.push(bytes.slice(at, at + SLICE_BYTES));
      if (isLast) gunzip.push(new Uint8Array(0), true);
    } catch (error) {
      damage = error instanceof Error ? error.message : String(error);
    }
  };
  const decide = () => {
    if (start === undefined) return;
    const first = start;
    start = undefined;
    packing = packingOf(first);
    if (hashes && packing === 'gzip') hasher = createSha256();
    take(first);
  };

  return {
    push(chunk) {
      if (start === undefined) return take(chunk);
      start = joined(start, chunk);
      if (start.length >= SNIFF_BYTES) decide();
    },
    end() {
      decide();
      take(new Uint8Array(0), true);
      const problem = packing === 'none' || packing === 'gzip' ? (damage ?? tar.end()) : undefined;
      const hash = hasher === undefined ? {} : { tarSha256: hasher.hex() };
      return { packing, tarBytes, ...hash, ...(problem === undefined ? {} : { problem }) };
    },
  };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
