import { commit, type Session } from './commit';
import { readInstalled, readWorld } from './database';
import { parseDependency } from './dependency';
import { dependsOf, installedAs, planRemoval, reachable } from './plan';
import { openIndexes } from './repositories';

/** `apk del`: takes names out of world; what nothing in it needs any more goes with them. */
export function del(session: Session): number {
  const { context, world, options, dialect } = session;
  openIndexes(context, world, options, dialect, 'never');
  const installed = readInstalled(context);
  const unknown = options.words.filter((word) => installedAs(world, installed, word) === undefined && world.find(word) === undefined);
  for (const word of unknown) context.err(`ERROR: No such package: ${word}\n`);
  if (unknown.length > 0) return Math.min(99, unknown.length);
  const named = new Set(options.words.map((word) => installedAs(world, installed, word)?.name ?? word));
  const dropped = options.recursive ? withDependents(session, named) : named;
  const worldLines = readWorld(context).filter((line) => !isDropped(session, parseDependency(line)?.name ?? line, dropped, options.words));
  const kept = reachable(world, installed, worldLines, dropped);
  announceKept(session, dropped, kept, worldLines);
  return commit(session, { changes: planRemoval(world, installed, kept), worldLines });
}

function isDropped({ context, world }: Session, name: string, dropped: ReadonlySet<string>, words: readonly string[]): boolean {
  return words.includes(name) || dropped.has(installedAs(world, readInstalled(context), name)?.name ?? name);
}

function withDependents({ context, world }: Session, names: ReadonlySet<string>): ReadonlySet<string> {
  const installed = readInstalled(context);
  const all = new Set(names);
  for (let size = 0; size !== all.size; ) {
    size = all.size;
    for (const record of installed.values()) if (dependsOf(world, record).some((name) => all.has(name))) all.add(record.name);
  }
  return all;
}

/** A name that something else needs stays installed, and apk says what needs it. */
function announceKept(
  { context, world, options }: Session,
  dropped: ReadonlySet<string>,
  kept: ReadonlySet<string>,
  worldLines: readonly string[],
): void {
  const installed = readInstalled(context);
  const held = [...dropped].filter((name) => kept.has(name)).sort();
  if (held.length === 0 || options.verbosity === 0) return;
  context.out('World updated, but the following packages are not removed due to:\n');
  const inWorld = worldLines.map((line) => parseDependency(line)?.name ?? line);
  for (const name of held) {
    const holders = [...kept].filter((holder) => {
      const record = installed.get(holder);
      return record !== undefined && inWorld.includes(holder) && leadsTo(world, installed, holder, name);
    });
    context.out(`  ${name}: ${holders.sort().join(' ')}\n`);
  }
  context.out('\n');
}

function leadsTo(world: Session['world'], installed: ReturnType<typeof readInstalled>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const pending = [from];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const record = installedAs(world, installed, name);
    if (record === undefined || seen.has(record.name)) continue;
    if (record.name === to) return true;
    seen.add(record.name);
    pending.push(...dependsOf(world, record));
  }
  return false;
}
