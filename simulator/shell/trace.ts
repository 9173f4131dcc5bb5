import type { AssignmentValue } from './assignments';
import { printRaw } from './messages';
import { hasOption, type Shell } from './shell-state';
import { getVariable } from './variables';

/** `set -x` for a command: dash prints the words as they are, ash and bash quote those that need it. */
export function traceWords(shell: Shell, words: readonly string[], assignments: readonly AssignmentValue[]): void {
  const shown = words.map((word) => (shell.dialect === "dash" ? word : quoteTraced(word)));
  traceText(shell, [...assignments.map((value) => assignmentText(shell, value)), ...shown].join(' '));
}

/** Assignments without a command: bash prints one to a line. */
export function traceAssignments(shell: Shell, values: readonly AssignmentValue[]): void {
  if (!hasOption(shell, 'xtrace') || values.length === 0) return;
  const texts = values.map((value) => assignmentText(shell, value));
  for (const text of shell.dialect === 'bash' ? texts : [texts.join(' ')]) traceText(shell, text);
}

export function traceText(shell: Shell, text: string): void {
  const prompt = getVariable(shell, 'PS4') ?? '+ ';
  const repeated = shell.dialect === 'bash' ? (prompt[0] ?? '').repeat(shell.depth) : '';
  printRaw(shell, `${repeated}${prompt}${text}\n`);
}

function assignmentText(shell: Shell, value: AssignmentValue): string {
  const text = value.kind === 'array' ? `(${value.values.map((word) => quoteTraced(word)).join(' ')})` : shell.dialect === 'dash' ? value.value : quoteTraced(value.value, true);
  return `${value.name}${value.append ? '+' : ''}=${text}`;
}

function quoteTraced(word: string, emptyIsPlain = false): string {
  if (word === '') return emptyIsPlain ? '' : "''";
  return /^[^\s'"\\$`|&;<>()*?[\]#~{}!]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
