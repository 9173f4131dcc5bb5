import { type PipPart, partOf } from '../../catalog/parts';
import type { Catalog } from '../../catalog/types';
import type { Program, ProgramContext } from '../../shell/types';
import { changeEnvironment, plannedChange } from './environment-install';
import { INDEX_PAGE_WIRE_BYTES, PIP_PACKAGE_MILLISECONDS, POETRY_START_MILLISECONDS } from './figures';
import { firstOnPath, homeOf, type Installation, installationAt } from './installation';
import { type LockedPackage, lockedCandidate, readPipfileLock } from './locked';
import { markerHolds } from './marker';
import { notSimulated } from './notices';
import { missingPart } from './pip';
import { environmentOf, targetOf } from './target';
import { createVenv } from './venv';

/** Pipenv, as far as images use it: installing what `Pipfile.lock` pins, and turning it into a requirements file. */
export function pipenvProgram(catalog: Catalog): Program {
  return (context) => {
    const { args } = context;
    if (args[0] === '--version') return print(context, 'pipenv, version 2025.0.4');
    const [verb] = args.filter((word) => !word.startsWith('-'));
    const world = partOf(catalog, 'pip');
    if (world === undefined) return missingPart(context);
    const python = firstOnPath(context);
    if (python === undefined) return fail(context, 'Python not found');
    context.work({ kind: 'compute', milliseconds: POETRY_START_MILLISECONDS });
    if (verb === 'install' || verb === 'sync') return install(context, world, python, verb);
    if (verb === 'requirements') return requirements(context, python);
    return notSimulated(context, `pipenv ${verb ?? ''}`.trim());
  };
}

function print(context: ProgramContext, text: string): number {
  context.out(`${text}\n`);
  return 0;
}

function fail(context: ProgramContext, message: string): number {
  context.err(`${message}\n`);
  return 1;
}

function readLock(context: ProgramContext, python: Installation, dev: boolean): readonly LockedPackage[] | undefined {
  const read = context.fs.read(context.resolve('Pipfile.lock'));
  if (!read.ok) return undefined;
  const reading = readPipfileLock(new TextDecoder().decode(read.value));
  if (reading.kind === 'broken') return undefined;
  const environment = environmentOf(context, python);
  return reading.packages.filter(
    ({ groups, marker }) => (dev || groups?.includes('main') === true) && (marker === undefined || markerHolds(marker, environment)),
  );
}

function install(context: ProgramContext, world: PipPart, python: Installation, verb: string): number {
  const { args } = context;
  const has = (...names: readonly string[]): boolean => names.some((name) => args.includes(name));
  if (args.filter((word) => !word.startsWith('-')).length > 1) return notSimulated(context, 'pipenv install');
  const locked = readLock(context, python, has('--dev', '-d'));
  if (locked === undefined) {
    if (verb === 'sync' || has('--deploy', '--ignore-pipfile'))
      return fail(context, 'Usage: pipenv install [OPTIONS] [PACKAGES]...\n\nERROR: Pipfile.lock not found!  You need to run $ pipenv lock first.');
    return notSimulated(context, 'pipenv install');
  }
  const environment =
    has('--system') || /^(?:1|true)$/i.test(context.env.get('PIPENV_SYSTEM') ?? '') ? python : projectEnvironment(context, world, python);
  if (typeof environment === 'number') return environment;
  const candidates = locked.map((item) => lockedCandidate(world, item, targetOf(context, environment)));
  const how = { context, world, python: environment, compile: true, installer: 'pip' as const };
  const plan = plannedChange(how, candidates, false);
  context.err('Installing dependencies from Pipfile.lock...\n');
  if (plan.added.length > 0 && !context.network)
    return fail(
      context,
      `ERROR: Could not find a version that satisfies the requirement ${plan.added[0]?.name}==${plan.added[0]?.version} (from versions: none)`,
    );
  context.work({
    kind: 'download',
    bytes: plan.added.reduce((sum, { distribution }) => sum + distribution.wheelBytes + INDEX_PAGE_WIRE_BYTES, 0),
    requests: plan.added.length * 3,
  });
  context.work({ kind: 'compute', milliseconds: plan.added.length * PIP_PACKAGE_MILLISECONDS });
  if (changeEnvironment(how, plan) === undefined)
    return fail(context, `ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '${environment.sitePackages}'`);
  return 0;
}

/** `.venv` with `PIPENV_VENV_IN_PROJECT`, else below the home directory. */
function projectEnvironment(context: ProgramContext, world: PipPart, python: Installation): Installation | number {
  const here = context.workingDirectory.replace(/\/+$/, '');
  const place =
    context.env.get('PIPENV_VENV_IN_PROJECT') !== undefined
      ? `${here}/.venv`
      : `${homeOf(context)}/.local/share/virtualenvs/${here.slice(here.lastIndexOf('/') + 1)}-venv`;
  if (!context.fs.exists(`${place}/pyvenv.cfg`)) {
    context.err(`Creating a virtualenv for this project\nVirtualenv location: ${place}\n`);
    const status = createVenv(context, python, world, { folders: [place], withPip: true, systemSites: false, clear: false, prompt: undefined });
    if (status !== 0) return status;
  }
  return installationAt(context, `${place}/bin/python3`) ?? 1;
}

function requirements(context: ProgramContext, python: Installation): number {
  const locked = readLock(context, python, context.args.includes('--dev'));
  if (locked === undefined) return fail(context, 'ERROR: Pipfile.lock not found!');
  context.out(
    `-i https://pypi.org/simple\n${locked.map(({ name, version, marker }) => `${name}==${version}${marker === undefined ? '' : `; ${marker}`}\n`).join('')}`,
  );
  return 0;
}
