import type { BuildContext, ContextEntry } from '../build-types';
import { bytesContent, sameContent } from './content';
import { filterTree, plainIncludes } from './filter-tree';
import { followPaths } from './follow-paths';
import type { IgnorePatterns } from './ignore';
import { splitPath } from './path';
import { buildTree, createDirectory, type TreeEntry, walkTree } from './tree';
import type { DirectoryNode, FileNode, Tree, TreeNode } from './types';

export interface ContextDefaults {
  /** Of entries that do not say. */
  readonly mtimeSeconds: number;
  /** Of the root as the build sees it: the snapshot that received the files, so the time of the build. */
  readonly rootMtimeSeconds: number;
  /** An earlier tree of the same context: what has not changed since is taken from it, so that it stays the same object. */
  readonly previous?: Tree;
}

/**
 * The context as the client sends it: everything belongs to root, whatever it belongs to at home (moby/buildkit client/solve.go),
 * files default to mode 0644, directories to 0755.
 */
export function contextTree(entries: BuildContext, rules: IgnorePatterns, defaults: ContextDefaults): Tree {
  const full = buildTree(treeEntries(entries, defaults), { mtimeSeconds: defaults.rootMtimeSeconds });
  const filtered = filterTree(full, { exclude: rules.list });
  return defaults.previous === undefined ? filtered : reuse(filtered, defaults.previous);
}

/** The part of a context that a build with these source paths (cleaned, wildcards allowed) asks the client for. */
export function sentContext(context: Tree, sources: Iterable<string>): Tree {
  const paths = followPaths(context, sources);
  if (paths === undefined) return context;
  const include = plainIncludes(paths);
  return include === undefined ? context : filterTree(context, { include });
}

/** Files and bytes of a tree. */
export function measureTree(tree: Tree): { readonly files: number; readonly bytes: number } {
  let [files, bytes] = [0, 0];
  for (const [, node] of walkTree(tree)) {
    if (node.kind !== 'file') continue;
    files++;
    bytes += node.content.kind === 'bytes' ? node.content.bytes.length : node.content.sizeBytes;
  }
  return { files, bytes };
}

function* treeEntries(entries: BuildContext, defaults: ContextDefaults): Iterable<TreeEntry> {
  const { mtimeSeconds } = defaults;
  const listed = new Set<string>();
  for (const path of entries.keys()) {
    for (const parent of unlistedParents(path, listed)) yield { path: parent, kind: 'directory', mtimeSeconds };
  }
  for (const [path, entry] of entries) yield treeEntry(path, entry, mtimeSeconds);
}

function* unlistedParents(path: string, listed: Set<string>): Iterable<string> {
  const names = splitPath(path);
  for (let length = names.length - 1; length > 0; length--) {
    const parent = names.slice(0, length).join('/');
    if (listed.has(parent)) return;
    listed.add(parent);
    yield parent;
  }
}

const contents = new WeakMap<ContextEntry, FileNode['content']>();

function treeEntry(path: string, entry: ContextEntry, defaultMtimeSeconds: number): TreeEntry {
  const mtimeSeconds = entry.mtimeSeconds ?? defaultMtimeSeconds;
  switch (entry.kind) {
    case 'file':
      return { path, kind: 'file', mode: entry.mode ?? 0o644, mtimeSeconds, content: contentOf(entry) };
    case 'symlink':
      return { path, kind: 'symlink', target: entry.target, mtimeSeconds };
    case 'directory':
      return { path, kind: 'directory', mode: entry.mode ?? 0o755, mtimeSeconds };
  }
}

function contentOf(entry: Extract<ContextEntry, { readonly kind: 'file' }>): FileNode['content'] {
  const known = contents.get(entry);
  if (known !== undefined) return known;
  const content = bytesContent(entry.content);
  contents.set(entry, content);
  return content;
}

interface Pair {
  readonly fresh: DirectoryNode;
  readonly old: DirectoryNode | undefined;
}

/** Replaces equal nodes by their older selves, from the leaves up, without recursion. */
function reuse(tree: Tree, previous: Tree): Tree {
  const pairs: Pair[] = [{ fresh: tree, old: previous }];
  for (let index = 0; index < pairs.length; index++) pairs.push(...childPairs(pairs[index]));
  const done = new Map<DirectoryNode, DirectoryNode>();
  for (const pair of pairs.reverse()) done.set(pair.fresh, mergePair(pair, done));
  return done.get(tree) ?? tree;
}

function childPairs(pair: Pair | undefined): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const [name, node] of pair?.fresh.children ?? []) {
    const old = pair?.old?.children.get(name);
    if (node.kind === 'directory') pairs.push({ fresh: node, old: old?.kind === 'directory' ? old : undefined });
  }
  return pairs;
}

function mergePair({ fresh, old }: Pair, done: ReadonlyMap<DirectoryNode, DirectoryNode>): DirectoryNode {
  const children = new Map<string, TreeNode>();
  let holdsSame = old !== undefined && old.children.size === fresh.children.size;
  for (const [name, node] of fresh.children) {
    const before = old?.children.get(name);
    const merged = node.kind === 'directory' ? (done.get(node) ?? node) : mergeLeaf(node, before);
    children.set(name, merged);
    holdsSame &&= merged === before;
  }
  if (old === undefined || !holdsSame) return createDirectory(fresh, children);
  return sameAttributes(old, fresh) ? old : createDirectory(fresh, old.children);
}

/** A touched file keeps its content object, whose hash is already known. */
function mergeLeaf(node: TreeNode, before: TreeNode | undefined): TreeNode {
  if (before === undefined || before.kind !== node.kind) return node;
  const holdsSame = sameLeaf(node, before);
  if (holdsSame && sameAttributes(node, before)) return before;
  return holdsSame && node.kind === 'file' && before.kind === 'file' ? { ...node, content: before.content } : node;
}

function sameAttributes(left: TreeNode, right: TreeNode): boolean {
  return left.mode === right.mode && left.uid === right.uid && left.gid === right.gid && left.mtimeSeconds === right.mtimeSeconds;
}

function sameLeaf(node: TreeNode, before: TreeNode): boolean {
  if (node.kind === 'file') return before.kind === 'file' && sameContent(node.content, before.content);
  return node.kind === 'symlink' && before.kind === 'symlink' && node.target === before.target;
}
