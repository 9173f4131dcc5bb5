import type { BuildOutcome, BuiltImage, Host } from '../build-types';
import { sha256Hex, sha256OfChunks } from '../digest/sha256';
import { diffTrees } from '../fs/diff';
import { tarChunks, tarSize } from '../fs/tar';
import { headerBlocks } from '../fs/tar-header';
import { EMPTY_TREE } from '../fs/tree';
import type { LayerDiff } from '../fs/types';
import { layerChain, layerDiffOf } from '../solver/layer-diff';
import type { Snapshot } from '../solver/types';
import { gzipChunks } from './gzip';
import { isoTime } from './history';
import { type Descriptor, INDEX, indexJson, layoutIndexJson, MANIFEST, manifestJson } from './manifest-json';

export type OciLayout =
  | {
      readonly ok: true;
      /** The tar of the layout, in pieces; layers are produced while it is read. */
      readonly chunks: Iterable<Uint8Array>;
      /** The base's published blobs are not here, so that one layer made of its modelled files stands for them and digests differ. */
      readonly standIn: boolean;
    }
  | { readonly ok: false; readonly message: string };

interface Blob {
  readonly digest: string;
  readonly sizeBytes: number;
  readonly chunks: () => Iterable<Uint8Array>;
}

const BLOCK_BYTES = 512;
const encoder = new TextEncoder();

/** A built image as an OCI image layout (opencontainers/image-spec image-layout.md): every blob hashes to its name. */
export async function ociLayout(outcome: BuildOutcome, host: Host = {}): Promise<OciLayout> {
  const blobs = new Map<string, Blob>();
  const manifests: { readonly digest: string; readonly size: number; readonly platform: BuiltImage['platform'] }[] = [];
  let standIn = false;
  for (const [index, image] of outcome.result.images.entries()) {
    const exported = await exportImage(image, outcome.snapshots[index], host);
    if (!exported.ok) return exported;
    standIn ||= exported.standIn;
    for (const blob of exported.blobs) blobs.set(blob.digest, blob);
    manifests.push({ digest: exported.manifest.digest, size: exported.manifest.sizeBytes, platform: image.platform });
  }
  const [first] = manifests;
  if (first === undefined) return { ok: false, message: 'there is no image to export: the build did not succeed' };
  const entry = { mediaType: MANIFEST, ...first };
  if (manifests.length === 1) return { ok: true, standIn, chunks: layoutChunks([...blobs.values()], layoutIndexJson(entry)) };
  // Several platforms are one image: the layout names their index, not each of them, or readers ask which image is meant.
  const index = blobOf(indexJson(manifests));
  const named = layoutIndexJson({ mediaType: INDEX, digest: index.digest, size: index.sizeBytes });
  return { ok: true, standIn, chunks: layoutChunks([...blobs.values(), index], named) };
}

type Exported =
  | { readonly ok: true; readonly blobs: readonly Blob[]; readonly manifest: Blob; readonly standIn: boolean }
  | { readonly ok: false; readonly message: string };

async function exportImage(image: BuiltImage, snapshot: Snapshot | undefined, host: Host): Promise<Exported> {
  const { base, steps } = layerChain(snapshot);
  const standInDiff = base === undefined ? undefined : diffTrees(EMPTY_TREE, base.tree);
  const diffs = [...(standInDiff === undefined ? [] : [standInDiff]), ...steps.map(layerDiffOf)];
  const unknown = diffs.flat().find((entry) => entry.content?.kind === 'opaque');
  if (unknown !== undefined)
    return { ok: false, message: `the bytes of ${unknown.path} are not known, only their hash, so this image cannot be written` };
  const epochSeconds = epochOf(image);
  const zipped = image.layers.some((layer) => !layer.base && layer.digest !== layer.diffId);
  const layers = await Promise.all(diffs.map((diff) => exportLayer(diff, epochSeconds, zipped, host)));
  const config = blobOf(
    standInDiff === undefined
      ? image.configJson
      : standInConfig(
          image,
          layers.map((layer) => layer.diffId),
        ),
  );
  const manifest = blobOf(
    manifestJson(
      { digest: config.digest, size: config.sizeBytes },
      layers.map(({ blob, mediaType, annotations }): Descriptor => ({ mediaType, digest: blob.digest, size: blob.sizeBytes, ...annotations })),
    ),
  );
  return { ok: true, blobs: [...layers.map((layer) => layer.blob), config, manifest], manifest, standIn: standInDiff !== undefined };
}

/** The epoch that layers were rewritten to, as the manifest says it. */
function epochOf(image: BuiltImage): number | undefined {
  const match = /"buildkit\/rewritten-timestamp": "(\d+)"/.exec(image.manifestJson);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

interface ExportedLayer {
  readonly diffId: string;
  readonly blob: Blob;
  readonly mediaType: string;
  readonly annotations: Pick<Descriptor, 'annotations'>;
}

async function exportLayer(diff: LayerDiff, epochSeconds: number | undefined, zipped: boolean, host: Host): Promise<ExportedLayer> {
  const chunks = () => tarChunks(diff, epochSeconds === undefined ? {} : { clampMtimeSeconds: epochSeconds });
  const sizeBytes = tarSize(diff);
  const diffId = `sha256:${await (host.sha256 ?? sha256OfChunks)(chunks(), sizeBytes)}`;
  const annotations = epochSeconds === undefined ? {} : { annotations: { 'buildkit/rewritten-timestamp': String(epochSeconds) } };
  const mediaType = 'application/vnd.oci.image.layer.v1.tar';
  if (!zipped) return { diffId, blob: { digest: diffId, sizeBytes, chunks }, mediaType, annotations };
  const packed = gzipChunks(chunks());
  const digest = `sha256:${await (host.sha256 ?? sha256OfChunks)([packed], packed.length)}`;
  return { diffId, blob: { digest, sizeBytes: packed.length, chunks: () => [packed] }, mediaType: `${mediaType}+gzip`, annotations };
}

function blobOf(text: string): Blob {
  const bytes = encoder.encode(text);
  return { digest: `sha256:${sha256Hex(bytes)}`, sizeBytes: bytes.length, chunks: () => [bytes] };
}

/** The config with the stand-in's layer in the place of the base's: of the base's history only its last layer row keeps a layer. */
function standInConfig(image: BuiltImage, diffIds: readonly string[]): string {
  const baseRows = image.layers.filter((layer) => layer.base).length;
  let row = 0;
  const history = image.history.map((entry) => {
    const isBaseRow = !entry.emptyLayer && row++ < baseRows - 1;
    return { created: entry.created ?? isoTime(0), created_by: entry.createdBy, ...(entry.emptyLayer || isBaseRow ? { empty_layer: true } : {}) };
  });
  const { architecture, os, variant } = image.platform;
  return JSON.stringify({
    architecture,
    ...(variant ? { variant } : {}),
    os,
    config: image.config,
    history,
    rootfs: { type: 'layers', diff_ids: diffIds },
  });
}

function* layoutChunks(blobs: readonly Blob[], index: string): Iterable<Uint8Array> {
  yield* fileChunks('oci-layout', blobOf('{"imageLayoutVersion":"1.0.0"}'));
  yield* fileChunks('index.json', blobOf(index));
  for (const blob of blobs) yield* fileChunks(`blobs/sha256/${blob.digest.slice('sha256:'.length)}`, blob);
  yield new Uint8Array(2 * BLOCK_BYTES);
}

function* fileChunks(path: string, blob: Blob): Iterable<Uint8Array> {
  yield headerBlocks({ path, type: 'file', mode: 0o644, uid: 0, gid: 0, mtimeSeconds: 0, sizeBytes: blob.sizeBytes });
  yield* blob.chunks();
  const padding = (BLOCK_BYTES - (blob.sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES;
  if (padding > 0) yield new Uint8Array(padding);
}
