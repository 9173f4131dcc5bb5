import { prefersApplet, processOf } from '../external';
import { printError } from '../messages';
import { findProgram } from '../process';
import type { Shell } from '../shell-state';
import { getVariable } from '../variables';
import { BUILTIN_NAMES } from './names';
import { print } from './output';

const KEYWORDS = new Set(['if', 'then', 'else', 'elif', 'fi', 'do', 'done', 'case', 'esac', 'while', 'until', 'for', 'in', '{', '}', '!']);
const BASH_KEYWORDS = new Set(['[[', ']]', 'function', 'select', 'time', 'coproc']);

export type Found = { readonly kind: 'keyword' | 'function' | 'builtin' | 'alias' } | { readonly kind: 'file'; readonly path: string };

export function find(shell: Shell, name: string): Found | undefined {
  if (KEYWORDS.has(name) || (shell.dialect === 'ash' && name === 'function') || (shell.dialect === 'bash' && BASH_KEYWORDS.has(name)))
    return { kind: 'keyword' };
  if (shell.aliases.has(name)) return { kind: 'alias' };
  if (shell.functions.has(name)) return { kind: 'function' };
  if (BUILTIN_NAMES[shell.dialect].has(name)) return { kind: 'builtin' };
  if (prefersApplet(shell, name)) return { kind: 'file', path: name };
  const process = processOf(shell);
  const path = getVariable(shell, 'PATH');
  const found = findProgram(path === undefined ? process : { ...process, env: new Map([['PATH', path]]) }, shell.fs, name);
  if ('errno' in found) return undefined;
  return name.includes('/') && !shell.fs.exists(found.path.startsWith('/') ? found.path : `${shell.workingDirectory}/${found.path}`)
    ? undefined
    : { kind: 'file', path: found.path };
}

export function command(shell: Shell, args: readonly string[]): number {
  const [first, ...rest] = args;
  if (first === '-v' || first === '-V') {
    // dash and ash look at the first name only.
    const statuses = (shell.dialect === 'bash' ? rest : rest.slice(0, 1)).map((name) =>
      first === '-v' ? printPlain(shell, name) : printVerbose(shell, name, 'command'),
    );
    return statuses.every((status) => status === 0) && rest.length > 0 ? 0 : shell.dialect === 'bash' ? 1 : 127;
  }
  const words = first === '-p' || first === '--' ? rest : args;
  return words.length === 0 ? 0 : shell.interpreter.runArguments(shell, words, { functions: false });
}

function printPlain(shell: Shell, name: string): number {
  const found = find(shell, name);
  if (!found) return 1;
  if (found.kind === 'alias') return print(shell, 'command', `alias ${name}='${shell.aliases.get(name) ?? ''}'\n`);
  return print(shell, 'command', `${found.kind === 'file' ? found.path : name}\n`);
}

function printVerbose(shell: Shell, name: string, by: 'type' | 'command'): number {
  const found = find(shell, name);
  if (!found) {
    if (shell.dialect === 'bash') printError(shell, `${name}: not found`, by);
    else print(shell, by, `${name}: not found\n`);
    return 1;
  }
  const isSpecial = SPECIAL_NAMES.has(name) && shell.dialect !== 'bash';
  switch (found.kind) {
    case 'keyword':
      return print(shell, by, `${name} is a shell keyword\n`);
    case 'alias':
      return print(shell, by, `${name} is ${shell.dialect === 'bash' ? 'aliased to' : 'an alias for'} ${shell.aliases.get(name) ?? ''}\n`);
    case 'function':
      return print(shell, by, `${name} is a ${shell.dialect === 'dash' ? 'shell ' : ''}function\n`);
    case 'builtin':
      return print(shell, by, `${name} is a ${isSpecial ? 'special shell' : 'shell'} builtin\n`);
    case 'file':
      return print(shell, by, `${name} is ${found.path}\n`);
  }
}

const SPECIAL_NAMES = new Set([
  ':',
  '.',
  'break',
  'continue',
  'eval',
  'exec',
  'exit',
  'export',
  'readonly',
  'return',
  'set',
  'shift',
  'times',
  'trap',
  'unset',
  'source',
]);

export function type(shell: Shell, args: readonly string[]): number {
  const flag = args[0] === '-t' || args[0] === '-p' || args[0] === '-P' ? args[0] : undefined;
  let failed = false;
  for (const name of flag ? args.slice(1) : args) {
    const status = flag && shell.dialect === 'bash' ? printKind(shell, name, flag) : printVerbose(shell, name, 'type');
    if (status !== 0) failed = true;
  }
  return failed ? (shell.dialect === 'bash' ? 1 : 127) : 0;
}

function printKind(shell: Shell, name: string, flag: string): number {
  const found = find(shell, name);
  if (!found) return 1;
  if (flag === '-t') return print(shell, 'type', `${found.kind}\n`);
  return found.kind === 'file' ? print(shell, 'type', `${found.path}\n`) : 0;
}

export function hash(_shell: Shell, _args: readonly string[]): number {
  return 0;
}

export function alias(shell: Shell, args: readonly string[]): number {
  const prefix = shell.dialect === 'bash' ? 'alias ' : '';
  let failed = false;
  for (const word of args.length > 0 ? args : [...shell.aliases.keys()].sort()) {
    const [name = '', ...value] = word.split('=');
    const known = shell.aliases.get(name);
    if (value.length > 0) shell.aliases.set(name, value.join('='));
    else if (known !== undefined) print(shell, 'alias', `${prefix}${name}='${known}'\n`);
    else {
      printError(shell, shell.dialect === 'bash' ? `${name}: not found` : `${name} not found`, 'alias');
      failed = true;
    }
  }
  return failed ? 1 : 0;
}

export function unalias(shell: Shell, args: readonly string[]): number {
  for (const name of args) {
    if (name === '-a') shell.aliases.clear();
    else shell.aliases.delete(name);
  }
  return 0;
}
