import type { AptPart } from '../../catalog/parts';
import { compareDebianVersions } from './version';

export interface InstallPlan {
  /** New packages, what others depend on first: the order of unpacking. */
  readonly order: readonly string[];
  /** Installed in an older version, which a new package or the command itself does not leave in place. */
  readonly upgrades: readonly string[];
  /** New, but not asked for. */
  readonly additional: readonly string[];
  /** Recommended by a new package and left out. */
  readonly skippedRecommends: readonly string[];
}

/** What installing `names` brings, on top of what is installed. Names must be known. */
export function planInstall(apt: AptPart, installed: ReadonlyMap<string, string>, names: readonly string[], recommends: boolean): InstallPlan {
  const chosen = new Set<string>();
  const skipped = new Set<string>();
  const pending = [...names].reverse();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const known = apt.packages[name];
    if (known === undefined || chosen.has(name) || installed.has(name)) continue;
    chosen.add(name);
    pending.push(...known[3]);
    if (recommends) pending.push(...known[4]);
    else for (const recommended of known[4]) skipped.add(recommended);
  }
  const order = dependenciesFirst(apt, chosen);
  const outdated = [...names, ...order.flatMap((name) => apt.exact[name] ?? [])].filter((name) => isOutdated(apt, installed, name));
  return {
    order,
    upgrades: [...new Set(outdated)].sort(),
    additional: order.filter((name) => !names.includes(name)).sort(),
    skippedRecommends: [...skipped].filter((name) => !chosen.has(name) && !installed.has(name)).sort(),
  };
}

export function isOutdated(apt: AptPart, installed: ReadonlyMap<string, string>, name: string): boolean {
  const [before, candidate] = [installed.get(name), apt.packages[name]?.[0]];
  return before !== undefined && candidate !== undefined && compareDebianVersions(before, candidate) < 0;
}

/** Depth first without recursion; a circle is entered where it is met first. */
function dependenciesFirst(apt: AptPart, chosen: ReadonlySet<string>): readonly string[] {
  const done = new Set<string>();
  const entered = new Set<string>();
  const stack = [...chosen].reverse();
  while (stack.length > 0) {
    const name = stack[stack.length - 1] ?? '';
    const waiting = entered.has(name)
      ? []
      : (apt.packages[name]?.[3] ?? []).filter((dependency) => chosen.has(dependency) && !entered.has(dependency));
    entered.add(name);
    if (waiting.length > 0) {
      stack.push(...[...waiting].reverse());
      continue;
    }
    stack.pop();
    done.add(name);
  }
  return [...done];
}

/** The packages themselves and all that cannot stay without them. */
export function planRemoval(apt: AptPart, installed: ReadonlyMap<string, string>, names: readonly string[]): readonly string[] {
  const removed = new Set(names.filter((name) => installed.has(name)));
  for (let changed = true; changed; ) {
    changed = false;
    for (const name of installed.keys()) {
      if (removed.has(name) || !(apt.packages[name]?.[3] ?? []).some((dependency) => removed.has(dependency))) continue;
      removed.add(name);
      changed = true;
    }
  }
  return [...removed].sort();
}

/** Automatically installed packages that nothing left needs or recommends. */
export function planAutoremove(
  apt: AptPart,
  installed: ReadonlyMap<string, string>,
  automatic: ReadonlySet<string>,
  without: ReadonlySet<string>,
): readonly string[] {
  const kept = new Set<string>();
  const pending = [...installed.keys()].filter((name) => !automatic.has(name) && !without.has(name));
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (kept.has(name) || without.has(name)) continue;
    kept.add(name);
    const known = apt.packages[name];
    for (const other of known === undefined ? [] : [...known[3], ...known[4]]) if (installed.has(other)) pending.push(other);
  }
  return [...installed.keys()].filter((name) => automatic.has(name) && !kept.has(name) && !without.has(name)).sort();
}
