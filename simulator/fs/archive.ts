import { gunzipSync } from 'fflate';
import { contentBytes } from './content';
import { isTar, readTar, type TarEntry } from './read-tar';
import type { FileContent } from './types';

/** What ADD takes a file for; names play no part, only the first bytes do (moby/buildkit solver/llbsolver/file/unpack.go). */
export type Archive =
  | { readonly kind: 'none' }
  | { readonly kind: 'tar'; readonly entries: readonly TarEntry[]; readonly problem?: string }
  /** BuildKit unpacks these; the simulator does not. */
  | { readonly kind: 'unsupported'; readonly compression: 'bzip2' | 'xz' | 'zstd' };

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
  if (compression !== 'gzip') return { kind: 'unsupported', compression };
  const unpacked = gunzip(bytes);
  return unpacked === undefined ? NONE : openTar(unpacked);
}

function openTar(bytes: Uint8Array): Archive {
  return isTar(bytes) ? { kind: 'tar', ...readTar(bytes) } : NONE;
}

function gunzip(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return gunzipSync(bytes);
  } catch {
    return undefined;
  }
}
