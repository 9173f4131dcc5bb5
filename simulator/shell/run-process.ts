import { weakestFidelity } from '../fidelity';
import { ERRNO_TEXTS } from '../fs/errno-text';
import { decodeText, encodeText } from './bytes';
import { Unwind } from './control';
import { homeOf } from './passwd';
import { findProgram, processFs, type StartResult, startFile } from './process';
import { createSession, type Process, type Session } from './session';
import { runShell } from './shell-main';
import { type Description, flushAll, sourceOf } from './streams';
import type { ProcessLimits, ProcessOutcome, ProcessRequest } from './types';

/** Runs one process to its end, as the container runtime would: no clock, no concurrency, bounded in every direction. */
export function runProcess(request: ProcessRequest): ProcessOutcome {
  const session = createSession(request, runShell);
  const process = createProcess(request, session);
  const end = runBounded(process, request.argv.map(encodeText));
  const notices = [...session.notices.values()];
  return {
    exitCode: end.exitCode,
    output: session.log.lines(),
    fidelity: weakestFidelity(notices.map((notice) => notice.fidelity)),
    notices,
    work: session.work,
    commands: session.commands,
    ...(end.startError === undefined ? {} : { startError: end.startError }),
    ...(end.limit === undefined ? {} : { limit: end.limit }),
  };
}

interface End {
  readonly exitCode: number;
  readonly startError?: string;
  readonly limit?: keyof ProcessLimits;
}

/** As `timeout` and the kernel's out-of-memory killer end a process. */
const KILLED = 137;
const SEGMENTATION_FAULT = 139;

function runBounded(process: Process, argv: readonly string[]): End {
  try {
    return start(process, argv);
  } catch (error) {
    if (error instanceof RangeError) return { exitCode: SEGMENTATION_FAULT, limit: 'commands' };
    if (!(error instanceof Unwind)) throw error;
    if (error.reason.kind !== 'limit') return { exitCode: error.reason.kind === 'exit' ? error.reason.status : 0 };
    return { exitCode: KILLED, limit: error.reason.limit };
  } finally {
    flushAll(process.descriptors);
  }
}

/** runc looks a bare name up in PATH itself and words a failure differently from one of `execve` (opencontainers/runc, libcontainer/standard_init_linux.go). */
function start(process: Process, argv: readonly string[]): End {
  const name = argv[0] ?? '';
  const fs = processFs(process);
  const found = findProgram(process, fs, name);
  if ('errno' in found) return { exitCode: 127, startError: `exec: "${decodeText(name)}": executable file not found in $PATH` };
  process.session.countCommand();
  const path = decodeText(found.path);
  const shown = decodeText(found.path.startsWith('/') ? found.path : `${process.workingDirectory}/${found.path}`);
  const node = fs.stat(shown);
  if (!node.ok) return { exitCode: 127, startError: `exec: "${path}": stat ${path}: ${ERRNO_TEXTS[node.errno]}` };
  if (node.value.kind === 'directory') return { exitCode: 126, startError: `exec: "${path}": is a directory` };
  process.session.reportCommand(argv.map(decodeText));
  const result: StartResult = startFile(process, found.path, argv);
  if (result.kind === 'exited') return { exitCode: result.status };
  if (result.errno === 'EACCES' && result.interpreter === undefined) return { exitCode: 126, startError: `exec: "${path}": permission denied` };
  const reason = result.errno === 'ENOEXEC' ? 'exec format error' : ERRNO_TEXTS[result.errno];
  return { exitCode: result.errno === 'ENOENT' ? 127 : 126, startError: `exec ${path}: ${reason}` };
}

function createProcess(request: ProcessRequest, session: Session): Process {
  const env = new Map(request.env.map(([name, value]) => [name, encodeText(value)] as const));
  if (!env.has('HOME')) env.set('HOME', encodeText(homeOf(request.fs, request.identity.uid) ?? '/'));
  const descriptors = new Map<number, Description>([
    [0, request.stdin ? sourceOf(request.stdin) : { kind: 'device', device: { kind: 'null' } }],
    [1, { kind: 'log', stream: 'stdout' }],
    [2, { kind: 'log', stream: 'stderr' }],
  ]);
  return { session, env, workingDirectory: encodeText(request.workingDirectory), identity: request.identity, umask: 0o022, descriptors };
}
