import type { Shell } from './shell-state';
import { getVariable } from './variables';

/** The value of a variable, positional or special parameter; `@` and `*` aside. */
export function plainValue(shell: Shell, name: string): string | undefined {
  if (/^\d+$/.test(name)) return name === '0' ? shell.name : shell.positional[Number(name) - 1];
  switch (name) {
    case '#':
      return String(shell.positional.length);
    case '?':
      return String(shell.lastStatus);
    case '$':
      return '1';
    case '!':
      return shell.lastBackground === undefined ? (shell.dialect === 'bash' ? undefined : '') : String(shell.lastBackground);
    case '-':
      return optionLetters(shell);
    default:
      return getVariable(shell, name);
  }
}

const LETTERS = [
  ['errexit', 'e'],
  ['noglob', 'f'],
  ['nounset', 'u'],
  ['verbose', 'v'],
  ['xtrace', 'x'],
  ['allexport', 'a'],
  ['noclobber', 'C'],
] as const;

function optionLetters(shell: Shell): string {
  const letters = LETTERS.filter(([name]) => shell.options.has(name))
    .map(([, letter]) => letter)
    .join('');
  if (shell.dialect === 'bash') return `${letters}hB${shell.fromString ? 'c' : ''}`;
  return shell.dialect === 'ash' && shell.fromString ? `c${letters}` : letters;
}
