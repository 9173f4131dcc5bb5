import type { NpmPart } from '../../catalog/parts';
import { highestSatisfying } from './semver';

/** What is known of one module: its files as installed, without nested node_modules. */
export interface ModuleFacts {
  readonly bytes: number;
  readonly files: number;
  readonly licence: string;
  /** False when the figures are those of an average module. */
  readonly measured: boolean;
}

/** Medians of the measured modules. */
const AVERAGE: ModuleFacts = { bytes: 30_000, files: 9, licence: 'MIT', measured: false };
/** A tarball against the files in it, over the packages of which both are known. */
const TARBALL_RATIO = 0.26;

export function moduleFacts(world: NpmPart, name: string, version: string): ModuleFacts {
  const known = world.modules[`${name}@${version}`];
  if (known !== undefined) return { bytes: known[0], files: known[1], licence: known[2], measured: true };
  const other = versionsOf(world, name).at(-1);
  const near = other === undefined ? undefined : world.modules[`${name}@${other}`];
  return near === undefined ? AVERAGE : { bytes: near[0], files: near[1], licence: near[2], measured: false };
}

export function tarballBytes(world: NpmPart, name: string, version: string, bytes: number): number {
  const known = world.packages[name];
  return known?.[0] === version ? known[1] : Math.round(bytes * TARBALL_RATIO);
}

const versions = new WeakMap<NpmPart, ReadonlyMap<string, readonly string[]>>();

/** Versions that are known of a package, in the order of the facts. */
export function versionsOf(world: NpmPart, name: string): readonly string[] {
  let index = versions.get(world);
  if (index === undefined) {
    index = indexVersions(world);
    versions.set(world, index);
  }
  return index.get(name) ?? [];
}

function indexVersions(world: NpmPart): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  const add = (name: string, version: string) => {
    const known = index.get(name) ?? [];
    if (!known.includes(version)) index.set(name, [...known, version]);
  };
  for (const key of Object.keys(world.modules)) add(key.slice(0, key.lastIndexOf('@')), key.slice(key.lastIndexOf('@') + 1));
  for (const [name, [version]] of Object.entries(world.packages)) add(name, version);
  return index;
}

/** The version that an install would choose today; `undefined` when none that is known fits. */
export function chooseVersion(world: NpmPart, name: string, range: string): string | undefined {
  const latest = world.packages[name]?.[0];
  const known = versionsOf(world, name);
  if (range === '' || range === '*' || range === 'latest') return latest ?? known.at(-1);
  return highestSatisfying(known, range);
}

/** A version to write down for a range of which no fitting version is known: the lowest it allows. */
export function lowestOf(range: string): string {
  const [, major = '1', minor = '0', patch = '0'] = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(range) ?? [];
  return `${major}.${minor}.${patch}`;
}
