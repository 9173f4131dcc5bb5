import { FIELD_TOO_LONG, hasChecksum, hasContent, isExtra, MOST_EXTRA_BYTES, readEntry, readExtra, sizeOf, type TarEntry } from './read-tar';

/** What comes out of a tar that is read piece by piece. `bytes` of an entry is empty here: its content comes in chunks, if wanted. */
export interface TarVisitor {
  /** Asked before an entry's content; what it returns gets the content, and hears of its end. */
  entry(entry: TarEntry, sizeBytes: number): TarContentVisitor | undefined;
}

export interface TarContentVisitor {
  chunk(bytes: Uint8Array): void;
  end(): void;
}

/** Takes a tar in pieces of any size and keeps at most one header at a time. */
export interface TarReader {
  push(chunk: Uint8Array): void;
  /** No more comes. In Go's words what stopped the reading before the end, if anything did. */
  end(): string | undefined;
}

const BLOCK_BYTES = 512;

type Phase =
  | { readonly kind: 'header' }
  | { readonly kind: 'extra'; readonly header: Uint8Array; readonly sizeBytes: number }
  | { readonly kind: 'content'; left: number; readonly visitor: TarContentVisitor | undefined; readonly padding: number }
  | { readonly kind: 'skip'; left: number }
  | { readonly kind: 'done'; readonly problem?: string };

/** The streaming counterpart of `readTar`, with the same answers. */
export function createTarReader(visitor: TarVisitor): TarReader {
  let phase: Phase = { kind: 'header' };
  let extra: ReadonlyMap<string, string> = new Map();
  let held = new Uint8Array(BLOCK_BYTES);
  let heldBytes = 0;

  const hold = (wanted: number) => {
    if (held.length < wanted) {
      const larger = new Uint8Array(Math.max(wanted, held.length * 2));
      larger.set(held.subarray(0, heldBytes));
      held = larger;
    }
  };

  /** Collects until `wanted` bytes are held; returns how much of the chunk it took. */
  const fill = (chunk: Uint8Array, wanted: number): number => {
    const take = Math.min(chunk.length, wanted - heldBytes);
    hold(heldBytes + take);
    held.set(chunk.subarray(0, take), heldBytes);
    heldBytes += take;
    return take;
  };

  const readHeader = (header: Uint8Array): Phase => {
    if (header.every((byte) => byte === 0)) return { kind: 'done' };
    if (!hasChecksum(header)) return { kind: 'done', problem: 'archive/tar: invalid tar header' };
    const sizeBytes = hasContent(header) ? sizeOf(header, extra) : 0;
    if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) return { kind: 'done', problem: 'archive/tar: invalid tar header' };
    if (isExtra(header)) {
      if (sizeBytes > MOST_EXTRA_BYTES) return { kind: 'done', problem: FIELD_TOO_LONG };
      return sizeBytes === 0 ? { kind: 'header' } : { kind: 'extra', header: header.slice(), sizeBytes };
    }
    const content = visitor.entry(readEntry(header, NO_BYTES, extra), sizeBytes);
    extra = new Map();
    if (sizeBytes > 0) return { kind: 'content', left: sizeBytes, visitor: content, padding: paddingOf(sizeBytes) };
    content?.end();
    return { kind: 'header' };
  };

  const step = (chunk: Uint8Array): number => {
    switch (phase.kind) {
      case 'header': {
        const taken = fill(chunk, BLOCK_BYTES);
        if (heldBytes < BLOCK_BYTES) return taken;
        heldBytes = 0;
        phase = readHeader(held.subarray(0, BLOCK_BYTES));
        return taken;
      }
      case 'extra': {
        const taken = fill(chunk, phase.sizeBytes);
        if (heldBytes < phase.sizeBytes) return taken;
        heldBytes = 0;
        const more = readExtra(phase.header, held.subarray(0, phase.sizeBytes)) ?? [];
        if (more === 'malformed') phase = { kind: 'done', problem: 'archive/tar: invalid tar header' };
        else {
          extra = new Map([...extra, ...more]);
          phase = { kind: 'skip', left: paddingOf(phase.sizeBytes) };
        }
        return taken;
      }
      case 'content': {
        const taken = Math.min(chunk.length, phase.left);
        phase.visitor?.chunk(chunk.subarray(0, taken));
        phase.left -= taken;
        if (phase.left > 0) return taken;
        phase.visitor?.end();
        phase = { kind: 'skip', left: phase.padding };
        return taken;
      }
      case 'skip': {
        const taken = Math.min(chunk.length, phase.left);
        phase.left -= taken;
        if (phase.left === 0) phase = { kind: 'header' };
        return taken;
      }
      case 'done':
        return chunk.length;
    }
  };

  return {
    push(chunk) {
      let rest = chunk;
      while (rest.length > 0) rest = rest.subarray(step(rest));
    },
    end() {
      if (phase.kind === 'done') return phase.problem;
      const isBetween = (phase.kind === 'header' && heldBytes === 0) || (phase.kind === 'skip' && phase.left === 0);
      return isBetween ? undefined : 'unexpected EOF';
    },
  };
}

const NO_BYTES = new Uint8Array(0);

function paddingOf(sizeBytes: number): number {
  return (BLOCK_BYTES - (sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES;
}
