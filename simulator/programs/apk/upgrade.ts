import { commit, type Session } from './commit';
import { readInstalled, readWorld } from './database';
import type { Change } from './plan';
import { openIndexes } from './repositories';
import { compareApkVersions } from './version';

/** `apk upgrade`: everything installed of which the release has something newer; apk itself and what it needs go first. */
export function upgrade(session: Session): number {
  const { context, world, options, dialect } = session;
  openIndexes(context, world, options, dialect, 'if-old');
  const missing = options.words.find((word) => !readInstalled(context).has(word));
  if (missing !== undefined) {
    context.err(`ERROR: Package '${missing}' not found\n`);
    return 250;
  }
  const worldLines = readWorld(context);
  const first = options.words.length > 0 ? [] : upgradesOf(session, ['apk-tools', ...(world.find('apk-tools')?.depends ?? []), 'libapk']);
  if (first.some(({ name }) => name === 'apk-tools')) {
    context.out(dialect.tellsFetches ? 'Upgrading critical system libraries and apk-tools:\n' : 'Preupgrading:\n');
    const errors = commit({ ...session, options: { ...options, verbosity: Math.max(1, options.verbosity) } }, { changes: first, worldLines });
    if (errors > 0) return errors;
    context.out(
      dialect.tellsFetches ? 'Continuing the upgrade transaction with new apk-tools:\n' : 'Continuing with the main upgrade transaction:\n',
    );
  }
  const names = options.words.length > 0 ? options.words : [...readInstalled(context).keys()];
  return commit(session, { changes: upgradesOf(session, names), worldLines });
}

function upgradesOf({ context, world }: Session, names: readonly string[]): readonly Change[] {
  const installed = readInstalled(context);
  return [...new Set(names)].sort().flatMap((name): Change[] => {
    const [before, candidate] = [installed.get(name)?.version, world.find(name)];
    if (before === undefined || candidate === undefined || candidate.name !== name || !candidate.versionKnown) return [];
    return compareApkVersions(before, candidate.version) < 0 ? [{ kind: 'upgrade', name, version: candidate.version, before }] : [];
  });
}

/** `apk fix`: puts files of installed packages back that are gone. */
export function fix(session: Session): number {
  const { context, world, options, dialect } = session;
  openIndexes(context, world, options, dialect, 'if-old');
  const installed = readInstalled(context);
  const unknown = options.words.filter((word) => !installed.has(word));
  for (const word of unknown) context.err(`ERROR: ${word} is not installed\n`);
  if (unknown.length > 0) return unknown.length;
  const names = options.words.filter((word) => world.find(word)?.version === installed.get(word)?.version);
  return commit(session, {
    changes: names.map((name): Change => ({ kind: 'reinstall', name, version: installed.get(name)?.version ?? '' })),
    worldLines: readWorld(context),
  });
}
