import { isObject, parseJson, stringAt, stringsAt } from '../programs/json';
import type { ArchiveBlob } from './archive-blobs';
import { createDocumentList, type DocumentList } from './opened-documents';
import { openedPlatform } from './opened-platform';
import type { OpenedImage, OpenedPlatform, OpenNote, OpenResult } from './opened-types';

export type BlobAt = (path: string) => ArchiveBlob | undefined;

/** Bounds for documents that refer to one another. */
const MOST_MANIFESTS = 256;
const MOST_DEPTH = 4;

/** Follows the documents of the archive from its entry point down to the layers. */
export function readOpenedImage(blobAt: BlobAt): OpenResult {
  const index = blobAt('index.json')?.text;
  const saved = blobAt('manifest.json')?.text;
  if (index === undefined && saved === undefined) {
    return { ok: false, error: { kind: 'not-an-image', detail: 'neither index.json nor manifest.json' } };
  }
  const notes: OpenNote[] = [];
  const list = createDocumentList();
  const savedEntries = savedImages(saved);
  const fromIndex = index === undefined ? [] : manifestsBelow(index, blobAt, notes, list);
  const images = fromIndex.length > 0 ? fromIndex : savedEntries.flatMap((entry) => openSaved(entry, blobAt, notes));
  if (images.length === 0) return { ok: false, error: { kind: 'not-an-image', detail: 'no manifest whose config and layers are here' } };
  const form = index === undefined ? 'docker-save' : saved === undefined ? 'oci-layout' : 'docker-save-oci';
  const tags = [
    ...new Set([...savedEntries.flatMap((entry) => stringsAt(entry, 'RepoTags') ?? []), ...(index === undefined ? [] : refNames(index))]),
  ];
  const value: OpenedImage = { form, tags, images, indexJson: index ?? saved ?? '', documents: list.documents, notes };
  return { ok: true, value };
}

function arrayAt(value: unknown, key: string): readonly unknown[] {
  const found = isObject(value) ? value[key] : undefined;
  return Array.isArray(found) ? found.slice(0, MOST_MANIFESTS) : [];
}

function documentOf(text: string | undefined): unknown {
  const parsed = text === undefined ? undefined : parseJson(text);
  return parsed?.ok ? parsed.value : undefined;
}

function savedImages(text: string | undefined): readonly unknown[] {
  const value = documentOf(text);
  return Array.isArray(value) ? value.slice(0, MOST_MANIFESTS) : [];
}

function openSaved(entry: unknown, blobAt: BlobAt, notes: OpenNote[]): OpenedPlatform[] {
  const configPath = stringAt(entry, 'Config') ?? '';
  const layers = (stringsAt(entry, 'Layers') ?? []).map((path) => ({ path, blob: found(path, blobAt, notes) }));
  const opened = openedPlatform({ config: found(configPath, blobAt, notes), layers, notes });
  return opened === undefined ? [] : [opened];
}

function found(path: string, blobAt: BlobAt, notes: OpenNote[]): ArchiveBlob | undefined {
  const blob = blobAt(path);
  if (blob === undefined) notes.push({ kind: 'missing-blob', path });
  return blob;
}

/** Depth first, each digest once: an index may name itself. */
function manifestsBelow(index: string, blobAt: BlobAt, notes: OpenNote[], list: DocumentList): OpenedPlatform[] {
  const images: OpenedPlatform[] = [];
  const seen = new Set<string>();
  const visit = (text: string | undefined, depth: number): void => {
    for (const descriptor of arrayAt(documentOf(text), 'manifests')) {
      const digest = stringAt(descriptor, 'digest') ?? '';
      if (seen.has(digest) || seen.size >= MOST_MANIFESTS) continue;
      seen.add(digest);
      if (isAttestation(descriptor)) {
        notes.push({ kind: 'attestation', digest });
        list.addAttestation(descriptor, (named) => (blobAt(pathOf(named)) === undefined ? undefined : blobOf(named, blobAt, notes)));
        continue;
      }
      const blob = blobOf(digest, blobAt, notes);
      const document = documentOf(blob?.text);
      if (arrayAt(document, 'manifests').length > 0) {
        if (blob?.text !== undefined) list.addIndex(digest, blob.text);
        if (depth < MOST_DEPTH) visit(blob?.text, depth + 1);
      } else {
        const opened = openManifest(document, blob, blobAt, notes);
        if (opened !== undefined) images.push(opened);
      }
    }
  };
  visit(index, 0);
  return images;
}

function isAttestation(descriptor: unknown): boolean {
  const annotations = isObject(descriptor) ? descriptor.annotations : undefined;
  return stringAt(annotations, 'vnd.docker.reference.type') === 'attestation-manifest';
}

function pathOf(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

function blobOf(digest: string, blobAt: BlobAt, notes: OpenNote[]): ArchiveBlob | undefined {
  const path = pathOf(digest);
  const blob = found(path, blobAt, notes);
  if (blob !== undefined && digest !== `sha256:${blob.sha256}`) notes.push({ kind: 'digest-mismatch', path, actual: `sha256:${blob.sha256}` });
  return blob;
}

function openManifest(manifest: unknown, blob: ArchiveBlob | undefined, blobAt: BlobAt, notes: OpenNote[]): OpenedPlatform | undefined {
  if (blob?.text === undefined || !isObject(manifest)) return undefined;
  const config = blobOf(stringAt(manifest.config, 'digest') ?? '', blobAt, notes);
  const layers = arrayAt(manifest, 'layers').map((layer) => {
    const digest = stringAt(layer, 'digest') ?? '';
    return { path: digest, blob: blobOf(digest, blobAt, notes) };
  });
  return openedPlatform({ config, layers, notes, manifest: { digest: `sha256:${blob.sha256}`, text: blob.text } });
}

function refNames(index: string): readonly string[] {
  return arrayAt(documentOf(index), 'manifests').flatMap((descriptor) => {
    const annotations = isObject(descriptor) ? descriptor.annotations : undefined;
    return stringAt(annotations, 'io.containerd.image.name') ?? stringAt(annotations, 'org.opencontainers.image.ref.name') ?? [];
  });
}
