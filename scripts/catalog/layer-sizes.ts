import type { ImageFacts, PlatformFacts } from './facts';

/** Ratio of unpacked to packed bytes where no total is known: that of debian:bookworm-slim. */
const USUAL_RATIO = 2.65;
/** A layer that packs to less than this is a few small files: its tar is mostly headers. */
const SMALL_PACKED_BYTES = 20_000;

/**
 * Unpacked bytes of every layer, keyed `reference platform index`. Registries publish packed sizes only; the unpacked total of an
 * image is known, as is that of the images that others are built on. What is left is shared out in proportion to the packed sizes.
 */
export function layerSizes(facts: readonly ImageFacts[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  const byDigest = new Map<string, number>();
  const byLayerCount = facts
    .flatMap((image) => image.platforms.map((platform) => ({ image, platform })))
    .sort((a, b) => layersOf(a.platform).length - layersOf(b.platform).length);
  for (const { image, platform } of byLayerCount) {
    const total = platform.uncompressedBytes ?? totalByRatio(image, platform);
    for (const [index, bytes] of shareOut(platform, total, byDigest).entries()) sizes.set(`${image.reference} ${platform.platform} ${index}`, bytes);
  }
  return sizes;
}

function layersOf(platform: PlatformFacts): NonNullable<PlatformFacts['layers']> {
  return platform.layers ?? [];
}

/** Another platform's image unpacks in the same ratio as the amd64 one. */
function totalByRatio(image: ImageFacts, platform: PlatformFacts): number {
  const amd64 = image.platforms.find((other) => other.platform === 'linux/amd64');
  const packed = platform.totalCompressedBytes ?? layersOf(platform).reduce((sum, layer) => sum + (layer.compressedBytes ?? 0), 0);
  const ratio = amd64?.uncompressedBytes && amd64.totalCompressedBytes ? amd64.uncompressedBytes / amd64.totalCompressedBytes : USUAL_RATIO;
  return Math.round(packed * ratio);
}

function shareOut(platform: PlatformFacts, total: number, byDigest: Map<string, number>): readonly number[] {
  const layers = layersOf(platform);
  const known = layers.map((layer) => (layer.digest === null ? undefined : byDigest.get(layer.digest)) ?? smallSize(layer.compressedBytes));
  const packed = layers.map((layer) => layer.compressedBytes ?? 500_000);
  const rest = Math.max(0, total - known.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0));
  const restPacked = packed.reduce((sum, bytes, index) => (known[index] === undefined ? sum + bytes : sum), 0);
  return layers.map((layer, index) => {
    const bytes = known[index] ?? roundToBlocks((rest * (packed[index] ?? 0)) / Math.max(1, restPacked));
    if (layer.digest !== null) byDigest.set(layer.digest, bytes);
    return bytes;
  });
}

function smallSize(packed: number | null): number | undefined {
  if (packed === null || packed >= SMALL_PACKED_BYTES) return undefined;
  // 32 packed bytes are the empty tar: two blocks of zeros.
  return packed <= 32 ? 1024 : roundToBlocks(packed * USUAL_RATIO) + 1536;
}

function roundToBlocks(bytes: number): number {
  return Math.max(1024, Math.round(bytes / 512) * 512);
}
