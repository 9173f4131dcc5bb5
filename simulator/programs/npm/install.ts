import type { NpmPart } from '../../catalog/parts';
import type { ProgramContext, Work } from '../../shell/types';
import { durationMs, printedDuration } from '../cost-model';
import { type Creation, type NewNode, subtreeOf } from '../subtree';
import { cachedModule, cacheFolder, fillCache, isCached } from './cache';
import type { LockEntry } from './lockfile';
import { moduleNodes } from './modules';
import type { NpmOptions } from './options';
import { moduleFacts } from './world';

/** npm's own start-up and tree building: milliseconds, and per package. */
const START_MILLISECONDS = 900;
const PACKAGE_MILLISECONDS = 18;
/** An install script of a dependency: a download or a compilation that is not looked into. */
const INSTALL_SCRIPT_MILLISECONDS = 1_500;

export interface Installed {
  readonly entries: readonly LockEntry[];
  readonly milliseconds: number;
}

/** The entries that end up on this machine's disk. */
export function chosenEntries(context: ProgramContext, entries: readonly LockEntry[], options: NpmOptions): readonly LockEntry[] {
  const machine = machineOf(context);
  return entries.filter((entry) => {
    if (options.omitDev && (entry.dev || (entry.devOptional && options.omitOptional))) return false;
    if (options.omitOptional && entry.optional) return false;
    return fits(entry.os, 'linux') && fits(entry.cpu, machine.cpu) && fits(entry.libc, machine.libc);
  });
}

function machineOf(context: ProgramContext): { readonly cpu: string; readonly libc: string } {
  const arm = context.fs.exists('/usr/lib/aarch64-linux-gnu') || context.fs.exists('/lib/ld-musl-aarch64.so.1');
  return { cpu: arm ? 'arm64' : 'x64', libc: context.fs.exists('/etc/alpine-release') ? 'musl' : 'glibc' };
}

/** `os`, `cpu` and `libc` list what fits, or with `!` what does not. */
function fits(wanted: readonly string[] | undefined, actual: string): boolean {
  if (wanted === undefined || wanted.length === 0) return true;
  if (wanted.includes(`!${actual}`)) return false;
  return wanted.every((word) => word.startsWith('!')) || wanted.includes(actual);
}

/** Writes `node_modules` anew from the entries and fills the cache; says what it would have cost. */
export function writeModules(context: ProgramContext, world: NpmPart, folder: string, entries: readonly LockEntry[], options: NpmOptions): Installed {
  const creation = creationIn(context, folder);
  const modules = entries.filter((entry) => entry.link === undefined && entry.path.startsWith('node_modules/'));
  const nodes: NewNode[] = modules.flatMap((entry) => moduleNodes(world, entry)).concat(binLinks(modules));
  nodes.push(
    ...entries
      .filter((entry) => entry.link !== undefined)
      .map((entry): NewNode => ({ kind: 'symlink', path: entry.path, target: linkTarget(entry) })),
  );
  nodes.push({ kind: 'file', path: 'node_modules/.package-lock.json', content: { kind: 'bytes', bytes: encoder.encode(hiddenLock(entries)) } });
  context.fs.removeAll(`${folder}/node_modules`);
  const tree = subtreeOf(nodes, creation).children.get('node_modules');
  if (tree !== undefined) context.fs.graft(`${folder}/node_modules`, tree);
  const work = fetchAndUnpack(context, world, modules, options);
  for (const item of work) context.work(item);
  noteFidelity(context, world, modules, options);
  return { entries, milliseconds: durationMs(work, 'ci') };
}

const encoder = new TextEncoder();

/** npm gives what it writes to the owner of the folder it writes into. */
export function creationIn(context: ProgramContext, folder: string): Creation {
  const owner = context.fs.stat(folder);
  const { uid, gid } = owner.ok ? owner.value : context.identity;
  return { uid, gid, mtimeSeconds: context.nowSeconds, instant: {} };
}

function binLinks(modules: readonly LockEntry[]): readonly NewNode[] {
  return modules.flatMap((entry) =>
    [...entry.bin].map(([name, path]): NewNode => {
      const place = entry.path.slice(0, entry.path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const inside = entry.path.slice(place.length);
      return { kind: 'symlink', path: `${place}.bin/${name}`, target: `../${inside}/${path.replace(/^\.\//, '')}` };
    }),
  );
}

function linkTarget(entry: LockEntry): string {
  const up = entry.path.split('/').length - 1;
  return `${'../'.repeat(up)}${entry.link ?? ''}`;
}

/** What npm remembers of the tree it made. */
function hiddenLock(entries: readonly LockEntry[]): string {
  const packages = Object.fromEntries(entries.map((entry) => [entry.path, entry.record]));
  return `${JSON.stringify({ lockfileVersion: 3, requires: true, packages }, null, 2)}\n`;
}

function fetchAndUnpack(context: ProgramContext, world: NpmPart, modules: readonly LockEntry[], options: NpmOptions): readonly Work[] {
  const folder = cacheFolder(context, options.cache);
  const cached = modules.map((entry) => cachedModule(world, entry));
  const missing = cached.filter((module) => !isCached(context, folder, module));
  const { uid, gid } = context.identity;
  fillCache(context, folder, missing, { uid, gid, mtimeSeconds: context.nowSeconds, instant: {} });
  const facts = modules.map((entry) => moduleFacts(world, entry.name, entry.version));
  const scripts = options.ignoreScripts ? 0 : modules.filter((entry) => entry.hasInstallScript).length;
  return [
    { kind: 'download', bytes: missing.reduce((sum, module) => sum + module.tarballBytes, 0), requests: missing.length },
    { kind: 'unpack', bytes: facts.reduce((sum, { bytes }) => sum + bytes, 0), files: facts.reduce((sum, { files }) => sum + files, 0) },
    { kind: 'write', bytes: missing.reduce((sum, module) => sum + module.tarballBytes + module.documentBytes, 0), files: missing.length * 4 },
    { kind: 'compute', milliseconds: START_MILLISECONDS + modules.length * PACKAGE_MILLISECONDS + scripts * INSTALL_SCRIPT_MILLISECONDS },
  ];
}

function noteFidelity(context: ProgramContext, world: NpmPart, modules: readonly LockEntry[], options: NpmOptions): void {
  const unmeasured = modules.filter((entry) => !moduleFacts(world, entry.name, entry.version).measured);
  context.notice({
    fidelity: 'modelled',
    code: 'npm-packages',
    details: { packages: modules.length, source: world.provenance.source, asOf: world.provenance.asOf },
  });
  if (unmeasured.length > 0)
    context.notice({
      fidelity: 'modelled',
      code: 'npm-packages-average',
      details: { packages: unmeasured.length, first: `${unmeasured[0]?.name}@${unmeasured[0]?.version}` },
    });
  const scripts = options.ignoreScripts ? [] : modules.filter((entry) => entry.hasInstallScript);
  if (scripts.length > 0)
    context.notice({ fidelity: 'unknown', code: 'npm-install-scripts', details: { packages: scripts.map((entry) => entry.name).join(', ') } });
}

/** npm's closing lines. How many packages ask for funding and what an audit finds is not simulated, and so not printed. */
export function summary(context: ProgramContext, installed: Installed, before: number, options: NpmOptions): void {
  if (options.silent) return;
  const count = installed.entries.length;
  const changed =
    before === count
      ? 'up to date'
      : before === 0
        ? `added ${packages(count)}`
        : count > before
          ? `added ${packages(count - before)}`
          : `removed ${packages(before - count)}`;
  const audited = options.audit ? `, ${changed === 'up to date' ? '' : 'and '}audited ${packages(count + 1)}` : '';
  context.out(`\n${changed}${audited} in ${printedDuration(installed.milliseconds)}\n`);
}

function packages(count: number): string {
  return count === 1 ? '1 package' : `${count} packages`;
}
