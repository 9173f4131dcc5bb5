import type { PipDistribution, PipPart } from '../../catalog/parts';
import { type Clause, pinnedVersion, satisfies } from './specifier';
import { compareVersionTexts, isPrerelease, parseVersion } from './version';

export interface Release {
  readonly version: string;
  /** The release is not among those that are known: the figures of the current one stand in. */
  readonly assumed: boolean;
}

export function distributionOf(world: PipPart, name: string): PipDistribution | undefined {
  return Object.hasOwn(world.distributions, name) ? world.distributions[name] : undefined;
}

/** Ascending. */
export function knownReleases(distribution: PipDistribution): readonly string[] {
  return [...(distribution.earlier ?? []), distribution.version];
}

/**
 * The release that an install takes: the highest that is known and fits. Requirement files pin releases by the thousand and the catalogue knows a
 * handful of each distribution, so an older one that a specifier asks for is taken at its word; a newer one than the current does not exist.
 */
export function chooseRelease(distribution: PipDistribution, clauses: readonly Clause[]): Release | undefined {
  const pinned = pinnedVersion(clauses);
  const fitting = knownReleases(distribution).filter((version) => satisfies(version, clauses) && (pinned !== undefined || !isPre(version)));
  const highest = fitting.sort(compareVersionTexts).at(-1);
  if (highest !== undefined) return { version: highest, assumed: false };
  const older = (pinned === undefined ? clauses.flatMap(lowestOf) : [pinned]).find(
    (version) => parseVersion(version) !== undefined && compareVersionTexts(version, distribution.version) < 0 && satisfies(version, clauses),
  );
  return older === undefined ? undefined : { version: older, assumed: true };
}

function isPre(version: string): boolean {
  const parsed = parseVersion(version);
  return parsed !== undefined && isPrerelease(parsed);
}

/** Versions that a clause allows, to be tried where no known release fits. */
function lowestOf({ operator, version }: Clause): readonly string[] {
  const plain = version.replace(/\.\*$/, '.0');
  switch (operator) {
    case '==':
    case '~=':
    case '>=':
    case '<=':
      return [plain];
    case '<':
      return below(plain);
    default:
      return [];
  }
}

/** `<2.0` → 1.0, `<2.3` → 2.2. */
function below(version: string): readonly string[] {
  const release = version.split('.').map(Number);
  const last = release.findLastIndex((part) => part > 0);
  if (last < 0 || release.some(Number.isNaN)) return [];
  const lower = [...release.slice(0, last), (release[last] ?? 1) - 1, ...release.slice(last + 1)];
  return [(lower.length === 1 ? [...lower, 0] : lower).join('.')];
}

/** `flask-3.1.0-py3-none-any.whl`: the archive that is fetched. */
export function archiveName(name: string, version: string, distribution: PipDistribution, target: WheelTarget): string {
  const stem = `${name.replaceAll('-', '_')}-${version}`;
  return distribution.tag === 'sdist' || (target.musl && distribution.musl === 'sdist')
    ? `${stem}.tar.gz`
    : `${stem}-${wheelTag(distribution.tag, target)}.whl`;
}

export interface WheelTarget {
  /** As `312`. */
  readonly digits: string;
  readonly machine: 'x86_64' | 'aarch64';
  readonly musl: boolean;
}

/** Tags for the interpreter, machine and C library that ask. */
export function wheelTag(tag: string, target: WheelTarget): string {
  const built = tag === 'sdist' ? `cpXY-cpXY-linux_x86_64` : tag;
  const placed = built.replaceAll('cpXY', `cp${target.digits}`);
  const library = target.musl ? placed.replace(/-(?:many)?linux[^-]*$/, `-${tag === 'sdist' ? 'linux' : 'musllinux_1_2'}_x86_64`) : placed;
  return library.replaceAll('x86_64', target.machine);
}
