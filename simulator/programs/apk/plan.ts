import type { AlpineWorld } from './apk-world';
import type { InstalledPackages, InstalledRecord } from './database';
import { type ApkDependency, parseDependency, satisfies } from './dependency';

export type Change =
  | { readonly kind: 'install'; readonly name: string; readonly version: string }
  | { readonly kind: 'upgrade'; readonly name: string; readonly version: string; readonly before: string }
  | { readonly kind: 'reinstall' | 'purge'; readonly name: string; readonly version: string };

/** Why no selection of packages is possible; one for each name that stands in the way. */
export type Conflict =
  | { readonly kind: 'missing'; readonly name: string; readonly requiredBy: readonly string[] }
  | {
      readonly kind: 'version';
      readonly name: string;
      readonly version: string;
      readonly breaks: readonly string[];
      readonly satisfies: readonly string[];
    };

export interface WantedPackages {
  readonly dependency: ApkDependency;
  /** As errors name it: `world`, or the virtual package with its version. */
  readonly by: string;
}

export type Selection = { readonly ok: true; readonly changes: readonly Change[] } | { readonly ok: false; readonly conflicts: readonly Conflict[] };

/**
 * What has to be installed for the wanted packages, dependencies before what needs them. What is installed stays at its version
 * unless it cannot, or an upgrade is asked for; without indexes nothing but what is installed can be chosen.
 */
export function planInstall(
  world: AlpineWorld,
  installed: InstalledPackages,
  wanted: readonly WantedPackages[],
  options: { readonly indexed: boolean; readonly upgrade: boolean },
): Selection {
  const find = (name: string) => (options.indexed ? world.find(name) : undefined);
  const conflicts = conflictsOf(wanted, installed, find);
  if (conflicts.length > 0) return { ok: false, conflicts };
  const changes = new Map<string, Change>();
  const visited = new Set<string>();
  const visit = (name: string, dependency?: ApkDependency): void => {
    const candidate = find(name);
    const real = candidate?.name ?? name;
    const before = installed.get(real);
    const fits = before !== undefined && (dependency === undefined || satisfies(dependency, before.version));
    if (visited.has(real) || (fits && !options.upgrade)) return;
    visited.add(real);
    if (candidate === undefined) return;
    for (const needed of candidate.depends) visit(needed);
    if (before === undefined) changes.set(real, { kind: 'install', name: real, version: candidate.version });
    else if (before.version !== candidate.version)
      changes.set(real, { kind: 'upgrade', name: real, version: candidate.version, before: before.version });
  };
  for (const { dependency } of wanted) visit(dependency.name, dependency);
  return { ok: true, changes: [...changes.values()] };
}

function conflictsOf(wanted: readonly WantedPackages[], installed: InstalledPackages, find: AlpineWorld['find']): readonly Conflict[] {
  const byName = new Map<string, WantedPackages[]>();
  for (const item of wanted) byName.set(item.dependency.name, [...(byName.get(item.dependency.name) ?? []), item]);
  return [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, items]): readonly Conflict[] => {
      const candidate = find(name);
      const present = installed.get(candidate?.name ?? name);
      if (candidate === undefined && present === undefined)
        return [{ kind: 'missing', name, requiredBy: items.map(({ by, dependency }) => `${by}[${dependency.text}]`) }];
      const versions = [present?.version, candidate?.version].filter((version) => version !== undefined);
      const broken = items.filter(({ dependency }) => !versions.some((version) => satisfies(dependency, version)));
      if (broken.length === 0) return [];
      const text = (list: readonly WantedPackages[]) => list.map(({ by, dependency }) => `${by}[${dependency.text}]`);
      const version = candidate?.version ?? versions[0] ?? '';
      return [
        {
          kind: 'version',
          name: candidate?.name ?? name,
          version,
          breaks: text(broken),
          satisfies: text(items.filter((item) => !broken.includes(item))),
        },
      ];
    });
}

/** Names that world and what it needs lead to. Records of base images say nothing about what needs them, so they lead to themselves. */
export function reachable(
  world: AlpineWorld,
  installed: InstalledPackages,
  wanted: readonly string[],
  dropped: ReadonlySet<string>,
): ReadonlySet<string> {
  const kept = new Set<string>();
  const roots = [...installed.values()].filter((record) => record.installedBytes === undefined && !dropped.has(record.name)).map(({ name }) => name);
  const pending = [...roots, ...wanted.map((word) => parseDependency(word)?.name ?? word)];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const record = installedAs(world, installed, name);
    if (record === undefined || kept.has(record.name)) continue;
    kept.add(record.name);
    for (const needed of dependsOf(world, record)) pending.push(needed);
  }
  return kept;
}

export function installedAs(world: AlpineWorld, installed: InstalledPackages, name: string): InstalledRecord | undefined {
  return installed.get(name) ?? installed.get(world.find(name)?.name ?? name);
}

export function dependsOf(world: AlpineWorld, record: InstalledRecord): readonly string[] {
  const words = record.installedBytes === undefined ? (world.find(record.name)?.depends ?? []) : record.depends;
  return words.map((word) => parseDependency(word)?.name ?? word);
}

/** What goes, dependents before what they need: the order in which apk would install, turned round. */
export function planRemoval(world: AlpineWorld, installed: InstalledPackages, kept: ReadonlySet<string>): readonly Change[] {
  const order = new Set<string>();
  const entered = new Set<string>();
  const visit = (name: string): void => {
    const record = installedAs(world, installed, name);
    if (record === undefined || kept.has(record.name) || entered.has(record.name)) return;
    entered.add(record.name);
    for (const needed of dependsOf(world, record)) visit(needed);
    order.add(record.name);
  };
  for (const name of [...installed.keys()].sort((a, b) => (a.startsWith('.') === b.startsWith('.') ? (a < b ? -1 : 1) : a.startsWith('.') ? 1 : -1)))
    visit(name);
  return [...order].reverse().map((name): Change => ({ kind: 'purge', name, version: installed.get(name)?.version ?? '' }));
}
