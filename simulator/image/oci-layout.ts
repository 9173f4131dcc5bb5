import type { BuildOutcome, Host } from '../build-types';
import { familiarName, resolveReference } from '../catalog/reference';
import { attestationEntry, EMPTY_CONFIG_JSON, retarget } from './attestation-manifest';
import type { ImageAttestations } from './attestation-types';
import { type ExportedImage, exportImage } from './export-image';
import { goJson } from './go-json';
import { isoTime } from './history';
import { type Blob, layoutArchive, textBlob } from './layout-archive';
import { INDEX, type IndexEntry, indexJson, layoutIndexJson, MANIFEST } from './manifest-json';

export interface LayoutOptions {
  /** `docker` adds `manifest.json`, by which `docker load` opens it; it holds one image. */
  readonly form?: 'oci' | 'docker';
  /** `app:1`, for those who look images up by name. */
  readonly name?: string;
}

export type OciLayout =
  | {
      readonly ok: true;
      /** The tar of the layout, in pieces; unpacked layers are produced while it is read. */
      readonly chunks: Iterable<Uint8Array>;
      /** The base's published blobs are not here, so that one layer made of its modelled files stands for them and digests differ. */
      readonly standIn: boolean;
    }
  | { readonly ok: false; readonly message: string };

/** A built image as an OCI image layout (opencontainers/image-spec image-layout.md): every blob hashes to its name. */
export async function ociLayout(outcome: BuildOutcome, host: Host = {}, options: LayoutOptions = {}): Promise<OciLayout> {
  const { images, attestations = [] } = outcome.result;
  if (images.length === 0) return { ok: false, message: 'there is no image to export: the build did not succeed' };
  if (options.form === 'docker' && images.length > 1)
    return { ok: false, message: 'docker exporter does not currently support exporting manifest lists' };
  const name = options.name === undefined ? undefined : nameParts(options.name);
  if (name?.ok === false) return { ok: false, message: `failed to parse ${options.name}: ${name.message}` };
  const exported: Exported[] = [];
  for (const [index, image] of images.entries()) {
    const made = await exportImage(image, outcome.snapshots[index], host);
    if (!made.ok) return made;
    const about = attestations.find(({ subjectDigest }) => subjectDigest === image.manifestDigest);
    exported.push({ made, platform: image.platform, ...(about === undefined ? {} : { about: retargeted(about, made) }) });
  }
  const top = topOf(exported);
  const blobs = [...exported.flatMap(blobsOf), ...top.blobs];
  const annotations = layoutAnnotations(outcome.createdSeconds, name);
  const dockerJson = options.form === 'docker' && !top.isIndex ? dockerManifest(exported, name) : undefined;
  const documents = { indexJson: layoutIndexJson({ ...top.descriptor, annotations }), ...(dockerJson === undefined ? {} : { dockerJson }) };
  return { ok: true, standIn: exported.some(({ made }) => made.standIn), chunks: layoutArchive(blobs, documents) };
}

interface Exported {
  readonly made: ExportedImage & { readonly ok: true };
  readonly platform: IndexEntry['platform'];
  readonly about?: ImageAttestations;
}

function retargeted(about: ImageAttestations, { manifest }: Exported['made']): ImageAttestations {
  return about.subjectDigest === manifest.digest ? about : retarget(about, manifest.digest, manifest.sizeBytes);
}

function blobsOf({ made, about }: Exported): readonly Blob[] {
  const attested = about === undefined ? [] : [about.manifestJson, EMPTY_CONFIG_JSON, ...about.statements.map(({ json }) => json)];
  return [...made.layers, made.config, made.manifest, ...attested.map(textBlob)];
}

interface Top {
  readonly isIndex: boolean;
  readonly descriptor: Parameters<typeof layoutIndexJson>[0];
  readonly blobs: readonly Blob[];
}

/** Several platforms, or an image and what is attested about it, are one image: the layout names their index, or readers ask which one is meant. */
function topOf(exported: readonly Exported[]): Top {
  const images = exported.map(({ made, platform }): IndexEntry => ({ digest: made.manifest.digest, size: made.manifest.sizeBytes, platform }));
  const about = exported.flatMap((entry) => (entry.about === undefined ? [] : [attestationEntry(entry.about)]));
  const [only, second] = images;
  if (only !== undefined && second === undefined && about.length === 0)
    return { isIndex: false, descriptor: { mediaType: MANIFEST, ...only }, blobs: [] };
  const index = textBlob(indexJson([...images, ...about]));
  return { isIndex: true, descriptor: { mediaType: INDEX, digest: index.digest, size: index.sizeBytes }, blobs: [index] };
}

type Name = { readonly ok: true; readonly full: string; readonly familiar: string; readonly tag: string };

function nameParts(text: string): Name | { readonly ok: false; readonly message: string } {
  const resolved = resolveReference(text);
  if (!resolved.ok) return resolved;
  const { reference } = resolved;
  const tag = reference.tag ?? 'latest';
  return { ok: true, full: reference.text, familiar: `${familiarName(reference)}:${tag}`, tag };
}

/** In byte order. Differs: without a name BuildKit leaves `ref.name` out; here it is `latest`, so that tools which go by names find the image (umoci does). */
function layoutAnnotations(createdSeconds: number | undefined, name: Name | undefined): Readonly<Record<string, string>> {
  return {
    ...(name === undefined ? {} : { 'io.containerd.image.name': name.full }),
    ...(createdSeconds === undefined ? {} : { 'org.opencontainers.image.created': isoTime(createdSeconds) }),
    'org.opencontainers.image.ref.name': name?.tag ?? 'latest',
  };
}

function dockerManifest([first]: readonly Exported[], name: Name | undefined): string | undefined {
  if (first === undefined) return undefined;
  const pathOf = ({ digest }: Blob) => `blobs/${digest.replace(':', '/')}`;
  const { config, layers } = first.made;
  return goJson([{ Config: pathOf(config), RepoTags: name === undefined ? null : [name.familiar], Layers: layers.map(pathOf) }]);
}
