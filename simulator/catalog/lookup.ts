import type { Platform } from '../image/types';
import { baseFromRecordings, recordedReferences } from './from-bases';
import { nearestNames } from './nearest';
import { type ImageIndexEntry, imagePartOf, partOf } from './parts';
import { publishedBase, publishedManifest } from './published';
import { familiarName, type ImageReference, resolveReference } from './reference';
import { rootfsPartsOf } from './rootfs/rootfs';
import type { Catalog, ImageLookup, PackageWorld } from './types';

/** Finds one platform's image behind a reference. The same catalogue and reference always give the very same `BaseImage` object. */
export function lookupImage(catalog: Catalog, reference: ImageReference, platform: Platform): ImageLookup {
  const recorded = baseFromRecordings(catalog, reference, platform);
  if (recorded !== undefined) return recorded;
  const index = partOf(catalog, 'images');
  if (index === undefined) return recordedReferences(catalog).length > 0 ? notFound(catalog, reference) : { kind: 'needs-part', part: 'images' };
  const entry = findEntry(index.images, reference);
  if (entry === undefined) return lookupManifest(catalog, index.images, reference) ?? notFound(catalog, reference);
  const part = imagePartOf(catalog, entry.part);
  if (part === undefined) return { kind: 'needs-part', part: entry.part };
  const image = part.images.find(({ tag }) => tag === entry.tag);
  const published = image?.platforms.find((candidate) => matchesPlatform(candidate.platform, platform));
  if (image === undefined || published === undefined) return { kind: 'no-platform', platforms: entry.platforms };
  const missing = rootfsPartsOf(image).find((name) => !catalog.has(name));
  if (missing !== undefined) return { kind: 'needs-part', part: missing };
  return { kind: 'found', image: publishedBase(catalog, entry, image, published, part.provenance) };
}

/**
 * Names of the parts that a build from this reference still lacks: the image's own, its root file system's and, when the text of the
 * RUN instructions mentions their tools (or no text is given), its package managers'. Load them and ask again until none is left.
 */
export function requiredParts(catalog: Catalog, referenceText: string, runText?: string): readonly string[] {
  const resolved = resolveReference(referenceText);
  if (!resolved.ok || baseFromRecordings(catalog, resolved.reference, { os: 'linux', architecture: 'amd64' }) !== undefined) return [];
  const index = partOf(catalog, 'images');
  if (index === undefined) return ['images'];
  const entry = findEntry(index.images, resolved.reference) ?? findByManifest(catalog, index.images, resolved.reference);
  if (entry === undefined) return [];
  const part = imagePartOf(catalog, entry.part);
  if (part === undefined) return [entry.part];
  const image = part.images.find(({ tag }) => tag === entry.tag);
  if (image === undefined) return [];
  const worlds = packageWorldsOf(image).filter((world) => runText === undefined || WORLD_TOOLS[world].test(runText));
  return [...rootfsPartsOf(image), ...worlds].filter((name) => !catalog.has(name));
}

const WORLD_TOOLS: Readonly<Record<PackageWorld, RegExp>> = {
  'apt-bookworm': /\b(?:apt|aptitude|dpkg)\b/,
  apk: /\bapk\b/,
  go: /\bgo\b/,
  maven: /\b(?:mvnw?|gradlew?)\b/,
  npm: /\b(?:npm|npx|node|yarn|pnpm)\b/,
  pip: /\b(?:pip[\d.]*|uvx?|poetry|pipenv|virtualenv|venv|ensurepip)\b/,
};

function packageWorldsOf(image: { readonly packageManager: 'apt' | 'apk' | '' }): readonly PackageWorld[] {
  const system: readonly PackageWorld[] = image.packageManager === 'apt' ? ['apt-bookworm'] : image.packageManager === 'apk' ? ['apk'] : [];
  return [...system, 'npm', 'pip', 'go', 'maven'];
}

/** Whether two tags name one image: they are equal, or the catalogue lists them together. */
export function isSameImage(catalog: Catalog, left: ImageReference, right: ImageReference): boolean {
  if (left.repository !== right.repository) return false;
  if (left.tag === right.tag) return true;
  const entries = partOf(catalog, 'images')?.images ?? [];
  const entry = findEntry(entries, left);
  return entry !== undefined && entry === findEntry(entries, right);
}

function findEntry(entries: readonly ImageIndexEntry[], reference: ImageReference): ImageIndexEntry | undefined {
  const inRepository = entries.filter((entry) => entry.repository === reference.repository);
  // A digest decides alone; a tag beside it is not looked at.
  if (reference.digest !== undefined) return inRepository.find((entry) => entry.digests.includes(reference.digest ?? ''));
  return inRepository.find((entry) => entry.tag === reference.tag || entry.aliases.includes(reference.tag ?? ''));
}

/**
 * A digest may name the manifest of one platform in place of the index of all. Then there is nothing to choose from: BuildKit takes that
 * image whatever platform is asked for, and a build check says when it is another one (InvalidBaseImagePlatform).
 */
function lookupManifest(catalog: Catalog, entries: readonly ImageIndexEntry[], reference: ImageReference): ImageLookup | undefined {
  const entry = findByManifest(catalog, entries, reference);
  if (entry === undefined) return undefined;
  const part = imagePartOf(catalog, entry.part);
  if (part === undefined) return { kind: 'needs-part', part: entry.part };
  const image = part.images.find(({ tag }) => tag === entry.tag);
  const published = image?.platforms.find(({ manifestDigest }) => manifestDigest === reference.digest);
  if (image === undefined || published === undefined) return undefined;
  const missing = rootfsPartsOf(image).find((name) => !catalog.has(name));
  if (missing !== undefined) return { kind: 'needs-part', part: missing };
  return { kind: 'found', image: publishedManifest(publishedBase(catalog, entry, image, published, part.provenance)) };
}

/** The entry one of whose platforms has this manifest; while a part of the repository is not loaded, an entry of that part, so that it will be. */
function findByManifest(catalog: Catalog, entries: readonly ImageIndexEntry[], reference: ImageReference): ImageIndexEntry | undefined {
  const { repository, digest } = reference;
  if (digest === undefined) return undefined;
  const inRepository = entries.filter((entry) => entry.repository === repository);
  const unread = inRepository.find((entry) => imagePartOf(catalog, entry.part) === undefined);
  if (unread !== undefined) return unread;
  return inRepository.find((entry) => {
    const image = imagePartOf(catalog, entry.part)?.images.find(({ tag }) => tag === entry.tag);
    return image?.platforms.some(({ manifestDigest }) => manifestDigest === digest) === true;
  });
}

function matchesPlatform(candidate: string, wanted: Platform): boolean {
  const [os, architecture, variant] = candidate.split('/');
  // arm64 without a variant is v8, and the other way round (containerd's platforms package).
  return os === wanted.os && architecture === wanted.architecture && (variant ?? 'v8') === (wanted.variant ?? 'v8');
}

function notFound(catalog: Catalog, reference: ImageReference): ImageLookup {
  const known = partOf(catalog, 'images')?.images ?? [];
  const recorded = recordedReferences(catalog);
  const sameRepository = known.filter((entry) => entry.repository === reference.repository);
  const name = familiarName(reference);
  if (sameRepository.length > 0) {
    const tags = sameRepository.flatMap((entry) => [entry.tag, ...entry.aliases]);
    const near = nearestNames(reference.tag ?? '', tags);
    return {
      kind: 'not-found',
      suggestions: (near.length > 0 ? near : sameRepository.map((entry) => entry.tag).slice(0, 5)).map((tag) => `${name}:${tag}`),
    };
  }
  const names = [...known.map((entry) => familiarName(referenceOf(entry))), ...recorded.map((text) => text.split(':')[0] ?? text)];
  return { kind: 'not-found', suggestions: nearestNames(name, names) };
}

function referenceOf(entry: ImageIndexEntry): ImageReference {
  const [domain = '', ...path] = entry.repository.split('/');
  return { domain, path: path.join('/'), tag: entry.tag, repository: entry.repository, text: `${entry.repository}:${entry.tag}` };
}
