import { contentChunks, contentKey, contentSize } from './content';
import { generatedChunks } from './generated-content';
import { headerBlocks, headerSize } from './tar-header';
import type { LayerDiff, LayerEntry } from './types';

const BLOCK_BYTES = 512;
const ZEROS = new Uint8Array(2 * BLOCK_BYTES);

export interface TarOptions {
  /** `SOURCE_DATE_EPOCH`: later times become it. */
  readonly clampMtimeSeconds?: number;
}

/**
 * The bytes of a layer's tar, as Go's archive/tar writes them for BuildKit; the SHA-256 over them is the diffID.
 * Differs: opaque content is replaced by made-up bytes of its size, so that the hash of a layer with a file whose bytes
 * are not here is not the real one.
 */
export function* tarChunks(diff: LayerDiff, options: TarOptions = {}): Iterable<Uint8Array> {
  for (const entry of diff) {
    yield headerBlocks(entry, options.clampMtimeSeconds);
    if (entry.content !== undefined) yield* contentBlocks(entry);
  }
  yield ZEROS;
}

function* contentBlocks(entry: LayerEntry): Iterable<Uint8Array> {
  if (entry.content === undefined) return;
  yield* contentChunks(entry.content) ?? generatedChunks({ kind: 'generated', seed: contentKey(entry.content), sizeBytes: entry.sizeBytes });
  const padding = paddingOf(entry.sizeBytes);
  if (padding > 0) yield ZEROS.subarray(0, padding);
}

/** Bytes of the tar, without producing any content. */
export function tarSize(diff: LayerDiff): number {
  let size = ZEROS.length;
  for (const entry of diff) {
    const sizeBytes = entry.content === undefined ? 0 : contentSize(entry.content);
    size += headerSize(entry) + sizeBytes + paddingOf(sizeBytes);
  }
  return size;
}

function paddingOf(sizeBytes: number): number {
  return (BLOCK_BYTES - (sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES;
}
