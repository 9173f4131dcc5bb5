import type { Host } from '../build-types';
import { sha256OfChunks } from '../digest/sha256';
import { tarChunks } from '../fs/tar';
import type { ExportedCache, ExportedLayer } from '../solver/exported-cache';
import { layerChain, layerDiffOf } from '../solver/layer-diff';
import type { Snapshot } from '../solver/types';
import { goJson } from './go-json';
import { packGzip } from './gzip';
import { INDEX, MANIFEST } from './manifest-json';

export interface CacheFile {
  /** From the folder's root, slash-separated. */
  readonly path: string;
  readonly chunks: () => Iterable<Uint8Array>;
}

export interface CacheLayout {
  readonly files: readonly CacheFile[];
  /** Blobs that the manifest names and that are not here, as those of a published base image. */
  readonly absentBlobs: readonly string[];
}

const encoder = new TextEncoder();

/** The folder that `--cache-to type=local` leaves: the cache's manifest, its config and the blobs that are known to the byte. */
export async function cacheLayout(cache: ExportedCache, host: Host = {}): Promise<CacheLayout> {
  const [documents] = cache.documents;
  if (documents?.manifestJson === undefined || documents.manifestDigest === undefined) return { files: [], absentBlobs: [] };
  const { manifestJson, manifestDigest, configJson, configDigest } = documents;
  const files = [textFile(blobPath(configDigest), configJson), textFile(blobPath(manifestDigest), manifestJson)];
  const absentBlobs: string[] = [];
  const sources = layerSources(cache);
  for (const layer of cache.layers) {
    const blob = await layerFile(layer, sources.get(layer.digest), host);
    if (blob === undefined) absentBlobs.push(layer.digest);
    else files.push(blob);
  }
  const manifest = { mediaType: MANIFEST, digest: manifestDigest, size: encoder.encode(manifestJson).length };
  const annotations = { 'org.opencontainers.image.ref.name': 'latest' };
  files.push(textFile('index.json', goJson({ schemaVersion: 2, mediaType: INDEX, manifests: [{ ...manifest, annotations }] })));
  files.push(textFile('oci-layout', '{"imageLayoutVersion":"1.0.0"}'));
  return { files, absentBlobs };
}

/** Which snapshot a layer came from, by digest. */
function layerSources(cache: ExportedCache): ReadonlyMap<string, Snapshot> {
  const sources = new Map<string, Snapshot>();
  for (const { result } of cache.chains.flat()) {
    const { steps } = layerChain(result?.snapshot);
    const own = result?.layers.slice(-steps.length) ?? [];
    for (const [index, layer] of (steps.length === 0 ? [] : own).entries()) {
      const step = steps[index];
      if (step !== undefined) sources.set(layer.digest, step);
    }
  }
  return sources;
}

/** Undefined when the bytes cannot be had: a stand-in's are another base's, and of some files only the hash is known. */
async function layerFile(layer: ExportedLayer, source: Snapshot | undefined, host: Host): Promise<CacheFile | undefined> {
  if (source === undefined) return undefined;
  const diff = layerDiffOf(source);
  if (diff.some((entry) => entry.content?.kind === 'opaque')) return undefined;
  const chunks = () => (layer.digest === layer.diffId ? tarChunks(diff) : packGzip(tarChunks(diff)).parts);
  const digest = `sha256:${await (host.sha256 ?? sha256OfChunks)(chunks(), layer.blobBytes)}`;
  return digest === layer.digest ? { path: blobPath(layer.digest), chunks } : undefined;
}

function blobPath(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

function textFile(path: string, text: string): CacheFile {
  return { path, chunks: () => [encoder.encode(text)] };
}
