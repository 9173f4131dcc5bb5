import { createSha256 } from '../digest/sha256';
import { createPackedTarReader, type PackedTarSummary, type Packing, packingOf } from '../fs/packed-tar';
import type { TarEntry } from '../fs/read-tar';
import type { TarContentVisitor } from '../fs/tar-stream';
import type { LayerEntry } from '../fs/types';
import type { OpenLimits } from './opened-types';

/** A file of the archive: a document that is kept, or a layer of which only the listing is. */
export interface ArchiveBlob {
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Of what looks like JSON. */
  readonly text?: string;
  readonly layer?: BlobLayer;
}

export interface BlobLayer {
  readonly packing: Packing;
  readonly tarBytes: number;
  readonly tarSha256: string;
  readonly entries: readonly LayerEntry[];
  readonly leftOut: { readonly outside: number; readonly devices: number };
  readonly problem?: string;
}

/** What has been used up of the limits; shared by all layers. */
export interface Budget {
  readonly limits: OpenLimits;
  files: number;
  entries: number;
  unpackedBytes: number;
  exceeded: keyof OpenLimits | undefined;
}

export function spend(budget: Budget, what: keyof OpenLimits, amount: number): boolean {
  budget[what] += amount;
  if (budget[what] > budget.limits[what]) budget.exceeded ??= what;
  return budget.exceeded === undefined;
}

const SNIFF_BYTES = 512;
/** Larger documents are not those of an image. */
const MOST_DOCUMENT_BYTES = 8 * 2 ** 20;

/** Takes one file of the archive in pieces; its beginning tells what it is. */
export function createBlobReader(sizeBytes: number, budget: Budget, done: (blob: ArchiveBlob) => void): TarContentVisitor {
  const hasher = createSha256();
  const start = new Uint8Array(Math.min(SNIFF_BYTES, sizeBytes));
  let startBytes = 0;
  let sink: Sink | undefined;
  return {
    chunk(bytes) {
      hasher.update(bytes);
      if (sink !== undefined) return sink.push(bytes);
      const taken = Math.min(bytes.length, start.length - startBytes);
      start.set(bytes.subarray(0, taken), startBytes);
      startBytes += taken;
      if (startBytes < start.length) return;
      sink = sinkFor(start, sizeBytes, budget);
      sink.push(start);
      sink.push(bytes.subarray(taken));
    },
    end() {
      const sha256 = hasher.hex();
      const { text, layer } = sink?.end() ?? {};
      // A tar that was not packed is the blob itself.
      const found = layer === undefined ? {} : { layer: { ...layer, tarSha256: layer.tarSha256 ?? sha256 } };
      done({ sha256, sizeBytes, ...(text === undefined ? {} : { text }), ...found });
    },
  };
}

interface Sink {
  push(bytes: Uint8Array): void;
  end(): { readonly text?: string; readonly layer?: Omit<BlobLayer, 'tarSha256'> & Pick<PackedTarSummary, 'tarSha256'> };
}

function sinkFor(start: Uint8Array, sizeBytes: number, budget: Budget): Sink {
  const first = start[0];
  if ((first === 0x7b || first === 0x5b) && sizeBytes <= MOST_DOCUMENT_BYTES && packingOf(start) === undefined) return documentSink();
  return packingOf(start) === undefined ? { push: () => undefined, end: () => ({}) } : layerSink(budget);
}

function documentSink(): Sink {
  const decoder = new TextDecoder();
  let text = '';
  return {
    push: (bytes) => {
      text += decoder.decode(bytes, { stream: true });
    },
    end: () => ({ text: text + decoder.decode() }),
  };
}

function layerSink(budget: Budget): Sink {
  const entries: LayerEntry[] = [];
  const leftOut = { outside: 0, devices: 0 };
  const isStopped = () => budget.exceeded !== undefined;
  const reader = createPackedTarReader(
    {
      entry(entry, sizeBytes) {
        if (!spend(budget, 'entries', 1) || !spend(budget, 'unpackedBytes', 0)) return undefined;
        const listed = layerEntry(entry, sizeBytes, leftOut);
        if (listed !== undefined) entries.push(listed);
        return { chunk: (bytes) => void spend(budget, 'unpackedBytes', bytes.length), end: () => undefined };
      },
    },
    { isStopped },
  );
  return {
    push: (bytes) => reader.push(bytes),
    end: () => {
      const { packing = 'none', ...summary } = reader.end();
      return { layer: { packing, ...summary, entries, leftOut } };
    },
  };
}

/** Undefined for the root itself and for what is left out. */
function layerEntry(entry: TarEntry, sizeBytes: number, leftOut: { outside: number; devices: number }): LayerEntry | undefined {
  const names = entry.path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) leftOut.outside++;
  else if (entry.type === 'other') leftOut.devices++;
  else if (names.length > 0) {
    const type = typeOf(entry, names.at(-1) ?? '');
    const { mode, uid, gid, mtimeSeconds } = entry;
    const link = entry.type === 'symlink' || entry.type === 'hardlink' ? { link: entry.link } : {};
    return { path: names.join('/'), type, mode, uid, gid, mtimeSeconds, sizeBytes: type === 'file' ? sizeBytes : 0, ...link };
  }
  return undefined;
}

/** Whiteouts by name, as the image specification has them (opencontainers/image-spec layer.md); the marker of an opaque directory is one file in it. */
function typeOf(entry: TarEntry, name: string): LayerEntry['type'] {
  if (name === '.wh..wh..opq') return 'opaque';
  if (name.startsWith('.wh.')) return 'whiteout';
  return entry.type === 'other' ? 'file' : entry.type;
}
