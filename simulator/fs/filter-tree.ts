import { compilePatterns, matchPath, type ParentMatch, type PatternList } from './pattern-matcher';
import { createDirectory, sortedNames } from './tree';
import type { DirectoryNode, Tree, TreeNode } from './types';

export interface TreeFilter {
  /** What is left out. */
  readonly exclude?: PatternList;
  /** What is kept; without it everything is. A directory that only leads to kept files is kept with them. */
  readonly include?: PatternList;
}

/**
 * The part of a tree that passes a filter (tonistiigi/fsutil `filterFS.Walk`): an excluded directory comes back as the parent of
 * what an exception takes back, and a directory whose files are all excluded stays behind empty. `partial` collects the
 * directories that are there only as parents, with the originals that they stand for.
 */
export function filterTree(tree: Tree, filter: TreeFilter, partial: Map<DirectoryNode, DirectoryNode> = new Map()): Tree {
  const root: Frame = createFrame(undefined, '', '', tree, true, {});
  const stack = [root];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const name = frame.names[frame.next++];
    const node = name === undefined ? undefined : frame.directory.children.get(name);
    if (name !== undefined && node !== undefined) visit(stack, frame, name, node, filter);
    else closeFrame(stack.pop(), partial);
  }
  return finish(root);
}

interface Frame {
  readonly parent: Frame | undefined;
  readonly name: string;
  readonly path: string;
  readonly directory: DirectoryNode;
  readonly names: readonly string[];
  readonly kept: Map<string, TreeNode>;
  readonly isKept: boolean;
  readonly matches: { readonly include?: ParentMatch; readonly exclude?: ParentMatch };
  next: number;
}

function createFrame(
  parent: Frame | undefined,
  name: string,
  path: string,
  directory: DirectoryNode,
  isKept: boolean,
  matches: Frame['matches'],
): Frame {
  return { parent, name, path, directory, names: sortedNames(directory), kept: new Map(), isKept, matches, next: 0 };
}

function visit(stack: Frame[], frame: Frame, name: string, node: TreeNode, filter: TreeFilter): void {
  const path = frame.path === '' ? name : `${frame.path}/${name}`;
  const include = filter.include && matchPath(filter.include, path, frame.matches.include);
  const exclude = filter.exclude && matchPath(filter.exclude, path, frame.matches.exclude);
  const isKept = (include?.matched ?? true) && !(exclude?.matched ?? false);
  if (node.kind !== 'directory') {
    if (isKept) frame.kept.set(name, node);
    return;
  }
  if (exclude?.matched === true && filter.exclude?.hasExceptions !== true) return;
  if (isKept && isAllKept(filter, include?.asParent)) {
    frame.kept.set(name, node);
    return;
  }
  stack.push(createFrame(frame, name, path, node, isKept, { include: include?.asParent, exclude: exclude?.asParent }));
}

/** Without excludes, a directory matched by a plain include pattern comes whole; no need to look inside. */
function isAllKept(filter: TreeFilter, included: ParentMatch): boolean {
  if (filter.exclude !== undefined && filter.exclude.patterns.length > 0) return false;
  return filter.include === undefined || (included !== undefined && !filter.include.hasExceptions);
}

function closeFrame(frame: Frame | undefined, partial: Map<DirectoryNode, DirectoryNode>): void {
  if (frame?.parent === undefined) return;
  if (frame.isKept) frame.parent.kept.set(frame.name, finish(frame));
  else if (frame.kept.size > 0) {
    const directory = createDirectory(frame.directory, frame.kept);
    partial.set(directory, frame.directory);
    frame.parent.kept.set(frame.name, directory);
  }
}

/** A directory that lost nothing stays the object it was. */
function finish(frame: Frame): DirectoryNode {
  const { directory, kept } = frame;
  const isWhole = kept.size === directory.children.size && [...kept].every(([name, node]) => directory.children.get(name) === node);
  return isWhole ? directory : createDirectory(directory, kept);
}

/** Compiles include patterns that are known to be well-formed. */
export function plainIncludes(paths: readonly string[]): PatternList | undefined {
  const compiled = compilePatterns(paths);
  return compiled.ok ? compiled.list : undefined;
}
