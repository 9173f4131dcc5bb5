import type { DirectoryNode, Tree, TreeNode } from './types';

/** The build context as it was last sent, and the builder's copy of it. */
export interface SyncedContext {
  readonly sent: Tree;
  readonly copy: Tree;
}

/**
 * Brings the builder's copy of the context up to date. Only differences travel (tonistiigi/fsutil receive.go and diff.go), and whatever is
 * written into a directory there moves that directory's time to now: so a directory in which a file changed has the time of the build in
 * the layer, while in a first build it has the time that it has at home.
 */
export function syncContext(previous: SyncedContext | undefined, sent: Tree, nowSeconds: number): SyncedContext {
  return { sent, copy: previous === undefined ? sent : syncDirectory(previous.sent, previous.copy, sent, nowSeconds) };
}

function syncDirectory(before: DirectoryNode, copy: DirectoryNode, now: DirectoryNode, nowSeconds: number): DirectoryNode {
  if (before === now) return copy;
  let isWrittenTo = before.children.size !== now.children.size;
  let isSame = true;
  const children = new Map<string, TreeNode>();
  for (const [name, node] of now.children) {
    const old = before.children.get(name);
    const kept = copy.children.get(name);
    const next = nextNode(old, kept, node, nowSeconds);
    isWrittenTo ||= next.isNew;
    isSame &&= next.node === kept;
    children.set(name, next.node);
  }
  const mtimeSeconds = isWrittenTo ? nowSeconds : hasSameStat(before, now) ? copy.mtimeSeconds : now.mtimeSeconds;
  if (isSame && children.size === copy.children.size && mtimeSeconds === copy.mtimeSeconds && hasSameStat(before, now)) return copy;
  return { ...now, mtimeSeconds, children: isSame && children.size === copy.children.size ? copy.children : children };
}

function nextNode(
  before: TreeNode | undefined,
  copy: TreeNode | undefined,
  now: TreeNode,
  nowSeconds: number,
): { readonly node: TreeNode; readonly isNew: boolean } {
  if (before?.kind === 'directory' && copy?.kind === 'directory' && now.kind === 'directory') {
    return { node: syncDirectory(before, copy, now, nowSeconds), isNew: false };
  }
  if (before === undefined || copy === undefined || before.kind !== now.kind) return { node: now, isNew: true };
  return before === now ? { node: copy, isNew: false } : { node: now, isNew: true };
}

function hasSameStat(a: DirectoryNode, b: DirectoryNode): boolean {
  return a.mode === b.mode && a.mtimeSeconds === b.mtimeSeconds && a.uid === b.uid && a.gid === b.gid;
}
