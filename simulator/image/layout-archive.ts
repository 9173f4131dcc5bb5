import { sha256Hex } from '../digest/sha256';
import { headerBlocks } from '../fs/tar-header';

/** A file under `blobs/sha256/`, produced when it is read. */
export interface Blob {
  readonly digest: string;
  readonly sizeBytes: number;
  readonly chunks: () => Iterable<Uint8Array>;
}

export interface LayoutDocuments {
  readonly indexJson: string;
  /** `manifest.json`, by which `docker load` finds its way. */
  readonly dockerJson?: string;
}

const BLOCK_BYTES = 512;
const encoder = new TextEncoder();

export function textBlob(text: string): Blob {
  const bytes = encoder.encode(text);
  return { digest: `sha256:${sha256Hex(bytes)}`, sizeBytes: bytes.length, chunks: () => [bytes] };
}

/**
 * The tar of an image layout as containerd writes it for BuildKit: blobs by digest, then the documents, no times
 * (containerd core/images/archive/exporter.go, writeTar, which sorts by name).
 */
export function* layoutArchive(blobs: readonly Blob[], { indexJson, dockerJson }: LayoutDocuments): Iterable<Uint8Array> {
  yield directory('blobs');
  yield directory('blobs/sha256');
  const byDigest = new Map(blobs.map((blob) => [blob.digest, blob]));
  for (const digest of [...byDigest.keys()].sort()) {
    const blob = byDigest.get(digest);
    if (blob !== undefined) yield* file(`blobs/sha256/${digest.slice('sha256:'.length)}`, 0o444, blob);
  }
  yield* file('index.json', 0o644, textBlob(indexJson));
  if (dockerJson !== undefined) yield* file('manifest.json', 0o644, textBlob(dockerJson));
  yield* file('oci-layout', 0o444, textBlob('{"imageLayoutVersion":"1.0.0"}'));
  yield new Uint8Array(2 * BLOCK_BYTES);
}

const OWNER = { uid: 0, gid: 0, mtimeSeconds: 0 };

function directory(path: string): Uint8Array {
  return headerBlocks({ path, type: 'dir', mode: 0o755, sizeBytes: 0, ...OWNER });
}

function* file(path: string, mode: number, blob: Blob): Iterable<Uint8Array> {
  yield headerBlocks({ path, type: 'file', mode, sizeBytes: blob.sizeBytes, ...OWNER });
  yield* blob.chunks();
  const padding = (BLOCK_BYTES - (blob.sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES;
  if (padding > 0) yield new Uint8Array(padding);
}
