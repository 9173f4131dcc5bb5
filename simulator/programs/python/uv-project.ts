import type { ProgramContext } from '../../shell/types';
import { isObject, objectAt, stringsAt } from '../json';
import { firstOnPath, type Installation, installationAt } from './installation';
import { uvLockText } from './lock-text';
import { closureOf, type LockedPackage, lockedCandidate, lockedFrom, readTomlLock } from './locked';
import { noteBeyond, notSimulated } from './notices';
import { type PythonProject, readProject } from './project';
import { normalizedName, parseRequirement } from './requirement';
import { type Candidate, resolve } from './resolve';
import { environmentOf, targetOf } from './target';
import { installCandidates, markAsUvs, noInterpreter, noNetwork, type UvRun } from './uv-install';
import type { UvOptions } from './uv-options';
import { createVenv } from './venv';
import { unknownDistribution } from './wheel-files';

interface OpenProject {
  readonly project: PythonProject;
  readonly folder: string;
  readonly python: Installation;
}

function fail(context: ProgramContext, message: string, code = 2): number {
  context.err(`error: ${message}\n`);
  return code;
}

function openProject({ context, options }: UvRun): OpenProject | number {
  const folder = (options.project === undefined ? context.workingDirectory : context.resolve(options.project)).replace(/(?!^)\/+$/, '');
  const reading = readProject(context, folder);
  if (reading.kind === 'broken') return fail(context, `Failed to parse: \`pyproject.toml\`\n  Caused by: ${reading.message}`);
  if (reading.kind === 'missing' || !reading.project.declared)
    return fail(context, 'No `pyproject.toml` found in current directory or any parent directory');
  const python = firstOnPath(context);
  return python === undefined ? noInterpreter(context) : { project: reading.project, folder, python };
}

function readText(context: ProgramContext, path: string): string | undefined {
  const read = context.fs.read(path);
  return read.ok ? new TextDecoder().decode(read.value) : undefined;
}

/** Makes the project's environment what the lock file says; without a lock file one is written first. */
export function sync(run: UvRun): number {
  const { context, options } = run;
  const opened = openProject(run);
  if (typeof opened === 'number') return opened;
  const packages = lockedPackages(run, opened);
  if (typeof packages === 'number') return packages;
  const python = projectEnvironment(context, opened, options);
  if (typeof python === 'number') return python;
  const chosen = chosenPackages(context, opened, packages, options);
  const target = targetOf(context, python);
  const candidates: Candidate[] = chosen.filter(({ local }) => !local).map((item) => lockedCandidate(run.world, item, target));
  const own = projectCandidate(opened.project, options);
  if (own !== undefined) candidates.push(own);
  return installCandidates(run, python, candidates, packages.length, true);
}

/** An error's exit code, or what the lock file holds. */
function lockedPackages(run: UvRun, opened: OpenProject): readonly LockedPackage[] | number {
  const { context, options } = run;
  const text = readText(context, `${opened.folder}/uv.lock`);
  if (text === undefined) {
    const flag = options.frozen ? '--frozen' : options.locked ? '--locked' : undefined;
    if (flag !== undefined)
      return fail(
        context,
        `Unable to find lockfile at \`uv.lock\`, but \`${flag}\` was provided. To create a lockfile, run \`uv lock\` or \`uv sync\` without the flag.`,
      );
    return writeLock(run, opened);
  }
  const reading = readTomlLock(text, targetOf(context, opened.python));
  if (reading.kind === 'broken') return fail(context, 'Failed to parse `uv.lock`');
  const own = reading.packages.find(({ local, name }) => local && name === opened.project.name);
  const wanted = opened.project.dependencies.map((word) => parseRequirement(word)).flatMap((word) => (word.kind === 'named' ? [word.name] : []));
  const stale =
    own !== undefined &&
    !options.frozen &&
    (wanted.some((name) => !own.dependencies.some((known) => known.name === name)) || own.dependencies.some(({ name }) => !wanted.includes(name)));
  if (!stale) return reading.packages;
  if (options.locked)
    return fail(context, 'The lockfile at `uv.lock` needs to be updated, but `--locked` was provided. To update the lockfile, run `uv lock`.', 1);
  return writeLock(run, opened);
}

function developmentNames(project: PythonProject, group = 'dev'): readonly string[] {
  const groups = objectAt(project.document, 'dependency-groups');
  const listed = isObject(groups) ? (stringsAt(groups, group) ?? []) : [];
  const legacy = group === 'dev' ? (stringsAt(objectAt(objectAt(project.document, 'tool'), 'uv'), 'dev-dependencies') ?? []) : [];
  return [...listed, ...legacy];
}

function writeLock(run: UvRun, { project, folder, python }: OpenProject): readonly LockedPackage[] | number {
  const { context, world } = run;
  const parse = (words: readonly string[]) => words.map((word) => parseRequirement(word)).flatMap((word) => (word.kind === 'named' ? [word] : []));
  const main = parse(project.dependencies);
  const dev = parse(developmentNames(project));
  if (!context.network && main.length + dev.length > 0) return noNetwork(context, main[0]?.name ?? dev[0]?.name ?? '');
  const resolution = resolve({
    context,
    world,
    roots: [...main, ...dev],
    located: [],
    constraints: [],
    wheels: [],
    installed: new Map(),
    environment: environmentOf(context, python),
    target: targetOf(context, python),
    dependencies: true,
    upgrade: false,
    reinstall: false,
    noIndex: false,
    fromSource: () => false,
  });
  if (resolution.failure !== undefined) {
    if (resolution.failure.kind === 'unknown-name') noteBeyond(context, world, resolution.failure.name);
    const name = resolution.failure.kind === 'conflict' ? resolution.failure.name : resolution.failure.asked;
    context.err(
      `  × No solution found when resolving dependencies:\n  ╰─▶ Because ${name} was not found in the package registry and your project depends on ${name}, we can conclude that your project's requirements are unsatisfiable.\n`,
    );
    return 1;
  }
  const own: LockedPackage = {
    name: project.name,
    version: project.version,
    wheelBytes: undefined,
    dependencies: main.map(({ name, extras }) => ({ name, extras, marker: undefined })),
    extras: new Map(),
    groups: undefined,
    marker: undefined,
    local: true,
    groupDependencies: new Map(dev.length === 0 ? [] : [['dev', dev.map(({ name }) => name)]]),
  };
  const packages = [own, ...lockedFrom(resolution.candidates)];
  context.fs.write(`${folder}/uv.lock`, uvLockText(packages, project));
  return packages;
}

/** `.venv` in the project, or where `UV_PROJECT_ENVIRONMENT` says; made when it is missing. */
function projectEnvironment(context: ProgramContext, { folder, python }: OpenProject, options: UvOptions): Installation | number {
  const named = context.env.get('UV_PROJECT_ENVIRONMENT');
  const place = named === undefined ? `${folder}/.venv` : named.startsWith('/') ? named.replace(/\/+$/, '') : `${folder}/${named}`;
  const shown = named ?? '.venv';
  if (context.fs.exists(`${place}/bin/python3`)) return installationAt(context, `${place}/bin/python3`) ?? noInterpreter(context);
  if (!options.quiet)
    context.err(`Using CPython ${python.version} interpreter at: ${python.executable}\nCreating virtual environment at: ${shown}\n`);
  const status = createVenv(context, python, undefined, { folders: [place], withPip: false, systemSites: false, clear: false, prompt: undefined });
  if (status !== 0) return status;
  markAsUvs(context, place);
  return installationAt(context, `${place}/bin/python3`) ?? noInterpreter(context);
}

function chosenPackages(
  context: ProgramContext,
  { project, python }: OpenProject,
  packages: readonly LockedPackage[],
  options: UvOptions,
): readonly LockedPackage[] {
  const own = packages.find(({ name, local }) => local && name === project.name);
  if (own === undefined) return packages.filter(({ local }) => !local);
  const groups = [...(options.dev ? ['dev'] : []), ...options.groups];
  const extras = options.allExtras ? [...own.extras.keys()] : options.extras;
  const named = [
    ...own.dependencies.flatMap(({ name, extras: wanted }) => [
      name,
      ...wanted.flatMap((extra) => packages.find((item) => item.name === name)?.extras.get(extra) ?? []),
    ]),
    ...groups.flatMap((group) => own.groupDependencies.get(group) ?? []),
    ...extras.flatMap((extra) => own.extras.get(normalizedName(extra)) ?? []),
  ];
  return closureOf(packages, named, environmentOf(context, python));
}

/** A project without a build system is only a list of dependencies to uv. */
function projectCandidate(project: PythonProject, options: UvOptions): Candidate | undefined {
  const builds = isObject(project.document['build-system']);
  if (!options.installProject || !builds) return undefined;
  return {
    name: project.name,
    version: project.version,
    distribution: unknownDistribution(project.name, project.version, 0),
    source: { kind: 'project', project, editable: options.editable },
    requested: true,
    assumed: false,
    requires: [],
    hashes: [],
  };
}

export function lockProject(run: UvRun): number {
  const opened = openProject(run);
  if (typeof opened === 'number') return opened;
  const written = writeLock(run, opened);
  if (typeof written === 'number') return written;
  run.context.err(`Resolved ${written.length} packages in ${20 + written.length * 4}ms\n`);
  return 0;
}

/** `uv export`: the lock file as requirements, hashes left out. */
export function exportLock(run: UvRun): number {
  const { context, options } = run;
  const opened = openProject(run);
  if (typeof opened === 'number') return opened;
  const packages = lockedPackages(run, opened);
  if (typeof packages === 'number') return packages;
  const lines = chosenPackages(context, opened, packages, options)
    .filter(({ local }) => !local)
    .map(({ name, version }) => `${name}==${version}\n`)
    .sort();
  const text = `# This file was autogenerated by uv via the following command:\n#    uv export\n${options.installProject ? '-e .\n' : ''}${lines.join('')}`;
  if (options.hashes) context.notice({ fidelity: 'modelled', code: 'pip-hashes', details: { packages: lines.length } });
  if (options.output !== undefined) context.fs.write(context.resolve(options.output), text);
  context.out(text);
  return 0;
}

/** `uv run`: the environment is brought up to date, then the command starts in it. */
export function runInProject(run: UvRun): number {
  const { context, options } = run;
  const status = sync({ ...run, options: { ...options, quiet: true } });
  if (status !== 0) return status;
  const folder = context.env.get('UV_PROJECT_ENVIRONMENT') ?? `${context.workingDirectory.replace(/\/$/, '')}/.venv`;
  const [name = '', ...args] = options.command;
  if (name === '') return notSimulated(context, 'uv run');
  const env = new Map([...context.env, ['VIRTUAL_ENV', folder], ['PATH', `${folder}/bin:${context.env.get('PATH') ?? ''}`]]);
  return context.spawn(name.endsWith('.py') ? ['python', name, ...args] : [name, ...args], { env });
}
