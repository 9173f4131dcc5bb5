import { concatBytes } from './bytes';
import type { OutputLine } from './types';

interface Piece {
  readonly stream: OutputLine['stream'];
  readonly bytes: Uint8Array;
}

/** What a process printed, in the order it was printed; beyond the limit it is dropped, as BuildKit's progress display does. */
export interface OutputLog {
  write(stream: OutputLine['stream'], bytes: Uint8Array): void;
  lines(): readonly OutputLine[];
}

export function createOutputLog(limitBytes: number): OutputLog {
  const pieces: Piece[] = [];
  let room = limitBytes;
  let clipped = false;
  return {
    write(stream, bytes) {
      if (bytes.length > room) clipped = true;
      const kept = bytes.subarray(0, room);
      room -= kept.length;
      if (kept.length > 0) pieces.push({ stream, bytes: kept.slice() });
    },
    lines() {
      const lines = toLines(pieces);
      return clipped ? [...lines, { stream: 'stderr', text: `[output clipped, log limit ${describeSize(limitBytes)} reached]` }] : lines;
    },
  };
}

function describeSize(bytes: number): string {
  return bytes % 1048576 === 0 ? `${bytes / 1048576}MiB` : `${bytes}B`;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A line belongs to the stream that began it; the other stream's text starts a new line only after a line end. */
function toLines(pieces: readonly Piece[]): readonly OutputLine[] {
  const open: Record<OutputLine['stream'], Uint8Array[]> = { stdout: [], stderr: [] };
  const lines: OutputLine[] = [];
  const close = (stream: OutputLine['stream']): void => {
    const [first, second] = open[stream];
    lines.push({ stream, text: decoder.decode(first !== undefined && second === undefined ? first : concatBytes(open[stream])) });
    open[stream] = [];
  };
  for (const { stream, bytes } of pieces) {
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      open[stream].push(bytes.subarray(start, end));
      close(stream);
      start = end + 1;
    }
    if (start < bytes.length) open[stream].push(bytes.subarray(start));
  }
  if (open.stdout.length > 0) close('stdout');
  if (open.stderr.length > 0) close('stderr');
  return lines;
}
