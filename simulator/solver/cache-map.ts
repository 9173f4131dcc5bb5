import { assertNever } from '../assert-never';
import { sha256Hex } from '../digest/sha256';
import type { ChecksumSelector } from '../fs/content-checksum';
import type { Platform } from '../image/types';
import { baseName, hasWildcard } from '../llb/go-path';
import type { ExecMount, ExecOp, FileOp, Vertex } from '../llb/types';

export interface CacheDependency {
  /** Part of the link from the input's key to this step's. */
  readonly selector: string;
  /** Absent: only the input's own key decides. An empty list means all of it. */
  readonly content?: readonly ChecksumSelector[];
}

/** What a vertex is looked up by (moby/buildkit solver/types.go, CacheMap). */
export interface CacheMap {
  readonly digest: string;
  /** One per input of the vertex. */
  readonly dependencies: readonly CacheDependency[];
}

/** `chainId`: identity of a base image's layers, which is all of it that a key sees. */
export function cacheMapOf(vertex: Vertex, chainId: (vertex: Vertex) => string): CacheMap {
  const { op } = vertex;
  switch (op.kind) {
    case 'image':
      return { digest: digest(['source', chainId(vertex)]), dependencies: [] };
    case 'local':
      return { digest: digest(['local']), dependencies: [] };
    case 'remote':
      return { digest: digest(['remote', op.source, op.url, op.checksum ?? '']), dependencies: [] };
    case 'merge':
      return { digest: digest(['merge', op.inputs]), dependencies: vertex.inputs.map(() => ({ selector: '' })) };
    case 'file':
      return fileCacheMap(op, vertex.inputs.length);
    case 'exec':
      return execCacheMap(op, vertex.inputs.length);
    default:
      return assertNever(op);
  }
}

function digest(value: unknown): string {
  return sha256Hex(JSON.stringify(value));
}

/**
 * A copy's source counts by content and by the last part of its name only; what the copy lands on counts by key alone
 * (solver/llbsolver/ops/file.go, FileOp.CacheMap).
 */
function fileCacheMap(op: FileOp, inputCount: number): CacheMap {
  const selectors: ChecksumSelector[][] = Array.from({ length: inputCount }, () => []);
  const actions = op.actions.map((action) => {
    if (action.kind !== 'copy' || action.source === undefined) return action;
    selectors[action.source]?.push({
      path: action.src,
      wildcard: action.allowWildcard && hasWildcard(action.src),
      followLinks: action.followSymlink,
      includePatterns: action.includePatterns,
      excludePatterns: action.excludePatterns,
      requiredPaths: action.requiredPaths,
    });
    return { ...action, src: baseName(action.src) };
  });
  const dependencies = selectors.map((list, index): CacheDependency => {
    if (index === op.base || list.length === 0) return { selector: '' };
    const paths = list
      .map((selector) => selector.path)
      .sort()
      .reverse();
    return { selector: digest(paths), content: dedupeSelectors(list) };
  });
  return { digest: digest(['file', op.base ?? null, actions]), dependencies };
}

/** A path inside another selected directory adds nothing; patterns always stay. */
function dedupeSelectors(selectors: readonly ChecksumSelector[]): ChecksumSelector[] {
  const plain = selectors.filter((selector) => !hasFilter(selector));
  const kept = plain.filter(
    (selector, index) =>
      !plain.some((other, at) =>
        other.path === selector.path ? at < index : selector.path.startsWith(other.path.endsWith('/') ? other.path : `${other.path}/`),
      ),
  );
  return [...kept, ...selectors.filter(hasFilter)].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function hasFilter(selector: ChecksumSelector): boolean {
  return selector.wildcard || selector.includePatterns.length > 0 || selector.excludePatterns.length > 0;
}

/**
 * RUN: arguments, environment in order, directory, user, network, security, mounts and platform. Proxy variables stay out; a cache
 * mount's id stays out unless it is the default one, and then so does its sharing mode (ops/exec.go, checkShouldClearCacheOpts).
 */
function execCacheMap(op: ExecOp, inputCount: number): CacheMap {
  const { mounts, proxyEnv: _proxy, platform, ...fields } = op;
  const dependencies = Array.from({ length: inputCount }, (_, index) => execDependency(op, index));
  return { digest: digest(['exec', fields, mounts.map(mountKey), platformKey(platform)]), dependencies };
}

function mountKey(mount: ExecMount): unknown {
  switch (mount.kind) {
    case 'bind':
      return { ...mount, selector: '' };
    case 'cache': {
      const isDefault = (mount.cacheId === mount.target || mount.cacheId === `/${mount.target}`) && mount.sharing === 'shared';
      return { ...mount, selector: '', cacheId: isDefault ? mount.cacheId : '', sharing: isDefault ? 'shared' : '' };
    }
    case 'tmpfs':
      return { ...mount, selector: '' };
    case 'secret':
    case 'ssh':
      return mount;
    default:
      return assertNever(mount);
  }
}

function platformKey(platform: Platform): readonly string[] {
  return [platform.os, platform.architecture, platform.variant ?? ''];
}

/**
 * Mounted stages and contexts count by content, since the step cannot change them for others. The root alone does not, unless the very
 * thing it stands on is mounted too: then what was said of the mount holds for both (getMountDeps).
 */
function execDependency(op: ExecOp, index: number): CacheDependency {
  const paths: string[] = [];
  let byContent = false;
  if (op.base === index) paths.push('/');
  for (const mount of op.mounts) {
    if ((mount.kind !== 'bind' && mount.kind !== 'cache') || mount.input !== index) continue;
    paths.push(mount.selector === '' ? '/' : mount.selector);
    byContent = true;
  }
  const selector = paths.length === 0 ? '' : digest(paths);
  if (!byContent) return { selector };
  if (paths.includes('/')) return { selector, content: [] };
  return { selector, content: dedupeSelectors(paths.map((path) => ({ ...WHOLE, path }))) };
}

const WHOLE: Omit<ChecksumSelector, 'path'> = { wildcard: false, followLinks: true, includePatterns: [], excludePatterns: [], requiredPaths: [] };
