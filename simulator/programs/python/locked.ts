import type { PipPart } from '../../catalog/parts';
import { isObject, objectAt, parseJson, stringAt, stringsAt } from '../json';
import { parseToml } from '../toml';
import { type MarkerEnvironment, markerHolds } from './marker';
import { normalizedName } from './requirement';
import type { Candidate } from './resolve';
import { unknownDistribution } from './wheel-files';
import { archiveName, distributionOf, type WheelTarget } from './world';

/** One package of a lock file. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** Bytes of the wheel that would be taken, where the file says so. */
  readonly wheelBytes: number | undefined;
  readonly dependencies: readonly { readonly name: string; readonly extras: readonly string[]; readonly marker: string | undefined }[];
  readonly extras: ReadonlyMap<string, readonly string[]>;
  /** Groups that it belongs to; undefined where the file does not sort them. */
  readonly groups: readonly string[] | undefined;
  readonly marker: string | undefined;
  /** The project itself, or another that lies in the file system. */
  readonly local: boolean;
  /** Of the project itself: group → packages. */
  readonly groupDependencies: ReadonlyMap<string, readonly string[]>;
}

export type LockReading = { readonly kind: 'read'; readonly packages: readonly LockedPackage[] } | { readonly kind: 'broken' };

/** `uv.lock` and `poetry.lock` are both TOML with a `[[package]]` table for each. */
export function readTomlLock(text: string, target: WheelTarget): LockReading {
  const document = parseToml(text);
  if (document === undefined) return { kind: 'broken' };
  const list = document.package;
  return { kind: 'read', packages: (Array.isArray(list) ? list : []).flatMap((item: unknown) => packageOf(item, target) ?? []) };
}

function packageOf(item: unknown, target: WheelTarget): LockedPackage | undefined {
  const name = stringAt(item, 'name');
  if (name === undefined) return undefined;
  const source = objectAt(item, 'source');
  const optional = objectAt(item, 'optional-dependencies');
  const groups = objectAt(item, 'dev-dependencies');
  const names = (value: unknown): readonly string[] => dependencyList(value).map((dependency) => dependency.name);
  return {
    name: normalizedName(name),
    version: stringAt(item, 'version') ?? '0.0.0',
    wheelBytes: wheelBytesOf(item, target),
    dependencies: dependencyList(isObject(item) ? item.dependencies : undefined),
    extras: new Map(
      [...Object.entries(optional), ...Object.entries(objectAt(item, 'extras'))].map(([extra, value]): [string, readonly string[]] => [
        extra,
        names(value),
      ]),
    ),
    groups:
      isObject(item) && Array.isArray(item.groups)
        ? stringsAt(item, 'groups')
        : stringAt(item, 'category') === undefined
          ? undefined
          : [stringAt(item, 'category') ?? 'main'],
    marker: stringAt(item, 'markers'),
    local: ['editable', 'virtual', 'directory'].some((key) => stringAt(source, key) !== undefined) || stringAt(source, 'type') === 'directory',
    groupDependencies: new Map(Object.entries(groups).map(([group, value]): [string, readonly string[]] => [group, names(value)])),
  };
}

/** uv writes tables in a list, poetry a table of versions. */
function dependencyList(value: unknown): LockedPackage['dependencies'] {
  if (Array.isArray(value))
    return value.flatMap((item: unknown) => {
      const name = typeof item === 'string' ? /^[A-Za-z0-9._-]+/.exec(item)?.[0] : stringAt(item, 'name');
      return name === undefined ? [] : [{ name: normalizedName(name), extras: stringsAt(item, 'extra') ?? [], marker: stringAt(item, 'marker') }];
    });
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, wanted]) =>
    isObject(wanted) && wanted.optional === true
      ? []
      : [{ name: normalizedName(name), extras: stringsAt(wanted, 'extras') ?? [], marker: stringAt(wanted, 'markers') }],
  );
}

/** The wheel for this interpreter and machine; else one for any. */
function wheelBytesOf(item: unknown, target: WheelTarget): number | undefined {
  const wheels = isObject(item) && Array.isArray(item.wheels) ? item.wheels : [];
  const rated = wheels.flatMap((wheel: unknown) => {
    const file = stringAt(wheel, 'url') ?? stringAt(wheel, 'filename') ?? '';
    const size = isObject(wheel) && typeof wheel.size === 'number' ? wheel.size : undefined;
    if (size === undefined) return [];
    const any = /-none-any\.whl/.test(file);
    const fits =
      any ||
      (file.includes(target.machine) &&
        (target.musl ? /musllinux/ : /manylinux|linux_/).test(file) &&
        new RegExp(`cp${target.digits}|abi3|py3-none`).test(file));
    return fits ? [{ size, rank: any ? 1 : 2 }] : [];
  });
  return rated.sort((a, b) => b.rank - a.rank)[0]?.size;
}

/** `Pipfile.lock`: sections of packages pinned with `==`. */
export function readPipfileLock(text: string): LockReading {
  const parsed = parseJson(text);
  if (!parsed.ok) return { kind: 'broken' };
  const section = (key: string, group: string): readonly LockedPackage[] =>
    Object.entries(objectAt(parsed.value, key)).map(([name, entry]) => ({
      name: normalizedName(name),
      version: (stringAt(entry, 'version') ?? '==0.0.0').replace(/^==/, ''),
      wheelBytes: undefined,
      dependencies: [],
      extras: new Map(),
      groups: [group],
      marker: stringAt(entry, 'markers'),
      local: false,
      groupDependencies: new Map(),
    }));
  return { kind: 'read', packages: [...section('default', 'main'), ...section('develop', 'dev')] };
}

/** Everything that the named packages need, by the lock's own edges, in the order in which it is reached. */
export function closureOf(packages: readonly LockedPackage[], names: readonly string[], environment: MarkerEnvironment): readonly LockedPackage[] {
  const index = new Map(packages.map((item) => [item.name, item]));
  const found = new Map<string, LockedPackage>();
  const queue = [...names];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const item = index.get(name);
    if (item === undefined || found.has(name) || (item.marker !== undefined && !markerHolds(item.marker, environment))) continue;
    found.set(name, item);
    for (const { name: next, extras, marker } of item.dependencies) {
      if (marker !== undefined && !markerHolds(marker, environment)) continue;
      queue.push(next, ...extras.flatMap((extra) => index.get(next)?.extras.get(extra) ?? []));
    }
  }
  return [...found.values()];
}

/** What a resolution found, as entries of a lock file; in the order of names. */
export function lockedFrom(candidates: readonly Candidate[]): readonly LockedPackage[] {
  const names = new Set(candidates.map(({ name }) => name));
  const bare = (word: string): string => /^[a-z0-9-]+/.exec(word)?.[0] ?? word;
  return [...candidates]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, version, distribution, requires }) => ({
      name,
      version,
      wheelBytes: distribution.wheelBytes,
      dependencies: requires.map((word) => ({ name: bare(word), extras: /\[(.*)\]/.exec(word)?.[1]?.split(',') ?? [], marker: undefined })),
      extras: new Map(
        Object.entries(distribution.extras ?? {}).map(([extra, words]): [string, readonly string[]] => [
          extra,
          words.map(bare).filter((word) => names.has(word)),
        ]),
      ),
      groups: undefined,
      marker: undefined,
      local: false,
      groupDependencies: new Map(),
    }));
}

/** Wheel bytes where neither catalogue nor lock file knows any: the median of the observed wheels. */
const MEDIAN_WHEEL_BYTES = 75_000;

/** The lock decides the version and, where it has sizes, the size; the catalogue what the files are like. */
export function lockedCandidate(world: PipPart, item: LockedPackage, target: WheelTarget): Candidate {
  const known = distributionOf(world, item.name);
  const bytes = item.wheelBytes ?? known?.wheelBytes ?? MEDIAN_WHEEL_BYTES;
  const factor = known === undefined ? 1 : bytes / known.wheelBytes;
  const distribution =
    known === undefined
      ? unknownDistribution(item.name, item.version, bytes)
      : factor === 1
        ? known
        : { ...known, wheelBytes: bytes, scale: (known.scale ?? 1) * factor, bytecodeBytes: Math.round(known.bytecodeBytes * factor) };
  const sdist = distribution.tag === 'sdist';
  return {
    name: item.name,
    version: item.version,
    distribution,
    source: { kind: 'index', archive: archiveName(item.name, item.version, distribution, target), sdist },
    requested: true,
    assumed: known === undefined,
    requires: item.dependencies.map(({ name }) => name),
    hashes: [],
  };
}
