import { sha256Hex } from '../digest/sha256';
import type { CacheDocuments, ExportedLayer, ExportedRecord } from '../solver/exported-cache';
import { goJson } from './go-json';
import { isoTime } from './history';
import { MANIFEST } from './manifest-json';

const CACHE_CONFIG = 'application/vnd.buildkit.cacheconfig.v0';

/** The cache config and the manifest that names its blobs, as BuildKit writes them (moby/buildkit cache/remotecache/export.go). */
export function cacheDocuments(records: readonly ExportedRecord[]): CacheDocuments {
  const chains = chainsOf(records);
  const configJson = goJson({
    layers: chains.sorted.map(({ layer, parent }) => ({ blob: layer.digest, ...(parent === 0 ? {} : { parent }) })),
    records: recordDocuments(records, ({ result }) =>
      result === undefined ? {} : { layers: [{ layer: chains.at(result.layers), createdAt: isoTime(result.snapshot.createdSeconds) }] },
    ),
  });
  const configDigest = digestOf(configJson);
  const manifestJson = goJson({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: { mediaType: CACHE_CONFIG, digest: configDigest, size: byteLength(configJson) },
    layers: chains.sorted.map(({ layer }) => layerDescriptor(layer)),
  });
  return { configJson, configDigest, manifestJson, manifestDigest: digestOf(manifestJson) };
}

/**
 * The records that an image carries about itself: a result is told by how many of the image's layers make it up, or layer by layer where
 * they are not its lowest ones, as with `--link`; one with other layers is left out (cache/remotecache/inline/inline.go).
 *
 * @param image blobs of the image's layers, bottom first
 * @returns undefined when no result is left, and then the image says nothing
 */
export function inlineDocuments(records: readonly ExportedRecord[], image: readonly string[]): CacheDocuments | undefined {
  const places = new Map(image.map((digest, at) => [digest, at]));
  const placesOf = ({ result }: ExportedRecord) => result?.layers.map((layer) => places.get(layer.digest) ?? -1) ?? [];
  const isInside = (at: readonly number[]) => at.length > 0 && !at.includes(-1);
  if (!records.some((record) => isInside(placesOf(record)))) return undefined;
  const configJson = goJson(
    recordDocuments(records, (record) => {
      const at = placesOf(record);
      if (!isInside(at) || record.result === undefined) return {};
      const createdAt = isoTime(record.result.snapshot.createdSeconds);
      const isLowest = record.result.layers.every((layer, index) => layer.digest === image[index]);
      // The time of a result that is told layer by layer gets lost in BuildKit.
      return isLowest ? { layers: [{ layer: at.length - 1, createdAt }] } : { chains: [{ layers: at, createdAt: '0001-01-01T00:00:00Z' }] };
    }),
  );
  return { configJson, configDigest: digestOf(configJson) };
}

interface Chains {
  /** In the order of digests. */
  readonly sorted: readonly { readonly layer: ExportedLayer /** Position of the one below; -1 for none. */; readonly parent: number }[];
  /** Position of the stack that consists of these layers. */
  at(layers: readonly ExportedLayer[]): number;
}

/** Every stack of layers once, each named by its top. */
function chainsOf(records: readonly ExportedRecord[]): Chains {
  const found: { readonly layer: ExportedLayer; readonly below: number }[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (layers: readonly ExportedLayer[]) =>
    layers.reduce((below, layer) => {
      const known = numbers.get(`${below} ${layer.digest}`);
      if (known !== undefined) return known;
      numbers.set(`${below} ${layer.digest}`, found.length);
      return found.push({ layer, below }) - 1;
    }, -1);
  for (const { result } of records) numberOf(result?.layers ?? []);
  const order = found.map((_, number) => number).sort((a, b) => compare(found[a]?.layer.digest ?? '', found[b]?.layer.digest ?? '') || a - b);
  const places = new Map(order.map((number, at) => [number, at]));
  const sorted = order.flatMap((number) => {
    const chain = found[number];
    return chain === undefined ? [] : [{ layer: chain.layer, parent: places.get(chain.below) ?? -1 }];
  });
  return { sorted, at: (layers) => places.get(numberOf(layers)) ?? -1 };
}

type ResultFields = (record: ExportedRecord) => object;

/** Sorted by digest; equal ones by what they stand on (cache/remotecache/v1/utils.go, sortConfig). */
function recordDocuments(records: readonly ExportedRecord[], resultFields: ResultFields): readonly object[] {
  const digests = records.map(({ operation }) => recordDigest(operation));
  const tie = records.map(({ inputs }) =>
    JSON.stringify(inputs.map((input) => input.map(({ record, selector }) => [selector, digests[record]]).sort())),
  );
  const order = records.map((_, at) => at).sort((a, b) => compare(digests[a] ?? '', digests[b] ?? '') || compare(tie[a] ?? '', tie[b] ?? ''));
  const places = new Map(order.map((from, to) => [from, to]));
  return order.flatMap((at) => {
    const record = records[at];
    if (record === undefined) return [];
    const inputs = record.inputs.map((input) =>
      input
        .map(({ record: below, selector }) => ({ selector, link: places.get(below) ?? 0 }))
        .sort((a, b) => a.link - b.link)
        .map(({ selector, link }) => ({ ...(selector === '' ? {} : { selector: `sha256:${selector}` }), link })),
    );
    return [{ ...resultFields(record), digest: digests[at], ...(inputs.length === 0 ? {} : { inputs }) }];
  });
}

const CONTENT = 'content:';

/** An operation's first output, or files: in BuildKit output 0 and output -1 of the digest in question (solver/cachemanager.go, rootKey). */
function recordDigest(operation: string): string {
  return operation.startsWith(CONTENT) ? digestOf(`sha256:${operation.slice(CONTENT.length)}@-1`) : digestOf(`sha256:${operation}@0`);
}

function layerDescriptor({ mediaType, digest, blobBytes, createdSeconds, diffId }: ExportedLayer): object {
  return {
    mediaType,
    digest,
    size: blobBytes,
    annotations: { 'buildkit/createdat': isoTime(createdSeconds), 'containerd.io/uncompressed': diffId },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function digestOf(text: string): string {
  return `sha256:${sha256Hex(text)}`;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
