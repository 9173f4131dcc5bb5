import { createHash } from 'node:crypto';
import type { ImageIndexEntry, ImagePart, PublishedImage, PublishedLayer, PublishedPackage, PublishedPlatform } from '../../simulator/catalog/parts';
import type { ImageConfig } from '../../simulator/image/types';
import type { ConfigFacts, ImageFacts, PlatformFacts } from './facts';
import { layerSizes } from './layer-sizes';

/** Tags that pointed at the same image on the day of the snapshot, by the image libraries' own tag lists. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  'debian:bookworm': ['12'],
  'debian:bookworm-slim': ['12-slim'],
  'debian:trixie-slim': ['13-slim'],
  'alpine:3.23': ['3', 'latest', '3.23.2'],
  'busybox:1.37-glibc': ['latest', '1', '1.37', '1.37.0', 'glibc'],
  'ubuntu:24.04': ['noble', 'latest'],
  'node:20': ['20-bookworm', '20.20', '20.20.0', '20.20.0-bookworm', 'iron'],
  'node:20-slim': ['20-bookworm-slim', '20.20-slim', '20.20.0-slim', '20.20.0-bookworm-slim', 'iron-slim'],
  'node:20-alpine': ['20-alpine3.23', '20.20-alpine', '20.20.0-alpine', '20.20.0-alpine3.23', 'iron-alpine'],
  'node:22-slim': ['22-bookworm-slim'],
  'golang:1.23': ['1.23-bookworm', '1.23.9'],
  'golang:1.25-alpine': ['1.25-alpine3.23'],
  'python:3.12': ['3.12-trixie', '3.12.12'],
  'python:3.12-slim': ['3.12-slim-trixie', '3.12.12-slim', '3.12.12-slim-trixie'],
  'python:3.12-slim-bookworm': ['3.12.12-slim-bookworm'],
  'nginx:stable': ['1.28', '1.28.1'],
  'nginx:stable-alpine': ['1.28-alpine', '1.28.1-alpine'],
};
const SOURCE = 'docker-library/repo-info and its forks; GoogleContainerTools/distroless';

/** `images` (the index) and one part per repository. */
export function imageParts(raw: unknown): Record<string, unknown> {
  const facts = raw as readonly ImageFacts[]; // The facts folder is trusted input of a build script.
  const sizes = layerSizes(facts);
  const parts: Record<string, { provenance: ImagePart['provenance']; images: PublishedImage[] }> = {};
  const index: ImageIndexEntry[] = [];
  for (const image of facts) {
    const part = partNameOf(image.repository);
    parts[part] ??= { provenance: { source: SOURCE, asOf: '2026-11' }, images: [] };
    parts[part].images.push(publishedImage(image, sizes));
    index.push({
      repository: image.repository,
      tag: image.tag,
      aliases: ALIASES[image.reference] ?? [],
      digests: [...(image.indexDigest === null ? [] : [image.indexDigest]), ...(image.knownIndexDigests ?? []).map((known) => known.digest)].concat(
        image.indexDigest === null && (image.knownIndexDigests ?? []).length === 0 ? [standIn(`index ${image.reference}`)] : [],
      ),
      platforms: image.platforms
        .filter((platform) => platform.platform === 'linux/amd64' || (platform.layers ?? []).length > 0)
        .map((platform) => platform.platform),
      part,
    });
  }
  return { images: { provenance: { source: SOURCE, asOf: '2026-11' }, images: index }, ...parts };
}

function partNameOf(repository: string): string {
  return `image/${repository.replace(/^docker\.io\/library\//, '').replaceAll('/', '-')}`;
}

/** A digest for what was published but is not known: recognisable by nobody as anything else, and stable. */
export function standIn(subject: string): string {
  return `sha256:${createHash('sha256').update(`layerlab stand-in: ${subject}`).digest('hex')}`;
}

function publishedImage(image: ImageFacts, sizes: ReadonlyMap<string, number>): PublishedImage {
  return {
    tag: image.tag,
    snapshot: image.snapshot ?? '',
    os: image.os,
    shell: image.shell ?? '',
    packageManager: image.packageManager === 'apt' || image.packageManager === 'apk' ? image.packageManager : '',
    users: image.users.map((user) => [user.name, user.uid, user.gid] as const),
    packages: image.packages.map(packageRow),
    packagesComplete: image.packagesComplete,
    source: image.provenance,
    known: image.platforms.some((platform) => (platform.layers ?? []).length > 0),
    platforms: image.platforms
      .filter((platform) => platform.platform === 'linux/amd64' || (platform.layers ?? []).length > 0)
      .map((platform) => publishedPlatform(image, platform, sizes)),
  };
}

function packageRow(row: ImageFacts['packages'][number]): PublishedPackage {
  const source = row.source === null || row.source === row.name ? '' : row.source;
  return [row.name, row.version ?? '', source, ...(row.licenses ?? [])];
}

function publishedPlatform(image: ImageFacts, platform: PlatformFacts, sizes: ReadonlyMap<string, number>): PublishedPlatform {
  const subject = `${image.repository} ${platform.platform}`;
  return {
    platform: platform.platform,
    manifestDigest: platform.manifestDigest ?? standIn(`manifest ${image.reference} ${platform.platform}`),
    config: platform.config === null ? {} : configOf(platform.config),
    layers: (platform.layers ?? []).map((layer, index): PublishedLayer => {
      const digest = layer.digest ?? standIn(`layer ${subject} ${layer.createdBy}`);
      const sizeBytes = sizes.get(`${image.reference} ${platform.platform} ${index}`) ?? 1024;
      return {
        digest,
        diffId: standIn(`diff ${digest}`),
        blobBytes: layer.compressedBytes ?? Math.round(sizeBytes / 2.7),
        sizeBytes,
        createdBy: layer.createdBy,
      };
    }),
  };
}

function configOf(facts: ConfigFacts): ImageConfig {
  const flags = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, {}]));
  return {
    ...(facts.User ? { User: facts.User } : {}),
    ...(facts.ExposedPorts?.length ? { ExposedPorts: flags(facts.ExposedPorts) } : {}),
    ...(facts.Env ? { Env: facts.Env } : {}),
    ...(facts.Entrypoint ? { Entrypoint: facts.Entrypoint } : {}),
    ...(facts.Cmd ? { Cmd: facts.Cmd } : {}),
    ...(facts.Volumes?.length ? { Volumes: flags(facts.Volumes) } : {}),
    ...(facts.WorkingDir ? { WorkingDir: facts.WorkingDir } : {}),
    ...(facts.Labels && Object.keys(facts.Labels).length > 0 ? { Labels: facts.Labels } : {}),
    ...(facts.StopSignal ? { StopSignal: facts.StopSignal } : {}),
  };
}
