import type { PipPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { objectAt } from '../json';
import type { Installation } from './installation';
import { poetryLockText } from './lock-text';
import { type LockedPackage, lockedFrom, readTomlLock } from './locked';
import { noteBeyond } from './notices';
import { chosenGroups, groupRequirements } from './poetry-groups';
import type { PoetryOptions } from './poetry-options';
import type { PythonProject } from './project';
import { resolve } from './resolve';
import { environmentOf, targetOf } from './target';

export interface PoetryRun {
  readonly context: ProgramContext;
  readonly world: PipPart;
  readonly options: PoetryOptions;
  readonly project: PythonProject;
  readonly python: Installation;
  readonly version: string;
}

export function fail(context: ProgramContext, kind: string, message: string): number {
  context.err(`${kind === '' ? '' : `\n${kind}\n\n`}${message}\n`);
  return 1;
}

export function readText(context: ProgramContext, path: string): string | undefined {
  const read = context.fs.read(path);
  return read.ok ? new TextDecoder().decode(read.value) : undefined;
}

export function lockedPackages(run: PoetryRun, text: string): readonly LockedPackage[] | undefined {
  const { context, project } = run;
  const reading = readTomlLock(text, targetOf(context, run.python));
  if (reading.kind === 'broken') {
    fail(context, 'RuntimeError', 'Unable to read the lock file.');
    return undefined;
  }
  const missing = chosenGroups(project, { ...run.options, only: [], without: [], with: [] })
    .flatMap((group) => groupRequirements(project, group))
    .find(({ name, marker }) => marker === undefined && !reading.packages.some((item) => item.name === name));
  if (missing === undefined) return reading.packages;
  context.err('pyproject.toml changed significantly since poetry.lock was last generated. Run `poetry lock` to fix the lock file.\n');
  return undefined;
}

/** Resolves everything that the project names and writes it down; `undefined` after an error. */
export function writeLock(run: PoetryRun): readonly LockedPackage[] | undefined {
  const { context, world, project, python } = run;
  context.out('Updating dependencies\nResolving dependencies...\n');
  const groups = chosenGroups(project, {
    ...run.options,
    only: [],
    without: [],
    with: Object.keys(objectAt(objectAt(objectAt(project.document, 'tool'), 'poetry'), 'group')),
  });
  const roots = groups.flatMap((group) => groupRequirements(project, group));
  if (!context.network && roots.length > 0) {
    fail(context, '', `All attempts to connect to pypi.org failed.`);
    return undefined;
  }
  const resolution = resolve({
    context,
    world,
    roots,
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
    fail(context, '', `Because ${project.name} depends on ${name} which doesn't match any versions, version solving failed.`);
    return undefined;
  }
  const packages = lockedFrom(resolution.candidates);
  context.out('\nWriting lock file\n');
  context.fs.write(`${project.folder}/poetry.lock`, poetryLockText(packages, run.version));
  return packages;
}
