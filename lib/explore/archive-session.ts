import type { OpenedImage, OpenedPlatform } from '@/simulator';
// By path, not by the front door: this worker is to carry the reader of archives and nothing else of the simulator.
import { createArchiveOpener } from '@/simulator/image/open-archive';
import { type LayerTrees, layerTrees } from './layer-trees';
import { listFiles } from './list-files';
import type { ArchiveSession, ExploredArchive, ExploredImage, ExploreResult, OnProgress } from './types';

/** Progress is told once in so many bytes. */
const TELL_EVERY_BYTES = 2_097_152;

/** Reads an archive as a stream and answers questions about it. The one half of the explorer that runs in a worker. */
export function createArchiveSession(): ArchiveSession {
  let trees: readonly LayerTrees[] = [];
  return {
    open: async (file, onProgress) => {
      const read = await readInto(file, onProgress);
      if (!read.ok) return read;
      trees = read.opened.images.map((image) => layerTrees(image.layers.map((layer) => layer.entries)));
      return { ok: true, archive: exploredArchive(read.opened, trees, file.size) };
    },
    files: async (query) => {
      const asked = trees[query.image];
      return asked === undefined ? { rows: [], total: 0, sizeBytes: 0, files: 0 } : listFiles(asked, query);
    },
  };
}

type Read = { readonly ok: true; readonly opened: OpenedImage } | Extract<ExploreResult, { ok: false }>;

async function readInto(file: Blob, onProgress: OnProgress): Promise<Read> {
  const opener = createArchiveOpener();
  let bytes = 0;
  let told = 0;
  const reader = file.stream().getReader();
  for (;;) {
    const next = await reader.read().catch((error: unknown) => ({ failed: error instanceof Error ? error.message : String(error) }));
    if ('failed' in next) return { ok: false, error: { kind: 'unreadable', detail: next.failed } };
    if (next.value === undefined) break;
    opener.push(next.value);
    bytes += next.value.length;
    if (bytes - told < TELL_EVERY_BYTES) continue;
    told = bytes;
    onProgress(bytes);
  }
  const result = opener.end();
  return result.ok ? { ok: true, opened: result.value } : result;
}

function exploredArchive(
  { form, tags, indexJson, documents, notes, images }: OpenedImage,
  trees: readonly LayerTrees[],
  sizeBytes: number,
): ExploredArchive {
  return {
    form,
    tags,
    indexJson,
    documents,
    notes,
    sizeBytes,
    images: images.flatMap((image, index) => {
      const own = trees[index];
      return own === undefined ? [] : [exploredImage(image, own)];
    }),
  };
}

function exploredImage({ layers, merged: _counted, ...image }: OpenedPlatform, { merged, counts, waste }: LayerTrees): ExploredImage {
  return {
    ...image,
    layers: layers.map(({ entries, ...layer }, index) => ({
      ...layer,
      entries: entries.length,
      changes: counts[index]?.changes ?? { added: 0, changed: 0, removed: 0, emptied: 0 },
      wastedBytes: counts[index]?.wastedBytes ?? 0,
      hidesBytes: counts[index]?.hidesBytes ?? 0,
    })),
    merged: { files: merged.files, fileBytes: merged.sizeBytes },
    waste,
  };
}
