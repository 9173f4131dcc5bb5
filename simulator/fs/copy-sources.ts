import { compileGlob, hasWildcards } from './glob';
import { compareBytewise, joinPath } from './path';
import { rootPath } from './root-path';
import { lookupNode, sortedNames } from './tree';
import type { DirectoryNode, Tree } from './types';

export type ResolvedSources = { readonly ok: true; readonly paths: readonly string[] } | { readonly ok: false; readonly message: string };

/**
 * The paths that a source with wildcards stands for, in bytewise order (tonistiigi/fsutil `ResolveWildcards`). What comes before the
 * first wildcard is resolved, so a matched path is where the file really lies. Nothing is looked for in a directory that matches.
 */
export function resolveSources(tree: Tree, src: string, followLinks: boolean): ResolvedSources {
  const { prefix, pattern } = splitWildcards(src);
  if (pattern === '') return { ok: true, paths: [prefix] };
  const base = rootPath(tree, prefix, followLinks);
  if (!base.ok) return base;
  const directory = lookupNode(tree, base.path, { followLast: false });
  if (!directory.ok) return { ok: false, message: `lstat ${base.path}: no such file or directory` };
  const matches = directory.value.kind === 'directory' ? matchBelow(directory.value, pattern) : [];
  return { ok: true, paths: matches.map((match) => joinPath(base.path, match)) };
}

/** Splits a path before its first component with a wildcard; trailing slashes are lost. */
export function splitWildcards(path: string): { readonly prefix: string; readonly pattern: string } {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  const first = names.findIndex(hasWildcards);
  if (first < 0) return { prefix: `/${names.join('/')}`, pattern: '' };
  return { prefix: `/${names.slice(0, first).join('/')}`, pattern: names.slice(first).join('/') };
}

/** A malformed pattern matches nothing. A class may match a slash, so only without one does the depth of the pattern bound the walk. */
function matchBelow(directory: DirectoryNode, pattern: string): readonly string[] {
  const glob = compileGlob(pattern);
  if (glob === undefined) return [];
  const maxDepth = pattern.includes('[') ? Number.POSITIVE_INFINITY : pattern.split('/').length;
  const found: string[] = [];
  const pending: { readonly path: string; readonly node: DirectoryNode; readonly depth: number }[] = [];
  const visit = (prefix: string, node: DirectoryNode, depth: number) => {
    for (const name of sortedNames(node).reverse()) {
      const child = node.children.get(name);
      if (child === undefined) continue;
      const path = prefix + name;
      if (glob.matches(path)) found.push(path);
      else if (child.kind === 'directory' && depth < maxDepth) pending.push({ path: `${path}/`, node: child, depth: depth + 1 });
    }
  };
  visit('', directory, 1);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) visit(next.path, next.node, next.depth);
  return found.sort(compareInTreeOrder);
}

/** As a walk meets them: by component, which the slash must not disturb. */
function compareInTreeOrder(left: string, right: string): number {
  const [a, b] = [left.split('/'), right.split('/')];
  const index = a.findIndex((name, at) => name !== b[at]);
  return index < 0 ? a.length - b.length : compareBytewise(a[index] ?? '', b[index] ?? '');
}
