import { objectAt, stringsAt } from '../json';
import { closureOf, type LockedPackage } from './locked';
import type { MarkerEnvironment } from './marker';
import type { PoetryOptions } from './poetry-options';
import { type PythonProject, poetryRequirements } from './project';
import { type NamedRequirement, parseRequirement } from './requirement';

function groupTable(project: PythonProject): Readonly<Record<string, unknown>> {
  return objectAt(objectAt(objectAt(project.document, 'tool'), 'poetry'), 'group');
}

/** Groups that are installed: all but the optional ones, unless options say otherwise. */
export function chosenGroups(project: PythonProject, options: PoetryOptions): readonly string[] {
  if (options.only.length > 0) return options.only;
  const named = Object.keys(groupTable(project)).filter(
    (group) => objectAt(groupTable(project), group).optional !== true || options.with.includes(group),
  );
  const standard = Object.keys(objectAt(project.document, 'dependency-groups'));
  const legacy = Object.keys(objectAt(objectAt(objectAt(project.document, 'tool'), 'poetry'), 'dev-dependencies')).length > 0 ? ['dev'] : [];
  return [...new Set(['main', ...named, ...standard, ...legacy])].filter((group) => !options.without.includes(group));
}

export function groupRequirements(project: PythonProject, group: string): readonly NamedRequirement[] {
  const poetry = objectAt(objectAt(project.document, 'tool'), 'poetry');
  const words =
    group === 'main'
      ? project.dependencies
      : [
          ...poetryRequirements(objectAt(objectAt(groupTable(project), group), 'dependencies')),
          ...(group === 'dev' ? poetryRequirements(objectAt(poetry, 'dev-dependencies')) : []),
          ...(stringsAt(objectAt(project.document, 'dependency-groups'), group) ?? []),
        ];
  return words.map((word) => parseRequirement(word)).flatMap((word) => (word.kind === 'named' ? [word] : []));
}

/** What the groups need, by the project's own lists and the lock's edges. */
export function packagesOfGroups(
  project: PythonProject,
  packages: readonly LockedPackage[],
  groups: readonly string[],
  options: PoetryOptions,
  environment: MarkerEnvironment,
): readonly LockedPackage[] {
  const extras = options.allExtras ? [...project.extras.keys()] : options.extras;
  const extraNames = extras
    .flatMap((extra) => project.extras.get(extra) ?? [])
    .map((word) => parseRequirement(word))
    .flatMap((word) => (word.kind === 'named' ? [word.name] : []));
  const named = groups
    .flatMap((group) => groupRequirements(project, group))
    .flatMap(({ name, extras: wanted }) => [
      name,
      ...wanted.flatMap((extra) => packages.find((item) => item.name === name)?.extras.get(extra) ?? []),
    ]);
  const sorted = packages.filter(({ groups: own }) => own?.some((group) => groups.includes(group)) === true).map(({ name }) => name);
  return closureOf(packages, [...named, ...extraNames, ...sorted], environment);
}
