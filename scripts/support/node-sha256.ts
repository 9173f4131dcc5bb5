import { createHash } from 'node:crypto';

/** The host's own SHA-256: the same answers as the simulator's, several times faster. */
export function nodeSha256(chunks: Iterable<Uint8Array>): string {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}
