import { byteString, decodeText } from '../bytes';
import { exitShell, Unwind } from '../control';
import { runExternal } from '../external';
import { printError } from '../messages';
import type { Shell } from '../shell-state';
import { flushAll } from '../streams';
import { getVariable } from '../variables';

export function colon(_shell: Shell, _args: readonly string[]): number {
  return 0;
}

export function falseStatus(_shell: Shell, _args: readonly string[]): number {
  return 1;
}

export function breakLoop(shell: Shell, args: readonly string[]): number {
  return leaveLoop(shell, 'break', args);
}

export function continueLoop(shell: Shell, args: readonly string[]): number {
  return leaveLoop(shell, 'continue', args);
}

function leaveLoop(shell: Shell, kind: 'break' | 'continue', args: readonly string[]): number {
  if (shell.loopDepth === 0) {
    if (shell.dialect === 'bash') printError(shell, "only meaningful in a `for', `while', or `until' loop", kind);
    return 0;
  }
  const levels = Number(args[0] ?? 1);
  if (!Number.isInteger(levels) || levels < 1) return complainOfNumber(shell, kind, args[0] ?? '');
  throw new Unwind({ kind, levels: Math.min(levels, shell.loopDepth) });
}

export function exit(shell: Shell, args: readonly string[]): number {
  return exitShell(statusOf(shell, 'exit', args));
}

export function returnFrom(shell: Shell, args: readonly string[]): number {
  const status = statusOf(shell, 'return', args);
  if (shell.dialect === 'bash' && shell.frames.length === 0) {
    printError(shell, "can only `return' from a function or sourced script", 'return');
    return 2;
  }
  throw new Unwind({ kind: 'return', status: status & 255 });
}

function statusOf(shell: Shell, name: string, args: readonly string[]): number {
  const [text] = args;
  if (text === undefined) return shell.lastStatus;
  if (/^-?\d+$/.test(text) && (shell.dialect === 'bash' || !text.startsWith('-'))) return Number(text) & 255;
  return complainOfNumber(shell, name, text);
}

/** A wrong number given to a special builtin ends the shell. */
function complainOfNumber(shell: Shell, name: string, text: string): never {
  printError(shell, shell.dialect === 'bash' ? `${text}: numeric argument required` : `Illegal number: ${text}`, name);
  return exitShell(2);
}

export function evalText(shell: Shell, args: readonly string[]): number {
  const text = args.join(' ');
  return text.trim() === '' ? 0 : shell.interpreter.runText(shell, text);
}

/** `.`: a name without a slash is looked for in PATH, and only in bash in the working directory too. */
export function dot(shell: Shell, args: readonly string[]): number {
  const [name, ...positional] = args;
  if (name === undefined) {
    if (shell.dialect === 'bash') printError(shell, 'filename argument required', '.');
    return 2;
  }
  const bytes = findSourced(shell, name);
  if (bytes === undefined) return complainOfFile(shell, name);
  const before = shell.positional;
  if (positional.length > 0 && shell.dialect !== 'dash') shell.positional = positional;
  const frame = { hidden: new Map() };
  shell.frames.push(frame);
  shell.lastStatus = 0;
  try {
    return shell.interpreter.runText(shell, byteString(bytes));
  } catch (error) {
    if (error instanceof Unwind && error.reason.kind === 'return') return error.reason.status;
    throw error;
  } finally {
    shell.frames.pop();
    for (const [hidden, variable] of frame.hidden) if (variable) shell.variables.set(hidden, variable);
    shell.positional = before;
  }
}

function findSourced(shell: Shell, name: string): Uint8Array | undefined {
  const places = name.includes('/')
    ? [name]
    : [...(getVariable(shell, 'PATH') ?? '').split(':').map((directory) => `${directory}/${name}`), ...(shell.dialect === 'bash' ? [name] : [])];
  for (const place of places) {
    const bytes = shell.fs.read(decodeText(place.startsWith('/') ? place : `${shell.workingDirectory}/${place}`));
    if (bytes.ok) return bytes.value;
  }
  return undefined;
}

function complainOfFile(shell: Shell, name: string): number {
  switch (shell.dialect) {
    case 'dash':
      printError(shell, name.includes('/') ? `cannot open ${name}: No such file` : `${name}: not found`, '.');
      return exitShell(2);
    case 'ash':
      printError(shell, name.includes('/') ? `can't open '${name}': No such file or directory` : `${name}: not found`, '.');
      return exitShell(2);
    case 'bash':
      printError(shell, `${name}: No such file or directory`);
      return 1;
  }
}

/** With a command: the shell becomes it. Redirects alone are applied by the interpreter, as they stay. */
export function exec(shell: Shell, args: readonly string[]): number {
  flushAll(shell.descriptors);
  const words = args[0] === '--' ? args.slice(1) : args[0] === '-a' ? args.slice(2) : args;
  const status = runExternal(shell, words, 'exec');
  shell.traps.delete('EXIT');
  return exitShell(status);
}
