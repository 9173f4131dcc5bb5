import { type AptPart, type DebianVersionsPart, partOf } from './parts';
import type { Catalog } from './types';

/** The catalogue as it is on a day: what `apt-get update` brings then. The same object for the same day, as long as no part comes in. */
export function catalogAt(catalog: Catalog, worldSeconds: number | undefined): Catalog {
  const apt = partOf(catalog, 'apt-bookworm');
  const history = partOf(catalog, 'debian-versions');
  if (worldSeconds === undefined || apt === undefined || history === undefined) return catalog;
  const day = dayOf(worldSeconds);
  const known = catalogs.get(catalog);
  if (known?.day === day && known.parts === catalog.size) return known.catalog;
  const made = new Map([...catalog, ['apt-bookworm', aptAt(apt, history, day)]]);
  catalogs.set(catalog, { day, parts: catalog.size, catalog: made });
  return made;
}

const catalogs = new WeakMap<Catalog, { readonly day: string; readonly parts: number; readonly catalog: Catalog }>();

function aptAt(apt: AptPart, history: DebianVersionsPart, day: string): AptPart {
  const packages = Object.entries(apt.packages).map(
    ([name, [version, ...rest]]) => [name, [versionAt(history, name, version, day), ...rest]] as const,
  );
  return { ...apt, provenance: { ...apt.provenance, asOf: day }, packages: Object.fromEntries(packages) };
}

/**
 * A Debian package's version on a day (`2026-06-01`): the newest that was out by then. The given one stays where its history is not known,
 * or does not have it, as with a package whose version is not its source's.
 */
export function versionAt(history: DebianVersionsPart, name: string, version: string, day: string): string {
  const versions = history.versions[history.packages[name] ?? ''] ?? [];
  if (!versions.some(([known]) => known === version)) return version;
  return versions.findLast(([, out]) => out <= day)?.[0] ?? version;
}

export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
