import { bytesOf, encodeText } from '../bytes';
import { compileRegex, matchRegex } from '../regex';
import type { ProgramContext } from '../types';
import { byFlavour, complain } from './options';

class ExprError {
  constructor(readonly text: string) {}
}

interface Cursor {
  readonly words: readonly string[];
  readonly context: ProgramContext;
  at: number;
}

/** Its status tells whether the value is neither empty nor 0. */
export function expr(context: ProgramContext): number {
  const cursor: Cursor = { words: context.args.map(encodeText), context, at: 0 };
  try {
    const value = parseLevel(cursor, 0);
    if (cursor.at < cursor.words.length)
      throw new ExprError(byFlavour(context, `syntax error: unexpected argument '${cursor.words[cursor.at] ?? ''}'`, 'syntax error'));
    context.out(bytesOf(`${value}\n`));
    return value === '' || /^-?0+$/.test(value) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ExprError)) throw error;
    complain(context, error.text);
    return 2;
  }
}

const LEVELS: readonly (readonly string[])[] = [['|'], ['&'], ['<', '<=', '=', '==', '!=', '>=', '>'], ['+', '-'], ['*', '/', '%'], [':']];

function parseLevel(cursor: Cursor, level: number): string {
  const operators = LEVELS[level];
  if (!operators) return parsePrimary(cursor);
  let left = parseLevel(cursor, level + 1);
  for (let operator = cursor.words[cursor.at]; operator !== undefined && operators.includes(operator); operator = cursor.words[cursor.at]) {
    cursor.at++;
    left = apply(cursor, operator, left, parseLevel(cursor, level + 1));
  }
  return left;
}

const isFalse = (text: string): boolean => text === '' || /^-?0+$/.test(text);

function apply(cursor: Cursor, operator: string, left: string, right: string): string {
  switch (operator) {
    case '|':
      return isFalse(left) ? (isFalse(right) ? '0' : right) : left;
    case '&':
      return isFalse(left) || isFalse(right) ? '0' : left;
    case ':':
      return match(cursor, left, right);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return calculate(cursor, operator, left, right);
    default:
      return compare(operator, left, right) ? '1' : '0';
  }
}

function calculate(cursor: Cursor, operator: string, left: string, right: string): string {
  if (!/^-?\d+$/.test(left) || !/^-?\d+$/.test(right)) throw new ExprError(byFlavour(cursor.context, 'non-integer argument', 'non-numeric argument'));
  const [one, two] = [BigInt(left), BigInt(right)];
  if ((operator === '/' || operator === '%') && two === 0n) throw new ExprError('division by zero');
  cursor.context.spend(1);
  const value = { '+': one + two, '-': one - two, '*': one * two }[operator];
  return String(value ?? (operator === '/' ? one / two : one % two));
}

function compare(operator: string, left: string, right: string): boolean {
  const numeric = /^-?\d+$/.test(left) && /^-?\d+$/.test(right);
  const order = numeric ? Number(BigInt(left) - BigInt(right)) : left < right ? -1 : left > right ? 1 : 0;
  return (
    { '<': order < 0, '<=': order <= 0, '=': order === 0, '==': order === 0, '!=': order !== 0, '>=': order >= 0, '>': order > 0 }[operator] ?? false
  );
}

function match(cursor: Cursor, text: string, pattern: string): string {
  const regex = compileRegex(`^${pattern.replace(/^\^/, '')}`, { extended: false, ignoreCase: false });
  if (!regex) throw new ExprError('Invalid regular expression');
  const found = matchRegex(regex, text, 0, cursor.context.spend);
  if (regex.groups > 0) return found?.groups[1] ?? '';
  return String(found ? found.end - found.start : 0);
}

function parsePrimary(cursor: Cursor): string {
  const word = cursor.words[cursor.at++];
  if (word === undefined)
    throw new ExprError(
      byFlavour(
        cursor.context,
        cursor.words.length === 0
          ? "missing operand\nTry 'expr --help' for more information."
          : `syntax error: missing argument after '${cursor.words.at(-1) ?? ''}'`,
        'syntax error',
      ),
    );
  if (word === '(') {
    const value = parseLevel(cursor, 0);
    if (cursor.words[cursor.at++] !== ')') throw new ExprError('syntax error');
    return value;
  }
  const operand = (): string => parsePrimary(cursor);
  const more = cursor.at < cursor.words.length;
  if (word === 'length' && more) return String(operand().length);
  if (word === 'index' && more) return index(operand(), operand());
  if (word === 'substr' && more) return substring(operand(), Number(operand()), Number(operand()));
  if (word === 'match' && more) return match(cursor, operand(), operand());
  return word === '+' && more ? operand() : word;
}

function index(text: string, characters: string): string {
  return String([...text].findIndex((character) => characters.includes(character)) + 1);
}

function substring(text: string, start: number, length: number): string {
  return start < 1 || length < 1 || Number.isNaN(start + length) ? '' : text.slice(start - 1, start - 1 + length);
}
