import { bytesContent } from '../fs/content';
import { buildTree, type TreeEntry } from '../fs/tree';
import type { FileContent, Tree } from '../fs/types';
import type { HistoryEntry, ImageConfig, Platform } from '../image/types';
import { type ImageReference, resolveReference } from './reference';
import type { BaseImage, Catalog, ImageLookup } from './types';

/** One entry of a recorded layer, as `corpus/README.md` describes it. */
interface RecordedEntry {
  readonly path: string;
  readonly type: 'file' | 'dir' | 'symlink' | 'hardlink' | 'whiteout' | 'opaque';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly mtime: number;
  readonly link?: string;
  readonly sha256?: string;
  readonly text?: string;
}

interface RecordedImage {
  readonly platform: Platform;
  readonly manifestDigest: string;
  readonly configDigest: string;
  readonly config: ImageConfig;
  readonly author?: string;
  readonly history: readonly { readonly createdBy: string; readonly emptyLayer: boolean }[];
  readonly layers: readonly { readonly diffId: string; readonly size: number; readonly entries: readonly RecordedEntry[] }[];
}

interface RecordedBase {
  readonly reference: string;
  readonly digest: string;
  readonly images: readonly RecordedImage[];
}

const PART = 'bases';
/**
 * The recordings' bases were themselves built by BuildKit, with `SOURCE_DATE_EPOCH` 1690000000. `bases.json` leaves time and
 * comment of their history out; every recorded image that stands on one repeats them, always these.
 */
const BASE_EPOCH = '2023-07-22T04:26:40Z';
const BASE_COMMENT = 'buildkit.dockerfile.v0';

/** The world of the recordings: exactly the base images of `corpus/bases.json`, under `docker.io/library/`. */
export function catalogFromBases(bases: unknown): Catalog {
  return new Map([[PART, bases]]);
}

function recordedBases(catalog: Catalog): readonly RecordedBase[] {
  const part = catalog.get(PART);
  return Array.isArray(part) ? part : [];
}

export function recordedReferences(catalog: Catalog): readonly string[] {
  return recordedBases(catalog).map((base) => base.reference);
}

/** `undefined` when the catalogue has no such recorded base. */
export function baseFromRecordings(catalog: Catalog, reference: ImageReference, platform: Platform): ImageLookup | undefined {
  const base = recordedBases(catalog).find((candidate) => isNamed(candidate, reference));
  if (base === undefined) return undefined;
  const image = base.images.find((candidate) => candidate.platform.os === platform.os && candidate.platform.architecture === platform.architecture);
  // An image of a single platform is one manifest, which is taken whatever platform is asked for; an index is chosen from.
  const chosen = image ?? (base.images.length === 1 ? base.images[0] : undefined);
  if (chosen === undefined) return { kind: 'no-platform', platforms: base.images.map(({ platform: known }) => `${known.os}/${known.architecture}`) };
  return { kind: 'found', image: recordedImage(base, chosen) };
}

function isNamed(base: RecordedBase, reference: ImageReference): boolean {
  const resolved = resolveReference(base.reference);
  if (!resolved.ok || resolved.reference.repository !== reference.repository) return false;
  return reference.digest === undefined ? resolved.reference.tag === reference.tag : reference.digest === base.digest;
}

const images = new WeakMap<RecordedImage, BaseImage>();

function recordedImage(base: RecordedBase, image: RecordedImage): BaseImage {
  const known = images.get(image);
  if (known !== undefined) return known;
  const made: BaseImage = {
    reference: `docker.io/library/${base.reference}`,
    digest: base.digest,
    manifestDigest: image.manifestDigest,
    platform: image.platform,
    config: image.config,
    ...(image.author === undefined ? {} : { author: image.author }),
    history: image.history.map(
      (entry): HistoryEntry => ({ created: BASE_EPOCH, createdBy: entry.createdBy, comment: BASE_COMMENT, emptyLayer: entry.emptyLayer }),
    ),
    layers: layersOf(image),
    tree: treeOf(image),
    fidelity: 'exact',
    provenance: { source: 'BuildKit 73ed6825, recorded', asOf: '2026-08-21' },
  };
  images.set(image, made);
  return made;
}

function layersOf(image: RecordedImage): BaseImage['layers'] {
  const makers = image.history.filter((entry) => !entry.emptyLayer);
  return image.layers.map((layer, index) => ({
    diffId: layer.diffId,
    digest: layer.diffId,
    mediaType: 'application/vnd.oci.image.layer.v1.tar',
    blobBytes: layer.size,
    sizeBytes: layer.size,
    createdBy: makers[index]?.createdBy ?? '',
  }));
}

/** The recorded bases hide nothing of their own layers, so a later entry simply replaces an earlier one. */
function treeOf(image: RecordedImage): Tree {
  return buildTree(image.layers.flatMap((layer) => layer.entries.flatMap(treeEntry)));
}

function treeEntry(entry: RecordedEntry): readonly TreeEntry[] {
  const attributes = { path: entry.path, mode: entry.mode, uid: entry.uid, gid: entry.gid, mtimeSeconds: entry.mtime };
  switch (entry.type) {
    case 'file':
      return [{ ...attributes, kind: 'file', content: contentOf(entry) }];
    case 'dir':
      return [{ ...attributes, kind: 'directory' }];
    case 'symlink':
      return [{ ...attributes, kind: 'symlink', target: entry.link ?? '' }];
    case 'hardlink':
      return [{ ...attributes, kind: 'hardlink', target: entry.link ?? '' }];
    case 'whiteout':
    case 'opaque':
      return [];
  }
}

function contentOf(entry: RecordedEntry): FileContent {
  if (entry.text !== undefined) return bytesContent(entry.text);
  const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
  return { kind: 'opaque', sha256: entry.sha256 ?? '', sizeBytes: entry.size, ...(entry.mode % 2 === 1 ? { program: name } : {}) };
}
