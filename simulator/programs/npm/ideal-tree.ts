import type { NpmPart } from '../../catalog/parts';
import { entryOf, isVersionRange, type Lock, type LockEntry } from './lockfile';
import type { Manifest } from './manifest';
import { satisfies } from './semver';
import { chooseVersion, lowestOf, moduleFacts } from './world';

/** Programs that a package brings, where a fresh install has no lock file to read them from. */
const KNOWN_BINS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  typescript: { tsc: 'bin/tsc', tsserver: 'bin/tsserver' },
  vite: { vite: 'bin/vite.js' },
  vitest: { vitest: 'vitest.mjs' },
  eslint: { eslint: 'bin/eslint.js' },
  webpack: { webpack: 'bin/webpack.js' },
  'webpack-cli': { 'webpack-cli': 'bin/cli.js' },
  next: { next: 'dist/bin/next' },
  esbuild: { esbuild: 'bin/esbuild' },
  rollup: { rollup: 'dist/bin/rollup' },
  parcel: { parcel: 'lib/bin.js' },
  jest: { jest: 'bin/jest.js' },
  mocha: { mocha: 'bin/mocha.js' },
  nodemon: { nodemon: 'bin/nodemon.js' },
  prettier: { prettier: 'bin/prettier.cjs' },
  prisma: { prisma: 'build/index.js' },
  pm2: { pm2: 'bin/pm2' },
  'ts-node': { 'ts-node': 'dist/bin.js' },
  tsx: { tsx: 'dist/cli.mjs' },
  serve: { serve: 'build/main.js' },
  'http-server': { 'http-server': 'bin/http-server' },
  'cross-env': { 'cross-env': 'dist/bin/cross-env.js' },
  concurrently: { concurrently: 'dist/bin/concurrently.js' },
  rimraf: { rimraf: 'dist/esm/bin.mjs' },
  nuxt: { nuxt: 'bin/nuxt.mjs' },
  '@nestjs/cli': { nest: 'bin/nest.js' },
};

export interface IdealTree {
  readonly entries: readonly LockEntry[];
  /** Packages of which no version is known at all. */
  readonly unknown: readonly string[];
}

/** What `npm install` would put where: what the lock says as far as it fits, the rest resolved against the known versions. */
export function idealTree(world: NpmPart, manifest: Manifest, lock: Lock | undefined): IdealTree {
  const places = new Map<string, LockEntry>();
  const unknown: string[] = [];
  const wanted: readonly (readonly [string, string, boolean])[] = [
    ...[...manifest.dependencies, ...manifest.optionalDependencies].map(([name, range]) => [name, range, false] as const),
    ...[...manifest.devDependencies].filter(([name]) => !manifest.dependencies.has(name)).map(([name, range]) => [name, range, true] as const),
  ];
  const locked = new Map((lock?.entries ?? []).map((entry) => [entry.path, entry]));
  const fits = (name: string, range: string) => {
    const entry = locked.get(`node_modules/${name}`);
    return entry !== undefined && (entry.link !== undefined || !isVersionRange(range) || satisfies(entry.version, range));
  };
  if (
    lock !== undefined &&
    wanted.every(([name, range]) => fits(name, range)) &&
    rootKeeps(
      lock,
      wanted.map(([name]) => name),
    )
  )
    return { entries: lock.entries, unknown };
  for (const [name, range, dev] of wanted) {
    if (fits(name, range)) takeLocked(places, locked, name);
    else if (!resolveInto(places, world, name, range, dev)) unknown.push(name);
  }
  return { entries: [...places.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), unknown };
}

/** Nothing that the lock was made for has gone from package.json, so nothing in it is extraneous. */
function rootKeeps(lock: Lock, names: readonly string[]): boolean {
  const groups = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((key) => Object.keys(Object(lock.root[key] ?? {})));
  return groups.every((name) => names.includes(name));
}

function takeLocked(places: Map<string, LockEntry>, locked: ReadonlyMap<string, LockEntry>, name: string): void {
  const pending = [`node_modules/${name}`];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const entry = locked.get(path);
    if (entry === undefined || places.has(path)) continue;
    places.set(path, entry);
    for (const dependency of entry.dependencies.keys()) {
      const found = nearestPlace(locked, path, dependency);
      if (found !== undefined) pending.push(found);
    }
  }
}

/** Node's own search: the nearest node_modules upwards. */
function nearestPlace(locked: ReadonlyMap<string, LockEntry>, from: string, name: string): string | undefined {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    const candidate = base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`;
    if (locked.has(candidate)) return candidate;
    if (base === '') return undefined;
    if (!base.includes('/node_modules/')) {
      return locked.has(`node_modules/${name}`) ? `node_modules/${name}` : undefined;
    }
  }
}

/** Adds a package and what it brought into an empty project when it was measured. False when nothing is known of it. */
function resolveInto(places: Map<string, LockEntry>, world: NpmPart, name: string, range: string, dev: boolean): boolean {
  const chosen = chooseVersion(world, name, range);
  const version = chosen ?? lowestOf(range);
  place(places, world, name, version, dev, `node_modules/${name}`);
  const isLatest = world.packages[name]?.[0] === chosen;
  for (const key of isLatest ? (world.closures[name] ?? []) : []) {
    const at = key.lastIndexOf('@');
    const [dependency, dependencyVersion] = [key.slice(0, at), key.slice(at + 1)];
    if (dependency === name) continue;
    const top = places.get(`node_modules/${dependency}`);
    const path =
      top === undefined || top.version === dependencyVersion ? `node_modules/${dependency}` : `node_modules/${name}/node_modules/${dependency}`;
    place(places, world, dependency, dependencyVersion, dev, path);
  }
  return chosen !== undefined;
}

function place(places: Map<string, LockEntry>, world: NpmPart, name: string, version: string, dev: boolean, path: string): void {
  const known = places.get(path);
  if (known !== undefined && (!known.dev || dev)) return;
  const file = name.slice(name.lastIndexOf('/') + 1);
  const bin = KNOWN_BINS[name];
  const dependencies = world.packages[name]?.[0] === version ? world.packages[name][2] : {};
  const record = {
    version,
    resolved: `https://registry.npmjs.org/${name}/-/${file}-${version}.tgz`,
    ...(dev ? { dev: true } : {}),
    license: moduleFacts(world, name, version).licence,
    ...(Object.keys(dependencies).length === 0 ? {} : { dependencies }),
    ...(bin === undefined ? {} : { bin }),
  };
  places.set(path, entryOf(path, record));
}
