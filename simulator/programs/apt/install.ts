import { statusStanza } from '../../catalog/debian-status';
import { nearestNames } from '../../catalog/nearest';
import type { AptPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { ARCHIVES, archivePath, fetchArchives, isArchived, keepsArchives, sumOf } from './archives';
import { registerAlternatives, runTriggers } from './configure';
import { nativeArchitecture, readAutomatic, readDatabase, updateStatus, writeAutomatic } from './database';
import { writeLogs } from './logs';
import type { AptOptions } from './options';
import { announceLists, aptSize, nameList, setUpLines, unpackLines } from './output';
import { packageFiles, recordSizes } from './package-files';
import { type InstallPlan, isOutdated, planInstall } from './plan';
import { touchDpkg, unpack } from './unpack';
import { hasLists, noteOtherRelease } from './update';

/** What dpkg and the packages' scripts take beyond moving bytes, on a CI runner. */
const START_MILLISECONDS = 1_400;
const PACKAGE_MILLISECONDS = 110;
/** xz unpacks at about a third of the speed that the cost model assumes for gzip. */
const XZ_FACTOR = 3;

export function install(context: ProgramContext, apt: AptPart, options: AptOptions): number {
  announceLists(context, options.quiet);
  const database = readDatabase(context);
  const requested = requestedPackages(context, apt, options.words, database.versions);
  if (requested === undefined) return 100;
  for (const name of requested) {
    if (database.versions.has(name) && !(hasLists(context) && isOutdated(apt, database.versions, name)))
      context.out(`${name} is already the newest version (${database.versions.get(name)}).\n`);
  }
  return carryThrough(context, apt, requested, planInstall(apt, database.versions, requested, options.recommends), options);
}

/** `upgrade`: everything installed of which the lists know a newer version. */
export function upgrade(context: ProgramContext, apt: AptPart, options: AptOptions): number {
  announceLists(context, options.quiet);
  if (options.quiet < 2) context.out('Calculating upgrade...\n');
  const { versions } = readDatabase(context);
  const upgrades = hasLists(context) ? [...versions.keys()].filter((name) => isOutdated(apt, versions, name)).sort() : [];
  return carryThrough(context, apt, [], { order: [], upgrades, additional: [], skippedRecommends: [] }, options);
}

function carryThrough(context: ProgramContext, apt: AptPart, requested: readonly string[], plan: InstallPlan, options: AptOptions): number {
  const answer = announce(context, apt, requested, plan, options);
  if (answer !== undefined) return answer;
  const changed = [...plan.upgrades, ...plan.order];
  if (!context.network && changed.some((name) => !isArchived(context, apt, name))) return unreachable(context, changed);
  if (changed.length > 0) carryOut(context, apt, requested, plan, options);
  openLocks(context);
  return 0;
}

/** `undefined` after an error. Without lists only what is installed is known. */
function requestedPackages(
  context: ProgramContext,
  apt: AptPart,
  words: readonly string[],
  installed: ReadonlyMap<string, string>,
): readonly string[] | undefined {
  const names: string[] = [];
  for (const word of words) {
    const [, name = word, version] = /^([^=/]+)(?:=(.+)|\/.+)?$/.exec(word) ?? [];
    const bare = name.replace(/:(?:amd64|arm64|any|all)$/, '');
    const known = hasLists(context) || installed.has(bare) ? apt.packages[bare] : undefined;
    if (known === undefined && !installed.has(bare)) {
      context.err(`E: Unable to locate package ${name}\n`);
      if (hasLists(context)) noteUnknown(context, apt, bare);
      return undefined;
    }
    if (version !== undefined && !matchesVersion(known?.[0] ?? '', version)) {
      context.err(`E: Version '${version}' for '${bare}' was not found\n`);
      return undefined;
    }
    names.push(bare);
  }
  return names;
}

/** A version may end in a star. */
function matchesVersion(actual: string, wanted: string): boolean {
  return wanted.endsWith('*') ? actual.startsWith(wanted.slice(0, -1)) : actual === wanted;
}

function noteUnknown(context: ProgramContext, apt: AptPart, name: string): void {
  const nearest = nearestNames(name, Object.keys(apt.packages));
  context.notice({
    fidelity: 'unknown',
    code: 'apt-package-beyond-catalog',
    details: { package: name, nearest: nearest.join(', '), known: Object.keys(apt.packages).length },
  });
}

/** Prints what would happen; answers an exit code when it does not. apt asks as soon as it would do more than it was told. */
function announce(context: ProgramContext, apt: AptPart, requested: readonly string[], plan: InstallPlan, options: AptOptions): number | undefined {
  const fresh = [...plan.order].sort();
  const changed = [...plan.upgrades, ...fresh];
  if (options.quiet < 2) {
    if (plan.additional.length > 0) context.out(`The following additional packages will be installed:\n${nameList(plan.additional)}`);
    if (plan.skippedRecommends.length > 0) context.out(`Recommended packages:\n${nameList(plan.skippedRecommends)}`);
    if (fresh.length > 0) context.out(`The following NEW packages will be installed:\n${nameList(fresh)}`);
    if (plan.upgrades.length > 0) context.out(`The following packages will be upgraded:\n${nameList(plan.upgrades)}`);
    context.out(`${plan.upgrades.length} upgraded, ${fresh.length} newly installed, 0 to remove and 0 not upgraded.\n`);
    if (changed.length > 0) context.out(sizeLines(context, apt, changed, plan.order));
  }
  if (options.simulate) return 0;
  return changed.some((name) => !requested.includes(name)) ? confirm(context, options) : undefined;
}

/** Standard input of a build step is empty, which apt takes for a no. */
export function confirm(context: ProgramContext, options: AptOptions): number | undefined {
  if (options.assumeYes) return undefined;
  context.out('Do you want to continue? [Y/n] ');
  const answer = new TextDecoder().decode(context.stdin.slice(0, 1));
  if (answer === '\n' || /^y/i.test(answer)) return undefined;
  context.out('Abort.\n');
  return 1;
}

function sizeLines(context: ProgramContext, apt: AptPart, names: readonly string[], fresh: readonly string[]): string {
  const total = sumOf(apt, names, 1);
  const wanted = names.filter((name) => !isArchived(context, apt, name));
  const left = sumOf(apt, wanted, 1);
  const need = left === total ? aptSize(total) : `${aptSize(left)}/${aptSize(total)}`;
  return `Need to get ${need} of archives.\nAfter this operation, ${aptSize(sumOf(apt, fresh, 2) * 1024)} of additional disk space will be used.\n`;
}

function unreachable(context: ProgramContext, order: readonly string[]): number {
  for (const name of order)
    context.err(`E: Failed to fetch http://deb.debian.org/debian/pool/main/${name}  Temporary failure resolving 'deb.debian.org'\n`);
  context.err('E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?\n');
  return 100;
}

function carryOut(context: ProgramContext, apt: AptPart, requested: readonly string[], plan: InstallPlan, options: AptOptions): void {
  const order = [...plan.upgrades, ...plan.order];
  const { versions } = readDatabase(context);
  const architecture = nativeArchitecture(context);
  fetchArchives(context, apt, order, architecture, options);
  if (options.downloadOnly) return;
  if (needsDebconf(apt, order) && !versions.has('apt-utils'))
    context.err('debconf: delaying package configuration, since apt-utils is not installed\n');
  const text =
    unpackLines(apt, order, architecture, { versions, files: versions.size * DATABASE_FILES_PER_PACKAGE }) + setUpLines(apt, order, architecture);
  const trigger = `Processing triggers for libc-bin (${versions.get('libc-bin') ?? '2.36-9+deb12u13'}) ...\n`;
  context.out(`${text}${trigger}`);
  for (const name of order) unpack(context, apt, name, architecture);
  registerAlternatives(context, order);
  runTriggers(context, apt, order, 1);
  updateStatus(
    context,
    new Map(order.map((name) => [name, statusStanza(name, apt.packages[name]?.[0] ?? '', '', apt.packages[name], apt.records[name], architecture)])),
  );
  const automatic = new Set([...readAutomatic(context), ...plan.additional]);
  for (const name of requested) automatic.delete(name);
  writeAutomatic(context, automatic, architecture);
  writeLogs(context, apt, order, 'install', { requested, architecture, output: text + trigger });
  touchDpkg(context);
  if (!keepsArchives(context)) for (const name of order) context.fs.remove(archivePath(apt, name, architecture));
  noteWork(context, apt, order);
}

/** Paths in dpkg's database per package: what `(Reading database ...` counts. */
const DATABASE_FILES_PER_PACKAGE = 70;

function needsDebconf(apt: AptPart, names: readonly string[]): boolean {
  return names.some((name) => recordSizes(apt, name).some(([suffix]) => suffix === 'config'));
}

function openLocks(context: ProgramContext): void {
  context.fs.write('/var/lib/dpkg/lock-frontend', '', { mode: 0o640 });
  context.fs.write('/var/lib/dpkg/lock', '', { mode: 0o640 });
  context.fs.write(`${ARCHIVES}/lock`, '', { mode: 0o640 });
}

function noteWork(context: ProgramContext, apt: AptPart, order: readonly string[]): void {
  const files = order.flatMap((name) => packageFiles(apt, name));
  const bytes = files.reduce((sum, file) => sum + (file.kind === 'file' ? file.sizeBytes : 0), 0);
  context.work({ kind: 'unpack', bytes: bytes * XZ_FACTOR, files: files.length });
  context.work({ kind: 'compute', milliseconds: START_MILLISECONDS + order.length * PACKAGE_MILLISECONDS });
  context.notice({
    fidelity: 'modelled',
    code: 'apt-packages',
    details: { packages: order.length, source: apt.provenance.source, asOf: apt.provenance.asOf },
  });
  noteOtherRelease(context);
}
