import { splitWildcards } from './copy-sources';
import { compileGlob, type Glob } from './glob';
import { headerDigest, nodeDigest } from './node-digest';
import { compilePatterns, matchPath, type ParentMatch, type PatternList } from './pattern-matcher';
import { rootPath } from './root-path';
import { lookupNode, sortedNames } from './tree';
import type { Tree, TreeNode } from './types';

/** A path that counts by itself: of a directory, its own attributes only. */
export interface IncludedPath {
  readonly path: string;
  readonly node: TreeNode;
  readonly digest: string;
  /** Not below a directory that was looked into. */
  readonly isTop: boolean;
}

export type IncludedPaths =
  | { readonly ok: true; readonly prefix: string; readonly paths: readonly IncludedPath[] }
  | { readonly ok: false; readonly message: string };

interface Selection {
  readonly wildcard: boolean;
  readonly includePatterns: readonly string[];
  readonly excludePatterns: readonly string[];
}

/**
 * The paths that pass a source's wildcards and patterns, in tree order (moby/buildkit cache/contenthash `includedPaths`). Patterns apply below what
 * the path or its wildcards name. A directory that does not pass itself counts as the parent of something that does.
 */
export function includedPaths(tree: Tree, path: string, selection: Selection): IncludedPaths {
  const include = compileList(selection.includePatterns, 'includepatterns');
  const exclude = compileList(selection.excludePatterns, 'excludepatterns');
  const glob = selection.wildcard ? compileGlob(path) : undefined;
  if (typeof include === 'string') return { ok: false, message: include };
  if (typeof exclude === 'string') return { ok: false, message: exclude };
  if (selection.wildcard && glob === undefined) return { ok: false, message: 'syntax error in pattern' };
  const named = path === '/' ? '' : path;
  const { prefix: literal, pattern } = selection.wildcard ? splitWildcards(path) : { prefix: path, pattern: '' };
  const prefix = literal === '/' ? '' : literal;
  const resolved = rootPath(tree, literal, pattern !== '');
  const start = resolved.ok ? lookupNode(tree, resolved.path, { followLast: false }) : undefined;
  if (start?.ok !== true) return { ok: true, prefix, paths: [] };
  const walk: Walk = { include, exclude, glob, maxDepth: depthOf(path), found: [], isRoot: named === '' && !selection.wildcard };
  visitAll(walk, { path: prefix, node: start.value, scope: selection.wildcard ? undefined : named, parent: undefined });
  return { ok: true, prefix, paths: walk.found };
}

function compileList(patterns: readonly string[], label: string): PatternList | undefined | string {
  if (patterns.length === 0) return undefined;
  const compiled = compilePatterns(patterns);
  return compiled.ok ? compiled.list : `invalid ${label}: [${patterns.join(' ')}]: ${compiled.message}`;
}

/** A class in a wildcard may match a slash, so that its depth is unknown. */
function depthOf(path: string): number {
  return path.includes('[') ? Number.POSITIVE_INFINITY : path.split('/').length;
}

interface Walk {
  readonly include: PatternList | undefined;
  readonly exclude: PatternList | undefined;
  readonly glob: Glob | undefined;
  readonly maxDepth: number;
  readonly found: IncludedPath[];
  /** The source is the root itself, whose own attributes do not count. */
  readonly isRoot: boolean;
}

interface Visit {
  readonly path: string;
  readonly node: TreeNode;
  /** What the patterns are relative to: the source, or what its wildcards matched above; `undefined` while nothing has matched. */
  readonly scope: string | undefined;
  readonly parent: Header | undefined;
}

/** A directory on the way, to be counted when something below it is. */
interface Header {
  readonly parent: Header | undefined;
  readonly included: IncludedPath;
  readonly includeMatch: ParentMatch;
  readonly excludeMatch: ParentMatch;
  isCounted: boolean;
}

function visitAll(walk: Walk, first: Visit): void {
  const pending = [first];
  for (let visit = pending.pop(); visit !== undefined; visit = pending.pop()) {
    const below = visitOne(walk, visit);
    if (visit.node.kind !== 'directory' || below === undefined) continue;
    for (const name of sortedNames(visit.node).reverse()) {
      const node = visit.node.children.get(name);
      if (node !== undefined) pending.push({ ...below, path: `${visit.path}/${name}`, node });
    }
  }
}

/** What children inherit; `undefined` when they need not be looked at. */
function visitOne(walk: Walk, { path, node, scope: outer, parent }: Visit): Pick<Visit, 'scope' | 'parent'> | undefined {
  const scope = outer ?? (walk.glob?.matches(path) === true ? path : undefined);
  if (scope === undefined) return path.split('/').length < walk.maxDepth ? { scope, parent } : undefined;
  const candidate = path.slice(scope.length + 1);
  const include = walk.include && matchPath(walk.include, candidate, parent?.includeMatch);
  const exclude = include?.matched === false ? undefined : walk.exclude && matchPath(walk.exclude, candidate, parent?.excludeMatch);
  const passes = include?.matched !== false && exclude?.matched !== true;
  const included: IncludedPath = {
    path,
    node,
    digest: node.kind === 'directory' ? headerDigest(node) : nodeDigest(node),
    isTop: parent === undefined,
  };
  if (walk.isRoot && path === '') return { scope, parent };
  if (passes) count(walk, included, parent);
  if (node.kind !== 'directory') return undefined;
  return { scope, parent: { parent, included, includeMatch: include?.asParent, excludeMatch: exclude?.asParent, isCounted: passes } };
}

/** What holds a counted path is counted before it. */
function count(walk: Walk, included: IncludedPath, parent: Header | undefined): void {
  const headers: Header[] = [];
  for (let header = parent; header !== undefined && !header.isCounted; header = header.parent) headers.push(header);
  for (const header of headers.reverse()) {
    walk.found.push(header.included);
    header.isCounted = true;
  }
  walk.found.push(included);
}
