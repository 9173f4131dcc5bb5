/** What an expression may read and change. Values are byte strings of decimal numbers or further expressions. */
export interface ArithmeticVariables {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  /** bash: `**`, `++`, `--` and the comma; POSIX shells need not have them, and dash does not. */
  readonly extended: boolean;
  /** Whether a variable may hold an expression; in dash only a number. */
  readonly nested: boolean;
}

/** Why an expression has no value, in words that the shell puts after its name. */
export class ArithmeticError {
  constructor(
    readonly reason: 'syntax' | 'division' | 'recursion' | 'number' | 'variable',
    readonly token: string,
  ) {}
}

/** Evaluates with 64-bit wrap-around, as C's `intmax_t`. Throws `ArithmeticError`. */
export function evaluateArithmetic(text: string, variables: ArithmeticVariables, depth = 0): bigint {
  if (depth > 20) throw new ArithmeticError('recursion', text);
  const parser: Parser = { tokens: tokenize(text, variables.extended), at: 0, variables, depth, live: true };
  if (parser.tokens.length === 0) return 0n;
  const value = parseComma(parser);
  if (parser.at < parser.tokens.length) throw new ArithmeticError('syntax', parser.tokens[parser.at] ?? '');
  return value;
}

interface Parser {
  readonly tokens: readonly string[];
  at: number;
  readonly variables: ArithmeticVariables;
  readonly depth: number;
  /** False in the branch not taken: nothing is assigned, and no division fails. */
  live: boolean;
}

const TOKEN =
  /\s+|(\d+#[\w@]+|0[xX][0-9a-fA-F]+|\d\w*|[A-Za-z_]\w*(?:\[[^\]]*\])?|\*\*|\+\+|--|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%&|^~!<>=?:(),])/y;

function tokenize(text: string, extended: boolean): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new ArithmeticError('syntax', text.slice(start));
    if (match[1] !== undefined) tokens.push(...(!extended && /^(?:\*\*|\+\+|--)$/.test(match[1]) ? match[1] : [match[1]]));
  }
  return tokens;
}

const wrap = (value: bigint): bigint => BigInt.asIntN(64, value);

function peek(parser: Parser): string | undefined {
  return parser.tokens[parser.at];
}

function accept(parser: Parser, token: string): boolean {
  if (peek(parser) !== token) return false;
  parser.at++;
  return true;
}

function expect(parser: Parser, token: string): void {
  if (!accept(parser, token)) throw new ArithmeticError('syntax', peek(parser) ?? '');
}

function parseComma(parser: Parser): bigint {
  let value = parseAssignment(parser);
  while (parser.variables.extended && accept(parser, ',')) value = parseAssignment(parser);
  return value;
}

const ASSIGNMENT = /^(?:[-+*/%&|^]|<<|>>)?=$/;

function parseAssignment(parser: Parser): bigint {
  const name = peek(parser);
  const operator = parser.tokens[parser.at + 1];
  if (name === undefined || operator === undefined || !/^[A-Za-z_]/.test(name) || !ASSIGNMENT.test(operator)) return parseTernary(parser);
  parser.at += 2;
  const right = parseAssignment(parser);
  const value = operator === '=' ? right : binary(operator.slice(0, -1), readVariable(parser, name), right, parser);
  return assign(parser, name, value);
}

function assign(parser: Parser, name: string, value: bigint): bigint {
  if (parser.live) parser.variables.set(name, String(value));
  return value;
}

function parseTernary(parser: Parser): bigint {
  const condition = parseBinary(parser, 0);
  if (!accept(parser, '?')) return condition;
  const outer = parser.live;
  parser.live = outer && condition !== 0n;
  const yes = parseAssignment(parser);
  expect(parser, ':');
  parser.live = outer && condition === 0n;
  const no = parseAssignment(parser);
  parser.live = outer;
  return condition !== 0n ? yes : no;
}

/** Weakest first. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

function parseBinary(parser: Parser, level: number): bigint {
  const operators = LEVELS[level];
  if (!operators) return parsePower(parser);
  let left = parseBinary(parser, level + 1);
  for (let operator = peek(parser); operator !== undefined && operators.includes(operator); operator = peek(parser)) {
    parser.at++;
    const outer = parser.live;
    if ((operator === '&&' && left === 0n) || (operator === '||' && left !== 0n)) parser.live = false;
    const right = parseBinary(parser, level + 1);
    parser.live = outer;
    left = binary(operator, left, right, parser);
  }
  return left;
}

function parsePower(parser: Parser): bigint {
  const base = parseUnary(parser);
  if (!parser.variables.extended || !accept(parser, '**')) return base;
  const exponent = parsePower(parser);
  if (exponent < 0n) throw new ArithmeticError('syntax', 'exponent less than 0');
  let value = 1n;
  for (let count = exponent > 64n && (base === 2n || base === -2n) ? 64n : exponent % 100_000n; count > 0n; count--) value = wrap(value * base);
  return value;
}

function binary(operator: string, left: bigint, right: bigint, parser: Parser): bigint {
  const truth = (value: boolean): bigint => (value ? 1n : 0n);
  switch (operator) {
    case '||':
      return truth(left !== 0n || right !== 0n);
    case '&&':
      return truth(left !== 0n && right !== 0n);
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '&':
      return left & right;
    case '==':
      return truth(left === right);
    case '!=':
      return truth(left !== right);
    case '<':
      return truth(left < right);
    case '<=':
      return truth(left <= right);
    case '>':
      return truth(left > right);
    case '>=':
      return truth(left >= right);
    case '<<':
      return wrap(left << (right & 63n));
    case '>>':
      return left >> (right & 63n);
    case '+':
      return wrap(left + right);
    case '-':
      return wrap(left - right);
    case '*':
      return wrap(left * right);
    default:
      return divide(operator, left, right, parser);
  }
}

function divide(operator: string, left: bigint, right: bigint, parser: Parser): bigint {
  if (right === 0n) {
    if (parser.live) throw new ArithmeticError('division', '0');
    return 0n;
  }
  return wrap(operator === '/' ? left / right : left % right);
}

function parseUnary(parser: Parser): bigint {
  const token = peek(parser);
  if (token === undefined) throw new ArithmeticError('syntax', '');
  if (token === '++' || token === '--') return parseIncrement(parser, token);
  if ('-+!~'.includes(token) && token.length === 1) {
    parser.at++;
    const value = parseUnary(parser);
    return token === '-' ? wrap(-value) : token === '!' ? (value === 0n ? 1n : 0n) : token === '~' ? ~value : value;
  }
  return parsePrimary(parser);
}

function parseIncrement(parser: Parser, token: string): bigint {
  parser.at++;
  const name = peek(parser) ?? '';
  if (!parser.variables.extended || !/^[A-Za-z_]/.test(name)) {
    const value = parseUnary(parser);
    return value;
  }
  parser.at++;
  return assign(parser, name, wrap(readVariable(parser, name) + (token === '++' ? 1n : -1n)));
}

function parsePrimary(parser: Parser): bigint {
  const token = peek(parser);
  parser.at++;
  if (token === undefined) throw new ArithmeticError('syntax', '');
  if (token === '(') {
    const value = parseComma(parser);
    expect(parser, ')');
    return value;
  }
  if (/^\d/.test(token)) return parseNumber(token);
  if (!/^[A-Za-z_]/.test(token)) throw new ArithmeticError('syntax', token);
  const value = readVariable(parser, token);
  const next = peek(parser);
  if (parser.variables.extended && (next === '++' || next === '--')) {
    parser.at++;
    assign(parser, token, wrap(value + (next === '++' ? 1n : -1n)));
  }
  return value;
}

function parseNumber(token: string): bigint {
  const based = /^(\d+)#([\w@]+)$/.exec(token);
  if (based) return digitsInBase(based[2] ?? '', Number(based[1]), token);
  if (/^0[xX][0-9a-fA-F]+$/.test(token)) return wrap(BigInt(token));
  if (/^0[0-7]*$/.test(token)) return wrap(BigInt(token === '0' ? 0 : `0o${token.slice(1)}`));
  if (/^[1-9]\d*$/.test(token)) return wrap(BigInt(token));
  throw new ArithmeticError('number', token);
}

function digitsInBase(digits: string, base: number, token: string): bigint {
  let value = 0n;
  for (const digit of digits) {
    const worth = '0123456789abcdefghijklmnopqrstuvwxyz'.indexOf(digit.toLowerCase());
    if (worth < 0 || worth >= base) throw new ArithmeticError('number', token);
    value = wrap(value * BigInt(base) + BigInt(worth));
  }
  return value;
}

/** A variable's text is itself an expression in bash and ash; an empty or unset one is 0. */
function readVariable(parser: Parser, name: string): bigint {
  const text = parser.variables.get(name)?.trim() ?? '';
  if (text === '') return 0n;
  if (/^-?[1-9]\d*$/.test(text)) return wrap(BigInt(text));
  if (!parser.variables.nested && !/^[-+]?\d\w*$/.test(text)) throw new ArithmeticError('variable', text);
  return evaluateArithmetic(text, parser.variables, parser.depth + 1);
}
