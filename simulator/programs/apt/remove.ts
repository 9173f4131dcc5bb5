import type { AptPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { dropAlternatives, runTriggers } from './configure';
import { nativeArchitecture, readAutomatic, readDatabase, updateStatus, writeAutomatic } from './database';
import { confirm } from './install';
import { writeLogs } from './logs';
import type { AptOptions } from './options';
import { announceLists, aptSize, nameList } from './output';
import { documentationFiles, packageFiles, recordName, recordSizes } from './package-files';
import { planAutoremove, planRemoval } from './plan';
import { isSlim, touchDpkg } from './unpack';

/** Directories of the base system stay even when nothing is left in them. */
const SHALLOWEST_REMOVED = 4;

/** `remove`, `purge` and `autoremove`. A purge takes configuration files along; a removal leaves them. */
export function remove(context: ProgramContext, apt: AptPart, options: AptOptions, purge: boolean, only: 'named' | 'autoremove'): number {
  announceLists(context, options.quiet);
  const { versions } = readDatabase(context);
  for (const word of options.words) {
    if (versions.has(word)) continue;
    if (apt.packages[word] === undefined) {
      context.err(`E: Unable to locate package ${word}\n`);
      return 100;
    }
    context.out(`Package '${word}' is not installed, so not removed\n`);
  }
  const named = planRemoval(apt, versions, options.words);
  const automatic = readAutomatic(context);
  const orphans = planAutoremove(apt, versions, automatic, new Set(named));
  const gone = only === 'autoremove' || options.autoRemove ? [...named, ...orphans] : named;
  const essential = named.find((name) => apt.packages[name]?.[6].includes('e') === true);
  if (essential !== undefined) return refuseEssential(context, essential);
  announce(context, apt, gone, gone === named ? orphans : [], purge, options);
  if (options.simulate) return 0;
  const answer = gone.length > 0 ? confirm(context, options) : undefined;
  if (answer !== undefined) return answer;
  if (gone.length > 0) carryOut(context, apt, gone, purge, automatic);
  touchDpkg(context);
  return 0;
}

function refuseEssential(context: ProgramContext, name: string): number {
  context.err(`E: Removing essential system-critical packages is not permitted: ${name}\n`);
  return 100;
}

function announce(
  context: ProgramContext,
  apt: AptPart,
  gone: readonly string[],
  orphans: readonly string[],
  purge: boolean,
  options: AptOptions,
): void {
  if (options.quiet >= 2) return;
  if (orphans.length > 0) {
    context.out(
      `The following packages were automatically installed and are no longer required:\n${nameList(orphans)}Use 'apt autoremove' to remove them.\n`,
    );
  }
  if (gone.length > 0) context.out(`The following packages will be REMOVED:\n${nameList(gone.map((name) => (purge ? `${name}*` : name)).sort())}`);
  context.out(`0 upgraded, 0 newly installed, ${gone.length} to remove and 0 not upgraded.\n`);
  const bytes = gone.reduce((sum, name) => sum + (apt.packages[name]?.[2] ?? 0) * 1024, 0);
  if (gone.length > 0) context.out(`After this operation, ${aptSize(bytes)} disk space will be freed.\n`);
}

function carryOut(context: ProgramContext, apt: AptPart, gone: readonly string[], purge: boolean, automatic: ReadonlySet<string>): void {
  const architecture = nativeArchitecture(context);
  const { versions } = readDatabase(context);
  const lines = gone.map((name) => `Removing ${recordName(apt, name, architecture)} (${versions.get(name) ?? ''}) ...\n`).join('');
  context.out(lines);
  let files = 0;
  for (const name of gone) files += removePackage(context, apt, name, architecture, purge);
  dropAlternatives(context, gone);
  runTriggers(context, apt, gone, -1);
  updateStatus(context, new Map(gone.map((name) => [name, undefined])));
  writeAutomatic(context, new Set([...automatic].filter((name) => !gone.includes(name))), architecture);
  writeLogs(context, apt, gone, purge ? 'purge' : 'remove', { requested: gone, architecture, output: lines });
  touchDpkg(context);
  context.work({ kind: 'write', bytes: 0, files });
  context.work({ kind: 'compute', milliseconds: 700 + gone.length * 40 });
}

function removePackage(context: ProgramContext, apt: AptPart, name: string, architecture: string, purge: boolean): number {
  const place = (path: string) => (architecture === 'arm64' ? path.replaceAll('x86_64-linux-gnu', 'aarch64-linux-gnu') : path);
  const paths = [...packageFiles(apt, name), ...(isSlim(context) ? [] : documentationFiles(apt, name))]
    .map((file) => place(file.path))
    .filter((path) => purge || !path.startsWith('/etc/'));
  const folders = new Set<string>();
  for (const path of paths) {
    context.fs.remove(path);
    folders.add(path.slice(0, path.lastIndexOf('/')));
  }
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) removeEmpty(context, folder);
  for (const [suffix] of recordSizes(apt, name)) context.fs.remove(`/var/lib/dpkg/info/${recordName(apt, name, architecture)}.${suffix}`);
  return paths.length;
}

function removeEmpty(context: ProgramContext, folder: string): void {
  for (let path = folder; path.split('/').length >= SHALLOWEST_REMOVED; path = path.slice(0, path.lastIndexOf('/'))) {
    if (!context.fs.remove(path).ok) return;
  }
}
