import { goJsonIndented } from './go-json';
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

/** The OCI index over several platforms' manifests, in the order in which they were asked for. */
export function indexJson(manifests: readonly { readonly digest: string; readonly size: number; readonly platform: Platform }[]): string {
  return goJsonIndented({
    schemaVersion: 2,
    mediaType: INDEX,
    manifests: manifests.map(({ digest, size, platform }) => ({ mediaType: MANIFEST, digest, size, platform: platformObject(platform) })),
  });
}

/** An image layout's entry point: one image, named `latest` so that tools which go by names find it (umoci does). */
export function layoutIndexJson({ platform, ...image }: Descriptor & { readonly platform?: Platform }): string {
  const annotations = { 'org.opencontainers.image.ref.name': 'latest' };
  const entry = { ...descriptor({ ...image, annotations }), ...(platform === undefined ? {} : { platform: platformObject(platform) }) };
  return goJsonIndented({ schemaVersion: 2, mediaType: INDEX, manifests: [entry] });
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
