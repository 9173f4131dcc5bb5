import type { DebianVersionsPart } from '../../simulator/catalog/parts';

interface VersionFacts {
  readonly _meta: { readonly asOf: string };
  /** Source package → release → versions with the day of each, newest first. */
  readonly debianVersionHistory: Readonly<Record<string, Readonly<Record<string, readonly (readonly [version: string, day: string])[]>>>>;
}

interface PackageFacts {
  readonly packages: Readonly<Record<string, { readonly source?: string }>>;
}

/** Versions of Debian 12's packages over time, of those sources whose changelog was read. */
export function debianVersionsPart(versions: unknown, apt: unknown): DebianVersionsPart {
  const facts = versions as VersionFacts; // The facts folder is trusted input of a build script.
  const { packages } = apt as PackageFacts;
  const history = Object.entries(facts.debianVersionHistory).flatMap(([source, { 12: rows = [] }]) =>
    rows.length > 1 ? [[source, [...rows].sort(([, a], [, b]) => (a < b ? -1 : 1))] as const] : [],
  );
  const known = new Set(history.map(([source]) => source));
  const sourceOf = Object.entries(packages).map(([name, { source = name }]) => [name, source] as const);
  return {
    provenance: { source: "changelogs of Debian 12's packages (main, updates, security)", asOf: facts._meta.asOf },
    versions: Object.fromEntries(history),
    packages: Object.fromEntries(sourceOf.filter(([, source]) => known.has(source))),
  };
}
