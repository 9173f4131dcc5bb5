import { bytesOf } from './bytes';
import type { Shell } from './shell-state';
import { writeBytes } from './streams';

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

export function printRaw(shell: Shell, text: string): void {
  writeBytes(shell.session, shell.descriptors.get(2), bytesOf(text));
}

/** Text in single quotes where a shell would need them to read it back. */
export function quoteForShell(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
