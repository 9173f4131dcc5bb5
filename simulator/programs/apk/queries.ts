import type { Session } from './commit';
import { readInstalled } from './database';
import { DISTINCT_PACKAGES } from './figures';
import { installedAs } from './plan';
import { openIndexes, repositoriesOf } from './repositories';
import { compareApkVersions } from './version';

/** `apk update`: fetches every index, however young. */
export function update({ context, world, options, dialect }: Session): number {
  const { available, unavailable } = openIndexes(context, world, options, dialect, 'update');
  if (options.verbosity === 0) return Math.min(99, unavailable);
  if (available > 0) {
    for (const { url } of repositoriesOf(context, options)) context.out(`v${world.release} [${url}]\n`);
    context.notice({ fidelity: 'modelled', code: 'apk-index', details: { asOf: world.part.provenance.asOf } });
  }
  const message = unavailable === 0 ? 'OK:' : `${unavailable} unavailable, 0 stale;`;
  context.out(`${message} ${available === 0 ? readInstalled(context).size : DISTINCT_PACKAGES} distinct packages available\n`);
  return Math.min(99, unavailable);
}

/** `apk search`: names of the index that hold the words; a star is a star. */
export function search(session: Session): number {
  const { context, world, options, dialect } = session;
  const { available } = openIndexes(context, world, options, dialect, 'never');
  const exact = options.flags.has('-e') || options.flags.has('--exact') || options.flags.has('-x');
  const patterns = options.words.map(
    (word) =>
      new RegExp(
        `${exact ? '^' : ''}${word
          .replace(/[.+^${}()|[\]\\]/g, '\\$&')
          .replaceAll('*', '.*')
          .replaceAll('?', '.')}${exact ? '$' : ''}`,
      ),
  );
  const names = available > 0 ? Object.keys(world.part.packages) : [...readInstalled(context).keys()];
  for (const name of [...names].sort()) {
    if (patterns.length > 0 && !patterns.some((pattern) => pattern.test(name))) continue;
    const packaged = world.find(name);
    const version = packaged?.version ?? readInstalled(context).get(name)?.version ?? '';
    const summary = options.verbosity > 1 || options.flags.has('-d') ? ` - ${packaged?.summary ?? ''}` : '';
    context.out(options.verbosity === 0 ? `${name}\n` : `${name}-${version}${summary}\n`);
  }
  context.notice({ fidelity: 'modelled', code: 'apk-search', details: { known: Object.keys(world.part.packages).length } });
  return 0;
}

/** `apk version`: what is older than the release has; with `-t` the comparison of two versions. */
export function version({ context, world, options, dialect }: Session): number {
  if (options.flags.has('-t') || options.flags.has('--test')) {
    const sign = compareApkVersions(options.words[0] ?? '', options.words[1] ?? '');
    context.out(`${sign < 0 ? '<' : sign > 0 ? '>' : '='}\n`);
    return 0;
  }
  openIndexes(context, world, options, dialect, 'never');
  context.out(`${'Installed:'.padEnd(42)}   Available:\n`);
  for (const [name, record] of readInstalled(context)) {
    const candidate = world.find(name);
    if (candidate === undefined || compareApkVersions(record.version, candidate.version) >= 0) continue;
    context.out(`${`${name}-${record.version}`.padEnd(42)} < ${candidate.version} \n`);
  }
  return 0;
}

/** `apk policy`: versions of a package and where each comes from. */
export function policy({ context, world, options, dialect }: Session): number {
  const { available } = openIndexes(context, world, options, dialect, 'never');
  for (const word of options.words) {
    const candidate = available > 0 ? world.find(word) : undefined;
    const record = installedAs(world, readInstalled(context), word);
    if (candidate === undefined && record === undefined) continue;
    context.out(`${word} policy:\n`);
    const versions = [...new Set([record?.version, candidate?.version].filter((text) => text !== undefined))];
    for (const text of versions) {
      context.out(`  ${text}:\n`);
      if (text === record?.version) context.out('    lib/apk/db/installed\n');
      if (text === candidate?.version) for (const { url } of repositoriesOf(context, options).slice(0, 1)) context.out(`    ${url}\n`);
    }
  }
  return 0;
}

/** `apk list -I`: what is installed, with source and licence. */
export function list({ context, world, options }: Session): number {
  for (const { name, version: release, licence } of [...readInstalled(context).values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (options.words.length > 0 && !options.words.includes(name)) continue;
    const packaged = world.find(name);
    context.out(
      `${name}-${release} ${packaged?.architecture ?? 'noarch'} {${packaged?.origin ?? name}} (${licence || (packaged?.licence ?? '')}) [installed]\n`,
    );
  }
  return 0;
}
