import { bytesOf } from '../bytes';
import { echoText } from '../echo-text';
import { evaluateTest, TestError } from '../file-test';
import { printAppletError, printError, printRaw } from '../messages';
import { formatPrintf } from '../printf-format';
import type { Shell } from '../shell-state';
import { writeBytes } from '../streams';
import { subjectOf } from '../test-expression';
import { setElement, setVariable } from '../variables';

export function echo(shell: Shell, args: readonly string[]): number {
  return print(shell, 'echo', echoText(args, shell.dialect === 'bash' ? 'options' : shell.dialect));
}

/** Prints for a builtin, whose status tells of a failed write. */
export function print(shell: Shell, name: string, text: string): number {
  const written = writeBytes(shell.session, shell.descriptors.get(1), bytesOf(text));
  if (written.ok) return 0;
  const reason = written.errno === 'ENOSPC' ? 'No space left on device' : 'Bad file descriptor';
  if (shell.dialect === 'ash') printAppletError(shell, `write error: ${reason}`);
  else printError(shell, shell.dialect === 'dash' ? `${name}: I/O error` : `write error: ${reason}`, name);
  return 1;
}

export function printf(shell: Shell, args: readonly string[]): number {
  const words = args[0] === '--' ? args.slice(1) : args;
  const target = shell.dialect === 'bash' && words[0] === '-v' ? words[1] : undefined;
  const [format, ...values] = target === undefined ? words : words.slice(2);
  if (format === undefined) {
    if (shell.dialect === 'bash') printRaw(shell, 'printf: usage: printf [-v var] format [arguments]\n');
    else if (shell.dialect === 'dash') printError(shell, 'usage: printf format [arg ...]', 'printf');
    else printAppletError(shell, 'usage: printf FORMAT [ARGUMENT...]');
    return 2;
  }
  const result = formatPrintf(format, values, {
    hex: shell.dialect !== 'dash',
    emptyIsBad: shell.dialect === 'ash',
    quotes: shell.dialect === 'bash',
    badIsZero: shell.dialect === 'ash',
  });
  const show = (): void => {
    if (target === undefined) print(shell, 'printf', result.text);
    else assign(shell, target, result.text);
  };
  // BusyBox holds back what it prints until it is through, but not its complaints.
  if (shell.dialect !== 'ash') show();
  for (const text of result.badNumbers) complainOfNumber(shell, text);
  if (result.badFormat !== undefined) complainOfFormat(shell, format, result.badFormat);
  if (shell.dialect === 'ash') show();
  if (result.badFormat === undefined) return result.badNumbers.length > 0 ? 1 : 0;
  return shell.dialect === 'dash' ? 2 : 1;
}

function complainOfFormat(shell: Shell, format: string, directive: string): void {
  if (shell.dialect === 'ash') printAppletError(shell, `${format.slice(Math.max(0, format.indexOf(directive)))}: invalid format`);
  else
    printError(shell, shell.dialect === 'dash' ? `${directive}: invalid directive` : `\`${directive.slice(-1)}': invalid format character`, 'printf');
}

function assign(shell: Shell, target: string, text: string): void {
  const element = /^(\w+)\[(.*)\]$/.exec(target);
  if (element) setElement(shell, element[1] ?? '', element[2] ?? '', text);
  else setVariable(shell, target, text);
}

function complainOfNumber(shell: Shell, text: string): void {
  switch (shell.dialect) {
    case 'dash':
      return printError(shell, `${text}: expected numeric value`, 'printf');
    case 'ash':
      return printAppletError(shell, `invalid number '${text}'`);
    case 'bash':
      return printError(shell, `${text}: invalid number`, 'printf');
  }
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '[[': ']]' };

/** `[[` comes here in BusyBox, where it is a command whose words are expanded like any other's. */
export function test(shell: Shell, given: readonly string[], name: '[' | '[[' | 'test'): number {
  const closing = CLOSING[name];
  if (closing !== undefined && given.at(-1) !== closing) return complain(shell, new TestError('bracket', ''));
  const args = closing === undefined ? given : given.slice(0, -1);
  try {
    return evaluateTest(args, { ...subjectOf(shell), matches: name === '[[' }, shell.dialect !== 'dash') ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    return complain(shell, error, args, name);
  }
}

function complain(shell: Shell, error: TestError, operands: readonly string[] = [], name = '['): number {
  const { kind, word } = error;
  switch (shell.dialect) {
    case 'dash': {
      const texts = {
        integer: `Illegal number: ${word}`,
        operator: `${word}: unexpected operator`,
        argument: `${word}: argument expected`,
        many: `${word}: unexpected operator`,
        bracket: 'missing ]',
        paren: 'closing paren expected',
      };
      printError(shell, texts[kind], name);
      return 2;
    }
    case 'ash': {
      const texts = {
        integer: word === '' ? 'bad number' : `${word}: bad number`,
        operator: `${(operands.length === 2 ? operands[1] : undefined) ?? word}: unknown operand`,
        argument: `${word}: argument expected`,
        many: `${word}: unknown operand`,
        bracket: `missing ${CLOSING[name] ?? ''}`,
        paren: 'closing paren expected',
      };
      printAppletError(shell, texts[kind]);
      return 2;
    }
    case 'bash': {
      const texts = {
        integer: `${word}: integer expression expected`,
        operator: `${word}: ${operands.length > 2 ? 'binary' : 'unary'} operator expected`,
        argument: `${operands[0] ?? ''}: unary operator expected`,
        many: 'too many arguments',
        bracket: "missing `]'",
        paren: "`)' expected",
      };
      printError(shell, texts[kind], name);
      return 2;
    }
  }
}
