import { exitShell } from './control';
import { printError } from './messages';
import { hasOption, type Shell, type Variable } from './shell-state';

const UNSET: Variable = { value: undefined, exported: false, readonly: false };

export function getVariable(shell: Shell, name: string): string | undefined {
  const known = shell.variables.get(name)?.value;
  if (known !== undefined) return known;
  // dash 0.5.12 of Debian has none; BusyBox counts the lines of a `-c` string from 0.
  if (name === 'LINENO' && shell.dialect !== 'dash') return String(shell.dialect === 'ash' && shell.fromString ? shell.line - 1 : shell.line);
  if (shell.dialect !== 'dash' && name === 'RANDOM') return String((shell.session.nextNumber() * 7919 + 4211) % 32768);
  if (shell.dialect === 'bash') return bashVariable(shell, name);
  return undefined;
}

function bashVariable(shell: Shell, name: string): string | undefined {
  switch (name) {
    case 'UID':
    case 'EUID':
      return String(shell.identity.uid);
    case 'SECONDS':
      return '0';
    case 'BASH_SUBSHELL':
      return String(shell.depth);
    case 'EPOCHSECONDS':
      return String(shell.session.nowSeconds);
    default:
      return undefined;
  }
}

/** Fails, as every shell does, for a read-only variable. */
export function setVariable(shell: Shell, name: string, value: string, attributes: Partial<Variable> = {}): void {
  const before = shell.variables.get(name) ?? UNSET;
  if (before.readonly) refuseReadonly(shell, name);
  const exported = attributes.exported ?? (before.exported || hasOption(shell, 'allexport'));
  const elements = before.elements ? { elements: new Map([...before.elements, ['0', value]]) } : {};
  shell.variables.set(name, { ...before, ...elements, ...attributes, value, exported });
  if (name === 'OPTIND') shell.optionOffset = 0;
}

export function changeAttributes(shell: Shell, name: string, attributes: Partial<Variable>): void {
  shell.variables.set(name, { ...(shell.variables.get(name) ?? UNSET), ...attributes });
}

export function setElement(shell: Shell, name: string, index: string, value: string): void {
  const before = shell.variables.get(name) ?? UNSET;
  if (before.readonly) refuseReadonly(shell, name);
  const elements = new Map(before.elements ?? (before.value === undefined ? [] : [['0', before.value]]));
  elements.set(index, value);
  shell.variables.set(name, withElements(before, elements));
}

export function setArray(shell: Shell, name: string, values: readonly string[], append: boolean): void {
  const before = shell.variables.get(name) ?? UNSET;
  if (before.readonly) refuseReadonly(shell, name);
  const elements = new Map(append ? (before.elements ?? []) : []);
  let next = Math.max(-1, ...[...elements.keys()].map(Number)) + 1;
  for (const value of values) {
    const keyed = /^\[([^\]]*)\]=([\s\S]*)$/.exec(value);
    if (keyed) elements.set(keyed[1] ?? '', keyed[2] ?? '');
    else elements.set(String(next++), value);
  }
  shell.variables.set(name, withElements(before, elements));
}

function withElements(before: Variable, elements: ReadonlyMap<string, string>): Variable {
  return { ...before, elements, value: elements.get('0') };
}

export function unsetVariable(shell: Shell, name: string): boolean {
  const before = shell.variables.get(name);
  if (before?.readonly) return false;
  shell.variables.delete(name);
  return true;
}

function refuseReadonly(shell: Shell, name: string): never {
  const text = { dash: `${name}: is read only`, ash: `${name}: is read only`, bash: `${name}: readonly variable` }[shell.dialect];
  printError(shell, text);
  exitShell(shell.dialect === 'bash' ? 1 : 2);
}

/** The environment that a command gets, in the order in which the variables came to be. */
export function exportedVariables(shell: Shell): ReadonlyMap<string, string> {
  const exported = new Map<string, string>();
  for (const [name, variable] of shell.variables) if (variable.exported && variable.value !== undefined) exported.set(name, variable.value);
  return exported;
}
