import { compileGlob, hasWildcards } from './glob';
import { baseName, cleanPath, joinPath, parentPath } from './path';
import { lookupNode, sortedNames } from './tree';
import type { Tree } from './types';

/**
 * The paths that a client has to send so that the given ones can be read: themselves and every symlink on the way with its
 * target (tonistiigi/fsutil `FollowLinks`). Without a leading slash, sorted; `undefined` when all is needed.
 */
export function followPaths(tree: Tree, paths: Iterable<string>): readonly string[] | undefined {
  const found = new Set<string>();
  const pending = [...paths].map(cleanPath);
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (path === '/') return undefined;
    pending.push(...follow(tree, path, found));
  }
  return dropNested([...found].map((path) => path.slice(1)).sort());
}

/** Walks to the first symlink; returns where it leads, with the rest of the path. */
function follow(tree: Tree, path: string, found: Set<string>): readonly string[] {
  const names = path.slice(1).split('/');
  let current = '';
  for (const [index, name] of names.entries()) {
    current += `/${name}`;
    const targets = linkTargets(tree, current);
    const isLast = index === names.length - 1;
    if (targets.length === 0 && !isLast) continue;
    if (found.has(current)) return [];
    found.add(current);
    return targets.map((target) => joinPath(target, ...names.slice(index + 1)));
  }
  return [];
}

/** Where the links lead that a path names, by wildcards in its last part too; empty when it names none. */
function linkTargets(tree: Tree, path: string): readonly string[] {
  const name = baseName(path);
  if (!hasWildcards(name)) return targetOf(tree, path);
  const directory = lookupNode(tree, parentPath(path), { followLast: false });
  const glob = compileGlob(name);
  if (!directory.ok || directory.value.kind !== 'directory' || glob === undefined) return [];
  const matching = sortedNames(directory.value).filter((child) => glob.matches(child));
  return matching.flatMap((child) => targetOf(tree, joinPath(parentPath(path), child)));
}

function targetOf(tree: Tree, path: string): readonly string[] {
  const node = lookupNode(tree, path, { followLast: false });
  if (!node.ok || node.value.kind !== 'symlink') return [];
  const { target } = node.value;
  return [target.startsWith('/') ? cleanPath(target) : joinPath(parentPath(path), target)];
}

function dropNested(sorted: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const path of sorted) {
    const last = kept.at(-1);
    if (last === undefined || !path.startsWith(`${last}/`)) kept.push(path);
  }
  return kept;
}
