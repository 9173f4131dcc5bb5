import type { Tree } from '../../fs/types';
import type { PublishedImage, PublishedPlatform } from '../parts';
import type { Catalog } from '../types';
import { alpineBase } from './alpine';
import { busyboxBase } from './busybox';
import type { Contents } from './contents';
import { debianBase } from './debian';
import { distrolessBase } from './distroless';
import { contentBytes, shareOut, shrink } from './entries';
import { growRootfs } from './grow';
import { softwareOf } from './software';

/** Catalogue parts that the root file system of an image is put together from, beside the image's own. */
export function rootfsPartsOf(image: { readonly packageManager: 'apt' | 'apk' | '' }): readonly string[] {
  return image.packageManager === 'apt' ? ['rootfs-debian-12'] : [];
}

/**
 * A root file system in the image of the published one: the paths that matter, the packages' files, and stand-ins in plausible
 * places so that everything adds up to the published size.
 */
export function rootfsOf(catalog: Catalog, image: PublishedImage, platform: PublishedPlatform): Tree {
  const base = baseContents(catalog, image, platform);
  const software = softwareOf(image, platform);
  const entries = [...base.entries, ...software.entries];
  const shares = [...software.shares, ...base.shares];
  const target = platform.layers.reduce((sum, layer) => sum + layer.sizeBytes, 0);
  const fixed = contentBytes(entries);
  const rest = target - fixed;
  const sized = rest >= 0 ? [...entries, ...shareOut(shares, rest)] : [...shrink(entries, Math.max(0, 1 + rest / fixed)), ...shareOut(shares, 0)];
  const mtimeSeconds = snapshotSeconds(image.snapshot);
  return growRootfs(sized, mtimeSeconds);
}

function baseContents(catalog: Catalog, image: PublishedImage, platform: PublishedPlatform): Contents {
  if (image.packageManager === 'apt') return debianBase(catalog, image, platform);
  if (image.packageManager === 'apk') return alpineBase(image, platform);
  if (image.os.startsWith('scratch')) return busyboxBase(image);
  return distrolessBase(image);
}

/** `2026-01-14` → seconds since 1970; an unknown day is the start of 2026. */
function snapshotSeconds(snapshot: string): number {
  const [, year = '2026', month = '1', day = '1'] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(snapshot) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1000;
}
