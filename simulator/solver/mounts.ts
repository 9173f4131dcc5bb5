import { cleanPath as fsCleanPath, parentPath } from '../fs/path';
import { createDirectory, EMPTY_TREE, lookupNode } from '../fs/tree';
import type { TreeEditor, TreeNode } from '../fs/types';
import { cleanPath, joinPath } from '../llb/go-path';
import type { ExecMount, ExecOp, Vertex } from '../llb/types';
import { own } from '../parser/own';
import { quoteGo } from '../parser/quote';
import { snapshotOf } from './execution';
import type { SolveState } from './state';
import { ensureKernelDirectories, systemMounts } from './system-mounts';

export type Mounted =
  | {
      readonly ok: true;
      /** Where something is mounted, and which of it cannot be written; absolute. */
      readonly points: readonly string[];
      readonly readOnly: readonly string[];
      unmount(): void;
    }
  | { readonly ok: false; readonly message: string };

/**
 * Puts a RUN's mounts into its file system. `unmount` takes them out again, keeps what a cache mount holds, and restores the very
 * nodes that were there, so that neither files nor the directories made for a mount show in the layer.
 */
export function mountAll(vertex: Vertex, op: ExecOp, state: SolveState, fs: TreeEditor): Mounted {
  const undo: (() => void)[] = [];
  const points: string[] = [];
  const readOnly: string[] = [];
  const put = (target: string, node: TreeNode, isReadOnly: boolean): (() => void) => {
    points.push(target);
    if (isReadOnly) readOnly.push(target);
    return cover(fs, target, node);
  };
  ensureKernelDirectories(fs);
  for (const mount of systemMounts(state.inputs.nowSeconds)) undo.push(put(mount.target, mount.node, mount.readOnly));
  for (const mount of op.mounts) {
    const source = mountSource(vertex, op, mount, state);
    if (!source.ok) return source;
    if (source.node === undefined) continue;
    const target = mountPoint(op, mount);
    const restore = put(target, source.node, mount.kind === 'secret' || ('readOnly' in mount && mount.readOnly));
    undo.push(() => {
      const left = fs.lstat(target);
      if (left.ok && left.value.kind === 'directory') source.keep?.(left.value);
      restore();
    });
  }
  return {
    ok: true,
    points,
    readOnly,
    unmount: () => {
      for (const step of undo.reverse()) step();
    },
  };
}

/** Where a mount lies; the path of a secret or socket may be relative to where the step runs. */
function mountPoint(op: ExecOp, mount: ExecMount): string {
  return cleanPath(mount.target).startsWith('/') ? mount.target : joinPath('/', op.cwd, mount.target);
}

type Source =
  | { readonly ok: true; readonly node: TreeNode | undefined; readonly keep?: (left: Extract<TreeNode, { kind: 'directory' }>) => void }
  | { readonly ok: false; readonly message: string };

function mountSource(vertex: Vertex, op: ExecOp, mount: ExecMount, state: SolveState): Source {
  switch (mount.kind) {
    case 'tmpfs':
      if (mount.selector !== '') return missing(mount, op);
      return { ok: true, node: createDirectory({ mode: 0o1777, mtimeSeconds: state.inputs.nowSeconds }) };
    case 'secret':
      return secretSource(mount, state);
    case 'ssh':
      // Nobody forwards keys to a simulated build.
      return mount.optional ? { ok: true, node: undefined } : { ok: false, message: `no SSH key "${mount.id}" forwarded from the client` };
    case 'cache':
      return cacheSource(vertex, op, mount, state);
    case 'bind':
      return bindSource(vertex, op, mount, state);
  }
}

function secretSource(mount: Extract<ExecMount, { kind: 'secret' }>, state: SolveState): Source {
  const value = own(state.inputs.secrets, mount.id);
  if (value === undefined) return mount.optional ? { ok: true, node: undefined } : { ok: false, message: `secret ${mount.id}: not found` };
  const { mode, uid, gid } = mount;
  const content = { kind: 'bytes' as const, bytes: new TextEncoder().encode(value) };
  return { ok: true, node: { kind: 'file', content, mode, uid, gid, mtimeSeconds: state.inputs.nowSeconds } };
}

function cacheSource(vertex: Vertex, op: ExecOp, mount: Extract<ExecMount, { kind: 'cache' }>, state: SolveState): Source {
  const input = mount.input === undefined ? undefined : vertex.inputs[mount.input];
  const key = input === undefined ? mount.cacheId : `${mount.cacheId}:${input.digest}`;
  const forced = vertex.ignoreCache && !state.freshMounts.has(key);
  if (forced) state.freshMounts.add(key);
  const fresh = selected(snapshotOf(vertex, mount.input, state)?.tree ?? EMPTY_TREE, mount.selector);
  if (fresh === undefined) return missing(mount, op);
  const node = (forced ? undefined : state.mounts.get(key)) ?? fresh;
  return { ok: true, node, keep: (left) => void state.mounts.set(key, left) };
}

function bindSource(vertex: Vertex, op: ExecOp, mount: Extract<ExecMount, { kind: 'bind' }>, state: SolveState): Source {
  if (!mount.readOnly && mount.input !== undefined && vertex.inputs[mount.input]?.op.kind === 'local') state.contextSealed = true;
  const node = selected(snapshotOf(vertex, mount.input, state)?.tree ?? EMPTY_TREE, mount.selector);
  return node === undefined ? missing(mount, op) : { ok: true, node };
}

/** Nothing can be missing from an input, whose content was looked at before; on scratch it turns out when the step starts. */
function missing(mount: { readonly selector: string }, op: ExecOp): Source {
  const title = `process ${quoteGo(op.args.join(' '))} did not complete successfully`;
  return { ok: false, message: `${title}: open ${mount.selector}: no such file or directory` };
}

function selected(tree: TreeNode, selector: string): TreeNode | undefined {
  if (selector === '' || selector === '/' || tree.kind !== 'directory') return tree;
  const found = lookupNode(tree, selector);
  return found.ok ? found.value : undefined;
}

/** Replaces what lies at a path, making missing parents; answers how to take it back. */
function cover(fs: TreeEditor, target: string, node: TreeNode): () => void {
  const before = fs.lstat(target);
  const parent = parentPath(fsCleanPath(target));
  const made = fs.mkdirAll(parent, { mode: 0o755, uid: 0, gid: 0 });
  keepingTime(fs, parent, () => fs.graft(target, node));
  return () => {
    if (before.ok) {
      keepingTime(fs, parent, () => fs.graft(target, before.value));
      return;
    }
    keepingTime(fs, parent, () => fs.removeAll(target));
    if (!made.ok) return;
    // A directory made for the mount goes too, unless the step put something into it.
    for (const directory of [...made.value].reverse()) keepingTime(fs, parentPath(directory), () => fs.remove(directory));
  };
}

/** Mounting is no change of a directory: its time stays (moby/buildkit executor/stubs.go). */
function keepingTime(fs: TreeEditor, directory: string, change: () => void): void {
  const before = fs.stat(directory);
  const mtimeSeconds = before.ok ? before.value.mtimeSeconds : undefined;
  change();
  if (mtimeSeconds !== undefined) fs.utimes(directory, mtimeSeconds);
}
