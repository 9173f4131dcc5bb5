import type { Fidelity } from '../fidelity';
import type { FileContent, TreeEditor } from '../fs/types';

/**
 * Work that a command would have done on a real machine, for the cost model to turn into a duration.
 * Bytes are compressed bytes for `download`, unpacked bytes for `unpack` and `write`.
 */
export type Work =
  | { readonly kind: 'download'; readonly bytes: number; readonly requests: number }
  | { readonly kind: 'unpack'; readonly bytes: number; readonly files: number }
  | { readonly kind: 'write'; readonly bytes: number; readonly files: number }
  | { readonly kind: 'compute' /** On the reference CI runner. */; readonly milliseconds: number };

export interface OutputLine {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

export interface Identity {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

/** One process to run: the exec form of a RUN, or `["/bin/sh", "-c", "…"]`. */
export interface ProcessRequest {
  readonly argv: readonly string[];
  /** In order; a later entry of a name wins. */
  readonly env: readonly (readonly [name: string, value: string])[];
  readonly workingDirectory: string;
  readonly identity: Identity;
  readonly fs: TreeEditor;
  /** Directories and files below which nothing can be written, such as a bind mount without `rw`; absolute. */
  readonly readOnlyPaths?: readonly string[];
  /** Paths where something is mounted: they cannot be removed or renamed, nor can what holds them; absolute. */
  readonly mountPoints?: readonly string[];
  readonly stdin?: Uint8Array;
  /** False under `--network=none`. */
  readonly network: boolean;
  /** What `date` says, and the mtime of what is written. Seconds since 1970. */
  readonly nowSeconds: number;
  readonly programs: ProgramTable;
  readonly limits?: Partial<ProcessLimits>;
}

export interface ProcessLimits {
  /** Simple commands started, over all subshells; reaching it stops the process with a clear message. */
  readonly commands: number;
  readonly outputBytes: number;
  /** Bytes of file content that one process may write. */
  readonly writtenBytes: number;
}

export interface ProcessOutcome {
  readonly exitCode: number;
  readonly output: readonly OutputLine[];
  readonly fidelity: Fidelity;
  /** What is only modelled or not simulated, one sentence each, for the notice on the step. */
  readonly notices: readonly Notice[];
  readonly work: readonly Work[];
  /** argv of each simple command that was started, builtins left out; bounded, oldest first. */
  readonly commands: readonly (readonly string[])[];
  /**
   * Set when the process could not be started at all (no such file, no shell in the image, not executable):
   * the runtime's words, as `exec: "/bin/sh": stat /bin/sh: no such file or directory`.
   */
  readonly startError?: string;
  /** Set when a limit stopped it: which one. */
  readonly limit?: keyof ProcessLimits;
}

export interface Notice {
  readonly fidelity: 'modelled' | 'unknown';
  /** A key of the interface's notices, such as `npm-packages`. */
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
}

/** What a program sees. Streams are byte buffers: a pipeline runs its commands one after another. */
export interface ProgramContext {
  /** What it was called as: the last part of argv[0]. */
  readonly name: string;
  /** argv[0] whole: a path where it was started by one, as an interpreter is that a `#!` line names. */
  readonly calledAs: string;
  /** Whose messages and options a tool speaks: BusyBox applets differ from GNU tools. */
  readonly flavour: 'busybox' | 'gnu';
  /** Whether it is the BusyBox of the recorded images, which was built with less than others. */
  readonly isRecorded?: boolean;
  readonly args: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly workingDirectory: string;
  readonly identity: Identity;
  readonly fs: TreeEditor;
  readonly network: boolean;
  readonly nowSeconds: number;
  readonly umask: number;
  readonly stdin: Uint8Array;
  /** Absolute form of a path argument. */
  resolve(path: string): string;
  out(text: string | Uint8Array): void;
  /** Writes a whole file's content to standard output without producing its bytes when that can be avoided. */
  outContent(content: FileContent): void;
  err(text: string | Uint8Array): void;
  work(item: Work): void;
  notice(notice: Notice): void;
  /** Counts steps of a loop that input alone could make endless; the process stops when the budget is used up. */
  spend(steps: number): void;
  /** Starts another program (`xargs`, `find -exec`, `env`, `sh script`); its output goes where this program's goes unless captured. */
  spawn(argv: readonly string[], options?: SpawnOptions): number;
}

export interface SpawnOptions {
  readonly env?: ReadonlyMap<string, string>;
  readonly workingDirectory?: string;
  readonly stdin?: Uint8Array;
  readonly identity?: Identity;
  /** Receives standard output instead of letting it through. */
  readonly capture?: (bytes: Uint8Array) => void;
}

/** A modelled program. Returns the exit code. Adding one is one file and one line in a table. */
export type Program = (context: ProgramContext) => number;

/** Programs by the `program` name that executable content bears, or by file name for `/usr/bin`-style stand-ins. */
export type ProgramTable = ReadonlyMap<string, Program>;
