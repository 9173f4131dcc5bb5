import { isApplet } from './busybox-applets';
import { decodeText } from './bytes';
import { printError } from './messages';
import { findProgram, type StartResult, startBuiltApplet, startFile } from './process';
import type { Process } from './session';
import type { Shell } from './shell-state';
import { exportedVariables, getVariable } from './variables';

/** Runs a command that is a file, and says what the dialect says when it cannot. */
export function runExternal(shell: Shell, words: readonly string[], by?: 'exec'): number {
  const name = words[0] ?? '';
  const process = processOf(shell);
  const path = getVariable(shell, 'PATH');
  if (prefersApplet(shell, name)) {
    shell.session.reportCommand(words.map(decodeText));
    const started = startBuiltApplet(process, words);
    if (started.kind === 'exited') return started.status;
  }
  const found =
    name === ''
      ? ({ errno: 'ENOENT' } as const)
      : findProgram({ ...process, env: path === undefined ? process.env : new Map([...process.env, ['PATH', path]]) }, shell.fs, name);
  shell.session.reportCommand(words.map(decodeText));
  const result: StartResult = 'errno' in found ? { kind: 'failed', errno: found.errno } : startFile(process, found.path, words);
  if (result.kind === 'exited') return result.status;
  if (result.errno === 'ENOEXEC' && 'path' in found) return runAsScript(shell, process, found.path, words);
  return complain(shell, name, result, by);
}

/** Only the shell of the recorded BusyBox knows its applets without looking for their files (shell/ash.c, find_command). */
export function prefersApplet(shell: Shell, name: string): boolean {
  return shell.dialect === 'ash' && shell.session.recordedBusybox && isApplet(name);
}

export function processOf(shell: Shell): Process {
  const { session, workingDirectory, identity, umask, descriptors } = shell;
  return { session, env: exportedVariables(shell), workingDirectory, identity, umask, descriptors };
}

/** A text file without `#!` is read by the shell that wanted to run it (POSIX, Command Search and Execution). */
function runAsScript(shell: Shell, process: Process, path: string, words: readonly string[]): number {
  return shell.session.nested(() => shell.session.runShell(process, shell.dialect, [words[0] ?? '', path, ...words.slice(1)]));
}

function complain(shell: Shell, name: string, result: Extract<StartResult, { readonly kind: 'failed' }>, by: 'exec' | undefined): number {
  const missing = result.errno === 'ENOENT' || result.errno === 'ENOTDIR';
  const reason =
    shell.dialect === 'bash' ? bashReason(shell, name, result) : name === '' ? 'Permission denied' : missing ? 'not found' : 'Permission denied';
  printError(shell, `${name}: ${by && reason === 'command not found' ? 'not found' : reason}`, by);
  return missing ? 127 : 126;
}

function bashReason(shell: Shell, name: string, result: Extract<StartResult, { readonly kind: 'failed' }>): string {
  if (result.interpreter !== undefined) return 'cannot execute: required file not found';
  if (result.errno !== 'EACCES') return name.includes('/') ? 'No such file or directory' : 'command not found';
  const node = shell.fs.stat(decodeText(name.startsWith('/') ? name : `${shell.workingDirectory}/${name}`));
  return name.includes('/') && node.ok && node.value.kind === 'directory' ? 'Is a directory' : 'Permission denied';
}
