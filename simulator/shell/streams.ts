import { bytesContent, contentBytes, contentSize } from '../fs/content';
import type { Errno, FileContent, FsResult, TreeEditor } from '../fs/types';
import { concatBytes } from './bytes';
import { MOST_REAL_BYTES, stopAtLimit } from './control';
import { type Device, pseudoRandomBytes } from './devices';
import type { Session } from './session';

/** An open file description: what descriptors of several processes may share, with its place in the file. */
export type Description =
  | { readonly kind: 'device'; readonly device: Device }
  | { readonly kind: 'log'; readonly stream: 'stdout' | 'stderr' }
  | BufferDescription
  | SourceDescription
  | FileDescription;

/** The writing end of a pipe, or of a command substitution. */
export interface BufferDescription {
  readonly kind: 'buffer';
  readonly chunks: Uint8Array[];
}

/** The reading end of a pipe, a here-document, or standard input. */
export interface SourceDescription {
  readonly kind: 'source';
  readonly bytes: Uint8Array;
  offset: number;
}

export interface FileDescription {
  readonly kind: 'file';
  readonly fs: TreeEditor;
  readonly path: string;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly append: boolean;
  offset: number;
  /** Written and not yet in the tree, so that a loop of `echo` costs one write. */
  readonly pending: (Uint8Array | FileContent)[];
}

export type Descriptors = ReadonlyMap<number, Description>;

export function sourceOf(bytes: Uint8Array): SourceDescription {
  return { kind: 'source', bytes, offset: 0 };
}

export function createBuffer(): BufferDescription {
  return { kind: 'buffer', chunks: [] };
}

export function bufferBytes(buffer: BufferDescription): Uint8Array {
  return concatBytes(buffer.chunks);
}

const OK = { ok: true, value: undefined } as const;
type Failure = { readonly ok: false; readonly errno: Errno | 'EBADF' | 'ENOSPC' };
export type WriteResult = typeof OK | Failure;

export function writeBytes(session: Session, description: Description | undefined, bytes: Uint8Array): WriteResult {
  if (!description) return { ok: false, errno: 'EBADF' };
  if (bytes.length === 0) return OK;
  switch (description.kind) {
    case 'device':
      return description.device.kind === 'full' ? { ok: false, errno: 'ENOSPC' } : OK;
    case 'log':
      session.log.write(description.stream, bytes);
      return OK;
    case 'buffer':
      session.countTransport(bytes.length);
      description.chunks.push(bytes.slice());
      return OK;
    case 'source':
      return { ok: false, errno: 'EBADF' };
    case 'file':
      if (!description.writable) return { ok: false, errno: 'EBADF' };
      session.countTransport(bytes.length);
      description.pending.push(bytes.slice());
      return OK;
  }
}

/** Like `writeBytes`; a file that gets one whole content keeps it as it is, without its bytes being made. */
export function writeContent(session: Session, description: Description | undefined, content: FileContent): WriteResult {
  if (content.kind === 'bytes') return writeBytes(session, description, content.bytes);
  if (description?.kind === 'device') return description.device.kind === 'full' ? { ok: false, errno: 'ENOSPC' } : OK;
  if (description?.kind === 'file' && description.writable) {
    description.pending.push(content);
    return OK;
  }
  return writeBytes(session, description, realBytes(content));
}

/** Bytes of a content that have to be held in memory; stops the process where that would be absurd. Opaque content has none. */
export function realBytes(content: FileContent): Uint8Array {
  if (contentSize(content) > MOST_REAL_BYTES) stopAtLimit('writtenBytes');
  return contentBytes(content) ?? new Uint8Array(0);
}

/** Puts what was written into the tree. A file whose name is gone takes it to its grave. */
export function flushDescription(description: Description): FsResult<void> {
  if (description.kind !== 'file' || description.pending.length === 0) return OK;
  const pending = description.pending.splice(0);
  const current = description.fs.content(description.path);
  if (!current.ok) return current.errno === 'ENOENT' ? OK : current;
  const start = description.append ? contentSize(current.value) : description.offset;
  const [only] = pending;
  if (pending.length === 1 && only && start === 0 && !(only instanceof Uint8Array)) return store(description, only, contentSize(only));
  const bytes = concatBytes(pending.map((chunk) => (chunk instanceof Uint8Array ? chunk : realBytes(chunk))));
  if (start === contentSize(current.value) && start > 0 && current.value.kind === 'bytes') {
    description.offset = start + bytes.length;
    return description.fs.append(description.path, bytes);
  }
  return store(description, compactContent(overwrite(realBytes(current.value), start, bytes)), start + bytes.length);
}

export function flushAll(descriptors: Descriptors): void {
  for (const description of descriptors.values()) flushDescription(description);
}

function store(description: FileDescription, content: FileContent, offset: number): FsResult<void> {
  description.offset = offset;
  return description.fs.write(description.path, content);
}

function overwrite(before: Uint8Array, start: number, bytes: Uint8Array): Uint8Array {
  if (start === 0 && bytes.length >= before.length) return bytes;
  const all = new Uint8Array(Math.max(before.length, start + bytes.length));
  all.set(before);
  all.set(bytes, start);
  return all;
}

const COMPACT_FROM_BYTES = 1024 * 1024;

/** Large content that is nothing but zeros is described instead of held. */
export function compactContent(bytes: Uint8Array): FileContent {
  if (bytes.length < COMPACT_FROM_BYTES || bytes.some((byte) => byte !== 0)) return bytesContent(bytes);
  return zeros(bytes.length);
}

export function zeros(sizeBytes: number): FileContent {
  return sizeBytes < COMPACT_FROM_BYTES ? bytesContent(new Uint8Array(sizeBytes)) : { kind: 'generated', seed: '', sizeBytes, texture: 'zeros' };
}

/** Everything that is left to read. */
export function readRest(session: Session, description: Description | undefined): Uint8Array {
  if (!description) return new Uint8Array(0);
  switch (description.kind) {
    case 'source': {
      const rest = description.bytes.subarray(description.offset);
      description.offset = description.bytes.length;
      return rest;
    }
    case 'file': {
      flushDescription(description);
      const content = description.fs.content(description.path);
      if (!content.ok || !description.readable) return new Uint8Array(0);
      const rest = realBytes(content.value).subarray(description.offset);
      description.offset += rest.length;
      return rest;
    }
    case 'device':
      return readDevice(session, description.device);
    case 'log':
    case 'buffer':
      return new Uint8Array(0);
  }
}

/** Up to and with the next newline; `undefined` at the end. */
export function readLine(session: Session, description: Description | undefined): Uint8Array | undefined {
  if (description?.kind !== 'source' && description?.kind !== 'file') return undefined;
  const start = description.offset;
  const rest = readRest(session, description);
  if (rest.length === 0) return undefined;
  const end = rest.indexOf(10);
  const line = end < 0 ? rest : rest.subarray(0, end + 1);
  description.offset = start + line.length;
  return line;
}

/** The endless ones cannot be read to their end, which is what a limit is for. */
export function readDevice(session: Session, device: Device): Uint8Array {
  if (device.kind === 'text') return new TextEncoder().encode(device.text);
  if (device.kind === 'zero' || device.kind === 'random' || device.kind === 'full') stopAtLimit('writtenBytes');
  session.spend(1);
  return new Uint8Array(0);
}

/** The first bytes of something that may be endless. */
export function readDeviceStart(session: Session, device: Device, length: number): FileContent {
  if (device.kind === 'zero' || device.kind === 'full') return zeros(length);
  if (device.kind === 'random') {
    if (length > MOST_REAL_BYTES) stopAtLimit('writtenBytes');
    return bytesContent(pseudoRandomBytes(length, session.nextNumber()));
  }
  return bytesContent(readDevice(session, device).subarray(0, length));
}
