import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ProgramContext } from '../../shell/types';
import type { AlpineWorld, NamedPackage } from './apk-world';
import { filesOf, type InstalledPackages, type InstalledRecord, readInstalled, writeInstalled, writeWorld } from './database';
import type { Dialect } from './dialect';
import { PACKAGE_MILLISECONDS, SCRIPT_BYTES, SCRIPT_MILLISECONDS, UNKNOWN_PACKAGE_BYTES } from './figures';
import type { ApkOptions } from './options';
import { packageEntries } from './package-files';
import type { Change } from './plan';
import { packageRecord } from './record';
import { packageCache } from './repositories';
import { hasScript, runScript, runTriggers } from './scripts';
import { ownedPaths, removePackage, unpackPackage } from './unpack';

export interface Session {
  readonly context: ProgramContext;
  readonly world: AlpineWorld;
  readonly options: ApkOptions;
  readonly dialect: Dialect;
}

export interface Commit {
  readonly changes: readonly Change[];
  /** Lines of the world file as they shall be. */
  readonly worldLines: readonly string[];
  /** A virtual package to be filed under its name, whose change is among the others. */
  readonly virtual?: InstalledRecord;
}

/** Carries changes out, one after another, and writes the database. The exit code is the number of changes that failed. */
export function commit(session: Session, { changes, worldLines, virtual }: Commit): number {
  const { context, options, dialect } = session;
  const records = new Map(readInstalled(context));
  const owned = ownedPaths(records.values());
  const changed: string[] = [];
  const done: NamedPackage[] = [];
  let errors = 0;
  changes.forEach((change, index) => {
    if (options.verbosity > 0) context.out(`${dialect.counter(index + 1, changes.length)} ${changeText(change)}\n`);
    if (change.name === virtual?.name && change.kind !== 'purge') records.set(change.name, virtual);
    else if (options.simulate) simulate(session, records, change);
    else if (change.kind === 'purge') changed.push(...purge(session, records, owned, change));
    else {
      const packaged = session.world.find(change.name);
      if (packaged === undefined) return;
      if (!obtain(session, packaged)) errors++;
      else {
        changed.push(...put(session, records, owned, packaged));
        done.push(packaged);
      }
    }
  });
  if (!options.simulate) finish(session, records, { changes, changed, done, worldLines });
  report(session, records, errors);
  return errors;
}

function changeText(change: Change): string {
  switch (change.kind) {
    case 'install':
      return `Installing ${change.name} (${change.version})`;
    case 'upgrade':
      return `Upgrading ${change.name} (${change.before} -> ${change.version})`;
    case 'reinstall':
      return `Reinstalling ${change.name} (${change.version})`;
    case 'purge':
      return `Purging ${change.name} (${change.version})`;
  }
}

function simulate(session: Session, records: Map<string, InstalledRecord>, change: Change): void {
  const packaged = session.world.find(change.name);
  if (change.kind === 'purge') records.delete(change.name);
  else if (packaged !== undefined) records.set(change.name, packageRecord(packaged));
}

/** From the cache, when packages are kept, else over the network. */
function obtain({ context, options, dialect }: Session, packaged: NamedPackage): boolean {
  const folder = packageCache(context);
  const file = `${folder}/${packaged.name}-${packaged.version}.${bytesToHex(sha1(new TextEncoder().encode(packaged.name + packaged.version))).slice(0, 8)}.apk`;
  if (folder !== undefined && context.fs.exists(file)) return true;
  if (!context.network || options.noNetwork) {
    context.err(`ERROR: ${packaged.name}-${packaged.version}: ${dialect.unreachable}\n`);
    return false;
  }
  context.work({ kind: 'download', bytes: packaged.apkBytes, requests: 1 });
  if (folder !== undefined && !options.noCache)
    context.fs.write(file, { kind: 'generated', seed: file, sizeBytes: packaged.apkBytes }, { mode: 0o644 });
  return true;
}

/** Answers the paths that changed. */
function put(
  { context, options, dialect }: Session,
  records: Map<string, InstalledRecord>,
  owned: Set<string>,
  packaged: NamedPackage,
): readonly string[] {
  const before = records.get(packaged.name);
  const indent = options.verbosity > 0 ? dialect.indent : '';
  const scripts = !options.noScripts && before === undefined;
  if (scripts && runScript(context, packaged.name, packaged.version, 'pre-install', indent)) context.work(SCRIPT_WORK);
  const paths = packageEntries(packaged).map(({ path }) => path);
  // Records of base images list no files: what such a package brings again was its own before.
  if (before !== undefined) for (const path of paths) owned.add(path);
  const files = unpackPackage(context, packaged, owned);
  for (const path of paths) owned.add(path);
  records.set(packaged.name, packageRecord(packaged));
  context.work({ kind: 'unpack', bytes: packaged.installedBytes, files });
  context.work({ kind: 'compute', milliseconds: PACKAGE_MILLISECONDS });
  if (scripts && runScript(context, packaged.name, packaged.version, 'post-install', indent)) context.work(SCRIPT_WORK);
  return paths;
}

const SCRIPT_WORK = { kind: 'compute', milliseconds: SCRIPT_MILLISECONDS } as const;

function purge({ context, options, dialect }: Session, records: Map<string, InstalledRecord>, owned: Set<string>, change: Change): readonly string[] {
  const record = records.get(change.name);
  if (record === undefined) return [];
  if (!options.noScripts) runScript(context, change.name, change.version, 'pre-deinstall', dialect.indent);
  records.delete(change.name);
  const paths = filesOf(record);
  for (const path of paths) owned.delete(path);
  context.work({ kind: 'write', bytes: 0, files: removePackage(context, record, owned) });
  return paths;
}

interface Finished {
  readonly changes: readonly Change[];
  readonly changed: readonly string[];
  readonly done: readonly NamedPackage[];
  readonly worldLines: readonly string[];
}

function finish({ context, world, options }: Session, records: InstalledPackages, { changes, changed, done, worldLines }: Finished): void {
  const triggers = options.noScripts ? 0 : runTriggers(context, records, changed);
  if (triggers > 0) context.work({ kind: 'compute', milliseconds: triggers * SCRIPT_MILLISECONDS });
  const scripts = changes
    .filter(({ name }) => hasScript(name))
    .reduce((sum, { kind }) => sum + (kind === 'install' ? 1 : kind === 'purge' ? -1 : 0), 0);
  writeInstalled(context, records.values(), scripts * SCRIPT_BYTES);
  writeWorld(context, worldLines);
  noteStandIns(context, world, done);
}

function noteStandIns(context: ProgramContext, world: AlpineWorld, done: readonly NamedPackage[]): void {
  if (done.length === 0) return;
  const { source, asOf } = world.part.provenance;
  context.notice({ fidelity: 'modelled', code: 'apk-packages', details: { packages: done.length, source, asOf } });
  const estimated = done.filter(({ name }) => world.part.estimated.includes(name)).map(({ name }) => name);
  if (estimated.length > 0) context.notice({ fidelity: 'modelled', code: 'apk-packages-estimated', details: { packages: estimated.join(', ') } });
  const assumed = done.filter(({ versionKnown }) => !versionKnown).map(({ name }) => name);
  if (assumed.length > 0)
    context.notice({
      fidelity: 'modelled',
      code: 'apk-release-assumed',
      details: { packages: assumed.join(', '), release: world.release, used: world.part.release },
    });
}

export function installedBytes(world: AlpineWorld, records: InstalledPackages): number {
  let sum = 0;
  for (const record of records.values()) sum += record.installedBytes ?? world.find(record.name)?.installedBytes ?? UNKNOWN_PACKAGE_BYTES;
  return sum;
}

function report({ context, world, options, dialect }: Session, records: InstalledPackages, errors: number): void {
  if (options.verbosity === 0) return;
  const outcome = errors === 0 ? 'OK:' : `${errors} error${errors > 1 ? 's' : ''};`;
  const size = dialect.size(installedBytes(world, records));
  if (options.verbosity === 1) context.out(`${outcome} ${size} in ${records.size} packages\n`);
  else context.out(`${outcome} ${records.size} packages, ${size}\n`);
}
