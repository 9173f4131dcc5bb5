import type { HistoryEntry, ImageConfig, Platform } from '../image/types';
import type { ImageIndexEntry, PublishedImage, PublishedPlatform } from './parts';
import { rootfsOf } from './rootfs/rootfs';
import type { BaseImage, Catalog, Provenance } from './types';

const images = new WeakMap<PublishedPlatform, BaseImage>();

/** A published image: digests, config and sizes as published, a root file system put together from its packages. Made once per catalogue part. */
export function publishedBase(
  catalog: Catalog,
  entry: ImageIndexEntry,
  image: PublishedImage,
  platform: PublishedPlatform,
  provenance: Provenance,
): BaseImage {
  const known = images.get(platform);
  if (known !== undefined) return known;
  const [os = 'linux', architecture = 'amd64', variant] = platform.platform.split('/');
  const made: BaseImage = {
    reference: `${entry.repository}:${entry.tag}`,
    digest: entry.digests[0] ?? platform.manifestDigest,
    manifestDigest: platform.manifestDigest,
    platform: platformOf(os, architecture, variant),
    config: platform.config,
    history: historyOf(image, platform),
    layers: platform.layers.map((layer) => ({ ...layer, mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip' })),
    tree: rootfsOf(catalog, image, platform),
    fidelity: image.known ? 'modelled' : 'unknown',
    provenance: { source: image.source, asOf: image.snapshot === '' ? provenance.asOf : image.snapshot },
  };
  images.set(platform, made);
  return made;
}

const byManifest = new WeakMap<BaseImage, BaseImage>();

/** The same image under the digest of its own manifest, as a reference names it that passes the index by. Made once per image. */
export function publishedManifest(image: BaseImage): BaseImage {
  const known = byManifest.get(image);
  if (known !== undefined) return known;
  const made: BaseImage = { ...image, digest: image.manifestDigest };
  byManifest.set(image, made);
  return made;
}

function platformOf(os: string, architecture: string, variant: string | undefined): Platform {
  // Published arm64 images say v8 in their index, and so do images built on them.
  const known = variant ?? (architecture === 'arm64' ? 'v8' : undefined);
  return { os, architecture, ...(known === undefined ? {} : { variant: known }) };
}

/** What made each layer, as published; then the metadata instructions, which leave no layer and whose place between the layers is not known. */
function historyOf(image: PublishedImage, platform: PublishedPlatform): readonly HistoryEntry[] {
  const created = /^\d{4}-\d{2}-\d{2}$/.test(image.snapshot) ? { created: `${image.snapshot}T00:00:00Z` } : {};
  const layers = platform.layers.map(
    ({ createdBy }): HistoryEntry => ({ ...created, createdBy, comment: 'buildkit.dockerfile.v0', emptyLayer: false }),
  );
  const metadata = metadataLines(platform.config).map(
    (createdBy): HistoryEntry => ({ ...created, createdBy, comment: 'buildkit.dockerfile.v0', emptyLayer: true }),
  );
  return [...layers, ...metadata];
}

function metadataLines(config: ImageConfig): readonly string[] {
  const list = (words: readonly string[]) => `[${words.map((word) => JSON.stringify(word)).join(' ')}]`;
  return [
    ...(config.Env ?? []).filter((pair) => !pair.startsWith('PATH=')).map((pair) => `ENV ${pair}`),
    ...Object.keys(config.ExposedPorts ?? {}).map((port) => `EXPOSE [${port}]`),
    ...(config.StopSignal === undefined ? [] : [`STOPSIGNAL ${config.StopSignal}`]),
    ...(config.Entrypoint === undefined ? [] : [`ENTRYPOINT ${list(config.Entrypoint)}`]),
    ...(config.Cmd === undefined ? [] : [`CMD ${list(config.Cmd)}`]),
  ];
}
