import { nearestNames } from '../../catalog/nearest';
import { type PipPart, partOf } from '../../catalog/parts';
import type { Catalog } from '../../catalog/types';
import type { Program, ProgramContext } from '../../shell/types';
import { PIP_START_MILLISECONDS } from './figures';
import { type Installation, installationOf, searchedSites } from './installation';
import { installedAcross } from './installed';
import { notSimulated } from './notices';
import { cacheCommand, configCommand, saveArchives } from './pip-files';
import { install, type PipRun, uninstall } from './pip-install';
import { fail, upgradeNotice } from './pip-messages';
import { parsePipOptions } from './pip-options';
import { check, freeze, index, list, show } from './pip-queries';
import { distributionOf } from './world';

const COMMANDS: Readonly<Record<string, (run: PipRun) => number>> = {
  install,
  uninstall,
  download: (run) => saveArchives(run, 'download'),
  wheel: (run) => saveArchives(run, 'wheel'),
  freeze,
  list,
  show,
  check,
  index,
  cache: cacheCommand,
  config: configCommand,
  inspect: ({ context }) => notSimulated(context, 'pip inspect'),
  hash: ({ context }) => notSimulated(context, 'pip hash'),
  search: ({ context }) =>
    fail(context, "XMLRPC request failed [code: -32500]\nRuntimeError: PyPI no longer supports 'pip search' (or XML-RPC search)."),
  debug: ({ context }) => notSimulated(context, 'pip debug'),
  lock: ({ context }) => notSimulated(context, 'pip lock'),
};

/** `pip`, as a program of its own; it belongs to the Python beside it. */
export function pipProgram(catalog: Catalog): Program {
  return (context) => {
    const python = installationOf(context);
    if (python === undefined) return fail(context, 'No Python at the other end of this pip');
    return runPip(catalog, context, python, context.args);
  };
}

/** pip in a Python; `pip …`, `python -m pip …` and the scripts of virtual environments all come here. */
export function runPip(catalog: Catalog, context: ProgramContext, python: Installation, args: readonly string[]): number {
  const own = installedAcross(context, searchedSites(context, python)).get('pip');
  const pipVersion = own?.version ?? '25.0.1';
  if (args[0] === '--version' || args[0] === '-V') {
    context.out(`pip ${pipVersion} from ${own?.site ?? python.sitePackages}/pip (python ${python.minor})\n`);
    return 0;
  }
  const at = args.findIndex((word, position) => !word.startsWith('-') && !LEADING_VALUES.has(args[position - 1] ?? ''));
  const name = at < 0 ? undefined : args[at];
  if (name === undefined || name === 'help') return usage(context);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) return unknownCommand(context, name);
  const rest = [...args.slice(0, at), ...args.slice(at + 1)].map((word) => (name === 'show' && word === '-f' ? '--files' : word));
  const options = parsePipOptions(context, python, rest);
  if (options.unknown !== undefined) return unknownOption(context, name, options.unknown);
  if (rest.includes('--help') || rest.includes('-h')) return usage(context);
  if (options.requireVirtualenv && !python.virtual && CHANGING.has(name)) {
    fail(context, 'Could not find an activated virtualenv (required).');
    return 3;
  }
  const world = partOf(catalog, 'pip');
  if (world === undefined) return missingPart(context);
  context.work({ kind: 'compute', milliseconds: PIP_START_MILLISECONDS });
  const status = command({ context, python, world, options, args: rest, pipVersion });
  if (name === 'install' || name === 'download' || name === 'wheel') noteUpgrade(context, world, python, options, pipVersion, own === undefined);
  return status;
}

/** Commands that `--require-virtualenv` is about. */
const CHANGING = new Set(['install', 'uninstall', 'download', 'wheel']);

/** Global options before the command that have a value of their own. */
const LEADING_VALUES = new Set([
  '--cache-dir',
  '--timeout',
  '--retries',
  '--cert',
  '--trusted-host',
  '--proxy',
  '--log',
  '--python',
  '--default-timeout',
]);

/** The notice speaks of the pip that ran, also when the run has just replaced it. */
function noteUpgrade(
  context: ProgramContext,
  world: PipPart,
  python: Installation,
  options: PipRun['options'],
  pipVersion: string,
  unknown: boolean,
): void {
  // Debian switches the check off in its own pip.
  if (unknown || python.managed === 'debian' || (!python.virtual && python.otherSites.length > 0)) return;
  const now = installedAcross(context, searchedSites(context, python)).get('pip')?.version ?? pipVersion;
  upgradeNotice(context, options, now, distributionOf(world, 'pip')?.version ?? now);
}

export function missingPart(context: ProgramContext): number {
  context.notice({ fidelity: 'unknown', code: 'catalog-part-missing', details: { part: 'pip' } });
  return 0;
}

function unknownCommand(context: ProgramContext, name: string): number {
  const near = nearestNames(name, Object.keys(COMMANDS))[0];
  return fail(context, `unknown command "${name}"${near === undefined ? '' : ` - maybe you meant "${near}"`}`);
}

const USAGES: Readonly<Record<string, string>> = {
  install:
    '  pip install [options] <requirement specifier> [package-index-options] ...\n  pip install [options] -r <requirements file> [package-index-options] ...\n  pip install [options] [-e] <vcs project url> ...\n  pip install [options] [-e] <local project path> ...\n  pip install [options] <archive url/path> ...\n',
};

function unknownOption(context: ProgramContext, name: string, option: string): number {
  context.err(`\nUsage:   \n${USAGES[name] ?? `  pip ${name} [options]\n`}\nno such option: ${option}\n`);
  return 2;
}

function usage(context: ProgramContext): number {
  context.out(
    `\nUsage:   \n  pip <command> [options]\n\nCommands:\n${Object.keys(COMMANDS)
      .map((name) => `  ${name}\n`)
      .join('')}`,
  );
  return 0;
}
