import { filterTree } from './filter-tree';
import { applySymbolicMode } from './mode';
import type { Owner } from './owner';
import { compilePatterns, type PatternList } from './pattern-matcher';
import type { DirectoryNode, NodeAttributes, TreeNode } from './types';

/** A source with its filter, mode and owner applied. */
export interface PreparedSource {
  readonly node: TreeNode;
  /** Directories that no pattern matched, there only to hold something that was; with what they stand for in the source. */
  readonly partial: ReadonlyMap<DirectoryNode, DirectoryNode>;
  /** Of the source itself. */
  readonly mtimeSeconds: number;
}

export interface PrepareOptions {
  readonly owner?: Owner;
  readonly mode?: number | string;
  readonly includePatterns: readonly string[];
  readonly excludePatterns: readonly string[];
}

export type Prepared = { readonly ok: true; readonly source: PreparedSource } | { readonly ok: false; readonly message: string };

/** Patterns are matched against paths below the source, so a source that is a file is never filtered out. */
export function prepareSource(node: TreeNode, options: PrepareOptions): Prepared {
  const include = compileList(options.includePatterns, 'includepatterns');
  const exclude = compileList(options.excludePatterns, 'excludepatterns');
  if (typeof include === 'string') return { ok: false, message: include };
  if (typeof exclude === 'string') return { ok: false, message: exclude };
  const partial = new Map<DirectoryNode, DirectoryNode>();
  const filter = { ...(include === undefined ? {} : { include }), ...(exclude === undefined ? {} : { exclude }) };
  const filtered = node.kind === 'directory' ? filterTree(node, filter, partial) : node;
  return { ok: true, source: { mtimeSeconds: node.mtimeSeconds, ...changeAttributes(filtered, options, partial) } };
}

function compileList(patterns: readonly string[], label: string): PatternList | undefined | string {
  if (patterns.length === 0) return undefined;
  const compiled = compilePatterns(patterns);
  return compiled.ok ? compiled.list : `invalid ${label}: [${patterns.join(' ')}]: ${compiled.message}`;
}

/** A node whose attributes stay is the very object of the source, so that an unchanged directory costs nothing. */
function changeAttributes(
  node: TreeNode,
  { owner, mode }: PrepareOptions,
  partial: ReadonlyMap<DirectoryNode, DirectoryNode>,
): Pick<PreparedSource, 'node' | 'partial'> {
  if (owner === undefined && mode === undefined) return { node, partial };
  const changed = new Map<DirectoryNode, DirectoryNode>();
  const changedPartial = new Map<DirectoryNode, DirectoryNode>();
  if (node.kind !== 'directory') return { node: changeNode(node, owner, mode), partial };
  for (const directory of directoriesBelow(node).reverse()) {
    const children = new Map<string, TreeNode>();
    for (const [name, child] of directory.children) {
      children.set(name, child.kind === 'directory' ? (changed.get(child) ?? child) : changeNode(child, owner, mode));
    }
    const copy: DirectoryNode = { ...directory, ...changedAttributes(directory, owner, mode), children };
    changed.set(directory, copy);
    const original = partial.get(directory);
    if (original !== undefined) changedPartial.set(copy, original);
  }
  return { node: changed.get(node) ?? node, partial: changedPartial };
}

/** Parents first. */
function directoriesBelow(root: DirectoryNode): DirectoryNode[] {
  const found = [root];
  for (let index = 0; index < found.length; index++) {
    for (const child of found[index]?.children.values() ?? []) {
      if (child.kind === 'directory') found.push(child);
    }
  }
  return found;
}

function changeNode<Node extends TreeNode>(node: Node, owner: Owner | undefined, mode: number | string | undefined): Node {
  return { ...node, ...changedAttributes(node, owner, mode) };
}

/** A symlink has no mode of its own to change. */
function changedAttributes(node: TreeNode, owner: Owner | undefined, mode: number | string | undefined): Partial<NodeAttributes> {
  if (node.kind === 'symlink' || mode === undefined) return { ...owner };
  return { ...owner, mode: typeof mode === 'number' ? mode & 0o7777 : applySymbolicMode(mode, node.mode, node.kind === 'directory') };
}
