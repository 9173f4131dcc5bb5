import type { BuildRequest, CacheExport, Host } from '../build-types';
import { sha256Hex } from '../digest/sha256';
import { type LayerBlob, layerBlob } from '../image/assemble';
import { cacheDocuments, inlineDocuments } from '../image/cache-documents';
import type { Conversion } from '../llb/convert-types';
import type { Vertex } from '../llb/types';
import { type DraftRecord, exportRecords, withPacked } from '../solver/export-records';
import type { CacheMode, ExportedCache, ExportedLayer, ExportedRecord } from '../solver/exported-cache';
import { layerChain } from '../solver/layer-diff';
import type { VertexResult } from '../solver/state';
import type { BuildCache, BuildFacts, Snapshot } from '../solver/types';
import type { Solved } from './solve-request';

export interface ExportCachesOptions {
  readonly request: BuildRequest;
  readonly solved: Extract<Solved, { ok: true }>;
  readonly facts: BuildFacts;
  readonly host: Host;
}

/** Records of an inline cache for each image, as JSON; undefined where the request wants none, or where there is nothing to tell. */
export async function inlineCaches(options: ExportCachesOptions): Promise<readonly (ExportedCache | undefined)[]> {
  const { request, solved } = options;
  if (!request.cacheTo?.some(({ type }) => type === 'inline')) return solved.conversions.map(() => undefined);
  return Promise.all(solved.conversions.map((conversion) => inlineCacheOf(conversion, options)));
}

async function inlineCacheOf({ target }: Conversion, options: ExportCachesOptions): Promise<ExportedCache | undefined> {
  const snapshot = target.output === undefined ? undefined : options.solved.solution.results.get(target.output.digest)?.snapshot;
  if (target.output === undefined || snapshot === undefined) return undefined;
  const packed = withPacked(options.solved.solution, [snapshot]);
  const records = await recordsFor('min', [target.output], packed, options);
  const image = (await layersOf(snapshot, options)).map((layer) => layer.digest);
  const inside = records.map((record) => withLayersIn(record, new Set(image)));
  const documents = inlineDocuments(inside, image);
  if (documents === undefined) return undefined;
  return { version: 1, type: 'inline', mode: 'min', chains: [inside], documents: [documents], layers: layersIn([inside]), facts: options.facts };
}

function withLayersIn({ result, ...record }: ExportedRecord, image: ReadonlySet<string>): ExportedRecord {
  return result?.layers.every((layer) => image.has(layer.digest)) ? { ...record, result } : record;
}

export interface ExportedCaches {
  /** In the order of the request's `cacheTo`; undefined where there was nothing to export. */
  readonly caches: readonly (ExportedCache | undefined)[];
  readonly packed: NonNullable<BuildCache['packed']>;
}

/** Writes what the request's `cacheTo` asks for, once the images are written; what one export packs, the next one finds. */
export async function exportCaches(inline: readonly (ExportedCache | undefined)[], options: ExportCachesOptions): Promise<ExportedCaches> {
  const { request, solved } = options;
  const targets = solved.conversions.flatMap(({ target }) => target.output ?? []);
  const images = targets.flatMap((target) => solved.solution.results.get(target.digest)?.snapshot ?? []);
  let packed = withPacked(solved.solution, images);
  const caches: (ExportedCache | undefined)[] = [];
  for (const wanted of request.cacheTo ?? []) {
    if (wanted.type === 'inline') {
      caches.push(joined(inline.filter((cache) => cache !== undefined)));
      continue;
    }
    const exported = await exportOne(wanted, targets, packed, options);
    caches.push(exported?.cache);
    packed = withPacked({ ...solved.solution, cache: { ...solved.solution.cache, packed } }, exported?.written ?? []);
  }
  return { caches, packed };
}

/** An image for several platforms has its caches in as many configs. */
function joined(caches: readonly ExportedCache[]): ExportedCache | undefined {
  const [first] = caches;
  if (first === undefined) return undefined;
  const chains = caches.flatMap((cache) => cache.chains);
  return { ...first, chains, documents: caches.flatMap((cache) => cache.documents), layers: layersIn(chains) };
}

async function exportOne(
  { type, mode = 'min' }: CacheExport,
  targets: readonly Vertex[],
  packed: ReadonlySet<Snapshot>,
  options: ExportCachesOptions,
): Promise<{ readonly cache: ExportedCache; readonly written: readonly Snapshot[] } | undefined> {
  const records = await recordsFor(mode, targets, packed, options);
  const layers = layersIn([records]);
  if (layers.length === 0) return undefined;
  const written = records.flatMap(({ result }) => result?.snapshot ?? []);
  return { cache: { version: 1, type, mode, chains: [records], documents: [cacheDocuments(records)], layers, facts: options.facts }, written };
}

async function recordsFor(
  mode: CacheMode,
  targets: readonly Vertex[],
  packed: ReadonlySet<Snapshot>,
  options: ExportCachesOptions,
): Promise<readonly ExportedRecord[]> {
  const { solution, imports, imageOf } = options.solved;
  const drafts = exportRecords({
    solution: { ...solution, cache: { ...solution.cache, packed } },
    imports,
    targets,
    mode,
    // The source of an image answers with the digest of its manifest first and that of its layers next (source/containerimage/pull.go, CacheKey).
    rootAliases: (vertex) => (vertex.op.kind === 'image' ? [sha256Hex(`manifest ${imageOf(vertex).manifestDigest}`)] : []),
  });
  return Promise.all(drafts.map((draft) => withLayers(draft, options)));
}

async function withLayers({ result, ...record }: DraftRecord, options: ExportCachesOptions): Promise<ExportedRecord> {
  if (result?.snapshot === undefined || result.run === undefined) return record;
  const layers = await resultLayers(result, result.snapshot, options);
  return { ...record, result: { snapshot: result.snapshot, run: result.run, layers } };
}

/** What came from an import keeps its blobs. */
function resultLayers(
  { match }: VertexResult,
  snapshot: Snapshot,
  options: ExportCachesOptions,
): Promise<readonly ExportedLayer[]> | readonly ExportedLayer[] {
  return match?.record.imported?.layers ?? layersOf(snapshot, options);
}

/** A cache's layers are those that the builder has: times in them are not set back as an image's are. */
async function layersOf(snapshot: Snapshot, { request, host }: ExportCachesOptions): Promise<readonly ExportedLayer[]> {
  const { base, steps } = layerChain(snapshot);
  const shape = { epochSeconds: undefined, compression: request.compression ?? 'none', host };
  const own = await Promise.all(steps.map(async (step) => ownLayer(step, await layerBlob(step, shape))));
  return [...(base === undefined ? [] : baseLayers(base)), ...own];
}

/** A layer is one object however many results stand on it, so that a clone of the cache stays small. */
const knownLayers = new WeakMap<LayerBlob, ExportedLayer>();
const knownBases = new WeakMap<Snapshot, readonly ExportedLayer[]>();

function ownLayer({ createdSeconds }: Snapshot, blob: LayerBlob): ExportedLayer {
  const { diffId, sizeBytes, descriptor } = blob;
  const layer = knownLayers.get(blob) ?? { ...blobFields(descriptor), diffId, sizeBytes, createdSeconds };
  knownLayers.set(blob, layer);
  return layer;
}

function blobFields({ digest, mediaType, size }: LayerBlob['descriptor']): Pick<ExportedLayer, 'digest' | 'mediaType' | 'blobBytes'> {
  return { digest, mediaType, blobBytes: size };
}

function baseLayers(base: Snapshot): readonly ExportedLayer[] {
  const { createdSeconds } = base;
  const layers =
    knownBases.get(base) ?? (base.image?.layers ?? []).map(({ createdBy: _command, ...layer }): ExportedLayer => ({ ...layer, createdSeconds }));
  knownBases.set(base, layers);
  return layers;
}

function layersIn(chains: readonly (readonly ExportedRecord[])[]): readonly ExportedLayer[] {
  const layers = chains.flatMap((records) => records.flatMap(({ result }) => result?.layers ?? []));
  return [...new Map(layers.map((layer) => [layer.digest, layer])).values()];
}
