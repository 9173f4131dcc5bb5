import { ArithmeticError, evaluateArithmetic } from './arithmetic';
import { exitShell } from './control';
import { printError } from './messages';
import { hasOption, type Shell } from './shell-state';
import { getVariable, setElement, setVariable } from './variables';

/** The value of an arithmetic expression; a wrong one ends a non-interactive shell. */
export function evaluate(shell: Shell, text: string): bigint {
  try {
    return evaluateArithmetic(text, {
      extended: shell.dialect !== 'dash',
      nested: shell.dialect !== 'dash',
      get: (name) => arithmeticVariable(shell, name),
      set: (name, value) => assignArithmetic(shell, name, value),
    });
  } catch (error) {
    if (!(error instanceof ArithmeticError)) throw error;
    printError(shell, describeArithmetic(shell, text, error));
    return exitShell(shell.dialect === 'bash' ? 1 : 2);
  }
}

function arithmeticVariable(shell: Shell, name: string): string | undefined {
  const element = /^(\w+)\[(.*)\]$/.exec(name);
  if (!element) {
    const value = getVariable(shell, name);
    if (value === undefined && hasOption(shell, 'nounset')) refuseUnset(shell, name);
    return value;
  }
  const key = String(evaluate(shell, element[2] ?? ''));
  return shell.variables.get(element[1] ?? '')?.elements?.get(key);
}

function assignArithmetic(shell: Shell, name: string, value: string): void {
  const element = /^(\w+)\[(.*)\]$/.exec(name);
  if (element) setElement(shell, element[1] ?? '', String(evaluate(shell, element[2] ?? '')), value);
  else setVariable(shell, name, value);
}

function describeArithmetic(shell: Shell, text: string, error: ArithmeticError): string {
  const division = error.reason === 'division';
  switch (shell.dialect) {
    case 'dash':
      if (error.reason === 'variable') return `Illegal number: ${error.token}`;
      if (division) return `arithmetic expression: division by zero: "${text}"`;
      return `arithmetic expression: expecting ${error.token === '' ? 'primary' : 'EOF'}: "${text}"`;
    case 'ash':
      return division ? 'divide by zero' : 'arithmetic syntax error';
    case 'bash':
      if (division) return `${text}: division by 0 (error token is "${error.token}")`;
      return error.reason === 'number'
        ? `${error.token}: value too great for base (error token is "${error.token}")`
        : `${text}: syntax error: ${error.token === '' ? 'operand expected' : 'invalid arithmetic operator'} (error token is "${error.token === '' ? text.slice(-1) : error.token}")`;
  }
}

/** `set -u` ends a non-interactive shell. */
export function refuseUnset(shell: Shell, name: string): never {
  const shown = shell.dialect === 'bash' && /^\d/.test(name) ? `$${name}` : name;
  printError(shell, `${shown}: ${shell.dialect === 'bash' ? 'unbound variable' : 'parameter not set'}`);
  return exitShell(absenceStatus(shell));
}

/** With which status a missing parameter ends the shell; bash has another one for a top-level shell without `-e`. */
export function absenceStatus(shell: Shell): number {
  if (shell.dialect !== 'bash') return 2;
  return shell.depth > 0 || hasOption(shell, 'errexit') ? 1 : 127;
}
