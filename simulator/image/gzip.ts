import { Gzip } from 'fflate';

/**
 * A gzip stream with a fixed header, so that equal tars pack to equal bytes. Differs: BuildKit's own compressor (klauspost/compress)
 * finds other matches, so digest and size of a packed layer are near, not equal; the diffID does not depend on it.
 */
export function gzipChunks(chunks: Iterable<Uint8Array>): Uint8Array {
  const parts: Uint8Array[] = [];
  const gzip = new Gzip({ level: 6, mtime: 0 }, (part) => parts.push(part));
  for (const chunk of chunks) gzip.push(chunk);
  gzip.push(new Uint8Array(0), true);
  const packed = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    packed.set(part, at);
    at += part.length;
  }
  return packed;
}
