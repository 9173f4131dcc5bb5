import { weakestFidelity } from '../fidelity';
import { contentSize } from '../fs/content';
import { copyInto, type FileOperation } from '../fs/copy';
import { editTree } from '../fs/editor';
import { makeDirectory, makeFile } from '../fs/file-actions';
import { type Owner, type OwnerSpec, resolveOwner } from '../fs/owner';
import { createDirectory, EMPTY_TREE } from '../fs/tree';
import type { Tree, TreeEditor } from '../fs/types';
import type { CopyAction, FileAction, FileOp, Vertex } from '../llb/types';
import type { Notice, Work } from '../shell/types';
import { costOf, type Execution, QUIET_RUN, snapshotOf, spendEntries } from './execution';
import { layerDiffOf } from './layer-diff';
import type { SolveState } from './state';
import type { Snapshot } from './types';

/** Runs COPY, ADD and WORKDIR: each action works on the result of the one before (solver/llbsolver/ops/file.go, Exec). */
export function executeFile(vertex: Vertex, op: FileOp, state: SolveState): Execution {
  const parent = snapshotOf(vertex, op.base, state);
  const tree = parent?.tree ?? EMPTY_TREE;
  const fs = editTree(tree, { uid: 0, gid: 0, nowSeconds: state.inputs.nowSeconds });
  const notices: Notice[] = [];
  for (const action of op.actions) {
    const done = executeAction(action, { vertex, state, fs, base: op.base === undefined ? undefined : tree });
    if (!done.ok) return { ok: false, message: done.message, run: { ...QUIET_RUN, durationMs: 0 } };
    notices.push(...done.notices);
  }
  const result = fs.commit();
  const full = spendEntries(tree, result, state);
  if (full !== undefined) return { ok: false, message: full, run: { ...QUIET_RUN, durationMs: 0 } };
  const fidelity = notices.some((notice) => notice.fidelity === 'unknown') ? 'unknown' : sourcesFidelity(vertex, op, state);
  const snapshot: Snapshot = { tree: result, parent, createdSeconds: state.inputs.nowSeconds, vertex: vertex.digest, fidelity };
  return { ok: true, snapshot, run: { ...QUIET_RUN, durationMs: costOf(writeWork(snapshot), state), fidelity, notices } };
}

interface ActionContext {
  readonly vertex: Vertex;
  readonly state: SolveState;
  readonly fs: TreeEditor;
  /** Where names of owners are looked up; `undefined` on scratch. */
  readonly base: Tree | undefined;
}

type ActionResult = { readonly ok: true; readonly notices: readonly Notice[] } | { readonly ok: false; readonly message: string };

function executeAction(action: FileAction, context: ActionContext): ActionResult {
  const owner = ownerOf(action.owner, context.base);
  if (!owner.ok) return owner;
  const owned = owner.owner === undefined ? {} : { owner: owner.owner };
  switch (action.kind) {
    case 'mkdir': {
      const { owner: _spec, kind: _kind, ...fields } = action;
      return withoutNotices(makeDirectory(context.fs, { ...fields, ...owned }));
    }
    case 'mkfile':
      return withoutNotices(makeFile(context.fs, { path: action.path, mode: action.mode, data: action.data, ...owned }));
    case 'copy':
      return copy(action, owned, context);
  }
}

function copy(action: CopyAction, owned: { readonly owner?: Owner }, { vertex, state, fs }: ActionContext): ActionResult {
  const input = action.source === undefined ? undefined : vertex.inputs[action.source];
  if (input?.op.kind === 'remote') return { ok: true, notices: [{ fidelity: 'unknown', code: 'remote-source', details: { url: input.op.url } }] };
  const { owner: _spec, kind: _kind, source: _source, requiredPaths: _required, ...fields } = action;
  const done = copyInto(fs, snapshotOf(vertex, action.source, state)?.tree ?? createDirectory({ mtimeSeconds: state.inputs.nowSeconds }), {
    ...fields,
    ...owned,
  });
  if (!done.ok) return done;
  const notices = done.notUnpacked.map(
    ({ path, compression }): Notice => ({ fidelity: 'unknown', code: 'archive-not-unpacked', details: { path, compression } }),
  );
  return { ok: true, notices };
}

function ownerOf(
  spec: OwnerSpec | undefined,
  base: Tree | undefined,
): { readonly ok: true; readonly owner?: Owner } | { readonly ok: false; readonly message: string } {
  return spec === undefined ? { ok: true } : resolveOwner(spec, base);
}

function withoutNotices(done: FileOperation): ActionResult {
  return done.ok ? { ok: true, notices: [] } : done;
}

/** Copying a modelled file gives a modelled file. */
function sourcesFidelity(vertex: Vertex, op: FileOp, state: SolveState): Snapshot['fidelity'] {
  const sources = op.actions.flatMap((action) => (action.kind === 'copy' ? [snapshotOf(vertex, action.source, state)?.fidelity ?? 'exact'] : []));
  return weakestFidelity(sources);
}

function writeWork(snapshot: Snapshot): Work[] {
  const files = layerDiffOf(snapshot).filter((entry) => entry.content !== undefined);
  const bytes = files.reduce((sum, entry) => sum + (entry.content === undefined ? 0 : contentSize(entry.content)), 0);
  return [{ kind: 'write', bytes, files: files.length }];
}
