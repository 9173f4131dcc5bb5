import { type PipPart, partOf } from '../../catalog/parts';
import type { Catalog } from '../../catalog/types';
import type { Program, ProgramContext } from '../../shell/types';
import { counted, elapsed } from './environment-install';
import { UV_START_MILLISECONDS } from './figures';
import { gather } from './gather';
import { firstOnPath, type Installation, installationAt } from './installation';
import { installedAcross, installedIn } from './installed';
import { noteBeyond, noteRemote, notSimulated } from './notices';
import { missingPart } from './pip';
import { parsePipOptions } from './pip-options';
import { type ResolutionFailure, resolve } from './resolve';
import { environmentOf, targetOf } from './target';
import { uvCacheFolder } from './uv-cache';
import { installCandidates, markAsUvs, noInterpreter, noNetwork, type UvRun } from './uv-install';
import { parseUvOptions, type UvOptions } from './uv-options';
import { exportLock, lockProject, runInProject, sync } from './uv-project';
import { createVenv } from './venv';
import { wheelsIn } from './wheel-files';
import { distributionOf } from './world';
import { removeDistribution } from './write-distribution';

const COMMANDS: Readonly<Record<string, (run: UvRun) => number>> = { venv, sync, lock: lockProject, export: exportLock, run: runInProject, cache };

/** uv: resolves and installs like pip, quicker, and without byte code unless it is told to. It speaks on standard error. */
export function uvProgram(catalog: Catalog): Program {
  return (context) => {
    const [first, second] = context.args.filter((word) => !word.startsWith('-'));
    if (context.args[0] === '--version' || context.args[0] === '-V' || (first === 'version' && second === undefined))
      return print(context, `uv ${uvVersion(context)}`);
    const world = partOf(catalog, 'pip');
    if (world === undefined) return missingPart(context);
    context.work({ kind: 'compute', milliseconds: UV_START_MILLISECONDS });
    if (first === 'pip') return pip(context, world);
    const command = first !== undefined && Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
    if (command !== undefined) return command({ context, world, options: parseUvOptions(context, context.args, first ?? '') });
    if (first === undefined) return print(context, 'An extremely fast Python package manager.\n\nUsage: uv [OPTIONS] <COMMAND>');
    return KNOWN.has(first) ? notSimulated(context, `uv ${[first, second ?? ''].join(' ').trim()}`) : unknownCommand(context, first);
  };
}

const KNOWN = new Set(['add', 'remove', 'init', 'tree', 'tool', 'python', 'build', 'publish', 'self', 'help', 'format', 'auth']);

function print(context: ProgramContext, text: string): number {
  context.out(`${text}\n`);
  return 0;
}

function unknownCommand(context: ProgramContext, name: string): number {
  context.err(`error: unrecognized subcommand '${name}'\n\nUsage: uv [OPTIONS] <COMMAND>\n\nFor more information, try '--help'.\n`);
  return 2;
}

/** The uv that is installed says which it is in its own metadata; one that was copied in is taken for a current one. */
function uvVersion(context: ProgramContext): string {
  const python = firstOnPath(context);
  return (python === undefined ? undefined : installedIn(context, python.sitePackages).find(({ name }) => name === 'uv')?.version) ?? '0.9.11';
}

function pip(context: ProgramContext, world: PipPart): number {
  const at = context.args.indexOf('pip');
  const verb = context.args[at + 1] ?? '';
  const args = [...context.args.slice(0, at), ...context.args.slice(at + 2)];
  const options = parseUvOptions(context, args, '');
  const python = targetPython(context, options);
  if (python === undefined) return noEnvironment(context);
  switch (verb) {
    case 'install':
      return pipInstall({ context, world, options }, python, options.rest, false);
    case 'sync':
      return pipInstall(
        { context, world, options },
        python,
        options.words.flatMap((file) => ['-r', file]),
        true,
      );
    case 'uninstall':
      return pipUninstall(context, world, python, options.words);
    case 'freeze':
    case 'list':
      for (const { name, version } of installedIn(context, python.sitePackages))
        context.out(verb === 'freeze' ? `${name}==${version}\n` : `${name} ${version}\n`);
      return 0;
    default:
      return notSimulated(context, `uv pip ${verb}`.trim());
  }
}

/** The active environment, `.venv` here or above, or with `--system` the first Python on the path. */
function targetPython(context: ProgramContext, options: UvOptions): Installation | undefined {
  if (options.python?.startsWith('/') === true)
    return installationAt(context, options.python) ?? installationAt(context, `${options.python}/bin/python3`);
  if (options.system) return firstOnPath(context);
  const active = context.env.get('VIRTUAL_ENV');
  const folders = [...(active === undefined ? [] : [active]), `${context.workingDirectory.replace(/\/$/, '')}/.venv`];
  const found = folders.find((folder) => context.fs.exists(`${folder}/pyvenv.cfg`));
  return found === undefined ? undefined : installationAt(context, `${found}/bin/python3`);
}

function noEnvironment(context: ProgramContext): number {
  context.err(
    'error: No virtual environment found; run `uv venv` to create an environment, or pass `--system` to install into a non-virtual environment\n',
  );
  return 2;
}

function pipInstall(run: UvRun, python: Installation, args: readonly string[], exact: boolean): number {
  const { context, world, options } = run;
  if (options.system && python.managed !== undefined && !options.breakSystemPackages) {
    context.err(
      `error: The interpreter at /usr is externally managed, and indicates the following:\n\n  To install Python packages system-wide, use the system's package manager.\n\nConsider creating a virtual environment with \`uv venv\`.\n`,
    );
    return 2;
  }
  const missing = fileMissing(context, args);
  if (missing !== undefined) {
    context.err(`error: File not found: \`${missing}\`\n`);
    return 2;
  }
  const gathered = gather(context, python, world, args);
  if (typeof gathered === 'number') return gathered === 1 ? 2 : gathered;
  for (const { url } of gathered.remote) noteRemote(context, url);
  const pipOptions = parsePipOptions(context, python, args);
  const resolution = resolve({
    context,
    world,
    roots: gathered.named,
    located: gathered.located,
    constraints: gathered.constraints,
    wheels: pipOptions.findLinks.flatMap((folder) => wheelsIn(context, context.resolve(folder))),
    installed: installedAcross(context, [python.sitePackages]),
    environment: environmentOf(context, python),
    target: targetOf(context, python),
    dependencies: pipOptions.dependencies,
    upgrade: pipOptions.upgrade,
    reinstall: args.includes('--reinstall') || exact,
    noIndex: pipOptions.noIndex,
    fromSource: () => false,
  });
  if (!options.quiet) context.err(`Using Python ${python.version} environment at: ${python.prefix}\n`);
  const fetched = resolution.steps.find((step) => step.kind === 'collect' && step.candidate.source.kind === 'index');
  if (!context.network && (fetched !== undefined || resolution.failure !== undefined)) return noNetwork(context, fetched?.asked ?? 'index');
  if (resolution.failure !== undefined) return unsolvable(context, world, resolution.failure);
  const audited = resolution.steps.length;
  return installCandidates(run, python, resolution.candidates, audited, exact);
}

function fileMissing(context: ProgramContext, args: readonly string[]): string | undefined {
  const files = args.flatMap((word, index) => (/^(?:-r|-c|--requirements?|--constraints?)$/.test(word) ? [args[index + 1] ?? ''] : []));
  return files.find((file) => file !== '-' && !context.fs.exists(context.resolve(file)));
}

function unsolvable(context: ProgramContext, world: PipPart, failure: ResolutionFailure): number {
  const reason =
    failure.kind === 'unknown-name'
      ? `${failure.name} was not found in the package registry and you require ${failure.asked}`
      : failure.kind === 'no-version'
        ? `there is no version of ${failure.asked} and you require ${failure.asked}`
        : `you require ${failure.asks.map(({ text }) => text).join(' and ')}`;
  context.err(
    `  × No solution found when resolving dependencies:\n  ╰─▶ Because ${reason}, we can conclude that your requirements are unsatisfiable.\n`,
  );
  if (failure.kind === 'unknown-name') noteBeyond(context, world, failure.name);
  return 1;
}

function pipUninstall(context: ProgramContext, world: PipPart, python: Installation, words: readonly string[]): number {
  const installed = installedIn(context, python.sitePackages);
  const found = installed.filter(({ name }) => words.includes(name));
  for (const word of words) if (!found.some(({ name }) => name === word)) context.err(`warning: Skipping ${word} as it is not installed\n`);
  for (const distribution of found) removeDistribution(context, distribution, distributionOf(world, distribution.name)?.top ?? [distribution.title]);
  if (found.length > 0)
    context.err(
      `Uninstalled ${counted(found.length)} in ${elapsed(found.length * 3)}\n${found.map(({ name, version }) => ` - ${name}==${version}\n`).join('')}`,
    );
  return 0;
}

function venv({ context, options }: UvRun): number {
  const python = firstOnPath(context);
  if (python === undefined) return noInterpreter(context);
  const folder = options.words[0] ?? '.venv';
  context.err(`Using CPython ${python.version} interpreter at: ${python.executable}\nCreating virtual environment at: ${folder}\n`);
  const status = createVenv(context, python, undefined, {
    folders: [folder],
    withPip: false,
    systemSites: false,
    clear: true,
    prompt: options.prompt,
  });
  markAsUvs(context, context.resolve(folder));
  context.err(`Activate with: source ${folder}/bin/activate\n`);
  return status;
}

function cache({ context, options }: UvRun): number {
  const folder = uvCacheFolder(context, options.cacheFolder);
  switch (options.words[0]) {
    case 'dir':
      return print(context, folder);
    case 'clean':
    case 'prune':
      if (options.words[0] === 'clean') context.fs.removeAll(folder);
      context.err(options.words[0] === 'clean' ? `Clearing cache at: ${folder}\n` : `Pruning cache at: ${folder}\nNo unused entries found\n`);
      return 0;
    default:
      return notSimulated(context, `uv cache ${options.words[0] ?? ''}`.trim());
  }
}
