import { familiarName, type ImageReference } from '../catalog/reference';
import { formatPlatform } from '../instructions/platform';
import type { Platform } from './types';

/** Qualifiers stand in the order given. */
export interface PackageUrl {
  readonly type: string;
  readonly namespace?: string;
  readonly name: string;
  readonly version?: string;
  readonly qualifiers?: readonly (readonly [key: string, value: string])[];
}

/** As package-url/packageurl-go prints it: Go's own escapes, so that a colon stays in a version and a slash does not in a qualifier. */
export function packageUrl({ type, namespace = '', name, version = '', qualifiers = [] }: PackageUrl): string {
  const path = [...namespace.split('/').filter((part) => part !== ''), name].map(escapeQuery).join('/');
  const query = qualifiers.map(([key, value]) => `${key}=${escapePath(value)}`).join('&');
  return `pkg:${type}/${path}${version === '' ? '' : `@${escapePath(version)}`}${query === '' ? '' : `?${query}`}`;
}

/** An image as a package (moby/buildkit util/purl/image.go, RefToPURL): a digest is a qualifier, and only without one a tag is assumed. */
export function imagePackageUrl(reference: ImageReference, platform: Platform): string {
  const names = familiarName(reference).split('/');
  return packageUrl({
    type: 'docker',
    namespace: names.slice(0, -1).join('/'),
    name: names.at(-1) ?? '',
    ...(reference.tag === undefined ? {} : { version: reference.tag }),
    qualifiers: [...(reference.digest === undefined ? [] : [['digest', reference.digest] as const]), ['platform', formatPlatform(platform)]],
  });
}

/** Go's url.QueryEscape. */
function escapeQuery(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, hexEscape)
    .replaceAll('%20', '+');
}

/** Go's url.PathEscape, for one segment. */
function escapePath(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, hexEscape)
    .replace(/%(?:24|26|2B|3A|3D|40)/g, decodeURIComponent);
}

function hexEscape(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}
