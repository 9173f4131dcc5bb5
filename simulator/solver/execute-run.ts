import { editTree } from '../fs/editor';
import { resolveProcessUser } from '../fs/owner';
import { EMPTY_TREE } from '../fs/tree';
import type { ExecOp, Vertex } from '../llb/types';
import { own } from '../parser/own';
import { quoteGo } from '../parser/quote';
import { STEP_OVERHEAD_MILLISECONDS } from '../programs/cost-model';
import { runProcess } from '../shell/run-process';
import type { Identity, ProcessOutcome } from '../shell/types';
import { costOf, type Execution, QUIET_RUN, snapshotOf, spendEntries } from './execution';
import { withBytesFidelity } from './layer-diff';
import { mountAll } from './mounts';
import type { SolveState } from './state';
import type { RunRecord } from './types';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Runs a process in the root file system that its input holds (solver/llbsolver/ops/exec.go, ExecOp.Exec). */
export function executeRun(vertex: Vertex, op: ExecOp, state: SolveState): Execution {
  const parent = snapshotOf(vertex, op.base, state);
  const tree = parent?.tree ?? EMPTY_TREE;
  const title = `process ${quoteGo(op.args.join(' '))} did not complete successfully`;
  const user = resolveProcessUser(tree, op.user);
  const fs = editTree(tree, { uid: 0, gid: 0, nowSeconds: state.inputs.nowSeconds });
  if (user.ok && !fs.exists(op.cwd)) fs.mkdirAll(op.cwd, { mode: 0o755, uid: user.identity.uid, gid: user.identity.gid });
  const mounts = mountAll(vertex, op, state, fs);
  if (!mounts.ok) return failure(mounts.message, { ...QUIET_RUN, durationMs: 0 });
  const environment = processEnvironment(op, state);
  if (!environment.ok) return failure(environment.message, { ...QUIET_RUN, durationMs: 0 });
  if (!user.ok) return failure(`${title}: ${user.message}`, { ...QUIET_RUN, durationMs: 0 });

  if (environment.env.some(([name]) => name === '')) {
    return failure(`${title}: exit code: 1`, withStartError({ ...QUIET_RUN, durationMs: 0 }, 'setenv: invalid argument'));
  }
  if ([...op.args, ...environment.env.map((entry) => entry.join('='))].some(isArgumentTooLong)) {
    const text = `exec ${op.args[0] ?? ''}: argument list too long`;
    return failure(`${title}: exit code: 1`, { ...QUIET_RUN, durationMs: 0, output: [{ stream: 'stderr', text }] });
  }
  const directory = fs.realpath(op.cwd);
  const outcome = runProcess({
    argv: op.args,
    env: environment.env,
    // The kernel knows a directory by its real path, and so does a shell.
    workingDirectory: directory.ok ? directory.value : op.cwd,
    identity: user.identity satisfies Identity,
    fs,
    network: op.network !== 'none',
    nowSeconds: state.inputs.nowSeconds,
    programs: state.inputs.programs,
    readOnlyPaths: mounts.readOnly,
    mountPoints: mounts.points,
  });
  mounts.unmount();
  const run = runRecord(outcome, state);
  if (outcome.startError !== undefined) return failure(`${title}: exit code: 1`, withStartError(run, outcome.startError));
  if (outcome.limit !== undefined || outcome.exitCode !== 0) return failure(`${title}: exit code: ${outcome.exitCode}`, run);
  const result = fs.commit();
  const full = spendEntries(tree, result, state);
  if (full !== undefined) return failure(full, run);
  const snapshot = withBytesFidelity({
    tree: result,
    parent,
    createdSeconds: state.inputs.nowSeconds,
    vertex: vertex.digest,
    fidelity: outcome.fidelity,
  });
  return { ok: true, snapshot, run: { ...run, fidelity: snapshot.fidelity } };
}

/** Linux' MAX_ARG_STRLEN: one argument, or one variable with its value, has 128 KiB at most, the NUL at its end included. */
function isArgumentTooLong(text: string): boolean {
  return text.length >= MOST_ARGUMENT_BYTES / 3 && new TextEncoder().encode(text).length >= MOST_ARGUMENT_BYTES;
}

const MOST_ARGUMENT_BYTES = 131_072;

function failure(message: string, run: RunRecord): Execution {
  return { ok: false, message, run };
}

/** The runtime prints its reason to the step's log; the error itself has an exit code only. */
function withStartError(run: RunRecord, reason: string): RunRecord {
  const text = `runc run failed: unable to start container process: error during container init: ${reason}`;
  return { ...run, output: [...run.output, { stream: 'stderr', text }] };
}

function runRecord(outcome: ProcessOutcome, state: SolveState): RunRecord {
  return {
    durationMs: costOf(outcome.work, state) + STEP_OVERHEAD_MILLISECONDS,
    output: outcome.output,
    commands: outcome.commands,
    fidelity: outcome.fidelity,
    notices: outcome.notices,
  };
}

type Environment = { readonly ok: true; readonly env: readonly (readonly [string, string])[] } | { readonly ok: false; readonly message: string };

function processEnvironment(op: ExecOp, state: SolveState): Environment {
  const entries = [...op.env, ...op.proxyEnv].map(splitEntry);
  if (!entries.some(([name]) => name === 'PATH')) entries.push(['PATH', DEFAULT_PATH]);
  for (const secret of op.secretEnv) {
    const value = own(state.inputs.secrets, secret.id);
    // An optional secret that nobody gave is a variable all the same, an empty one (solver/llbsolver/ops/exec.go, loadSecretEnv).
    if (value !== undefined || secret.optional) entries.push([secret.name, value ?? '']);
    else return { ok: false, message: `secret ${secret.id}: not found` };
  }
  return { ok: true, env: entries };
}

function splitEntry(entry: string): readonly [string, string] {
  const at = entry.indexOf('=');
  return [entry.slice(0, at), entry.slice(at + 1)];
}
