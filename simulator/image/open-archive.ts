import { createPackedTarReader } from '../fs/packed-tar';
import { splitPath } from '../fs/path';
import type { TarEntry } from '../fs/read-tar';
import { type ArchiveBlob, type Budget, createBlobReader, spend } from './archive-blobs';
import { readOpenedImage } from './opened-image';
import { OPEN_LIMITS, type OpenLimits, type OpenResult } from './opened-types';

/** Takes an archive in pieces of any size; of layers only listings and hashes are kept. */
export interface ArchiveOpener {
  push(chunk: Uint8Array): void;
  end(): OpenResult;
}

/**
 * Opens an image that was built elsewhere: what `docker save` writes, before and since Docker 25, or the tar of an OCI layout, packed
 * with gzip or not. Nothing in it is trusted: sizes, paths, digests and counts are checked or bounded, and whatever is wrong is an
 * answer, never an exception.
 */
export function openImageArchive(archive: Uint8Array | Iterable<Uint8Array>, limits: OpenLimits = OPEN_LIMITS): OpenResult {
  const opener = createArchiveOpener(limits);
  if (archive instanceof Uint8Array) opener.push(archive);
  else for (const chunk of archive) opener.push(chunk);
  return opener.end();
}

export function createArchiveOpener(limits: OpenLimits = OPEN_LIMITS): ArchiveOpener {
  const budget: Budget = { limits, files: 0, entries: 0, unpackedBytes: 0, exceeded: undefined };
  const blobs = new Map<string, ArchiveBlob>();
  const links = new Map<string, string>();
  const outer = createPackedTarReader(
    {
      entry(entry, sizeBytes) {
        if (!spend(budget, 'files', 1)) return undefined;
        const path = splitPath(entry.path).join('/');
        const link = linkTarget(entry, path);
        if (link !== undefined) links.set(path, link);
        return entry.type === 'file' ? createBlobReader(sizeBytes, budget, (blob) => void blobs.set(path, blob)) : undefined;
      },
    },
    { isStopped: () => budget.exceeded !== undefined, hashes: false },
  );
  return {
    push: (chunk) => outer.push(chunk),
    end() {
      const { packing, problem } = outer.end();
      const { exceeded } = budget;
      if (exceeded !== undefined) return { ok: false, error: { kind: 'too-large', limit: exceeded, atMost: limits[exceeded] } };
      if (packing === undefined) return { ok: false, error: { kind: 'not-a-tar' } };
      if (packing !== 'none' && packing !== 'gzip') return { ok: false, error: { kind: 'unreadable-packing', packing } };
      if (problem !== undefined) return { ok: false, error: { kind: problem.includes('EOF') ? 'cut-off' : 'damaged', detail: problem } };
      return readOpenedImage((path) => followLinks(blobs, links, path));
    },
  };
}

/** Docker before 25 stores a layer that two images share once, and links to it. */
function linkTarget(entry: TarEntry, path: string): string | undefined {
  if (entry.type === 'hardlink') return splitPath(entry.link).join('/');
  return entry.type === 'symlink' ? splitPath(`${path}/../${entry.link}`).join('/') : undefined;
}

const MOST_LINKS = 8;

function followLinks(blobs: ReadonlyMap<string, ArchiveBlob>, links: ReadonlyMap<string, string>, path: string): ArchiveBlob | undefined {
  let current = path;
  for (let followed = 0; followed < MOST_LINKS; followed++) {
    const blob = blobs.get(current);
    if (blob !== undefined) return blob;
    const next = links.get(current);
    if (next === undefined) return undefined;
    current = next;
  }
  return undefined;
}
