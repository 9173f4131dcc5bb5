import type { PipPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { changeEnvironment, counted, elapsed, plannedChange } from './environment-install';
import { INDEX_PAGE_WIRE_BYTES, UV_PACKAGE_MILLISECONDS } from './figures';
import type { Installation } from './installation';
import { installedIn, recordedFiles } from './installed';
import type { Candidate } from './resolve';
import { canLink, fillUvCache, isInUvCache, linkFromCache, uvCacheFolder } from './uv-cache';
import type { UvOptions } from './uv-options';

export interface UvRun {
  readonly context: ProgramContext;
  readonly world: PipPart;
  readonly options: UvOptions;
}

/** Fetches, links and reports; `sync` takes away what is not wanted. Used by `uv pip` and by projects. */
export function installCandidates(run: UvRun, python: Installation, candidates: readonly Candidate[], audited: number, exact: boolean): number {
  const { context, world, options } = run;
  const install = { context, world, python, compile: options.compile, installer: 'uv' as const };
  const plan = plannedChange(install, candidates, exact);
  const say = (text: string) => (options.quiet ? undefined : context.err(`${text}\n`));
  const idle = plan.added.length === 0 && plan.removed.length === 0;
  if (!options.frozen && (exact || !idle)) say(`Resolved ${counted(audited)} in ${elapsed(UV_PACKAGE_MILLISECONDS * audited + 8)}`);
  if (idle) {
    say(`Audited ${counted(exact ? candidates.length : audited)} in ${elapsed(1)}`);
    return 0;
  }
  const cache = options.cache ? uvCacheFolder(context, options.cacheFolder) : undefined;
  const missing = plan.added.filter(
    (candidate) => candidate.source.kind === 'index' && !(cache !== undefined && isInUvCache(context, cache, candidate)),
  );
  if (missing.length > 0) {
    if (!context.network) return noNetwork(context, missing[0]?.name ?? '');
    context.work({
      kind: 'download',
      bytes: missing.reduce((sum, { distribution }) => sum + distribution.wheelBytes + INDEX_PAGE_WIRE_BYTES, 0),
      requests: missing.length * 2,
    });
    for (const { name, distribution } of missing)
      if (distribution.wheelBytes > LARGE_WHEEL_BYTES) say(`Downloading ${name} (${(distribution.wheelBytes / 1_048_576).toFixed(1)}MiB)`);
    say(`Prepared ${counted(missing.length)} in ${elapsed(missing.reduce((sum, { distribution }) => sum + distribution.wheelBytes / 25_000, 30))}`);
  }
  context.work({ kind: 'compute', milliseconds: plan.added.length * UV_PACKAGE_MILLISECONDS });
  if (cache !== undefined) fillUvCache(context, cache, plan.added);
  const linked = cache !== undefined && options.linkMode !== 'copy' && canLink(context, cache, python.sitePackages);
  const changed = changeEnvironment(install, plan);
  if (changed === undefined) {
    context.err(
      `error: Failed to install: ${plan.added[0]?.name}\n  Caused by: failed to create directory \`${python.sitePackages}\`: Permission denied (os error 13)\n`,
    );
    return 2;
  }
  if (cache !== undefined) for (const candidate of plan.added) linkInstalled(context, cache, python, candidate, linked);
  if (cache !== undefined && !linked && options.linkMode === undefined && plan.added.some(({ source }) => source.kind === 'index'))
    say(
      'warning: Failed to hardlink files; falling back to full copy. This may lead to degraded performance.\n         If the cache and target directories are on different filesystems, hardlinking may not be supported.\n         If this is intentional, set `export UV_LINK_MODE=copy` or use `--link-mode=copy` to suppress this warning.',
    );
  if (plan.removed.length > 0) say(`Uninstalled ${counted(plan.removed.length)} in ${elapsed(plan.removed.length * 2)}`);
  if (plan.added.length > 0) say(`Installed ${counted(plan.added.length)} in ${elapsed(changed.files / 40 + 1)}`);
  if (options.compile) say(`Bytecode compiled ${changed.files} files in ${elapsed(changed.bytes / 8_000)}`);
  for (const line of changeLines(plan)) say(line);
  return 0;
}

const LARGE_WHEEL_BYTES = 1_048_576;

function linkInstalled(context: ProgramContext, cache: string, python: Installation, candidate: Candidate, linked: boolean): void {
  if (candidate.source.kind !== 'index') return;
  const installed = installedIn(context, python.sitePackages).find(({ name }) => name === candidate.name);
  const paths = installed === undefined ? [] : (recordedFiles(context, installed) ?? []);
  const inside = paths.filter((path) => path.startsWith(`${python.sitePackages}/`)).map((path) => path.slice(python.sitePackages.length + 1));
  linkFromCache(context, cache, python.sitePackages, candidate, inside, linked);
}

function changeLines(plan: {
  readonly added: readonly Candidate[];
  readonly removed: readonly { readonly name: string; readonly version: string }[];
}): readonly string[] {
  const lines = [
    ...plan.removed.map(({ name, version }) => ({ name, line: ` - ${name}==${version}`, order: 0 })),
    ...plan.added.map(({ name, version, source }) => ({
      name,
      line: ` + ${name}==${version}${source.kind === 'project' ? ` (from file://${source.project.folder})` : ''}`,
      order: 1,
    })),
  ];
  return lines.sort((a, b) => (a.name === b.name ? a.order - b.order : a.name < b.name ? -1 : 1)).map(({ line }) => line);
}

export function noNetwork(context: ProgramContext, asked: string): number {
  const name = /^[A-Za-z0-9._-]+/.exec(asked)?.[0] ?? asked;
  context.err(
    `  × Failed to fetch: \`https://pypi.org/simple/${name}/\`\n  ├─▶ Request failed after 3 retries\n  ├─▶ error sending request for url (https://pypi.org/simple/${name}/)\n  ├─▶ client error (Connect)\n  ╰─▶ dns error: failed to lookup address information: Temporary failure in name resolution\n`,
  );
  context.work({ kind: 'compute', milliseconds: 4_000 });
  return 1;
}

export function noInterpreter(context: ProgramContext): number {
  context.err('error: No interpreter found in virtual environments, managed installations, or search path\n');
  return 2;
}

/** uv signs its environments. */
export function markAsUvs(context: ProgramContext, folder: string): void {
  const read = context.fs.read(`${folder}/pyvenv.cfg`);
  if (read.ok)
    context.fs.write(
      `${folder}/pyvenv.cfg`,
      `${new TextDecoder()
        .decode(read.value)
        .replace(/^(?:executable|command) = .*\n/gm, '')
        .replace(/^version = (.*)$/m, 'uv = 0.9.11\nversion_info = $1')}`,
    );
  context.fs.write(`${folder}/.gitignore`, '*');
  context.fs.write(`${folder}/CACHEDIR.TAG`, 'Signature: 8a477f597d28d172789f06886806bc55');
}
