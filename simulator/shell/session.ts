import type { FileContent, TreeEditor } from '../fs/types';
import { MOST_REAL_BYTES, Unwind } from './control';
import { createOutputLog, type OutputLog } from './output-log';
import type { Description } from './streams';
import type { Dialect } from './syntax';
import type { Identity, Notice, ProcessLimits, ProcessRequest, ProgramTable, Work } from './types';

const MIB = 1024 * 1024;
const DEFAULT_LIMITS: ProcessLimits = { commands: 100_000, outputBytes: 2 * MIB, writtenBytes: 2048 * MIB };
const MOST_TRANSPORTED_BYTES = 512 * MIB;
const MOST_STEPS = 20_000_000;
const MOST_COMMANDS_REPORTED = 2_000;
/** Nested processes, subshells, functions and `eval`s; far below what would exhaust the JavaScript stack. */
const MOST_DEPTH = 120;

/** What all processes of one RUN share. Everything a limit counts is counted here. */
export interface Session {
  readonly fs: TreeEditor;
  readonly programs: ProgramTable;
  readonly network: boolean;
  readonly nowSeconds: number;
  readonly readOnlyPaths: readonly string[];
  readonly mountPoints: readonly string[];
  readonly log: OutputLog;
  readonly notices: Map<string, Notice>;
  readonly work: Work[];
  readonly commands: (readonly string[])[];
  countCommand(): void;
  reportCommand(argv: readonly string[]): void;
  /** Bytes that went through a pipe, a variable or an open file. */
  countTransport(bytes: number): void;
  countWritten(content: FileContent | Uint8Array | string): void;
  spend(steps: number): void;
  /** Runs something one level deeper. */
  nested<T>(run: () => T): T;
  /** Set once the recorded BusyBox runs: its shell prefers its own applets to PATH, and its tools refuse what they do not have. */
  recordedBusybox: boolean;
  /** A number that is different each time and the same in every run of the same script. */
  nextNumber(): number;
  /** Starts a shell; a value, because shells start processes and processes shells. */
  readonly runShell: ShellRunner;
}

export type ShellRunner = (process: Process, dialect: Dialect, argv: readonly string[]) => number;

/** One process: what it was given by the one that started it. */
export interface Process {
  readonly session: Session;
  /** Byte strings. */
  readonly env: ReadonlyMap<string, string>;
  readonly workingDirectory: string;
  readonly identity: Identity;
  readonly umask: number;
  readonly descriptors: ReadonlyMap<number, Description>;
}

export function createSession(request: ProcessRequest, runShell: ShellRunner): Session {
  const limits = { ...DEFAULT_LIMITS, ...request.limits };
  const counts = { commands: 0, transported: 0, generated: 0, real: 0, steps: 0, depth: 0, numbers: 0 };
  const commands: (readonly string[])[] = [];
  const count = (key: keyof typeof counts, by: number, most: number, limit: keyof ProcessLimits): void => {
    counts[key] += by;
    if (counts[key] > most) throw new Unwind({ kind: 'limit', limit });
  };
  return {
    fs: request.fs,
    programs: request.programs,
    network: request.network,
    nowSeconds: request.nowSeconds,
    readOnlyPaths: request.readOnlyPaths ?? [],
    mountPoints: request.mountPoints ?? [],
    log: createOutputLog(limits.outputBytes),
    notices: new Map(),
    work: [],
    commands,
    countCommand: () => count('commands', 1, limits.commands, 'commands'),
    reportCommand: (argv) => {
      if (commands.length < MOST_COMMANDS_REPORTED) commands.push(argv);
    },
    countTransport: (bytes) => count('transported', bytes, MOST_TRANSPORTED_BYTES, 'outputBytes'),
    countWritten: (content) => {
      if (typeof content === 'string' || content instanceof Uint8Array)
        count('real', content.length, Math.min(MOST_REAL_BYTES, limits.writtenBytes), 'writtenBytes');
      else if (content.kind === 'bytes') count('real', content.bytes.length, Math.min(MOST_REAL_BYTES, limits.writtenBytes), 'writtenBytes');
      else count('generated', content.sizeBytes, limits.writtenBytes, 'writtenBytes');
    },
    spend: (steps) => count('steps', steps, MOST_STEPS, 'commands'),
    nested: (run) => {
      count('depth', 1, MOST_DEPTH, 'commands');
      try {
        return run();
      } finally {
        counts.depth--;
      }
    },
    recordedBusybox: false,
    nextNumber: () => ++counts.numbers,
    runShell,
  };
}
