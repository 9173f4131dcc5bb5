import type { Shell } from '../shell-state';
import type { Dialect } from '../syntax';
import { cd, pwd } from './directory';
import { breakLoop, colon, continueLoop, dot, evalText, exec, exit, falseStatus, returnFrom } from './flow';
import { kill, trap, ulimit, umask, wait } from './jobs';
import { alias, command, hash, type, unalias } from './lookup';
import { echo, printf, test } from './output';
import { getopts, mapfile, read } from './reading';
import { declare, exportVariables, letBuiltin, local, readonlyVariables, set, shift, shopt, unset } from './variables';

/** Gets its arguments without its name; returns the status. */
export type Builtin = (shell: Shell, args: readonly string[]) => number;

export interface RegularBuiltin {
  readonly run: Builtin;
  readonly dialects: readonly Dialect[];
}

/** POSIX's special builtins: assignments before them stay, and their errors end a non-interactive shell. */
export const SPECIAL_BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', colon],
  ['.', dot],
  ['break', breakLoop],
  ['continue', continueLoop],
  ['eval', evalText],
  ['exec', exec],
  ['exit', exit],
  ['export', exportVariables],
  ['readonly', readonlyVariables],
  ['return', returnFrom],
  ['set', set],
  ['shift', shift],
  ['times', (shell) => colon(shell, [])],
  ['trap', trap],
  ['unset', unset],
]);

const ALL: readonly Dialect[] = ['dash', 'ash', 'bash'];
const NOT_DASH: readonly Dialect[] = ['ash', 'bash'];
const ASH: readonly Dialect[] = ['ash'];
const BASH: readonly Dialect[] = ['bash'];

const REGULAR: readonly (readonly [name: string, run: Builtin, dialects: readonly Dialect[]])[] = [
  ['[', (shell, args) => test(shell, args, '['), ALL],
  ['[[', (shell, args) => test(shell, args, '[['), ASH],
  ['test', (shell, args) => test(shell, args, 'test'), ALL],
  ['alias', alias, ALL],
  ['builtin', (shell, args) => shell.interpreter.runArguments(shell, args, { functions: false }), BASH],
  ['cd', cd, ALL],
  ['chdir', cd, ASH],
  ['command', command, ALL],
  ['declare', declare, BASH],
  ['echo', echo, ALL],
  ['false', falseStatus, ALL],
  ['getopts', getopts, ALL],
  ['hash', hash, ALL],
  ['history', colon, NOT_DASH],
  ['kill', kill, ALL],
  ['let', letBuiltin, NOT_DASH],
  ['local', local, ALL],
  ['mapfile', mapfile, BASH],
  ['printf', printf, ALL],
  ['pwd', pwd, ALL],
  ['read', read, ALL],
  ['readarray', mapfile, BASH],
  ['shopt', shopt, BASH],
  ['source', dot, NOT_DASH],
  ['true', colon, ALL],
  ['type', type, ALL],
  ['typeset', declare, BASH],
  ['ulimit', ulimit, ALL],
  ['umask', umask, ALL],
  ['unalias', unalias, ALL],
  ['wait', wait, ALL],
];

export const BUILTINS: ReadonlyMap<string, RegularBuiltin> = new Map(REGULAR.map(([name, run, dialects]) => [name, { run, dialects }]));

/** Their `name=value` arguments are expanded as assignments are. */
export const DECLARATIONS: ReadonlySet<string> = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);
