import { type ImageReference, resolveReference } from '../catalog/reference';
import { imagePackageUrl } from '../image/package-url';
import type { BuildRecord } from '../image/provenance';
import type { Platform } from '../image/types';
import { formatPlatform, normalizePlatform } from '../instructions/platform';
import type { Conversion } from '../llb/convert-types';

interface Resolved {
  readonly reference: ImageReference;
  readonly platform: Platform;
  /** Of what the name points at, where that is known. */
  readonly digest?: string;
}

/**
 * Images that the build looked up, for the provenance of one platform, sorted by name. Those of other platforms are left out where every
 * platform has its own (moby/buildkit solver/llbsolver/provenance.go, filterImagePlatforms), and so is a digest of a name that is there with
 * its tag (provenance/capture.go, OptimizeImageSources).
 */
export function resolvedImages(conversion: Conversion, all: readonly Conversion[], others: readonly Resolved[] = []): BuildRecord['dependencies'] {
  const images = [...all.flatMap(imagesOf), ...others];
  const platforms = all.map(({ platform }) => formatPlatform(platform));
  const isForEach = (text: string) => platforms.every((platform) => images.some((image) => isOf(image, text, platform)));
  const own = formatPlatform(conversion.platform);
  const kept = images.filter((image) => !isForEach(image.reference.text) || formatPlatform(image.platform) === own);
  const tagged = new Set(kept.filter(({ reference }) => reference.digest === undefined).map(({ reference }) => nameAndTag(reference)));
  const shown = kept.filter(({ reference }) => reference.digest === undefined || !tagged.has(nameAndTag(reference)));
  shown.sort((a, b) => (a.reference.text < b.reference.text ? -1 : a.reference.text > b.reference.text ? 1 : 0));
  const uris = new Map(shown.map(({ reference, platform, digest }) => [imagePackageUrl(reference, platform), digest]));
  return [...uris].map(([uri, digest]) => ({ uri, ...(digest === undefined ? {} : { sha256: digest.slice('sha256:'.length) }) }));
}

/** The image that looks for packages is looked up like a base; here it is only named, since nobody runs it. */
export function scannerImage(platform: Platform): readonly Resolved[] {
  const resolved = resolveReference('docker/buildkit-syft-scanner:stable-1');
  return resolved.ok ? [{ reference: resolved.reference, platform }] : [];
}

function isOf({ reference, platform }: Resolved, text: string, wanted: string): boolean {
  return reference.text === text && formatPlatform(platform) === wanted;
}

function nameAndTag({ repository, tag }: ImageReference): string {
  return `${repository}:${tag ?? 'latest'}`;
}

function imagesOf({ states, reachable, platform }: Conversion): readonly Resolved[] {
  return states.flatMap((state) => {
    if (!reachable.has(state) || state.base !== undefined || state.baseImage === undefined) return [];
    const resolved = resolveReference(state.baseName);
    if (!resolved.ok) return [];
    return [{ reference: resolved.reference, platform: normalizePlatform(state.platform ?? platform), digest: state.baseImage.digest }];
  });
}
