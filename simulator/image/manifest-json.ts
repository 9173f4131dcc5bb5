import { goJson, goJsonIndented } from './go-json';
import type { Platform } from './types';

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
export const INDEX = 'application/vnd.oci.image.index.v1+json';

/** The OCI manifest of one platform's image, indented as BuildKit stores it. Without layers the field is `null`. */
export function manifestJson(config: { readonly digest: string; readonly size: number }, layers: readonly Descriptor[]): string {
  return goJsonIndented({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: { mediaType: CONFIG, digest: config.digest, size: config.size },
    layers: layers.length === 0 ? null : layers.map(descriptor),
  });
}

/** What an index names: images in the order in which they were asked for, then attestation manifests. */
export interface IndexEntry {
  readonly digest: string;
  readonly size: number;
  readonly platform: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
}

export function indexJson(manifests: readonly IndexEntry[]): string {
  return goJsonIndented({
    schemaVersion: 2,
    mediaType: INDEX,
    manifests: manifests.map(({ platform, ...entry }) => ({ ...descriptor({ mediaType: MANIFEST, ...entry }), platform: platformObject(platform) })),
  });
}

/** An image layout's entry point, which unlike an index among the blobs is not indented. It names the one image of the archive. */
export function layoutIndexJson({ platform, ...image }: Descriptor & { readonly platform?: Platform }): string {
  const entry = { ...descriptor(image), ...(platform === undefined ? {} : { platform: platformObject(platform) }) };
  return goJson({ schemaVersion: 2, mediaType: INDEX, manifests: [entry] });
}

function descriptor({ mediaType, digest, size, annotations }: Descriptor): object {
  return { mediaType, digest, size, ...(annotations === undefined ? {} : { annotations }) };
}

function platformObject(platform: Platform): object {
  return {
    architecture: platform.architecture,
    os: platform.os,
    ...(platform.osVersion ? { 'os.version': platform.osVersion } : {}),
    ...(platform.variant ? { variant: platform.variant } : {}),
  };
}
