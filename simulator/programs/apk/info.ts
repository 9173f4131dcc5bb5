import type { Session } from './commit';
import { filesOf, type InstalledRecord, readInstalled } from './database';
import { parseDependency, satisfies } from './dependency';
import { packageEntries } from './package-files';
import { dependsOf, installedAs } from './plan';
import { openIndexes } from './repositories';

/** `apk info`: what is installed, by name or in whole. */
export function info(session: Session): number {
  const { context, world, options, dialect } = session;
  openIndexes(context, world, options, dialect, 'never');
  const has = (...names: readonly string[]) => names.some((name) => options.flags.has(name));
  const installed = readInstalled(context);
  if (has('-W', '--who-owns')) return whoOwns(session);
  if (options.words.length === 0) {
    for (const name of [...installed.keys()].sort()) printName(session, name);
    return 0;
  }
  if (has('-e', '--installed')) return exists(session);
  let errors = 0;
  for (const word of options.words) {
    const record = installedAs(world, installed, word);
    const known = record === undefined ? world.find(word) : undefined;
    if (record === undefined && known === undefined) errors++;
    else describe(session, record?.name ?? known?.name ?? word);
  }
  return errors;
}

function printName({ context, options, world }: Session, name: string): void {
  const record = readInstalled(context).get(name);
  const version = record?.version ?? world.find(name)?.version ?? '';
  const summary = record?.summary || world.find(name)?.summary || '';
  context.out(`${name}${options.verbosity > 1 ? `-${version}` : ''}${options.verbosity > 2 ? ` - ${summary}` : ''}\n`);
}

function exists(session: Session): number {
  const { context, world, options } = session;
  let missing = 0;
  for (const word of options.words) {
    const dependency = parseDependency(word);
    const record = dependency === undefined ? undefined : installedAs(world, readInstalled(context), dependency.name);
    if (dependency === undefined || record === undefined || !satisfies(dependency, record.version)) missing++;
    else printName(session, record.name);
  }
  return missing;
}

function whoOwns({ context, options, world }: Session): number {
  let errors = 0;
  for (const word of options.words) {
    const path = context.resolve(word);
    const owner = [...readInstalled(context).values()].find((record) => contentsOf(world, record).includes(path));
    const link = context.fs.lstat(path);
    const applet = owner === undefined && link.ok && link.value.kind === 'symlink' && link.value.target === '/bin/busybox';
    const record = applet ? readInstalled(context).get('busybox') : owner;
    if (record === undefined) {
      context.err(`ERROR: ${path}: Could not find owner package\n`);
      errors++;
    } else context.out(`${path} ${applet ? 'symlink target ' : ''}is owned by ${record.name}-${record.version}\n`);
  }
  return errors;
}

/** The parts that `apk info` can tell of a package: its options, the words of the heading, and the lines. */
const PARTS: readonly {
  readonly options: readonly string[];
  readonly heading: string;
  readonly lines: (session: Session, name: string) => readonly string[];
}[] = [
  { options: ['-d', '--description'], heading: 'description', lines: (session, name) => [fieldOf(session, name, 'summary')] },
  { options: ['-s', '--size'], heading: 'installed size', lines: (session, name) => [sizeOf(session, name)] },
  { options: ['-R', '--depends'], heading: 'depends on', lines: (session, name) => dependenciesOf(session, name) },
  { options: ['-r', '--rdepends'], heading: 'is required by', lines: (session, name) => dependentsOf(session, name) },
  { options: ['-L', '--contents'], heading: 'contains', lines: (session, name) => contents(session, name) },
  { options: ['--license'], heading: 'license', lines: (session, name) => [fieldOf(session, name, 'licence')] },
];
/** What is told when no part is asked for. */
const USUAL_PARTS = ['description', 'installed size'];

function describe(session: Session, name: string): void {
  const { context, world, options } = session;
  const all = options.flags.has('-a') || options.flags.has('--all');
  const asked = PARTS.filter((part) => all || part.options.some((option) => options.flags.has(option)));
  const version = readInstalled(context).get(name)?.version ?? world.find(name)?.version ?? '';
  for (const { heading, lines } of asked.length > 0 ? asked : PARTS.filter((part) => USUAL_PARTS.includes(part.heading)))
    context.out(`${name}-${version} ${heading}:\n${[...lines(session, name), ''].map((line) => `${line}\n`).join('')}`);
}

function fieldOf({ context, world }: Session, name: string, field: 'summary' | 'licence'): string {
  return readInstalled(context).get(name)?.[field] || (world.find(name)?.[field] ?? '');
}

function sizeOf({ context, world }: Session, name: string): string {
  const bytes = readInstalled(context).get(name)?.installedBytes ?? world.find(name)?.installedBytes ?? 0;
  if (bytes < 10_000) return `${bytes} B`;
  return bytes < 10_000 * 1024 ? `${Math.floor(bytes / 1024)} KiB` : `${Math.floor(bytes / 2 ** 20)} MiB`;
}

function dependenciesOf({ context, world }: Session, name: string): readonly string[] {
  const record = readInstalled(context).get(name);
  return record === undefined ? (world.find(name)?.depends ?? []) : dependsOf(world, record);
}

function contents({ context, world }: Session, name: string): readonly string[] {
  const record = readInstalled(context).get(name);
  return record === undefined ? [] : contentsOf(world, record).map((path) => path.slice(1));
}

/** Records of base images list no files; then it is what the package usually has. */
function contentsOf(world: Session['world'], record: InstalledRecord): readonly string[] {
  const packaged = record.installedBytes === undefined ? world.find(record.name) : undefined;
  return packaged === undefined ? filesOf(record) : packageEntries(packaged).flatMap(({ kind, path }) => (kind === 'folder' ? [] : [path]));
}

function dependentsOf({ context, world }: Session, name: string): readonly string[] {
  return [...readInstalled(context).values()]
    .filter((record) => dependsOf(world, record).includes(name))
    .map((record) => `${record.name}-${record.version}`)
    .sort();
}
