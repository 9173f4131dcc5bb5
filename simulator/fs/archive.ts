import { Gunzip } from 'fflate';
import { bunzip2 } from './bunzip2';
import { contentBytes } from './content';
import { isTar, readTar, type TarEntry } from './read-tar';
import type { FileContent } from './types';
import { unxz } from './unxz';

/** What ADD takes a file for; names play no part, only the first bytes do (moby/buildkit solver/llbsolver/file/unpack.go). */
export type Archive =
  | { readonly kind: 'none' }
  | { readonly kind: 'tar'; readonly entries: readonly TarEntry[]; readonly problem?: string }
  /** BuildKit unpacks it; the simulator does not. */
  | { readonly kind: 'unsupported'; readonly compression: 'zstd' };

/** A small file may unpack to any size; what is beyond this counts as damage. */
const MOST_BYTES = 512 * 1024 * 1024;

const NONE: Archive = { kind: 'none' };

const MAGICS: readonly (readonly ['bzip2' | 'gzip' | 'xz' | 'zstd', readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

/** Opens a file as an archive. Bytes that are not here, or that were made up, are none. */
export function openArchive(content: FileContent): Archive {
  const bytes = content.kind === 'bytes' ? contentBytes(content) : undefined;
  if (bytes === undefined) return NONE;
  const compression = MAGICS.find(([, magic]) => magic.every((byte, index) => bytes[index] === byte))?.[0];
  if (compression === undefined) return openTar(bytes);
  switch (compression) {
    case 'gzip':
      return openTar(gunzip(bytes));
    case 'bzip2':
      return openTar(bunzip2(bytes, MOST_BYTES));
    case 'xz':
      return openTar(unxz(bytes, MOST_BYTES));
    case 'zstd':
      return { kind: 'unsupported', compression };
  }
}

function openTar(bytes: Uint8Array): Archive {
  return isTar(bytes) ? { kind: 'tar', ...readTar(bytes) } : NONE;
}

/** What goes to the unpacker at once, so that it can be stopped: 64 KiB unpack to 64 MiB at most. */
const SLICE_BYTES = 1 << 16;

/** A gzip file may have several members, whose contents follow one another. Of a damaged one the beginning counts. */
function gunzip(bytes: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  let left = MOST_BYTES;
  try {
    const unpacker = new Gunzip((chunk) => {
      left -= chunk.length;
      if (left >= 0) chunks.push(chunk);
    });
    for (let at = 0; at < bytes.length && left >= 0; at += SLICE_BYTES)
      unpacker.push(bytes.slice(at, at + SLICE_BYTES), at + SLICE_BYTES >= bytes.length);
  } catch {
    // What could be unpacked decides: no tar header means no archive, a cut-off tar fails when it is unpacked.
  }
  const whole = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
