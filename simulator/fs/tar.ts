import { contentChunks, contentKey, contentSize } from './content';
import { generatedChunks } from './generated-content';
import { BLOCK_BYTES } from './tar-block';
import { headerBlocks, headerSize, writePlainHeader } from './tar-header';
import type { FileContent, LayerDiff, LayerEntry } from './types';

const ZEROS = new Uint8Array(2 * BLOCK_BYTES);

export interface TarOptions {
  /** `SOURCE_DATE_EPOCH`: later times become it. */
  readonly clampMtimeSeconds?: number;
  /** Pieces may be overwritten as soon as the next one is asked for: for callers that hash or write as they go. */
  readonly transient?: boolean;
}

/**
 * The bytes of a layer's tar, as Go's archive/tar writes them for BuildKit; the SHA-256 over them is the diffID.
 * Differs: opaque content is replaced by made-up bytes of its size, so that the hash of a layer with a file whose bytes
 * are not here is not the real one.
 */
export function* tarChunks(diff: LayerDiff, { clampMtimeSeconds, transient = false }: TarOptions = {}): Iterable<Uint8Array> {
  const slab: Slab = { bytes: new Uint8Array(Math.min(SLAB_BYTES, tarSize(diff))), used: 0, transient };
  for (const entry of diff) {
    if (roomIn(slab) < BLOCK_BYTES) yield* emptied(slab);
    if (writePlainHeader(slab.bytes, slab.used, entry, clampMtimeSeconds)) slab.used += BLOCK_BYTES;
    else yield* gathered(slab, headerBlocks(entry, clampMtimeSeconds));
    if (entry.content === undefined) continue;
    for (const piece of contentPieces(entry, entry.content)) {
      if (piece.length <= roomIn(slab)) put(slab, piece);
      else yield* gathered(slab, piece);
    }
    const padding = paddingOf(entry.sizeBytes);
    if (padding > roomIn(slab)) yield* emptied(slab);
    slab.used += padding;
  }
  if (slab.used > 0) yield slab.bytes.subarray(0, slab.used);
  yield ZEROS;
}

/** Headers and small files go into one piece, so that a hash gets few of them and not three for every file. */
const SLAB_BYTES = 1 << 15;

/** Zero from `used` on. */
interface Slab {
  bytes: Uint8Array;
  used: number;
  readonly transient: boolean;
}

function roomIn(slab: Slab): number {
  return slab.bytes.length - slab.used;
}

function put(slab: Slab, piece: Uint8Array): void {
  slab.bytes.set(piece, slab.used);
  slab.used += piece.length;
}

function* emptied(slab: Slab): Iterable<Uint8Array> {
  if (slab.used > 0) yield slab.bytes.subarray(0, slab.used);
  if (slab.transient && slab.bytes.length === SLAB_BYTES) slab.bytes.fill(0, 0, slab.used);
  else slab.bytes = new Uint8Array(SLAB_BYTES);
  slab.used = 0;
}

/** For a piece that the slab has no room for; a large one is passed on as it is. */
function* gathered(slab: Slab, piece: Uint8Array): Iterable<Uint8Array> {
  yield* emptied(slab);
  if (piece.length > SLAB_BYTES / 2) yield piece;
  else put(slab, piece);
}

function contentPieces(entry: LayerEntry, content: FileContent): Iterable<Uint8Array> {
  return contentChunks(content) ?? generatedChunks({ kind: 'generated', seed: contentKey(content), sizeBytes: entry.sizeBytes });
}

const sizes = new WeakMap<LayerDiff, number>();

/** Bytes of the tar, without producing any content. */
export function tarSize(diff: LayerDiff): number {
  let size = sizes.get(diff);
  if (size !== undefined) return size;
  size = ZEROS.length;
  for (const entry of diff) {
    const sizeBytes = entry.content === undefined ? 0 : contentSize(entry.content);
    size += headerSize(entry) + sizeBytes + paddingOf(sizeBytes);
  }
  sizes.set(diff, size);
  return size;
}

function paddingOf(sizeBytes: number): number {
  return (BLOCK_BYTES - (sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES;
}
