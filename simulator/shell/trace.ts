import type { AssignmentValue } from './assignments';
import { printRaw } from './messages';
import { hasOption, type Shell } from './shell-state';
import { getVariable } from './variables';

/** `set -x` for a command: dash prints the words as they are, ash and bash quote those that need it. */
export function traceWords(shell: Shell, words: readonly string[], assignments: readonly AssignmentValue[]): void {
  const shown = words.map((word) => (shell.dialect === 'dash' ? word : shell.dialect === 'ash' ? quoteInAsh(word) : quoteTraced(word)));
  traceText(shell, [...assignments.map((value) => assignmentText(shell, value)), ...shown].join(' '));
}

/** Assignments without a command: bash prints one to a line. */
export function traceAssignments(shell: Shell, values: readonly AssignmentValue[]): void {
  if (!hasOption(shell, 'xtrace') || values.length === 0) return;
  const texts = values.map((value) => assignmentText(shell, value));
  for (const text of shell.dialect === 'bash' ? texts : [texts.join(' ')]) traceText(shell, text);
}

/** bash also shows the heads of `for` and `case`. */
export function traceHead(shell: Shell, head: string, words: readonly string[], tail: string): void {
  if (shell.dialect === 'bash' && hasOption(shell, 'xtrace'))
    traceText(shell, [head, ...words.map((word) => quoteTraced(word)), tail].filter((part) => part !== '').join(' '));
}

export function traceText(shell: Shell, text: string): void {
  const prompt = getVariable(shell, 'PS4') ?? '+ ';
  const repeated = shell.dialect === 'bash' ? (prompt[0] ?? '').repeat(shell.depth) : '';
  printRaw(shell, `${repeated}${prompt}${text}\n`);
}

function assignmentText(shell: Shell, value: AssignmentValue): string {
  const text =
    value.kind === 'array'
      ? `(${value.values.map((word) => quoteTraced(word)).join(' ')})`
      : shell.dialect === 'dash' || value.value === ''
        ? value.value
        : shell.dialect === 'ash'
          ? quoteInAsh(value.value)
          : quoteTraced(value.value);
  return `${value.name}${value.append ? '+' : ''}=${text}`;
}

const RESERVED = new Set([
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'do',
  'done',
  'case',
  'esac',
  'while',
  'until',
  'for',
  'in',
  'function',
  '{',
  '}',
  '!',
  '[[',
]);

/** BusyBox quotes reserved words and `=`, but not a closing bracket (BusyBox shell/ash.c, `maybe_single_quote`). */
function quoteInAsh(word: string): string {
  return /^[+,\-./0-9:@A-Z\]^_a-z]+$/.test(word) && !RESERVED.has(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function quoteTraced(word: string): string {
  if (word === '') return "''";
  return /^[^\s'"\\$`|&;<>()*?[\]#~{}!]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
