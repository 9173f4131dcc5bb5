import type { ProgramContext } from '../../shell/types';
import { isObject, objectAt, parseJson, stringAt, stringsAt, textEntries } from '../json';
import { type Manifest, readText, wantedBy } from './manifest';
import { satisfies } from './semver';

/** One installed place of a lock file: `node_modules/a/node_modules/b`. */
export interface LockEntry {
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly dev: boolean;
  readonly optional: boolean;
  readonly devOptional: boolean;
  readonly peer: boolean;
  /** A workspace or `file:` dependency: a symlink to this path. */
  readonly link?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly hasInstallScript: boolean;
  readonly bin: ReadonlyMap<string, string>;
  readonly dependencies: ReadonlyMap<string, string>;
  /** As it stands in the file. */
  readonly record: Readonly<Record<string, unknown>>;
}

export interface Lock {
  readonly version: number;
  readonly fileName: string;
  readonly root: Readonly<Record<string, unknown>>;
  readonly entries: readonly LockEntry[];
}

export type LockResult =
  | { readonly kind: 'found'; readonly lock: Lock }
  | { readonly kind: 'missing' }
  /** Written by npm 6 or older: nested `dependencies` only. */
  | { readonly kind: 'old' }
  | { readonly kind: 'broken'; readonly fileName: string };

/** A shrinkwrap goes before a lock file. */
const FILE_NAMES = ['npm-shrinkwrap.json', 'package-lock.json'];

export function readLock(context: ProgramContext, folder: string): LockResult {
  for (const fileName of FILE_NAMES) {
    const text = readText(context, `${folder}/${fileName}`);
    if (text === undefined) continue;
    const parsed = parseJson(text);
    return parsed.ok && isObject(parsed.value) ? lockOf(parsed.value, fileName) : { kind: 'broken', fileName };
  }
  return { kind: 'missing' };
}

function lockOf(document: Readonly<Record<string, unknown>>, fileName: string): LockResult {
  const packages = document.packages;
  const version = typeof document.lockfileVersion === 'number' ? document.lockfileVersion : 1;
  if (!isObject(packages)) return { kind: 'old' };
  const entries = Object.entries(packages).flatMap(([path, record]) =>
    path.includes('node_modules/') && isInside(path) && isObject(record) ? [entryOf(path, record)] : [],
  );
  return { kind: 'found', lock: { version, fileName, root: objectAt(packages, ''), entries } };
}

export function entryOf(path: string, record: Readonly<Record<string, unknown>>): LockEntry {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const real = stringAt(record, 'name') ?? name;
  const link = record.link === true ? stringAt(record, 'resolved') : undefined;
  const limits = { os: stringsAt(record, 'os'), cpu: stringsAt(record, 'cpu'), libc: stringsAt(record, 'libc') };
  return {
    path,
    name: real,
    version: stringAt(record, 'version') ?? '',
    dev: record.dev === true,
    optional: record.optional === true,
    devOptional: record.devOptional === true,
    peer: record.peer === true,
    ...(link === undefined ? {} : { link }),
    ...(limits.os === undefined ? {} : { os: limits.os }),
    ...(limits.cpu === undefined ? {} : { cpu: limits.cpu }),
    ...(limits.libc === undefined ? {} : { libc: limits.libc }),
    hasInstallScript: record.hasInstallScript === true,
    bin: binOf(record.bin, real),
    dependencies: new Map(textEntries(objectAt(record, 'dependencies'))),
    record,
  };
}

/** A path that names something below where it starts: no empty, `.` or `..` part, so that no lock file writes outside its project. */
export function isInside(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\0'));
}

/** `bin` is a map, or one path for a program named like the package. */
function binOf(bin: unknown, name: string): ReadonlyMap<string, string> {
  const pairs = typeof bin === 'string' ? [[name.slice(name.lastIndexOf('/') + 1), bin] as const] : isObject(bin) ? textEntries(bin) : [];
  return new Map(
    pairs.map(([program, path]) => [program, path.replace(/^\.\//, '')] as const).filter(([program, path]) => isInside(program) && isInside(path)),
  );
}

/**
 * Where package.json asks for something that the lock does not give, in npm's words: `Missing: x@1.0.0 from lock file`,
 * `Invalid: lock file's x@1.0.0 does not satisfy x@2.0.0`. `resolve` names the version that a range would get today.
 */
export function disagreements(manifest: Manifest, lock: Lock, resolve: (name: string, range: string) => string): readonly string[] {
  const top = new Map(
    lock.entries.filter((entry) => entry.path.lastIndexOf('node_modules/') === 0).map((entry) => [entry.path.slice('node_modules/'.length), entry]),
  );
  const problems: string[] = [];
  const missing: string[] = [];
  for (const [name, range] of [...wantedBy(manifest, true)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const entry = top.get(name);
    if (entry === undefined) missing.push(`Missing: ${name}@${resolve(name, range)} from lock file`);
    else if (entry.link === undefined && isVersionRange(range) && !satisfies(entry.version, range)) {
      problems.push(`Invalid: lock file's ${name}@${entry.version} does not satisfy ${name}@${resolve(name, range)}`);
    }
  }
  return [...problems, ...missing];
}

/** Not a tag, a path, an alias or an address. */
export function isVersionRange(range: string): boolean {
  return /^[\d\s.<>=~^|*xXv+-]|^$/.test(range) && !range.includes(':') && !range.includes('/');
}
