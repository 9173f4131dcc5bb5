import { closeSync, openSync, writeSync } from 'node:fs';
import { type BuildOutcome, type LayoutOptions, ociLayout } from '@/simulator';
import { nodeSha256 } from './node-sha256';

/** An image that is ready to be written to a file. */
export interface PreparedLayout {
  readonly file: string;
  readonly chunks: Iterable<Uint8Array>;
  readonly standIn: boolean;
}

/** Answers why the image cannot be written, if it cannot; writes nothing. */
export async function prepareLayout(file: string, outcome: BuildOutcome, options: LayoutOptions = {}): Promise<PreparedLayout | string> {
  const layout = await ociLayout(outcome, { sha256: nodeSha256 }, options);
  return layout.ok ? { file, chunks: layout.chunks, standIn: layout.standIn } : layout.message;
}

/** Piece by piece, so that an image of any size needs no memory of its size. */
export function writeLayout({ file, chunks }: PreparedLayout): void {
  const descriptor = openSync(file, 'w');
  for (const chunk of chunks) for (let at = 0; at < chunk.length; ) at += writeSync(descriptor, chunk, at);
  closeSync(descriptor);
}
