import { type AptPart, partOf } from '../../catalog/parts';
import type { Catalog } from '../../catalog/types';

const worlds = new WeakMap<AptPart, AptPart>();

/** The packages of Debian 12, those of the base system included, whose files are listed in another part. `undefined` until the part is loaded. */
export function aptWorld(catalog: Catalog): AptPart | undefined {
  const apt = partOf(catalog, 'apt-bookworm');
  const base = partOf(catalog, 'rootfs-debian-12');
  if (apt === undefined || base === undefined) return apt;
  const known = worlds.get(apt);
  if (known !== undefined) return known;
  const world: AptPart = { ...apt, listings: { ...apt.listings, ...base.listings }, records: { ...apt.records, ...base.records } };
  worlds.set(apt, world);
  return world;
}
