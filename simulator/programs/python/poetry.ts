import { partOf } from '../../catalog/parts';
import type { Catalog } from '../../catalog/types';
import type { Program, ProgramContext } from '../../shell/types';
import { objectAt } from '../json';
import { changeEnvironment, plannedChange } from './environment-install';
import { INDEX_PAGE_WIRE_BYTES, POETRY_PACKAGE_MILLISECONDS, POETRY_START_MILLISECONDS } from './figures';
import { firstOnPath, type Installation } from './installation';
import { installedIn } from './installed';
import { lockedCandidate } from './locked';
import { notSimulated } from './notices';
import { missingPart } from './pip';
import { fillPoetryCache, isInPoetryCache } from './poetry-cache';
import { poetryEnvironment } from './poetry-environment';
import { chosenGroups, packagesOfGroups } from './poetry-groups';
import { fail, lockedPackages, type PoetryRun, readText, writeLock } from './poetry-lock';
import { type PoetryOptions, parsePoetryOptions, setting, writeSetting } from './poetry-options';
import { type PythonProject, readProject } from './project';
import type { Candidate } from './resolve';
import { environmentOf, targetOf } from './target';
import { compareVersionTexts } from './version';
import { projectWheel, projectWheelName, unknownDistribution } from './wheel-files';

/** Poetry: installs what its lock file says into an environment of the project, or into the system's when it is told to make none. */
export function poetryProgram(catalog: Catalog): Program {
  return (context) => {
    const version = poetryVersion(context);
    const options = parsePoetryOptions(context.args);
    context.work({ kind: 'compute', milliseconds: POETRY_START_MILLISECONDS });
    if (options.version) return print(context, `Poetry (version ${version})`);
    if (options.command === 'config') return config(context, options);
    const world = partOf(catalog, 'pip');
    if (world === undefined) return missingPart(context);
    const python = firstOnPath(context);
    if (python === undefined) return fail(context, '', 'Python not found');
    if (options.command === undefined) return print(context, `Poetry (version ${version})\n\nUsage:\n  command [options] [arguments]`);
    const command = Object.hasOwn(COMMANDS, options.command) ? COMMANDS[options.command] : undefined;
    if (command === undefined) return otherCommand(context, options.command);
    const folder = options.directory === undefined ? context.workingDirectory : context.resolve(options.directory);
    const reading = readProject(context, folder.replace(/(?!^)\/+$/, ''));
    if (reading.kind === 'broken') return fail(context, 'TOMLError', reading.message);
    if (reading.kind === 'missing' || !reading.project.declared)
      return fail(context, '', `Poetry could not find a pyproject.toml file in ${folder} or its parents`);
    return command({ context, world, options, project: reading.project, python, version });
  };
}

const COMMANDS: Readonly<Record<string, (run: PoetryRun) => number>> = {
  install,
  sync: (run) => install({ ...run, options: { ...run.options, sync: true } }),
  lock: (run) => (writeLock(run) === undefined ? 1 : 0),
  export: exportLock,
  build,
  run: runCommand,
  check: ({ context }) => print(context, 'All set!'),
};

const KNOWN = new Set([
  'add',
  'remove',
  'update',
  'show',
  'env',
  'self',
  'new',
  'init',
  'publish',
  'shell',
  'source',
  'cache',
  'about',
  'list',
  'search',
  'debug',
  'python',
]);

function otherCommand(context: ProgramContext, name: string): number {
  if (KNOWN.has(name)) return notSimulated(context, `poetry ${name}`);
  context.err(`\nThe requested command ${name} does not exist.\n`);
  return 1;
}

function print(context: ProgramContext, text: string): number {
  context.out(`${text}\n`);
  return 0;
}

function poetryVersion(context: ProgramContext): string {
  const python = firstOnPath(context);
  return (python === undefined ? undefined : installedIn(context, python.sitePackages).find(({ name }) => name === 'poetry')?.version) ?? '2.2.1';
}

/** `poetry config NAME VALUE`, in the user's file. */
function config(context: ProgramContext, { words, unset }: PoetryOptions): number {
  const [name = '', value] = words;
  if (value === undefined && !unset) {
    const found = setting(context, name);
    return found === undefined ? notSimulated(context, 'poetry config') : print(context, found);
  }
  writeSetting(context, name, unset ? undefined : (value ?? ''));
  return 0;
}

function install(run: PoetryRun): number {
  const { context, world, options, project, version } = run;
  const environment = poetryEnvironment(context, run.python, world, project);
  if (typeof environment === 'number') return environment;
  const text = readText(context, `${project.folder}/poetry.lock`);
  const packages = text === undefined ? writeLock(run) : lockedPackages(run, text);
  if (packages === undefined) return 1;
  if (text !== undefined) context.out('Installing dependencies from lock file\n');
  const groups = chosenGroups(project, options);
  const target = targetOf(context, environment);
  const chosen = packagesOfGroups(project, packages, groups, options, environmentOf(context, environment)).filter(({ local }) => !local);
  const candidates = chosen.map((item) => lockedCandidate(world, item, target));
  const plan = plannedChange({ context, world, python: environment, compile: options.compile, installer: 'poetry' }, candidates, options.sync);
  const added = [...plan.added].sort((a, b) => order(candidates, a) - order(candidates, b));
  if (added.length + plan.removed.length === 0) context.out('\nNo dependencies to install or update\n');
  else
    context.out(
      `\nPackage operations: ${added.length} ${added.length === 1 ? 'install' : 'installs'}, 0 updates, ${plan.removed.length} removals\n\n`,
    );
  const fetched = fetch(run, added);
  if (fetched !== undefined) return fetched;
  for (const { name, version: installed } of added) context.out(`  - Installing ${name} (${installed})\n`);
  const changed = changeEnvironment(
    { context, world, python: environment, compile: options.compile, installer: 'poetry' },
    { added, removed: plan.removed },
  );
  if (changed === undefined) return fail(context, 'PermissionError', `[Errno 13] Permission denied: '${environment.sitePackages}'`);
  return options.root && isPackage(project) ? installRoot(run, environment, version) : 0;
}

/** Dependencies first, as the lock's edges go. */
function order(candidates: readonly Candidate[], candidate: Candidate): number {
  const needed = candidates.filter(({ requires }) => requires.includes(candidate.name)).length;
  return -needed;
}

function fetch({ context, options }: PoetryRun, added: readonly Candidate[]): number | undefined {
  const missing = added.filter((candidate) => !options.cache || !isInPoetryCache(context, candidate));
  if (missing.length > 0 && !context.network) {
    const [first] = missing;
    context.out(`  - Installing ${first?.name} (${first?.version}): Failed\n`);
    return fail(
      context,
      'ConnectionError',
      `HTTPSConnectionPool(host='pypi.org', port=443): Max retries exceeded with url: /simple/${first?.name}/ (Caused by NameResolutionError)`,
    );
  }
  context.work({
    kind: 'download',
    bytes: missing.reduce((sum, { distribution }) => sum + distribution.wheelBytes + INDEX_PAGE_WIRE_BYTES, 0),
    requests: missing.length * 2,
  });
  context.work({ kind: 'compute', milliseconds: added.length * POETRY_PACKAGE_MILLISECONDS });
  if (options.cache) fillPoetryCache(context, missing);
  return undefined;
}

/** `package-mode = false` makes a project a list of dependencies. */
function isPackage(project: PythonProject): boolean {
  return objectAt(objectAt(project.document, 'tool'), 'poetry')['package-mode'] !== false;
}

function installRoot({ context, world, options, project }: PoetryRun, environment: Installation, version: string): number {
  context.out(`\nInstalling the current project: ${project.title} (${project.version})\n`);
  if (project.sources.length === 0) {
    const message = `Error: The current project could not be installed: No file/folder found for package ${project.name}\nIf you do not want to install the current project use --no-root.\nIf you want to use Poetry only for dependency management but not for packaging, you can disable package mode by setting package-mode = false in your pyproject.toml file.\n`;
    if (compareVersionTexts(version, '2.0') >= 0) {
      context.err(message);
      return 1;
    }
    context.err(message.replace('Error: ', 'Warning: '));
    return 0;
  }
  const candidate: Candidate = {
    name: project.name,
    version: project.version,
    distribution: unknownDistribution(project.name, project.version, 0),
    source: { kind: 'project', project, editable: true },
    requested: true,
    assumed: false,
    requires: [],
    hashes: [],
  };
  changeEnvironment({ context, world, python: environment, compile: options.compile, installer: 'poetry' }, { added: [candidate], removed: [] });
  return 0;
}

/** Since 2.0 a plugin of its own. */
function exportLock(run: PoetryRun): number {
  const { context, options, project, python, version } = run;
  const plugin = installedIn(context, python.sitePackages).some(({ name }) => name === 'poetry-plugin-export');
  if (compareVersionTexts(version, '2.0') >= 0 && !plugin) return otherCommand(context, 'export');
  const text = readText(context, `${project.folder}/poetry.lock`);
  if (text === undefined) return fail(context, '', 'The lock file does not exist. Locking.');
  const packages = lockedPackages(run, text);
  if (packages === undefined) return 1;
  const chosen = packagesOfGroups(project, packages, chosenGroups(project, options), options, environmentOf(context, python)).filter(
    ({ local }) => !local,
  );
  const lines = chosen.map((item) => `${item.name}==${item.version} ; ${item.marker ?? 'python_version >= "3.9"'}\n`).sort();
  if (options.hashes) context.notice({ fidelity: 'modelled', code: 'pip-hashes', details: { packages: lines.length } });
  if (options.output !== undefined) context.fs.write(context.resolve(options.output), lines.join(''));
  else context.out(lines.join(''));
  return 0;
}

function build({ context, project }: PoetryRun): number {
  const wheel = projectWheel(context, project);
  context.out(`Building ${project.title} (${project.version})\n`);
  if (wheel === undefined) return notSimulated(context, 'poetry build');
  context.fs.mkdirAll(`${project.folder}/dist`);
  context.fs.write(`${project.folder}/dist/${projectWheelName(project)}`, wheel);
  context.out(`Building wheel\n  - Building wheel\n  - Built ${projectWheelName(project)}\n`);
  return 0;
}

function runCommand({ context, world, options, project, python }: PoetryRun): number {
  const environment = poetryEnvironment(context, python, world, project);
  if (typeof environment === 'number') return environment;
  const [name = '', ...args] = options.rest;
  const env = new Map([
    ...context.env,
    ['PATH', `${environment.scripts}:${context.env.get('PATH') ?? ''}`],
    ...(environment.virtual ? [['VIRTUAL_ENV', environment.prefix] as const] : []),
  ]);
  const status = context.spawn([name, ...args], { env });
  if (status === 127) context.err(`Command not found: ${name}\n`);
  return status === 127 ? 1 : status;
}
