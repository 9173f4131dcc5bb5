import { assertNever } from '../assert-never';
import { sha256Hex, sha256OfChunks } from '../digest/sha256';
import { generatedChunks } from './generated-content';
import type { FileContent } from './types';

const encoder = new TextEncoder();

export const EMPTY_CONTENT: FileContent = { kind: 'bytes', bytes: new Uint8Array(0) };

export function bytesContent(bytes: Uint8Array | string): FileContent {
  return { kind: 'bytes', bytes: typeof bytes === 'string' ? encoder.encode(bytes) : bytes };
}

export function contentSize(content: FileContent): number {
  return content.kind === 'bytes' ? content.bytes.length : content.sizeBytes;
}

const hashes = new WeakMap<FileContent, string>();
const hashesOfBytes = new WeakMap<Uint8Array, string>();

/** Hex. Computed once for an object; generated content has to be produced for it, so prefer `contentKey` for comparisons. */
export function contentSha256(content: FileContent): string {
  switch (content.kind) {
    case 'opaque':
      return content.sha256;
    case 'bytes':
      return remember(hashesOfBytes, content.bytes, () => sha256Hex(content.bytes));
    case 'generated':
      return remember(hashes, content, () => sha256OfChunks(contentChunks(content) ?? []));
    default:
      return assertNever(content);
  }
}

/** A string that is equal for equal content. Cheap for generated content, which is named by its recipe instead of its hash. */
export function contentKey(content: FileContent): string {
  if (content.kind !== 'generated') return `sha256:${contentSha256(content)}`;
  if (content.texture === 'zeros') return `zeros:${content.sizeBytes}`;
  return `generated:${content.texture ?? 'binary'}:${content.sizeBytes}:${content.seed}`;
}

export function sameContent(left: FileContent, right: FileContent): boolean {
  if (left === right) return true;
  if (contentSize(left) !== contentSize(right)) return false;
  if (left.kind === 'bytes' && right.kind === 'bytes') return sameBytes(left.bytes, right.bytes);
  return contentKey(left) === contentKey(right);
}

/** The bytes in pieces, never all at once for generated content. `undefined` for opaque content, whose bytes are not here. */
export function contentChunks(content: FileContent): Iterable<Uint8Array> | undefined {
  switch (content.kind) {
    case 'bytes':
      return content.bytes.length === 0 ? [] : [content.bytes];
    case 'generated':
      return generatedChunks(content);
    case 'opaque':
      return undefined;
    default:
      return assertNever(content);
  }
}

/** All bytes at once; `undefined` for opaque content. */
export function contentBytes(content: FileContent): Uint8Array | undefined {
  if (content.kind === 'bytes') return content.bytes;
  const chunks = contentChunks(content);
  if (chunks === undefined) return undefined;
  const bytes = new Uint8Array(contentSize(content));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left === right) return true;
  for (let index = 0; index < left.length; index++) {
    if (left[index] !== right[index]) return false;
  }
  return left.length === right.length;
}

function remember<Key extends object>(memo: WeakMap<Key, string>, key: Key, compute: () => string): string {
  const known = memo.get(key);
  if (known !== undefined) return known;
  const value = compute();
  memo.set(key, value);
  return value;
}
