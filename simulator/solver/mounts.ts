import { createDirectory, EMPTY_TREE, lookupNode } from '../fs/tree';
import type { TreeEditor, TreeNode } from '../fs/types';
import type { ExecMount, ExecOp, Vertex } from '../llb/types';
import { snapshotOf } from './execution';
import type { SolveState } from './state';

export type Mounted = { readonly ok: true; unmount(): void } | { readonly ok: false; readonly message: string };

/**
 * Puts a RUN's mounts into its file system. `unmount` takes them out again, keeps what a cache mount holds, and restores the very
 * nodes that were there, so that neither files nor the directories made for a mount show in the layer.
 */
export function mountAll(vertex: Vertex, op: ExecOp, state: SolveState, fs: TreeEditor): Mounted {
  const undo: (() => void)[] = [];
  for (const mount of op.mounts) {
    const source = mountSource(vertex, op, mount, state);
    if (!source.ok) return source;
    if (source.node === undefined) continue;
    const restore = cover(fs, mount.target, source.node);
    undo.push(() => {
      const left = fs.lstat(mount.target);
      if (left.ok && left.value.kind === 'directory') source.keep?.(left.value);
      restore();
    });
  }
  return {
    ok: true,
    unmount: () => {
      for (const step of undo.reverse()) step();
    },
  };
}

type Source =
  | { readonly ok: true; readonly node: TreeNode | undefined; readonly keep?: (left: Extract<TreeNode, { kind: 'directory' }>) => void }
  | { readonly ok: false; readonly message: string };

function mountSource(vertex: Vertex, op: ExecOp, mount: ExecMount, state: SolveState): Source {
  switch (mount.kind) {
    case 'tmpfs':
      return { ok: true, node: createDirectory({ mode: 0o1777, mtimeSeconds: state.inputs.nowSeconds }) };
    case 'secret':
      return secretSource(mount, state);
    case 'ssh':
      return { ok: true, node: undefined };
    case 'cache':
      return cacheSource(vertex, mount, state);
    case 'bind':
      return bindSource(vertex, op, mount, state);
  }
}

function secretSource(mount: Extract<ExecMount, { kind: 'secret' }>, state: SolveState): Source {
  const value = state.inputs.secrets[mount.id];
  if (value === undefined) return mount.optional ? { ok: true, node: undefined } : { ok: false, message: `secret ${mount.id}: not found` };
  const { mode, uid, gid } = mount;
  const content = { kind: 'bytes' as const, bytes: new TextEncoder().encode(value) };
  return { ok: true, node: { kind: 'file', content, mode, uid, gid, mtimeSeconds: state.inputs.nowSeconds } };
}

function cacheSource(vertex: Vertex, mount: Extract<ExecMount, { kind: 'cache' }>, state: SolveState): Source {
  const input = mount.input === undefined ? undefined : vertex.inputs[mount.input];
  const key = input === undefined ? mount.cacheId : `${mount.cacheId}:${input.digest}`;
  const forced = vertex.ignoreCache && !state.freshMounts.has(key);
  if (forced) state.freshMounts.add(key);
  const fresh = selected(snapshotOf(vertex, mount.input, state)?.tree ?? EMPTY_TREE, mount.selector);
  if (fresh === undefined) return missing(mount.selector);
  const node = (forced ? undefined : state.mounts.get(key)) ?? fresh;
  return { ok: true, node, keep: (left) => void state.mounts.set(key, left) };
}

function bindSource(vertex: Vertex, _op: ExecOp, mount: Extract<ExecMount, { kind: 'bind' }>, state: SolveState): Source {
  const node = selected(snapshotOf(vertex, mount.input, state)?.tree ?? EMPTY_TREE, mount.selector);
  return node === undefined ? missing(mount.selector) : { ok: true, node };
}

function missing(path: string): Source {
  return { ok: false, message: `failed to compute cache key: failed to calculate checksum of ref REF: "${path}": not found` };
}

function selected(tree: TreeNode, selector: string): TreeNode | undefined {
  if (selector === '' || selector === '/' || tree.kind !== 'directory') return tree;
  const found = lookupNode(tree, selector);
  return found.ok ? found.value : undefined;
}

/** Replaces what lies at a path, making missing parents; answers how to take it back. */
function cover(fs: TreeEditor, target: string, node: TreeNode): () => void {
  const before = fs.lstat(target);
  const parent = target.replace(/\/+$/, '').replace(/\/[^/]*$/, '') || '/';
  const made = fs.mkdirAll(parent, { mode: 0o755, uid: 0, gid: 0 });
  fs.graft(target, node);
  return () => {
    if (before.ok) {
      fs.graft(target, before.value);
      return;
    }
    fs.removeAll(target);
    if (!made.ok) return;
    // A directory made for the mount goes too, unless the step put something into it.
    for (const directory of [...made.value].reverse()) fs.remove(directory);
  };
}
