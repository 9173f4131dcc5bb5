import { nextTurn } from './next-turn';

/** Bytes that become one part; a browser may keep parts on disk, so that no more than this is in memory at a time. */
const PART_BYTES = 8_388_608;

/** Gathers bytes that are produced while they are read, in turns with other work. Chunks may be views of a buffer that is used again. */
export async function blobOfChunks(chunks: Iterable<Uint8Array>, type: string): Promise<Blob> {
  const parts: Blob[] = [];
  let part = new Uint8Array(PART_BYTES);
  let filled = 0;
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const taken = Math.min(chunk.length - at, PART_BYTES - filled);
      part.set(chunk.subarray(at, at + taken), filled);
      at += taken;
      filled += taken;
      if (filled < PART_BYTES) continue;
      parts.push(new Blob([part]));
      part = new Uint8Array(PART_BYTES);
      filled = 0;
      await nextTurn();
    }
  }
  return new Blob([...parts, part.subarray(0, filled)], { type });
}
