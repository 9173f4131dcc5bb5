import type { PipPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { COMPILED_BYTES_PER_MILLISECOND } from './figures';
import { gather } from './gather';
import { type Installation, isMusl, machineOf, searchedSites } from './installation';
import { type InstalledDistribution, installedAcross } from './installed';
import { noteInstalled } from './notices';
import { obtain, usableCache } from './obtain';
import { mayWrite, writeSelfCheck } from './pip-cache';
import { externallyManaged, fail, ROOT_WARNING, say, warn } from './pip-messages';
import type { PipOptions } from './pip-options';
import type { Candidate } from './resolve';
import { type Scheme, schemeOf } from './scheme';
import { distributionOf } from './world';
import { creationOf, removeDistribution, writeDistribution } from './write-distribution';

export interface PipRun {
  readonly context: ProgramContext;
  readonly python: Installation;
  readonly world: PipPart;
  readonly options: PipOptions;
  /** Words and options after the command's name. */
  readonly args: readonly string[];
  readonly pipVersion: string;
}

export function install(run: PipRun): number {
  const { context, python, world } = run;
  if (python.managed !== undefined && !run.options.breakSystemPackages && run.options.target === undefined && run.options.prefix === undefined)
    return externallyManaged(context, python);
  const gathered = gather(context, python, world, run.args);
  if (typeof gathered === 'number') return gathered;
  const { options } = gathered;
  const scheme = schemeOf(context, python, options);
  if (typeof scheme === 'number') return scheme;
  const installed =
    options.target === undefined && options.prefix === undefined
      ? installedAcross(context, searchedSites(context, python))
      : new Map<string, InstalledDistribution>();
  const obtained = obtain({ context, python, world, gathered, installed, pipVersion: run.pipVersion });
  if (typeof obtained === 'number') return obtained;
  const { candidates } = obtained;
  if (candidates.length > 0 && !options.dryRun) {
    say(context, options, `Installing collected packages: ${candidates.map(({ name }) => name).join(', ')}`);
    if (!mayWrite(context, scheme.site)) return denied(context, scheme);
    carryOut(run, options, scheme, candidates, installed);
  }
  const named = [...candidates].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, version }) => `${name}-${version}`);
  if (named.length > 0) say(context, options, `${options.dryRun ? 'Would install' : 'Successfully installed'} ${named.join(' ')}`);
  if (
    context.identity.uid === 0 &&
    !python.virtual &&
    options.rootUserAction === 'warn' &&
    options.target === undefined &&
    options.prefix === undefined
  )
    warn(context, options, ROOT_WARNING);
  if (options.versionCheck && context.network) rememberCheck(context, python, options);
  return 0;
}

function denied(context: ProgramContext, scheme: Scheme): number {
  return fail(context, `Could not install packages due to an OSError: [Errno 13] Permission denied: '${scheme.site}'\nCheck the permissions.\n`);
}

function carryOut(
  run: PipRun,
  options: PipOptions,
  scheme: Scheme,
  candidates: readonly Candidate[],
  installed: ReadonlyMap<string, InstalledDistribution>,
): void {
  const { context, python, world } = run;
  const creation = creationOf(context);
  const total = { bytes: 0, files: 0, compiled: 0 };
  for (const candidate of candidates) {
    replaceInstalled(context, world, options, scheme, installed.get(candidate.name));
    const files = writeDistribution(
      context,
      scheme,
      candidate,
      {
        digits: python.minor.replace('.', ''),
        machine: machineOf(context),
        musl: isMusl(context),
        compile: options.compile,
        requested: candidate.requested,
        executable: scriptPython(python),
        toScripts: scheme.toScripts,
        installer: 'pip',
      },
      creation,
    );
    total.bytes += files.bytes;
    total.files += files.files;
    total.compiled += options.compile ? files.sourceBytes : 0;
    if (options.warnScriptLocation)
      warnAboutPath(
        context,
        python,
        scheme,
        files.scripts.map(({ path }) => path),
        options,
      );
  }
  context.work({ kind: 'unpack', bytes: total.bytes, files: total.files });
  context.work({ kind: 'compute', milliseconds: Math.round(total.compiled / COMPILED_BYTES_PER_MILLISECOND) });
  noteInstalled(context, world, candidates);
}

/** Scripts of the official images name the interpreter with its minor version, others as it was called. */
function scriptPython(python: Installation): string {
  return python.executable;
}

/** Takes away what is there of the same name, where this install may: what lies outside of its environment stays. */
function replaceInstalled(
  context: ProgramContext,
  world: PipPart,
  options: PipOptions,
  scheme: Scheme,
  old: InstalledDistribution | undefined,
): void {
  if (old === undefined) return;
  say(context, options, `  Attempting uninstall: ${old.name}\n    Found existing installation: ${old.title} ${old.version}`);
  if (!scheme.replaces.includes(old.site)) {
    say(
      context,
      options,
      `    Not uninstalling ${old.name} at ${old.site}, outside environment /usr\n    Can't uninstall '${old.title}'. No files were found to uninstall.`,
    );
    return;
  }
  say(context, options, `    Uninstalling ${old.title}-${old.version}:`);
  removeDistribution(context, old, distributionOf(world, old.name)?.top ?? [old.title]);
  say(context, options, `      Successfully uninstalled ${old.title}-${old.version}`);
}

function warnAboutPath(context: ProgramContext, python: Installation, scheme: Scheme, scripts: readonly string[], options: PipOptions): void {
  const path = (context.env.get('PATH') ?? '').split(':').map((folder) => folder.replace(/\/+$/, ''));
  const beside = python.executable.slice(0, python.executable.lastIndexOf('/'));
  if (scripts.length === 0 || path.includes(scheme.scripts) || scheme.scripts === beside || options.target !== undefined) return;
  const names = [...scripts].sort();
  const listed = names.length === 1 ? `script ${names[0]} is` : `scripts ${names.slice(0, -1).join(', ')} and ${names.at(-1)} are`;
  if (options.quiet <= 1)
    context.err(
      `  WARNING: The ${listed} installed in '${scheme.scripts}' which is not on PATH.\n  Consider adding this directory to PATH or, if you prefer to suppress this warning, use --no-warn-script-location.\n`,
    );
}

function rememberCheck(context: ProgramContext, python: Installation, options: PipOptions): void {
  const cache = usableCache(context, { ...options, quiet: 2 });
  if (cache !== undefined) writeSelfCheck(context, cache, python.prefix);
}

export function uninstall(run: PipRun): number {
  const { context, python, world, options } = run;
  if (python.managed !== undefined && !options.breakSystemPackages) return externallyManaged(context, python);
  if (options.words.length === 0 && options.requirementFiles.length === 0)
    return fail(context, 'You must give at least one requirement to uninstall (see "pip help uninstall")');
  const installed = installedAcross(context, searchedSites(context, python));
  const gathered = gather(context, python, world, run.args);
  if (typeof gathered === 'number') return gathered;
  for (const { name, written } of gathered.named) {
    const found = installed.get(name);
    if (found === undefined) {
      warn(context, options, `Skipping ${written} as it is not installed.`);
      continue;
    }
    say(context, options, `Found existing installation: ${found.title} ${found.version}`);
    if (python.otherSites.includes(found.site)) {
      say(
        context,
        options,
        `Not uninstalling ${found.name} at ${found.site}, outside environment ${python.prefix}\nCan't uninstall '${found.title}'. No files were found to uninstall.`,
      );
      continue;
    }
    say(context, options, `Uninstalling ${found.title}-${found.version}:`);
    if (!options.assumeYes) return refuseWithoutAnswer(context, found);
    if (!mayWrite(context, found.site)) return denied(context, { site: found.site, scripts: '', prefix: '', toScripts: '', replaces: [] });
    const files = removeDistribution(context, found, distributionOf(world, found.name)?.top ?? [found.title]);
    context.work({ kind: 'write', bytes: 0, files });
    say(context, options, `  Successfully uninstalled ${found.title}-${found.version}`);
  }
  if (context.identity.uid === 0 && !python.virtual && options.rootUserAction === 'warn') warn(context, options, ROOT_WARNING);
  return 0;
}

/** Nobody answers the question during a build. */
function refuseWithoutAnswer(context: ProgramContext, found: InstalledDistribution): number {
  context.out(`  Would remove:\n    ${found.site}/${found.record}/*\nProceed (Y/n)? `);
  context.err('ERROR: Exception:\nEOFError: EOF when reading a line\n');
  return 2;
}

/** What is in the folder that installs go to, in order of name. */
export function visible(run: PipRun): readonly InstalledDistribution[] {
  return [...installedAcross(run.context, searchedSites(run.context, run.python)).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
