import { exitShell } from '../control';
import { printError, quoteForShell } from '../messages';
import { evaluate } from '../shell-arithmetic';
import { optionNames, optionOfLetter, setNamedOption } from '../shell-options';
import type { Shell, Variable } from '../shell-state';
import { changeAttributes, getVariable, setArray, setVariable, unsetVariable } from '../variables';
import { print } from './output';

export function exportVariables(shell: Shell, args: readonly string[]): number {
  const words = args.filter((word) => word !== '--' && word !== '-f');
  if (words.length === 0 || words[0] === '-p') return listVariables(shell, 'export', (variable) => variable.exported);
  if (words[0] === '-n') {
    for (const name of words.slice(1)) changeAttributes(shell, name, { exported: false });
    return 0;
  }
  return mark(shell, 'export', words, { exported: true });
}

export function readonlyVariables(shell: Shell, args: readonly string[]): number {
  const words = args.filter((word) => word !== '--');
  if (words.length === 0 || words[0] === '-p') return listVariables(shell, 'readonly', (variable) => variable.readonly);
  return mark(shell, 'readonly', words, { readonly: true });
}

function mark(shell: Shell, command: string, words: readonly string[], attributes: Partial<Variable>): number {
  let status = 0;
  for (const word of words) {
    const match = /^([A-Za-z_]\w*)(?:(\+?)=([\s\S]*))?$/.exec(word);
    if (!match) {
      status = complainOfName(shell, command, word);
      continue;
    }
    const [, name = '', plus, value] = match;
    if (value !== undefined) setVariable(shell, name, (plus ? (getVariable(shell, name) ?? '') : '') + value);
    changeAttributes(shell, name, attributes);
  }
  return status;
}

/** A bad name given to a special builtin ends dash and ash, and is just an error in bash. */
function complainOfName(shell: Shell, command: string, word: string): number {
  const name = word.split('=')[0] ?? '';
  printError(shell, shell.dialect === 'bash' ? `\`${word}': not a valid identifier` : `${name}: bad variable name`, command);
  return shell.dialect === 'bash' ? 1 : exitShell(2);
}

function listVariables(shell: Shell, command: string, wanted: (variable: Variable) => boolean): number {
  const prefix = shell.dialect !== 'bash' ? command : command === 'export' ? 'declare -x' : 'declare -r';
  const lines = [...shell.variables]
    .filter(([, variable]) => wanted(variable))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, variable]) => {
      const value =
        variable.value === undefined
          ? ''
          : shell.dialect === 'bash'
            ? `="${variable.value.replace(/["\\$`]/g, '\\$&')}"`
            : `='${variable.value.replaceAll("'", "'\\''")}'`;
      return `${prefix} ${name}${value}\n`;
    });
  return print(shell, command, lines.join(''));
}

export function unset(shell: Shell, args: readonly string[]): number {
  const functions = args[0] === '-f';
  let status = 0;
  for (const name of args.filter((word) => !/^-[fv-]$/.test(word))) {
    if (functions) shell.functions.delete(name);
    else if (shell.dialect === 'bash' && /^\w+\[.*\]$/.test(name)) unsetElement(shell, name);
    else if (shell.dialect === 'ash' && !/^[A-Za-z_]\w*$/.test(name)) {
      printError(shell, `${name}: bad variable name`, 'unset');
      status = exitShell(2);
    } else if (!unsetVariable(shell, name)) {
      printError(shell, shell.dialect === 'bash' ? `${name}: cannot unset: readonly variable` : `${name}: is read only`, 'unset');
      status = shell.dialect === 'bash' ? 1 : exitShell(2);
    } else if (shell.dialect === 'bash' && !functions && args[0] !== '-v' && !shell.variables.has(name)) shell.functions.delete(name);
  }
  return status;
}

function unsetElement(shell: Shell, word: string): void {
  const [, name = '', key = ''] = /^(\w+)\[(.*)\]$/.exec(word) ?? [];
  const variable = shell.variables.get(name);
  if (!variable?.elements) return;
  const elements = new Map(variable.elements);
  elements.delete(key);
  shell.variables.set(name, { ...variable, elements, value: elements.get('0') });
}

export function local(shell: Shell, args: readonly string[]): number {
  const frame = shell.frames.at(-1);
  if (!frame) {
    printError(shell, shell.dialect === 'bash' ? 'can only be used in a function' : 'not in a function', 'local');
    return shell.dialect === 'bash' ? 1 : exitShell(2);
  }
  return declare(shell, args);
}

/** In a function `declare` is `local`; dash and ash keep the outer value of a name declared without one. */
export function declare(shell: Shell, args: readonly string[]): number {
  if (args[0] === '-p') return printDeclarations(shell, args.slice(1));
  const flags = args.filter((word) => /^[-+][A-Za-z]+$/.test(word)).join('');
  const frame = flags.includes('g') ? undefined : shell.frames.at(-1);
  let status = 0;
  for (const word of args) {
    if (/^[-+][A-Za-z]+$/.test(word) || word === '--' || word === '-') continue;
    const match = /^([A-Za-z_]\w*)(?:\+?=([\s\S]*))?$/.exec(word);
    if (!match) {
      status = complainOfName(shell, 'local', word);
      continue;
    }
    declareOne(shell, match[1] ?? '', match[2], flags, frame);
  }
  return status;
}

function printDeclarations(shell: Shell, names: readonly string[]): number {
  const lines = names.map((name) => {
    const variable = shell.variables.get(name);
    if (!variable) {
      printError(shell, `${name}: not found`, 'declare');
      return '';
    }
    const flags = `${variable.associative ? 'A' : variable.elements ? 'a' : ''}${variable.readonly ? 'r' : ''}${variable.exported ? 'x' : ''}`;
    const quoted = (value: string): string => `"${value.replace(/["\\$`]/g, '\\$&')}"`;
    const value = variable.elements
      ? `(${[...variable.elements].map(([key, element]) => `[${key}]=${quoted(element)}`).join(' ')})`
      : quoted(variable.value ?? '');
    return `declare -${flags === '' ? '-' : flags} ${name}=${value}\n`;
  });
  print(shell, 'declare', lines.join(''));
  return lines.includes('') ? 1 : 0;
}

function declareOne(shell: Shell, name: string, value: string | undefined, flags: string, frame: Shell['frames'][number] | undefined): void {
  const before = shell.variables.get(name);
  if (frame && !frame.hidden.has(name)) {
    frame.hidden.set(name, before);
    if (shell.dialect === 'bash') shell.variables.delete(name);
  }
  if (flags.includes('A') || flags.includes('a')) setArray(shell, name, [], false);
  if (flags.includes('A')) changeAttributes(shell, name, { associative: true });
  const text = value !== undefined && flags.includes('i') ? String(evaluate(shell, value)) : value;
  if (text !== undefined) setVariable(shell, name, text);
  else if (!shell.variables.has(name)) changeAttributes(shell, name, {});
  if (flags.includes('x')) changeAttributes(shell, name, { exported: true });
  if (flags.includes('r')) changeAttributes(shell, name, { readonly: true });
}

export function set(shell: Shell, args: readonly string[]): number {
  if (args.length === 0) return listAll(shell);
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '--' || word === '-') {
      if (word === '--' || at + 1 < args.length) shell.positional = args.slice(at + 1);
      return 0;
    }
    if (!/^[-+]./.test(word)) {
      shell.positional = args.slice(at);
      return 0;
    }
    const on = word.startsWith('-');
    for (const letter of word.slice(1)) {
      if (letter === 'o') {
        const name = args[++at];
        if (name === undefined) return listOptions(shell);
        if (!setNamedOption(shell.options, shell.dialect, name, on)) return badOption(shell, on, `o ${name}`, name);
      } else if (!changeLetter(shell, letter, on)) return badOption(shell, on, letter, undefined);
    }
  }
  return 0;
}

function changeLetter(shell: Shell, letter: string, on: boolean): boolean {
  const option = optionOfLetter(letter, shell.dialect);
  if (!option) return false;
  if (on) shell.options.add(option);
  else shell.options.delete(option);
  return true;
}

function badOption(shell: Shell, on: boolean, option: string, name: string | undefined): number {
  const sign = on ? '-' : '+';
  switch (shell.dialect) {
    case 'dash':
      printError(shell, `Illegal option ${sign}${option}`, 'set');
      return exitShell(2);
    case 'ash':
      printError(shell, `illegal option ${sign}${option}`, 'set');
      return name === undefined ? exitShell(2) : 1;
    case 'bash':
      printError(shell, name === undefined ? `${sign}${option}: invalid option` : `${name}: invalid option name`, 'set');
      return name === undefined ? 2 : 1;
  }
}

function listAll(shell: Shell): number {
  const lines = [...shell.variables]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([name, variable]) => {
      if (variable.value === undefined) return [];
      return [`${name}=${shell.dialect === 'bash' ? quoteForShell(variable.value) : `'${variable.value.replaceAll("'", "'\\''")}'`}\n`];
    });
  return print(shell, 'set', lines.join(''));
}

function listOptions(shell: Shell): number {
  const lines = optionNames(shell.dialect).map((name) => `${name.padEnd(15)}\t${shell.options.has(name) ? 'on' : 'off'}\n`);
  return print(shell, 'set', lines.join(''));
}

export function shift(shell: Shell, args: readonly string[]): number {
  const count = Number(args[0] ?? 1);
  if (count > shell.positional.length || !Number.isInteger(count) || count < 0) {
    if (shell.dialect !== 'dash') return 1;
    printError(shell, "can't shift that many", 'shift');
    return exitShell(2);
  }
  shell.session.spend(shell.positional.length >> 3);
  shell.positional = shell.positional.slice(count);
  return 0;
}

export function letBuiltin(shell: Shell, args: readonly string[]): number {
  let value = 0n;
  for (const text of args) value = evaluate(shell, text);
  return value !== 0n ? 0 : 1;
}

/** Most of its options change nothing that is simulated; they are accepted. */
export function shopt(shell: Shell, args: readonly string[]): number {
  for (const name of args) {
    if (name !== 'nullglob') continue;
    if (args.includes('-u')) shell.shopts.delete(name);
    else if (args.includes('-s')) shell.shopts.add(name);
  }
  return 0;
}
