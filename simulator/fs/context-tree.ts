import type { BuildContext, ContextEntry } from '../build-types';
import { bytesContent, contentSize, sameContent } from './content';
import { filterTree, plainIncludes } from './filter-tree';
import { followPaths } from './follow-paths';
import { createGrowingTree, type GrowingTree, ownDirectory } from './growing-tree';
import type { IgnorePatterns } from './ignore';
import { splitPath } from './path';
import { compilePatterns } from './pattern-matcher';
import { createDirectory, putDirectoryAt, putLeaf } from './tree';
import type { DirectoryNode, FileNode, NodeAttributes, Tree, TreeNode } from './types';

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
  const full = growTree(entries, defaults);
  const filtered = rules.list.patterns.length === 0 ? full : filterTree(full, { exclude: rules.list });
  return defaults.previous === undefined ? filtered : reuse(filtered, defaults.previous);
}

/** The part of a context that a build with these source paths (cleaned, wildcards allowed) asks the client for. */
export function sentContext(context: Tree, sources: Iterable<string>): Tree {
  const paths = followPaths(context, sources);
  if (paths === undefined) return context;
  const include = plainIncludes(paths);
  return include === undefined ? context : filterTree(context, { include });
}

/**
 * What a client answers that cannot read these source paths as patterns: it sends nothing then, and so no step that needs the context
 * gets anywhere (tonistiigi/fsutil filter.go, NewFilterFS). A slip in the JSON form is the usual reason: `["a"` is read as `[a`.
 */
export function contextPatternError(context: Tree, sources: Iterable<string>): string | undefined {
  const paths = followPaths(context, sources) ?? [];
  const compiled = compilePatterns(paths);
  return compiled.ok ? undefined : `rpc error: code = Unknown desc = invalid includepatterns: [${paths.join(' ')}]: ${compiled.message}`;
}

/** Files and bytes of a tree; a directory that was measured before is not looked into again. */
export function measureTree(tree: Tree): TreeSize {
  const unknown: DirectoryNode[] = [tree];
  for (let index = 0; index < unknown.length; index++) {
    for (const child of unknown[index]?.children.values() ?? []) {
      if (child.kind === 'directory' && !sizes.has(child)) unknown.push(child);
    }
  }
  for (const directory of unknown.reverse()) sizes.set(directory, sizeOf(directory));
  return sizes.get(tree) ?? NOTHING;
}

interface TreeSize {
  readonly files: number;
  readonly bytes: number;
}

const NOTHING: TreeSize = { files: 0, bytes: 0 };
const sizes = new WeakMap<DirectoryNode, TreeSize>();

function sizeOf(directory: DirectoryNode): TreeSize {
  let [files, bytes] = [0, 0];
  for (const child of directory.children.values()) {
    if (child.kind === 'symlink') continue;
    const size = child.kind === 'file' ? { files: 1, bytes: contentSize(child.content) } : (sizes.get(child) ?? NOTHING);
    files += size.files;
    bytes += size.bytes;
  }
  return { files, bytes };
}

function growTree(entries: BuildContext, { mtimeSeconds, rootMtimeSeconds }: ContextDefaults): Tree {
  const growing = createGrowingTree(createDirectory({ mtimeSeconds: rootMtimeSeconds }));
  const parent: NodeAttributes = { mode: 0o755, uid: 0, gid: 0, mtimeSeconds };
  for (const path of entries.keys()) {
    const slash = path.lastIndexOf('/');
    if (slash > 0 && !growing.byPath.has(path.slice(0, slash))) putParents(growing, path, parent);
  }
  for (const [path, entry] of entries) putContextEntry(growing, path, entry, mtimeSeconds);
  return growing.root;
}

/** Directories that a path leads through. */
function putParents(growing: GrowingTree, path: string, attributes: NodeAttributes): void {
  const names = splitPath(path).slice(0, -1);
  for (let length = 1; length <= names.length; length++) ownDirectory(growing, names.slice(0, length).join('/'), attributes);
}

function putContextEntry(growing: GrowingTree, path: string, entry: ContextEntry, defaultMtimeSeconds: number): void {
  const mtimeSeconds = entry.mtimeSeconds ?? defaultMtimeSeconds;
  switch (entry.kind) {
    case 'file':
      return putLeaf(growing, path, { kind: 'file', mode: entry.mode ?? 0o644, uid: 0, gid: 0, mtimeSeconds, content: contentOf(entry) });
    case 'symlink':
      return putLeaf(growing, path, { kind: 'symlink', mode: 0o777, uid: 0, gid: 0, mtimeSeconds, target: entry.target });
    case 'directory':
      return putDirectoryAt(growing, path, { mode: entry.mode ?? 0o755, uid: 0, gid: 0, mtimeSeconds });
  }
}

const contents = new WeakMap<ContextEntry, FileNode['content']>();

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
  const mergedChild = (name: string, node: TreeNode): TreeNode =>
    node.kind === 'directory' ? (done.get(node) ?? node) : mergeLeaf(node, old?.children.get(name));
  if (
    old !== undefined &&
    holdsAll(fresh, (name, node) => mergedChild(name, node) === old.children.get(name)) &&
    old.children.size === fresh.children.size
  )
    return sameAttributes(old, fresh) ? old : createDirectory(fresh, old.children);
  const children = new Map<string, TreeNode>();
  for (const [name, node] of fresh.children) children.set(name, mergedChild(name, node));
  return createDirectory(fresh, children);
}

function holdsAll(directory: DirectoryNode, test: (name: string, node: TreeNode) => boolean): boolean {
  for (const [name, node] of directory.children) if (!test(name, node)) return false;
  return true;
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
