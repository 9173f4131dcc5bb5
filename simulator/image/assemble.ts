import type { BuiltImage, Host, ImageLayer, StepId } from '../build-types';
import type { BaseImage } from '../catalog/types';
import { sha256Hex, sha256OfChunks } from '../digest/sha256';
import { type Fidelity, weakestFidelity } from '../fidelity';
import { contentKey } from '../fs/content';
import { tarChunks, tarSize } from '../fs/tar';
import type { LayerDiff } from '../fs/types';
import type { ImageDraft } from '../llb/stage-state';
import { bytesFidelity, layerChain, layerDiffOf } from '../solver/layer-diff';
import type { Snapshot } from '../solver/types';
import { configJson, orderedConfig } from './config-json';
import { packGzip } from './gzip';
import { timedHistory } from './history';
import { type Descriptor, manifestJson } from './manifest-json';
import { wastedBytes } from './waste';

export interface AssembleOptions {
  readonly draft: ImageDraft;
  readonly snapshot: Snapshot | undefined;
  /** Entries of the history that came with the base. */
  readonly baseEntries: number;
  readonly epochSeconds: number | undefined;
  readonly compression: 'none' | 'gzip';
  readonly stepOf: (vertex: string) => { readonly id: StepId; readonly createdBy: string } | undefined;
  readonly host: Host;
  /** Records of an inline cache, as JSON. */
  readonly inlineCache?: string;
}

const TAR = 'application/vnd.oci.image.layer.v1.tar';

/** Layers, config and manifest of one platform, digests over the very bytes. */
export async function assembleImage(options: AssembleOptions): Promise<BuiltImage> {
  const { draft } = options;
  const { base, steps } = layerChain(options.snapshot);
  const own = await Promise.all(steps.map((snapshot) => layerBlob(snapshot, options)));
  const layers = [...baseLayers(base, draft), ...ownLayers(steps, own, options)];
  const platform = { os: draft.os, architecture: draft.architecture, ...(draft.variant ? { variant: draft.variant } : {}) };
  const history = timedHistory(draft.history, {
    baseEntries: options.baseEntries,
    layerTimes: [...(base?.image?.layers ?? []).map(() => undefined), ...steps.map((snapshot) => snapshot.createdSeconds)],
    epochSeconds: options.epochSeconds,
  });
  const created = history.findLast((entry) => entry.created !== undefined)?.created;
  const config = configJson({
    platform,
    ...(draft.author === undefined ? {} : { author: draft.author }),
    config: draft.config,
    ...(created === undefined ? {} : { created }),
    history,
    diffIds: layers.map((layer) => layer.diffId),
    ...(options.inlineCache === undefined ? {} : { inlineCache: options.inlineCache }),
  });
  const configBytes = new TextEncoder().encode(config);
  const configDigest = `sha256:${sha256Hex(configBytes)}`;
  const manifest = manifestJson({ digest: configDigest, size: configBytes.length }, [
    ...baseDescriptors(base?.image),
    ...own.map((blob) => blob.descriptor),
  ]);
  return {
    platform,
    manifestDigest: `sha256:${sha256Hex(manifest)}`,
    configDigest,
    manifestJson: manifest,
    configJson: config,
    config: orderedConfig(draft.config),
    architecture: draft.architecture,
    ...(draft.author === undefined ? {} : { author: draft.author }),
    history,
    layers,
    sizeBytes: layers.reduce((sum, layer) => sum + layer.sizeBytes, 0),
    fidelity: weakestFidelity(layers.map((layer) => layer.fidelity)),
  };
}

/** Published layers, as a manifest names them. */
export function baseDescriptors(image: BaseImage | undefined): readonly Descriptor[] {
  return (image?.layers ?? []).map((layer) => ({ mediaType: layer.mediaType, digest: layer.digest, size: layer.blobBytes }));
}

/** What decides a layer's bytes besides its files, and who hashes them. */
export type LayerShape = Pick<AssembleOptions, 'epochSeconds' | 'compression' | 'host'>;

export interface LayerBlob {
  readonly diffId: string;
  readonly sizeBytes: number;
  readonly descriptor: Descriptor;
}

/** Blobs by snapshot: a layer that is used again is not hashed again. Keyed further by what shapes its bytes. */
const blobs = new WeakMap<Snapshot, Map<string, Promise<LayerBlob>>>();

export function layerBlob(snapshot: Snapshot, options: LayerShape): Promise<LayerBlob> {
  const shape = `${options.epochSeconds ?? ''} ${options.compression}`;
  const known = blobs.get(snapshot) ?? new Map<string, Promise<LayerBlob>>();
  blobs.set(snapshot, known);
  const existing = known.get(shape);
  if (existing !== undefined) return existing;
  const made = makeBlob(snapshot, options);
  known.set(shape, made);
  return made;
}

async function makeBlob(snapshot: Snapshot, { epochSeconds, compression, host }: LayerShape): Promise<LayerBlob> {
  const diff = layerDiffOf(snapshot);
  const clamp = epochSeconds === undefined ? {} : { clampMtimeSeconds: epochSeconds };
  const sizeBytes = tarSize(diff);
  const annotations = epochSeconds === undefined ? {} : { annotations: { 'buildkit/rewritten-timestamp': String(epochSeconds) } };
  const opaque = diff.find((entry) => entry.content?.kind === 'opaque');
  const diffId =
    opaque === undefined
      ? `sha256:${await hash(tarChunks(diff, { ...clamp, transient: true }), sizeBytes, host)}`
      : `sha256:${sha256Hex(standInText(diff, epochSeconds))}`;
  if (compression === 'none' || opaque !== undefined) {
    return { diffId, sizeBytes, descriptor: { mediaType: TAR, digest: diffId, size: sizeBytes, ...annotations } };
  }
  const packed = packGzip(tarChunks(diff, clamp));
  const digest = `sha256:${await hash(packed.parts, packed.sizeBytes, host)}`;
  return { diffId, sizeBytes, descriptor: { mediaType: `${TAR}+gzip`, digest, size: packed.sizeBytes, ...annotations } };
}

/** What a layer is called whose bytes are not all here: equal for equal entries, like a digest, and no layer's real one. */
function standInText(diff: LayerDiff, epochSeconds = Number.MAX_SAFE_INTEGER): string {
  const lines = diff.map(({ path, type, mode, uid, gid, mtimeSeconds, link = '', content }) =>
    JSON.stringify([path, type, mode, uid, gid, Math.min(mtimeSeconds, epochSeconds), link, content === undefined ? '' : contentKey(content)]),
  );
  return `unknown bytes ${lines.join('')}`;
}

function hash(chunks: Iterable<Uint8Array>, totalBytes: number, host: Host): string | Promise<string> {
  return host.sha256 === undefined ? sha256OfChunks(chunks) : host.sha256(chunks, totalBytes);
}

function baseLayers(base: Snapshot | undefined, draft: ImageDraft): ImageLayer[] {
  const rows = draft.history.filter((entry) => !entry.emptyLayer);
  return (base?.image?.layers ?? []).map((layer, index) => ({
    diffId: layer.diffId,
    digest: layer.digest,
    sizeBytes: layer.sizeBytes,
    blobBytes: layer.blobBytes,
    base: true,
    createdBy: layer.createdBy || (rows[index]?.createdBy ?? ''),
    entries: [],
    wastedBytes: 0,
    fidelity: base?.fidelity ?? 'exact',
  }));
}

function ownLayers(steps: readonly Snapshot[], own: readonly LayerBlob[], options: AssembleOptions): ImageLayer[] {
  const diffs = steps.map(layerDiffOf);
  const wasted = wastedBytes(diffs);
  return steps.map((snapshot, index) => {
    const blob = own[index];
    if (blob === undefined) throw new Error('a layer without a blob');
    const step = options.stepOf(snapshot.vertex);
    return {
      diffId: blob.diffId,
      digest: blob.descriptor.digest,
      sizeBytes: blob.sizeBytes,
      blobBytes: blob.descriptor.size,
      base: false,
      createdBy: step?.createdBy ?? '',
      ...(step === undefined ? {} : { stepId: step.id }),
      entries: clampTimes(diffs[index] ?? [], options.epochSeconds),
      wastedBytes: wasted[index] ?? 0,
      fidelity: layerFidelity(snapshot, diffs[index] ?? []),
    };
  });
}

function layerFidelity(snapshot: Snapshot, diff: ReturnType<typeof layerDiffOf>): Fidelity {
  return weakestFidelity([snapshot.fidelity, bytesFidelity(diff)]);
}

/** Entries as the tar has them: times later than the epoch are the epoch. */
function clampTimes(diff: ReturnType<typeof layerDiffOf>, epochSeconds: number | undefined): ReturnType<typeof layerDiffOf> {
  if (epochSeconds === undefined) return diff;
  return diff.map((entry) => (entry.mtimeSeconds > epochSeconds ? { ...entry, mtimeSeconds: epochSeconds } : entry));
}
