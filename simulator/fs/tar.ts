import { contentChunks, contentSize } from './content';
import { headerBlocks } from './tar-header';
import type { LayerDiff, LayerEntry } from './types';

const BLOCK_BYTES = 512;
const ZEROS = new Uint8Array(2 * BLOCK_BYTES);

export interface TarOptions {
  /** `SOURCE_DATE_EPOCH`: later times become it. */
  readonly clampMtimeSeconds?: number;
}

/**
 * The bytes of a layer's tar, as Go's archive/tar writes them for BuildKit; the SHA-256 over them is the diffID.
 * Opaque content has no bytes, so that a layer with such a file cannot be written.
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
  const chunks = contentChunks(entry.content);
  if (chunks === undefined) throw new Error(`the bytes of ${entry.path} are not known`);
  yield* chunks;
  const padding = paddingOf(entry.sizeBytes);
  if (padding > 0) yield ZEROS.subarray(0, padding);
}

/** Bytes of the tar, without producing any content. */
export function tarSize(diff: LayerDiff): number {
  let size = ZEROS.length;
  for (const entry of diff) {
    const sizeBytes = entry.content === undefined ? 0 : contentSize(entry.content);
    size += headerBlocks(entry).length + sizeBytes + paddingOf(sizeBytes);
  }
  return size;
}

function paddingOf(sizeBytes: number): number {
  return (BLOCK_BYTES - (sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES;
}
