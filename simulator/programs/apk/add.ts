import { nearestNames } from '../../catalog/nearest';
import { commit, type Session } from './commit';
import { readInstalled, readWorld } from './database';
import { type ApkDependency, parseDependency } from './dependency';
import { type Change, type Conflict, planInstall, type WantedPackages } from './plan';
import { virtualRecord } from './record';
import { openIndexes, repositoriesOf } from './repositories';

/** `apk add`: world takes the names, or one virtual package that needs them. */
export function add(session: Session): number {
  const { context, world, options, dialect } = session;
  const opened = openIndexes(context, world, options, dialect, 'if-old');
  const wanted: ApkDependency[] = [];
  for (const word of options.words) {
    const dependency = parseDependency(word);
    if (dependency === undefined || word.includes('.apk')) return word.includes('.apk') ? refuseFile(session, word) : invalid(session, word);
    wanted.push(dependency);
  }
  if (wanted.some(({ tag }) => tag !== undefined && !hasTag(session, tag))) return missingTags(session, wanted);
  const virtual = options.virtual === undefined ? undefined : virtualOf(session, options.virtual, wanted);
  if (virtual === 'invalid') return invalidVirtual(session, options.virtual ?? '');
  const installed = readInstalled(context);
  const by = virtual === undefined ? 'world' : `${virtual.name}-${virtual.version}`;
  // Names of world are solved in the order of the alphabet, those of a virtual package as they were written.
  const sorted = virtual === undefined ? [...wanted].sort((a, b) => (a.name < b.name ? -1 : 1)) : wanted;
  const before = virtual === undefined ? keptWorld(readWorld(context), wanted) : [];
  const items = [...before, ...sorted.map((dependency): WantedPackages => ({ dependency, by }))];
  const selection = planInstall(world, installed, items, { indexed: opened.available > 0, upgrade: options.upgrade });
  if (!selection.ok) return unable(session, selection.conflicts);
  const changes = virtual === undefined ? selection.changes : [...selection.changes, virtualChange(session, virtual)];
  const lines = virtual === undefined ? wanted.map(({ text }) => text) : [virtual.text];
  return commit(session, {
    changes,
    worldLines: addToWorld(readWorld(context), lines),
    ...(virtual === undefined
      ? {}
      : {
          virtual: virtualRecord(
            virtual.name,
            virtual.version,
            wanted.map(({ text }) => text),
          ),
        }),
  });
}

/** What world says already about the names that are asked for is replaced; the rest still holds, as far as it names a version. */
function keptWorld(lines: readonly string[], wanted: readonly ApkDependency[]): readonly WantedPackages[] {
  return lines.flatMap((line) => {
    const dependency = parseDependency(line);
    if (dependency === undefined || dependency.operator === '' || line.startsWith('.') || wanted.some(({ name }) => name === dependency.name))
      return [];
    return [{ dependency, by: 'world' }];
  });
}

function addToWorld(world: readonly string[], lines: readonly string[]): readonly string[] {
  const names = new Set(lines.map((line) => parseDependency(line)?.name));
  return [...world.filter((line) => !names.has(parseDependency(line)?.name)), ...new Set(lines)];
}

/** A virtual package without a version gets the time as one: `.build-deps=20261125.120000`. */
function virtualOf(session: Session, word: string, wanted: readonly ApkDependency[]): ApkDependency | 'invalid' {
  const dependency = parseDependency(word);
  if (dependency === undefined || !/^=?$/.test(dependency.operator)) return 'invalid';
  if (wanted.length === 0) session.context.err('WARNING: creating empty virtual package\n');
  if (dependency.operator === '=') return dependency;
  const [date = '', time = ''] = new Date(session.context.nowSeconds * 1000).toISOString().slice(0, 19).replace(/[-:]/g, '').split('T');
  const version = `${date}.${time}`;
  return { ...dependency, operator: '=', version, text: `${dependency.name}=${version}` };
}

function virtualChange({ context }: Session, virtual: ApkDependency): Change {
  const before = readInstalled(context).get(virtual.name)?.version;
  const { name, version } = virtual;
  return before === undefined || before === version ? { kind: 'install', name, version } : { kind: 'upgrade', name, version, before };
}

function hasTag({ context, options }: Session, tag: string): boolean {
  return repositoriesOf(context, options).some((repository) => repository.tag === tag);
}

function missingTags(session: Session, wanted: readonly ApkDependency[]): number {
  for (const { name, tag } of wanted)
    if (tag !== undefined && !hasTag(session, tag))
      session.context.err(`WARNING: The repository tag for world dependency '${name}@${tag}' does not exist\n`);
  session.context.err('ERROR: Not committing changes due to missing repository tags. Use --force-broken-world to override.\n');
  return 250;
}

function invalid({ context, options }: Session, word: string): number {
  const [kind, format] = options.virtual === undefined ? ['world', 'name(@tag)([<>~=]version)'] : ['child', 'name([<>~=]version)'];
  context.err(`ERROR: '${word}' is not a valid ${kind} dependency, format is ${format}\n`);
  return 250;
}

function invalidVirtual({ context }: Session, word: string): number {
  context.err(`ERROR: ${word}: bad package specifier\n`);
  return 250;
}

/** A package file is there or is not; what is in it cannot be known. */
function refuseFile({ context }: Session, word: string): number {
  if (!context.fs.exists(context.resolve(word))) {
    context.err(`ERROR: ${word}: No such file or directory\n`);
    return 250;
  }
  context.notice({ fidelity: 'unknown', code: 'tool-not-simulated', details: { command: `apk add ${word}` } });
  return 0;
}

/** Names that older Dockerfiles use and that no release of the catalogue has: for them the real apk says the same, so nothing is unknown. */
const GONE = /^(?:python|python2|python-dev|python2-dev|py-pip|py2-pip|py-setuptools|nodejs-npm|php[57](?:-.+)?)$/;

/** The exit code is the number of names that stand in the way. */
export function unable({ context, world }: Session, conflicts: readonly Conflict[]): number {
  context.err('ERROR: unable to select packages:\n');
  for (const conflict of conflicts) {
    if (conflict.kind === 'missing') {
      context.err(`  ${conflict.name} (no such package):\n    required by: ${conflict.requiredBy.join(' ')}\n`);
      if (world.find(conflict.name) === undefined && !GONE.test(conflict.name)) noteBeyond(context, world.part.packages, conflict.name);
      continue;
    }
    context.err(`  ${conflict.name}-${conflict.version}:\n    breaks: ${conflict.breaks.join(' ')}\n`);
    if (conflict.satisfies.length > 0) context.err(`    satisfies: ${conflict.satisfies.join(' ')}\n`);
  }
  return Math.min(99, conflicts.length);
}

function noteBeyond(context: Session['context'], packages: Readonly<Record<string, unknown>>, name: string): void {
  const known = Object.keys(packages);
  const nearest = nearestNames(name, known).join(', ');
  context.notice({ fidelity: 'unknown', code: 'apk-package-beyond-catalog', details: { package: name, nearest, known: known.length } });
}
