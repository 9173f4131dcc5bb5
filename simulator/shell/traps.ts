import type { Shell } from './shell-state';

const SIGNALS: Readonly<Record<string, string>> = {
  0: 'EXIT',
  1: 'HUP',
  2: 'INT',
  3: 'QUIT',
  6: 'ABRT',
  9: 'KILL',
  10: 'USR1',
  12: 'USR2',
  13: 'PIPE',
  14: 'ALRM',
  15: 'TERM',
};

/** The name of a signal given by number or name, with or without `SIG`. */
export function signalName(text: string): string | undefined {
  const known = SIGNALS[text];
  if (known) return known;
  const name = text.toUpperCase().replace(/^SIG/, '');
  return [...Object.values(SIGNALS), 'ERR', 'DEBUG', 'RETURN', 'CHLD', 'CONT', 'STOP', 'WINCH'].includes(name) ? name : undefined;
}

export function signalNumber(name: string): number {
  return Number(Object.keys(SIGNALS).find((number) => SIGNALS[number] === name) ?? 15);
}

/** Runs the action of a trap; the status that it found is what follows it, too. */
export function runTrap(shell: Shell, signal: string): void {
  const action = shell.traps.get(signal);
  if (action === undefined || action === '') return;
  const status = shell.lastStatus;
  shell.traps.delete(signal);
  shell.interpreter.runText(shell, action);
  if (signal !== 'EXIT') shell.traps.set(signal, action);
  shell.lastStatus = status;
}
