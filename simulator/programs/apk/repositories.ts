import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ProgramContext } from '../../shell/types';
import { type AlpineWorld, architectureOf } from './apk-world';
import type { Dialect } from './dialect';
import { INDEX_AGE_SECONDS, INDEX_MILLISECONDS } from './figures';
import type { ApkOptions } from './options';
import { linesAt } from './text-file';

const encoder = new TextEncoder();
const DEFAULT_CACHE = '/var/cache/apk';
/** Exists only where somebody wants packages to be kept; a link to a folder, as a rule. */
const PERMANENT_CACHE = '/etc/apk/cache';

export interface Repository {
  readonly url: string;
  readonly tag?: string;
}

export function repositoriesOf(context: ProgramContext, options: ApkOptions): readonly Repository[] {
  const lines = [...options.repositories, ...linesAt(context, '/etc/apk/repositories')];
  return lines.flatMap((line): Repository[] => {
    const [, tag, url] = /^(?:@(\S+)\s+)?([^\s#]\S*)/.exec(line.trim()) ?? [];
    return url === undefined ? [] : [{ url: url.replace(/\/+$/, ''), ...(tag === undefined ? {} : { tag }) }];
  });
}

/** Where packages are kept, when they are at all. */
export function packageCache(context: ProgramContext): string | undefined {
  return context.fs.exists(PERMANENT_CACHE) ? PERMANENT_CACHE : undefined;
}

function cacheFolder(context: ProgramContext): string {
  return packageCache(context) ?? DEFAULT_CACHE;
}

/** `APKINDEX.` and the first four bytes of the SHA-1 of its URL (apk-tools src/database.c, apk_repo_format_cache_index). */
export function cachedIndex(context: ProgramContext, indexUrl: string): string {
  return `${cacheFolder(context)}/APKINDEX.${bytesToHex(sha1(encoder.encode(indexUrl))).slice(0, 8)}.tar.gz`;
}

/**
 * Opens the indexes of all repositories and says how many could not be. Commands that change something (`update`) fetch what is too old;
 * the others look into the cache only, and warn when nothing is there.
 */
export function openIndexes(
  context: ProgramContext,
  world: AlpineWorld,
  options: ApkOptions,
  dialect: Dialect,
  fetching: 'update' | 'if-old' | 'never',
): { readonly available: number; readonly unavailable: number } {
  const repositories = repositoriesOf(context, options);
  let available = 0;
  for (const { url } of repositories) {
    const indexUrl = `${url}/${architectureOf(context)}/APKINDEX.tar.gz`;
    const failure =
      options.noCache && fetching !== 'update'
        ? stream(context, indexUrl, dialect, fetching)
        : cached(context, world, options, dialect, indexUrl, fetching);
    if (failure.opened) available++;
    if (failure.warning !== undefined)
      context.err(`WARNING: ${failure.warning.action} ${dialect.repository(url, indexUrl)}: ${failure.warning.reason}\n`);
    if (failure.downloaded) context.work({ kind: 'download', bytes: indexBytes(world, url), requests: 1 });
  }
  if (available > 0) context.work({ kind: 'compute', milliseconds: INDEX_MILLISECONDS });
  noteOtherRepositories(context, world, repositories);
  return { available, unavailable: repositories.length - available };
}

interface Opening {
  readonly opened: boolean;
  readonly downloaded: boolean;
  readonly warning?: { readonly action: string; readonly reason: string };
}

/** `--no-cache`: the index comes over the network each time and is not written. */
function stream(context: ProgramContext, indexUrl: string, dialect: Dialect, fetching: 'if-old' | 'never'): Opening {
  if (dialect.tellsFetches) context.out(`fetch ${indexUrl}\n`);
  if (context.network) return { opened: true, downloaded: true };
  return { opened: false, downloaded: false, ...(fetching === 'never' ? {} : { warning: { action: 'fetching', reason: dialect.unreachable } }) };
}

function cached(
  context: ProgramContext,
  world: AlpineWorld,
  options: ApkOptions,
  dialect: Dialect,
  indexUrl: string,
  fetching: 'update' | 'if-old' | 'never',
): Opening {
  const path = cachedIndex(context, indexUrl);
  const node = context.fs.stat(path);
  const isFresh = node.ok && context.nowSeconds - node.value.mtimeSeconds <= INDEX_AGE_SECONDS;
  if (fetching === 'never' || options.noNetwork) {
    if (node.ok) return { opened: true, downloaded: false };
    return { opened: false, downloaded: false, warning: { action: 'opening from cache', reason: 'No such file or directory' } };
  }
  if (isFresh && fetching === 'if-old' && !options.refresh) return { opened: true, downloaded: false };
  if (dialect.tellsFetches) context.out(`fetch ${indexUrl}\n`);
  if (!context.network) {
    const action = node.ok ? 'updating' : 'updating and opening';
    return { opened: node.ok, downloaded: false, warning: { action, reason: dialect.unreachable } };
  }
  context.fs.mkdirAll(cacheFolder(context));
  const seed = `${indexUrl} ${world.part.provenance.asOf}`;
  context.fs.write(path, { kind: 'generated', seed, sizeBytes: indexBytes(world, indexUrl) }, { mode: 0o644 });
  context.fs.utimes(path, context.nowSeconds);
  return { opened: true, downloaded: true };
}

function indexBytes(world: AlpineWorld, url: string): number {
  return world.part.indexBytes[/\/main(?:\/|$)/.test(url) ? 0 : 1];
}

function noteOtherRepositories(context: ProgramContext, world: AlpineWorld, repositories: readonly Repository[]): void {
  const known = new RegExp(`/v?${world.release.replace('.', '\\.')}/(?:main|community)$`);
  const [other] = repositories.filter(({ url }) => !known.test(url));
  if (other !== undefined)
    context.notice({ fidelity: 'modelled', code: 'apk-other-repository', details: { url: other.url, release: world.part.release } });
}
