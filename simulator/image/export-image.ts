import type { BuiltImage, Host } from '../build-types';
import { sha256OfChunks } from '../digest/sha256';
import { diffTrees } from '../fs/diff';
import { tarChunks, tarSize } from '../fs/tar';
import { EMPTY_TREE } from '../fs/tree';
import type { LayerDiff } from '../fs/types';
import { layerChain, layerDiffOf } from '../solver/layer-diff';
import type { Snapshot } from '../solver/types';
import { packGzip } from './gzip';
import { isoTime } from './history';
import { type Blob, textBlob } from './layout-archive';
import { type Descriptor, manifestJson } from './manifest-json';

export type ExportedImage =
  | {
      readonly ok: true;
      /** Layers bottom first. */
      readonly layers: readonly Blob[];
      readonly config: Blob;
      readonly manifest: Blob;
      /** The base's published blobs are not here: one layer made of its modelled files stands for them. */
      readonly standIn: boolean;
    }
  | { readonly ok: false; readonly message: string };

/** One platform's image as blobs. */
export async function exportImage(image: BuiltImage, snapshot: Snapshot | undefined, host: Host): Promise<ExportedImage> {
  const { base, steps } = layerChain(snapshot);
  const standInDiff = base === undefined ? undefined : diffTrees(EMPTY_TREE, base.tree);
  const diffs = [...(standInDiff === undefined ? [] : [standInDiff]), ...steps.map(layerDiffOf)];
  const unknown = diffs.flat().find((entry) => entry.content?.kind === 'opaque');
  if (unknown !== undefined)
    return { ok: false, message: `the bytes of ${unknown.path} are not known, only their hash, so this image cannot be written` };
  const epochSeconds = epochOf(image);
  const isZipped = image.layers.some((layer) => !layer.base && layer.digest !== layer.diffId);
  const layers = await Promise.all(diffs.map((diff) => exportLayer(diff, { epochSeconds, isZipped, isStandIn: diff === standInDiff, host })));
  const diffIds = layers.map((layer) => layer.diffId);
  const config = textBlob(standInDiff === undefined ? image.configJson : standInConfig(image, diffIds));
  const manifest = textBlob(
    manifestJson(
      { digest: config.digest, size: config.sizeBytes },
      layers.map(({ blob, mediaType, annotations }): Descriptor => ({ mediaType, digest: blob.digest, size: blob.sizeBytes, ...annotations })),
    ),
  );
  return { ok: true, layers: layers.map(({ blob }) => blob), config, manifest, standIn: standInDiff !== undefined };
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

interface LayerForm {
  readonly epochSeconds: number | undefined;
  readonly isZipped: boolean;
  readonly isStandIn: boolean;
  readonly host: Host;
}

const TAR = 'application/vnd.oci.image.layer.v1.tar';

async function exportLayer(diff: LayerDiff, { epochSeconds, isZipped, isStandIn, host }: LayerForm): Promise<ExportedLayer> {
  const clamp = epochSeconds === undefined ? {} : { clampMtimeSeconds: epochSeconds };
  const sha256 = host.sha256 ?? sha256OfChunks;
  const sizeBytes = tarSize(diff);
  const diffId = `sha256:${await sha256(tarChunks(diff, { ...clamp, transient: true }), sizeBytes)}`;
  const annotations = epochSeconds === undefined ? {} : { annotations: { 'buildkit/rewritten-timestamp': String(epochSeconds) } };
  if (!isZipped) return { diffId, blob: { digest: diffId, sizeBytes, chunks: () => tarChunks(diff, clamp) }, mediaType: TAR, annotations };
  // Nobody compares the size of a stand-in with a published one's, so it is packed in haste.
  const packed = packGzip(tarChunks(diff, clamp), isStandIn ? 1 : 6);
  const digest = `sha256:${await sha256(packed.parts, packed.sizeBytes)}`;
  return { diffId, blob: { digest, sizeBytes: packed.sizeBytes, chunks: () => packed.parts }, mediaType: `${TAR}+gzip`, annotations };
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
