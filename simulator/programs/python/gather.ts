import type { PipPart } from '../../catalog/parts';
import { cleanPath } from '../../fs/path';
import type { ProgramContext } from '../../shell/types';
import { type Installation, locate } from './installation';
import { fail } from './pip-messages';
import { type PipOptions, parsePipOptions } from './pip-options';
import { readProject } from './project';
import { type NamedRequirement, parseRequirement, type Requirement } from './requirement';
import { readRequirements } from './requirements-file';
import type { Candidate, Located } from './resolve';
import { openWheel, unknownDistribution, wheelAt, wheelRequirements } from './wheel-files';
import { distributionOf } from './world';

/** What an install is about, read and looked up; files are taken into account, options in them too. */
export interface Gathered {
  readonly options: PipOptions;
  readonly named: readonly NamedRequirement[];
  readonly located: readonly Located[];
  readonly constraints: readonly NamedRequirement[];
  /** Requirements that lie on the net; what is there is not simulated. */
  readonly remote: readonly Extract<Requirement, { readonly kind: 'url' }>[];
  readonly hashesRequired: boolean;
}

/** A number is the exit code after an error. */
export function gather(context: ProgramContext, python: Installation, world: PipPart, args: readonly string[]): Gathered | number {
  const first = parsePipOptions(context, python, args);
  const requirements: Requirement[] = [
    ...first.words.map((word) => parseRequirement(word)),
    ...first.editables.map((word) => parseRequirement(word, '', true)),
  ];
  const constraints: Requirement[] = [];
  const fileOptions: string[] = [];
  for (const [path, asConstraints] of [
    ...first.constraintFiles.map((path) => [path, true] as const),
    ...first.requirementFiles.map((path) => [path, false] as const),
  ]) {
    const file = readRequirements(context, path, asConstraints);
    if (!file.ok) return fail(context, file.message);
    requirements.push(...file.list.requirements);
    constraints.push(...file.list.constraints);
    fileOptions.push(...file.list.options);
  }
  const options = fileOptions.length === 0 ? first : { ...parsePipOptions(context, python, [...fileOptions, ...args]), words: first.words };
  if (requirements.length === 0 && first.requirementFiles.length === 0) {
    return fail(
      context,
      `You must give at least one requirement to ${context.args.find((word) => /^[a-z]+$/.test(word)) ?? 'install'} (see "pip help install")`,
    );
  }
  const invalid = [...requirements, ...constraints].find((requirement) => requirement.kind === 'invalid');
  if (invalid?.kind === 'invalid') return refuse(context, invalid);
  const located: Located[] = [];
  for (const requirement of requirements) {
    if (requirement.kind !== 'path') continue;
    const found = locateRequirement(context, world, requirement);
    if (typeof found === 'number') return found;
    located.push(found);
  }
  const remote = requirements.filter((requirement) => requirement.kind === 'url');
  const vcs = remote.find(({ url }) => url.startsWith('git+'));
  if (vcs !== undefined && locate(context, 'git') === undefined) return gitMissing(context, vcs);
  return {
    options,
    named: requirements.filter((requirement) => requirement.kind === 'named'),
    located,
    constraints: constraints.filter((requirement) => requirement.kind === 'named'),
    remote,
    hashesRequired: options.requireHashes || requirements.some(({ hashes }) => hashes.length > 0),
  };
}

function refuse(context: ProgramContext, invalid: Extract<Requirement, { readonly kind: 'invalid' }>): number {
  const where =
    invalid.origin === ''
      ? ''
      : ` (from line ${/\(line (\d+)\)/.exec(invalid.origin)?.[1] ?? '1'} of ${invalid.origin.replace(/^-[rc] | \(line \d+\)$/g, '')})`;
  context.err(`ERROR: Invalid requirement: '${invalid.text}': ${invalid.message}\n    ${invalid.text}\n    ^${where}\n`);
  if (/[^=<>!~]=[^=]/.test(invalid.text)) context.err('Hint: = is not a valid operator. Did you mean == ?\n');
  return 1;
}

function gitMissing(context: ProgramContext, { url, text }: { readonly url: string; readonly text: string }): number {
  context.out(`Collecting ${text}\n  Cloning ${url.replace(/^git\+/, '').replace(/[@#].*$/, '')} to /tmp/pip-req-build-0\n`);
  context.err("  ERROR: Error [Errno 2] No such file or directory: 'git' while executing command git version\n");
  return fail(context, "Cannot find command 'git' - do you have 'git' installed and in your PATH?");
}

/** A wheel or a project in the file system. */
function locateRequirement(context: ProgramContext, world: PipPart, requirement: Extract<Requirement, { readonly kind: 'path' }>): Located | number {
  const path = cleanPath(context.resolve(requirement.path));
  const node = context.fs.stat(path);
  if (!node.ok) return missingPath(context, requirement);
  if (node.value.kind === 'file') {
    const wheel = wheelAt(path);
    if (wheel === undefined) return fail(context, `${requirement.path} is not a supported wheel on this platform.`);
    const known = distributionOf(world, wheel.name);
    const size = node.value.content.kind === 'bytes' ? node.value.content.bytes.length : node.value.content.sizeBytes;
    const opened = openWheel(node.value.content);
    const dependencies = opened === undefined ? (known?.requires ?? []) : wheelRequirements(opened);
    const distribution = known ?? unknownDistribution(wheel.name, wheel.version, size);
    return {
      requirement,
      dependencies,
      candidate: { ...base(wheel.name, wheel.version, dependencies), distribution, source: { kind: 'wheel', wheel } },
    };
  }
  const reading = readProject(context, path);
  if (reading.kind === 'missing') return fail(context, notInstallable(requirement));
  if (reading.kind === 'broken') return fail(context, `${path}/pyproject.toml: ${reading.message}`);
  const { project } = reading;
  const dependencies = [...project.dependencies, ...requirement.extras.flatMap((extra) => project.extras.get(extra) ?? [])];
  return {
    requirement,
    dependencies,
    candidate: {
      ...base(project.name, project.version, dependencies),
      distribution: unknownDistribution(project.name, project.version, 0),
      source: { kind: 'project', project, editable: requirement.editable },
    },
  };
}

function base(
  name: string,
  version: string,
  dependencies: readonly string[],
): Pick<Candidate, 'name' | 'version' | 'requested' | 'assumed' | 'requires' | 'hashes'> {
  return {
    name,
    version,
    requested: true,
    assumed: false,
    requires: dependencies.map((word) => parseRequirement(word)).flatMap((word) => (word.kind === 'named' ? [word.name] : [])),
    hashes: [],
  };
}

function missingPath(context: ProgramContext, requirement: Extract<Requirement, { readonly kind: 'path' }>): number {
  if (requirement.editable)
    return fail(
      context,
      `${requirement.path} is not a valid editable requirement. It should either be a path to a local project or a VCS URL (beginning with bzr+http, bzr+https, bzr+ssh, git+file, git+http, git+https, git+ssh, hg+http, hg+https, hg+ssh, svn+http, svn+https, svn+ssh).`,
    );
  if (!requirement.path.endsWith('.whl'))
    return fail(
      context,
      `Invalid requirement: '${requirement.text}': Expected package name at the start of dependency specifier`,
      `Hint: It looks like a path. File '${requirement.text}' does not exist.`,
    );
  context.err(`WARNING: Requirement '${requirement.text}' looks like a filename, but the file does not exist\n`);
  const processed = requirement.path.startsWith('/') ? requirement.path : `./${requirement.path.replace(/^\.\//, '')}`;
  context.out(`Processing ${processed}\n`);
  return fail(context, `Could not install packages due to an OSError: [Errno 2] No such file or directory: '${context.resolve(requirement.path)}'\n`);
}

function notInstallable(requirement: Extract<Requirement, { readonly kind: 'path' }>): string {
  return requirement.editable
    ? `${requirement.path} does not appear to be a Python project: neither 'setup.py' nor 'pyproject.toml' found.`
    : `Directory '${requirement.path}' is not installable. Neither 'setup.py' nor 'pyproject.toml' found.`;
}
