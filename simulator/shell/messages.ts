import { bytesOf } from './bytes';
import type { Shell } from './shell-state';
import { writeBytes } from './streams';
import type { SyntaxProblem } from './syntax';

/**
 * Prints a message of the shell itself. dash: `NAME: LINE: text`; ash: `NAME: text`, with `line N` only for scripts in files
 * (BusyBox shell/ash.c, `ash_vmsg`); bash: `NAME: line LINE: text`.
 */
export function printError(shell: Shell, text: string, command?: string): void {
  const line = shell.line;
  const what = command === undefined ? text : `${command}: ${text}`;
  switch (shell.dialect) {
    case 'dash':
      return printRaw(shell, `${shell.name}: ${line}: ${what}\n`);
    case 'bash':
      return printRaw(shell, `${shell.name}: line ${line}: ${what}\n`);
    case 'ash': {
      const place = shell.fromString && command === undefined ? '' : `line ${shell.fromString ? 0 : line}: `;
      return printRaw(shell, command === undefined ? `${shell.name}: ${place}${text}\n` : `${shell.name}: ${command}: ${place}${text}\n`);
    }
  }
}

/** BusyBox's `test` and `printf` are applets built into its shell: they name the applet, not the script it runs. */
export function printAppletError(shell: Shell, text: string): void {
  if (shell.dialect === 'ash') printRaw(shell, `${shell.calledAs.slice(shell.calledAs.lastIndexOf('/') + 1)}: ${text}\n`);
  else printError(shell, text);
}

/** bash says that it is reading a `-c` string, and repeats the line of an unexpected token. */
export function printSyntaxError(shell: Shell, problem: SyntaxProblem): void {
  if (shell.dialect !== 'bash') return printError(shell, problem.message);
  const place = `${shell.name}: ${shell.fromString ? '-c: ' : ''}line ${problem.line}: `;
  printRaw(shell, `${place}${problem.message}\n`);
  if (problem.message.includes('unexpected token')) printRaw(shell, `${place}\`${problem.text}'\n`);
}

export function printRaw(shell: Shell, text: string): void {
  writeBytes(shell.session, shell.descriptors.get(2), bytesOf(text));
}

/** Text in single quotes where a shell would need them to read it back. */
export function quoteForShell(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
