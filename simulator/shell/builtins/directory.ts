import { cleanPath } from '../../fs/path';
import { bytesOf, decodeText, encodeText } from '../bytes';
import { errorText } from '../errno';
import { hasAccess } from '../guarded-fs';
import { printError } from '../messages';
import type { Shell } from '../shell-state';
import { writeBytes } from '../streams';
import { getVariable, setVariable } from '../variables';

/** Keeps the logical path unless `-P` is given: `cd link/..` leads back. */
export function cd(shell: Shell, args: readonly string[]): number {
  const physical = args.some((word) => /^-[LP]+$/.test(word) && word.endsWith('P'));
  const operands = args.filter((word, index) => !(word === '--' && index === 0) && !/^-[LPe]+$/.test(word));
  if (operands.length > 1 && shell.dialect === 'bash') {
    printError(shell, 'too many arguments', 'cd');
    return 1;
  }
  const home = getVariable(shell, 'HOME');
  if (operands.length === 0 && home === undefined && shell.dialect === 'bash') {
    printError(shell, 'HOME not set', 'cd');
    return 1;
  }
  const given = operands[0] ?? home ?? '';
  const target = given === '-' ? (getVariable(shell, 'OLDPWD') ?? '') : given;
  if (target === '') return 0;
  const found = candidates(shell, target).find((path) => isDirectory(shell, path));
  const path = found ?? absolute(shell, target);
  const isElsewhere = found !== undefined && found !== absolute(shell, target);
  const node = shell.fs.stat(decodeText(path));
  if (!node.ok) return complain(shell, given, errorText(node.errno));
  if (node.value.kind !== 'directory') return complain(shell, given, 'Not a directory');
  if (!hasAccess(node.value, shell.identity, 1)) return complain(shell, given, 'Permission denied');
  enter(shell, path, physical);
  if (given === '-' || isElsewhere) writeBytes(shell.session, shell.descriptors.get(1), bytesOf(`${shell.workingDirectory}\n`));
  return 0;
}

function candidates(shell: Shell, target: string): readonly string[] {
  const cdpath = getVariable(shell, 'CDPATH');
  if (cdpath === undefined || cdpath === '' || /^\.{0,2}\//.test(target) || target === '.' || target === '..') return [absolute(shell, target)];
  return [...cdpath.split(':').map((directory) => absolute(shell, `${directory === '' ? '.' : directory}/${target}`)), absolute(shell, target)];
}

function absolute(shell: Shell, target: string): string {
  return encodeText(cleanPath(decodeText(target.startsWith('/') ? target : `${shell.workingDirectory}/${target}`)));
}

function isDirectory(shell: Shell, path: string): boolean {
  const node = shell.fs.stat(decodeText(path));
  return node.ok && node.value.kind === 'directory';
}

function enter(shell: Shell, path: string, physical: boolean): void {
  const real = physical ? shell.fs.realpath(decodeText(path)) : undefined;
  setVariable(shell, 'OLDPWD', shell.workingDirectory, { exported: true });
  shell.workingDirectory = real?.ok ? encodeText(real.value) : path;
  setVariable(shell, 'PWD', shell.workingDirectory, { exported: true });
}

function complain(shell: Shell, target: string, reason: string): number {
  const text = { dash: `can't cd to ${target}`, ash: `can't cd to ${target}: ${reason}`, bash: `${target}: ${reason}` }[shell.dialect];
  printError(shell, text, 'cd');
  return shell.dialect === 'bash' ? 1 : 2;
}

export function pwd(shell: Shell, args: readonly string[]): number {
  const real = args.includes('-P') ? shell.fs.realpath(decodeText(shell.workingDirectory)) : undefined;
  writeBytes(shell.session, shell.descriptors.get(1), bytesOf(`${real?.ok ? encodeText(real.value) : shell.workingDirectory}\n`));
  return 0;
}
