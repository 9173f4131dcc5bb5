import type { PreparedSource } from './copy-prepare';
import type { DirectoryNode, TreeEditor, TreeNode } from './types';

/**
 * Puts a prepared source at a path whose parent exists. What is new goes in whole; directories that are on both sides merge, the
 * copied one giving its attributes, but the topmost only its mtime. Returns BuildKit's words when kinds clash.
 */
export function mergeInto(editor: TreeEditor, path: string, source: PreparedSource): string | undefined {
  const merge: Merge = { editor, source, pending: [], finished: [], linkIds: new Map() };
  const top = { path, node: source.node, isTop: true };
  const problem = put(merge, top);
  if (problem !== undefined) return problem;
  for (let next = merge.pending.pop(); next !== undefined; next = merge.pending.pop()) {
    for (const [name, node] of next.node.children) {
      const found = put(merge, { path: `${next.path === '/' ? '' : next.path}/${name}`, node, isTop: false });
      if (found !== undefined) return found;
    }
  }
  for (const finish of merge.finished.reverse()) finish();
  return undefined;
}

interface Merge {
  readonly editor: TreeEditor;
  readonly source: PreparedSource;
  readonly pending: { readonly path: string; readonly node: DirectoryNode }[];
  /** What has to wait until the directories' content is there, because that moves their mtimes; outermost first. */
  readonly finished: (() => void)[];
  readonly linkIds: Map<number, number>;
}

interface Item {
  readonly path: string;
  readonly node: TreeNode;
  readonly isTop: boolean;
}

function put(merge: Merge, item: Item): string | undefined {
  const { editor } = merge;
  const existing = editor.lstat(item.path);
  if (item.node.kind !== 'directory') {
    if (existing.ok && existing.value.kind === 'directory') return `cannot replace to directory MOUNT${item.path} with file`;
    editor.graft(item.path, item.node, merge.linkIds);
    return undefined;
  }
  if (existing.ok && existing.value.kind !== 'directory') return `cannot copy to non-directory: MOUNT${item.path}`;
  const hasPartial = merge.source.partial.size > 0;
  if (!existing.ok && !hasPartial) editor.graft(item.path, item.node, merge.linkIds);
  else mergeDirectory(merge, item.path, item.node, { isTop: item.isTop, isNew: !existing.ok });
  return undefined;
}

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
