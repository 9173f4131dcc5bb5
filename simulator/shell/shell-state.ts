import type { TreeEditor } from '../fs/types';
import type { Session } from './session';
import type { Description } from './streams';
import type { Command, Dialect, Script } from './syntax';
import type { Identity } from './types';

export interface Variable {
  /** Unset, yet exported or read-only, when `undefined`. A byte string. */
  readonly value: string | undefined;
  readonly exported: boolean;
  readonly readonly: boolean;
  /** bash arrays; `value` is then element 0. */
  readonly elements?: ReadonlyMap<string, string>;
  readonly associative?: boolean;
}

export type OptionName =
  | 'errexit'
  | 'nounset'
  | 'xtrace'
  | 'noglob'
  | 'noexec'
  | 'verbose'
  | 'allexport'
  | 'pipefail'
  | 'noclobber'
  | 'monitor'
  | 'notify'
  | 'ignoreeof'
  | 'emacs'
  | 'vi'
  | 'nolog';

/** Options of bash's `shopt` that change what is simulated. */
export type ShoptName = 'nullglob';

export interface CallFrame {
  /** What `local` hid, to be restored on return. */
  readonly hidden: Map<string, Variable | undefined>;
}

/** The interpreter as expansion and builtins need it; handed over as a value, so that it may depend on them. */
export interface Interpreter {
  /** What a script prints when it runs in a copy of the shell. */
  substitute(shell: Shell, script: Script): string;
  /** The path that stands for a process substitution. */
  substituteProcess(shell: Shell, script: Script, direction: '<' | '>'): string;
  /** Runs text in this very shell, as `eval` and `.` do. */
  runText(shell: Shell, text: string): number;
  /** Runs a command that is already expanded; functions are left out for `command`. */
  runArguments(shell: Shell, words: readonly string[], how: { readonly functions: boolean }): number;
}

/** One shell environment. A subshell works on a copy; the session is shared. */
export interface Shell {
  readonly session: Session;
  readonly dialect: Dialect;
  /** `$0`, which also begins every message. */
  readonly name: string;
  /** What the shell itself was started as; not the script's name. */
  readonly calledAs: string;
  /** Whether it runs a `-c` string: the line number of a message then counts from there. */
  readonly fromString: boolean;
  readonly identity: Identity;
  /** The tree as this process sees it; made anew when the umask changes. */
  fs: TreeEditor;
  workingDirectory: string;
  umask: number;
  readonly variables: Map<string, Variable>;
  readonly functions: Map<string, Command>;
  readonly options: Set<OptionName>;
  readonly shopts: Set<ShoptName>;
  readonly aliases: Map<string, string>;
  readonly traps: Map<string, string>;
  readonly frames: CallFrame[];
  positional: readonly string[];
  descriptors: Map<number, Description>;
  lastStatus: number;
  lastBackground: number | undefined;
  /** Above 0 inside what `if`, `while`, `!`, `&&` and `||` test, where `set -e` does not apply. */
  tested: number;
  loopDepth: number;
  line: number;
  /** Subshells around this one: bash repeats the `+` of `set -x` that often. */
  depth: number;
  /** Position of `getopts` inside a group of option letters. */
  optionOffset: number;
  /** Status of the last command substitution, which becomes that of an assignment alone. */
  substitutionStatus: number;
  /** Statuses of what ran in the background, by its number. */
  readonly jobs: Map<number, number>;
  readonly interpreter: Interpreter;
}

export function forkShell(shell: Shell): Shell {
  return {
    ...shell,
    variables: new Map(shell.variables),
    functions: new Map(shell.functions),
    options: new Set(shell.options),
    shopts: new Set(shell.shopts),
    aliases: new Map(shell.aliases),
    traps: new Map([...shell.traps].filter(([, action]) => action === '')),
    frames: shell.frames.map((frame) => ({ hidden: new Map(frame.hidden) })),
    descriptors: new Map(shell.descriptors),
    depth: shell.depth + 1,
    loopDepth: 0,
  };
}

export function hasOption(shell: Shell, name: OptionName): boolean {
  return shell.options.has(name);
}
