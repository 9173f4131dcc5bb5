import type { PreparedSource } from './copy-prepare';
import type { DirectoryNode, TreeEditor, TreeNode } from './types';

/**
 * Puts a prepared source at a path whose parent exists. What is new goes in whole; directories that are on both sides merge, the
 * copied one giving its attributes, but the topmost only its mtime. Returns BuildKit's words when kinds clash.
 */
export function mergeInto(editor: TreeEditor, path: string, source: PreparedSource): string | undefined {
  const merge: Merge = { editor, source, pending: [], finished: [], linkIds: new Map() };
  const existing = editor.lstat(path);
  const way = wayOf(merge, path, source.node, existing.ok ? existing.value : undefined);
  if (way.kind === 'clash') return way.message;
  if (way.kind === 'whole') editor.graft(path, source.node, merge.linkIds);
  else mergeDirectory(merge, path, way.node, { isTop: true, isNew: !existing.ok });
  for (let next = merge.pending.pop(); next !== undefined; next = merge.pending.pop()) {
    const problem = mergeChildren(merge, next);
    if (problem !== undefined) return problem;
  }
  for (const finish of merge.finished.reverse()) finish();
  return undefined;
}

interface Merge {
  readonly editor: TreeEditor;
  readonly source: PreparedSource;
  readonly pending: Item[];
  /** What has to wait until the directories' content is there, because that moves their mtimes; outermost first. */
  readonly finished: (() => void)[];
  readonly linkIds: Map<number, number>;
}

interface Item {
  readonly path: string;
  readonly node: DirectoryNode;
}

type Way =
  | { readonly kind: 'whole' }
  | { readonly kind: 'merge'; readonly node: DirectoryNode }
  | { readonly kind: 'clash'; readonly message: string };

function wayOf(merge: Merge, path: string, node: TreeNode, existing: TreeNode | undefined): Way {
  if (node.kind !== 'directory') {
    return existing?.kind === 'directory' ? { kind: 'clash', message: `cannot replace to directory MOUNT${path} with file` } : { kind: 'whole' };
  }
  if (existing !== undefined && existing.kind !== 'directory') return { kind: 'clash', message: `cannot copy to non-directory: MOUNT${path}` };
  return existing === undefined && merge.source.partial.size === 0 ? { kind: 'whole' } : { kind: 'merge', node };
}

/** The names of one directory together, so that its place is looked up once. */
function mergeChildren(merge: Merge, { path, node }: Item): string | undefined {
  const here = merge.editor.lstat(path);
  const existing = here.ok && here.value.kind === 'directory' ? here.value.children : NOTHING;
  const whole: [string, TreeNode][] = [];
  for (const [name, child] of node.children) {
    const before = existing.get(name);
    const childPath = `${path === '/' ? '' : path}/${name}`;
    const way = wayOf(merge, childPath, child, before);
    if (way.kind === 'clash') return way.message;
    if (way.kind === 'whole') whole.push([name, child]);
    else mergeDirectory(merge, childPath, way.node, { isTop: false, isNew: before === undefined });
  }
  merge.editor.graftAll(path, whole, merge.linkIds);
  return undefined;
}

const NOTHING: ReadonlyMap<string, TreeNode> = new Map();

/** A directory that is only a parent keeps the mtime that its content gives it. */
function mergeDirectory(merge: Merge, path: string, node: DirectoryNode, at: { readonly isTop: boolean; readonly isNew: boolean }): void {
  const { editor, source } = merge;
  const original = source.partial.get(node);
  if (at.isNew) editor.mkdir(path, { mode: node.mode, uid: node.uid, gid: node.gid });
  else if (original !== undefined) editor.chmod(path, original.mode);
  merge.pending.push({ path, node });
  if (original !== undefined) return;
  merge.finished.push(() => {
    if (!at.isTop) {
      editor.chown(path, node, { followLink: false });
      editor.chmod(path, node.mode);
    }
    editor.utimes(path, at.isTop ? source.mtimeSeconds : node.mtimeSeconds);
  });
}
