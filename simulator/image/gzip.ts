import { Gzip, gzipSync } from 'fflate';
import { isPoolView } from '../fs/generated-content';

/** A gzip stream in pieces, some of which are shared with other streams. */
export interface Packed {
  readonly parts: readonly Uint8Array[];
  readonly sizeBytes: number;
}

type Level = 1 | 6;

/** A view on the pool that stand-in bytes come from is packed once for each stretch of this many bytes. */
const STRETCH_BYTES = 1 << 15;

/**
 * A gzip stream with fixed headers, so that equal tars pack to equal bytes. Stand-in bytes are stretches of one pool; since a stream may be
 * several members in a row (RFC 1952, section 2.2; eStargz makes use of it too), each stretch is packed once, as a member that can stand
 * anywhere. Differs: BuildKit's own compressor (klauspost/compress) finds other matches, so digest and size of a packed layer are near, not
 * equal; the diffID does not depend on it.
 */
export function packGzip(chunks: Iterable<Uint8Array>, level: Level = 6): Packed {
  const parts: Uint8Array[] = [];
  let member: Gzip | undefined;
  const closeMember = () => {
    member?.push(NOTHING, true);
    member = undefined;
  };
  const packPlain = (bytes: Uint8Array) => {
    if (bytes.length === 0) return;
    member ??= new Gzip({ level, mtime: 0 }, (part) => void parts.push(part));
    member.push(bytes);
  };
  for (const chunk of chunks) {
    const { head, stretches, tail } = split(chunk);
    packPlain(head);
    if (stretches.length > 0) closeMember();
    for (const stretch of stretches) parts.push(packedStretch(stretch, level));
    packPlain(tail);
  }
  closeMember();
  if (parts.length === 0) parts.push(gzipSync(NOTHING, { level, mtime: 0 }));
  return { parts, sizeBytes: parts.reduce((sum, part) => sum + part.length, 0) };
}

const NOTHING = new Uint8Array(0);

interface Split {
  readonly head: Uint8Array;
  readonly stretches: readonly Uint8Array[];
  readonly tail: Uint8Array;
}

/** The whole stretches of the pool in a piece, and what stands before and behind them. */
function split(chunk: Uint8Array): Split {
  const first = Math.ceil(chunk.byteOffset / STRETCH_BYTES) * STRETCH_BYTES - chunk.byteOffset;
  const count = Math.floor((chunk.length - first) / STRETCH_BYTES);
  if (count < 1 || !isPoolView(chunk)) return { head: chunk, stretches: [], tail: NOTHING };
  const stretches = Array.from({ length: count }, (_, index) => {
    const at = first + index * STRETCH_BYTES;
    return chunk.subarray(at, at + STRETCH_BYTES);
  });
  return { head: chunk.subarray(0, first), stretches, tail: chunk.subarray(first + count * STRETCH_BYTES) };
}

/** By the pool's buffer, then by level and place. */
const packedStretches = new WeakMap<ArrayBufferLike, Map<string, Uint8Array>>();

function packedStretch(stretch: Uint8Array, level: Level): Uint8Array {
  const ofPool = packedStretches.get(stretch.buffer) ?? new Map<string, Uint8Array>();
  packedStretches.set(stretch.buffer, ofPool);
  const key = `${level} ${stretch.byteOffset}`;
  const packed = ofPool.get(key) ?? gzipSync(stretch, { level, mtime: 0 });
  ofPool.set(key, packed);
  return packed;
}
