import { AwkError, type AwkToken } from './awk-lex';
import { type AwkParser, accept, DEEPEST, expect, fail, freely, peek, skipLineEnds, textOf, word } from './awk-parser';
import type { AwkExpression } from './awk-syntax';

/** Expressions up to a closing bracket. */
export function parseKeys(parser: AwkParser, close: string): readonly AwkExpression[] {
  return freely(parser, () => {
    const keys: AwkExpression[] = [];
    skipLineEnds(parser);
    while (!accept(parser, close)) {
      keys.push(parseExpression(parser));
      skipLineEnds(parser);
      if (!accept(parser, ',') && textOf(peek(parser)) !== close) fail(parser);
      skipLineEnds(parser);
    }
    return keys;
  });
}

export function parseExpression(parser: AwkParser): AwkExpression {
  if (++parser.depth > DEEPEST) throw new AwkError('nested too deeply');
  const value = parseAssignment(parser);
  parser.depth--;
  return value;
}

function isTarget(expression: AwkExpression): boolean {
  return expression.kind === 'variable' || expression.kind === 'element' || expression.kind === 'field';
}

function parseAssignment(parser: AwkParser): AwkExpression {
  const left = parseTernary(parser);
  const operator = textOf(peek(parser));
  if (!/^[-+*/%^]?=$/.test(operator) || !isTarget(left)) return left;
  parser.at++;
  skipLineEnds(parser);
  return { kind: 'assign', operator: operator.slice(0, -1), target: left, value: parseAssignment(parser) };
}

function parseTernary(parser: AwkParser): AwkExpression {
  const test = parseOr(parser);
  if (!accept(parser, '?')) return test;
  skipLineEnds(parser);
  const yes = parseAssignment(parser);
  skipLineEnds(parser);
  expect(parser, ':');
  skipLineEnds(parser);
  return { kind: 'conditional', test, yes, no: parseAssignment(parser) };
}

function parseOr(parser: AwkParser): AwkExpression {
  let left = parseAnd(parser);
  while (accept(parser, '||')) {
    skipLineEnds(parser);
    left = { kind: 'binary', operator: '||', left, right: parseAnd(parser) };
  }
  return left;
}

function parseAnd(parser: AwkParser): AwkExpression {
  let left = parseIn(parser);
  while (accept(parser, '&&')) {
    skipLineEnds(parser);
    left = { kind: 'binary', operator: '&&', left, right: parseIn(parser) };
  }
  return left;
}

function parseIn(parser: AwkParser): AwkExpression {
  let left = parseMatch(parser);
  while (parser.noIn === 0 && accept(parser, 'in')) left = { kind: 'in', keys: [left], name: word(parser) };
  return left;
}

function parseMatch(parser: AwkParser): AwkExpression {
  let left = parseComparison(parser);
  for (let operator = textOf(peek(parser)); operator === '~' || operator === '!~'; operator = textOf(peek(parser))) {
    parser.at++;
    left = { kind: 'binary', operator, left, right: parseComparison(parser) };
  }
  return left;
}

function parseComparison(parser: AwkParser): AwkExpression {
  const left = parseConcatenation(parser);
  const operator = textOf(peek(parser));
  if (['<', '<=', '==', '!=', '>='].includes(operator) || (operator === '>' && parser.noCompare === 0)) {
    parser.at++;
    if (operator === '<' && left.kind === 'getline') return left;
    return { kind: 'binary', operator, left, right: parseConcatenation(parser) };
  }
  if (operator === '|' && parser.tokens[parser.at + 1] && textOf(parser.tokens[parser.at + 1] ?? { kind: 'end' }) === 'getline') {
    parser.at += 2;
    const target = getlineTarget(parser);
    return { kind: 'getline', source: 'command', from: left, ...(target ? { target } : {}) };
  }
  return left;
}

/** Two values side by side; what `>` may follow in a `print`. */
export function parseConcatenation(parser: AwkParser): AwkExpression {
  let left = parseAdditive(parser);
  while (startsValue(parser)) left = { kind: 'binary', operator: ' ', left, right: parseAdditive(parser) };
  return left;
}

function startsValue(parser: AwkParser): boolean {
  const token = peek(parser);
  if (token.kind === 'punctuation') return ['(', '$', '!', '-', '+', '++', '--'].includes(token.text) && token.text !== '-' && token.text !== '+';
  return (
    token.kind === 'number' ||
    token.kind === 'string' ||
    token.kind === 'name' ||
    token.kind === 'function-name' ||
    token.kind === 'builtin' ||
    token.kind === 'regex'
  );
}

function parseAdditive(parser: AwkParser): AwkExpression {
  let left = parseMultiplicative(parser);
  for (let operator = textOf(peek(parser)); operator === '+' || operator === '-'; operator = textOf(peek(parser))) {
    parser.at++;
    left = { kind: 'binary', operator, left, right: parseMultiplicative(parser) };
  }
  return left;
}

function parseMultiplicative(parser: AwkParser): AwkExpression {
  let left = parseUnary(parser);
  for (let operator = textOf(peek(parser)); operator === '*' || operator === '/' || operator === '%'; operator = textOf(peek(parser))) {
    parser.at++;
    left = { kind: 'binary', operator, left, right: parseUnary(parser) };
  }
  return left;
}

function parseUnary(parser: AwkParser): AwkExpression {
  const operator = textOf(peek(parser));
  if (operator !== '!' && operator !== '-' && operator !== '+') return parsePower(parser);
  parser.at++;
  if (++parser.depth > DEEPEST) throw new AwkError('nested too deeply');
  const operand = parseUnary(parser);
  parser.depth--;
  return { kind: 'unary', operator, operand };
}

function parsePower(parser: AwkParser): AwkExpression {
  const base = parsePostfix(parser);
  if (!accept(parser, '^')) return base;
  const exponent = textOf(peek(parser)) === '-' ? parseUnary(parser) : parsePower(parser);
  return { kind: 'binary', operator: '^', left: base, right: exponent };
}

function parsePostfix(parser: AwkParser): AwkExpression {
  const operator = textOf(peek(parser));
  if (operator === '++' || operator === '--') {
    parser.at++;
    return { kind: 'step', by: operator === '++' ? 1 : -1, before: true, target: parsePrimary(parser) };
  }
  const value = parsePrimary(parser);
  const after = textOf(peek(parser));
  if ((after !== '++' && after !== '--') || !isTarget(value)) return value;
  parser.at++;
  return { kind: 'step', by: after === '++' ? 1 : -1, before: false, target: value };
}

function parsePrimary(parser: AwkParser): AwkExpression {
  const token = peek(parser);
  parser.at++;
  switch (token.kind) {
    case 'number':
      return { kind: 'number', value: token.value };
    case 'string':
      return { kind: 'string', text: token.text };
    case 'regex':
      return { kind: 'regex', source: token.text };
    case 'builtin':
      return { kind: 'call', name: token.text, builtin: true, args: accept(parser, '(') ? parseKeys(parser, ')') : [] };
    case 'function-name':
      parser.at++;
      return { kind: 'call', name: token.text, builtin: false, args: parseKeys(parser, ')') };
    case 'name':
      return accept(parser, '[') ? { kind: 'element', name: token.text, keys: parseKeys(parser, ']') } : { kind: 'variable', name: token.text };
    default:
      return parseSpecial(parser, token);
  }
}

function parseSpecial(parser: AwkParser, token: AwkToken): AwkExpression {
  switch (textOf(token)) {
    case '$':
      return { kind: 'field', index: ['++', '--', '-'].includes(textOf(peek(parser))) ? parseUnaryField(parser) : parsePrimary(parser) };
    case '(': {
      const values = parseKeys(parser, ')');
      if (values.length > 1) {
        expect(parser, 'in');
        return { kind: 'in', keys: values, name: word(parser) };
      }
      return values[0] ? { kind: 'group', value: values[0] } : fail(parser);
    }
    case 'getline': {
      const target = getlineTarget(parser);
      const file = accept(parser, '<') ? parsePrimary(parser) : undefined;
      return { kind: 'getline', source: file ? 'file' : 'main', ...(file ? { from: file } : {}), ...(target ? { target } : {}) };
    }
    default:
      parser.at--;
      return fail(parser);
  }
}

function parseUnaryField(parser: AwkParser): AwkExpression {
  return textOf(peek(parser)) === '-' ? parseUnary(parser) : parsePostfix(parser);
}

function getlineTarget(parser: AwkParser): AwkExpression | undefined {
  const token = peek(parser);
  return token.kind === 'name' || textOf(token) === '$' ? parsePrimary(parser) : undefined;
}
