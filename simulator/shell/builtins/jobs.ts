import { exitShell } from '../control';
import { processOf } from '../external';
import { printAppletError, printError } from '../messages';
import { processFs } from '../process';
import type { Shell } from '../shell-state';
import { runTrap, signalName, signalNumber } from '../traps';
import { print } from './output';

/** Everything in the background has already ended; its status was kept. */
export function wait(shell: Shell, args: readonly string[]): number {
  const [text] = args.filter((word) => !word.startsWith('-'));
  if (text === undefined) return 0;
  const status = shell.jobs.get(Number(text));
  if (status !== undefined) return status;
  if (shell.dialect === 'bash') printError(shell, `pid ${text} is not a child of this shell`, 'wait');
  return 127;
}

export function kill(shell: Shell, args: readonly string[]): number {
  if (args[0] === '-l')
    return print(
      shell,
      'kill',
      `${args[1] === undefined ? 'HUP INT QUIT ABRT KILL USR1 USR2 PIPE ALRM TERM' : (signalName(String(Number(args[1]) % 128)) ?? args[1])}\n`,
    );
  const named = args[0] === '-s' ? args[1] : /^-[A-Za-z0-9]+$/.test(args[0] ?? '') ? args[0]?.slice(1) : undefined;
  const targets = named === undefined ? args : args.slice(args[0] === '-s' ? 2 : 1);
  const signal = named === '0' ? '0' : signalName(named ?? 'TERM');
  let status = 0;
  for (const target of targets) {
    if (target === '1' || target === '0') signalSelf(shell, signal ?? 'TERM');
    else if (!shell.jobs.has(Number(target))) {
      if (shell.dialect === 'ash') printAppletError(shell, `can't kill pid ${target}: No such process`);
      else printError(shell, shell.dialect === 'dash' ? 'No such process' : `(${target}) - No such process`, 'kill');
      status = 1;
    } else if (signal !== '0') status = 1;
  }
  return status;
}

/** Process 1 of a container ignores what it has no handler for; even KILL from inside does nothing to it (Linux, pid_namespaces(7)). */
function signalSelf(shell: Shell, signal: string): void {
  if (signal === '0') return;
  if (shell.traps.has(signal)) runTrap(shell, signal);
  else if (shell.depth > 0) exitShell(128 + signalNumber(signal));
}

export function trap(shell: Shell, args: readonly string[]): number {
  const words = args[0] === '--' ? args.slice(1) : args;
  if (words.length === 0 || words[0] === '-p') return listTraps(shell);
  const [action = '', ...signals] = words;
  if (signals.length === 0 || /^\d+$/.test(action)) {
    for (const word of words) shell.traps.delete(signalName(word) ?? '');
    return 0;
  }
  let status = 0;
  for (const word of signals) {
    const signal = signalName(word);
    if (signal === undefined || (shell.dialect === 'dash' && signal === 'ERR')) {
      printError(
        shell,
        shell.dialect === 'bash'
          ? `${word}: invalid signal specification`
          : `${shell.dialect === 'dash' ? '' : `${word}: `}${shell.dialect === 'dash' ? `${word}: bad trap` : 'invalid signal specification'}`,
        'trap',
      );
      status = 1;
    } else if (action === '-') shell.traps.delete(signal);
    else shell.traps.set(signal, action);
  }
  return status;
}

function listTraps(shell: Shell): number {
  const prefix = shell.dialect === 'bash' ? 'SIG' : '';
  const lines = [...shell.traps].map(
    ([signal, action]) => `trap -- '${action.replaceAll("'", "'\\''")}' ${signal === 'EXIT' ? signal : prefix + signal}\n`,
  );
  return print(shell, 'trap', lines.join(''));
}

/** The tree is seen through the umask, so that it is opened again with the new one. */
export function umask(shell: Shell, args: readonly string[]): number {
  const [text] = args;
  if (text === undefined) return print(shell, 'umask', `${shell.umask.toString(8).padStart(4, '0')}\n`);
  if (text === '-S') return print(shell, 'umask', `${symbolicMask(shell.umask)}\n`);
  const mask = /^[0-7]{1,4}$/.test(text) ? Number.parseInt(text, 8) : maskFromSymbols(text, shell.umask);
  if (mask === undefined) {
    const what = /^\d/.test(text) && shell.dialect === 'dash' ? 'Illegal number' : shell.dialect === 'ash' ? 'illegal mode' : 'Illegal mode';
    printError(shell, shell.dialect === 'bash' ? `${text}: octal number out of range` : `${what}: ${text}`, 'umask');
    return shell.dialect === 'bash' ? 1 : 2;
  }
  shell.umask = mask & 0o777;
  shell.fs = processFs(processOf(shell));
  return 0;
}

function symbolicMask(mask: number): string {
  const allowed = ~mask & 0o777;
  const part = (shift: number): string => ['r', 'w', 'x'].filter((_, bit) => (allowed >> shift) & (4 >> bit)).join('');
  return `u=${part(6)},g=${part(3)},o=${part(0)}`;
}

function maskFromSymbols(text: string, before: number): number | undefined {
  let allowed = ~before & 0o777;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause);
    if (!match) return undefined;
    const [, who = '', operator, letters = ''] = match;
    const bits = (letters.includes('r') ? 4 : 0) | (letters.includes('w') ? 2 : 0) | (letters.includes('x') ? 1 : 0);
    for (const shift of shiftsOf(who)) {
      if (operator === '+') allowed |= bits << shift;
      else if (operator === '-') allowed &= ~(bits << shift);
      else allowed = (allowed & ~(7 << shift)) | (bits << shift);
    }
  }
  return ~allowed & 0o777;
}

function shiftsOf(who: string): readonly number[] {
  if (who === '' || who.includes('a')) return [6, 3, 0];
  return [...(who.includes('u') ? [6] : []), ...(who.includes('g') ? [3] : []), ...(who.includes('o') ? [0] : [])];
}

/** BuildKit's workers run with the file limit raised; everything else is unlimited. */
export function ulimit(shell: Shell, args: readonly string[]): number {
  const value = args.find((word) => !word.startsWith('-'));
  if (value !== undefined) return 0;
  return print(shell, 'ulimit', args.some((word) => word.includes('n')) ? '1048576\n' : 'unlimited\n');
}
