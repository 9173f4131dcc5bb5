import { parseConcatenation, parseExpression, parseKeys } from './awk-expressions';
import { AwkError, lexAwk } from './awk-lex';
import { type AwkParser, accept, DEEPEST, expect, fail, freely, peek, skipLineEnds, skipNewlines, textOf, word } from './awk-parser';
import type { AwkExpression, AwkProgram, AwkRule, AwkStatement } from './awk-syntax';

/** Throws `AwkError`. The program is a byte string. */
export function parseAwk(source: string): AwkProgram {
  const parser: AwkParser = { tokens: lexAwk(source), at: 0, noCompare: 0, noIn: 0, depth: 0 };
  const rules: AwkRule[] = [];
  const functions = new Map<string, { readonly parameters: readonly string[]; readonly body: AwkStatement }>();
  for (skipNewlines(parser); peek(parser).kind !== 'end'; skipNewlines(parser)) {
    if (accept(parser, 'function')) {
      const name = word(parser);
      expect(parser, '(');
      const parameters: string[] = [];
      while (!accept(parser, ')')) {
        parameters.push(word(parser));
        accept(parser, ',');
      }
      skipNewlines(parser);
      functions.set(name, { parameters, body: parseBlock(parser) });
    } else rules.push(parseRule(parser));
  }
  return { rules, functions };
}

function parseRule(parser: AwkParser): AwkRule {
  if (accept(parser, 'BEGIN')) return { when: 'begin', body: parseBlock(parser) };
  if (accept(parser, 'END')) return { when: 'end', body: parseBlock(parser) };
  if (textOf(peek(parser)) === '{') return { when: 'always', body: parseBlock(parser) };
  const pattern = parseExpression(parser);
  const last = accept(parser, ',') ? parseExpression(parser) : undefined;
  const body = textOf(peek(parser)) === '{' ? { body: parseBlock(parser) } : {};
  return last ? { when: 'range', pattern, last, ...body } : { when: 'pattern', pattern, ...body };
}

function parseBlock(parser: AwkParser): AwkStatement {
  expect(parser, '{');
  const body: AwkStatement[] = [];
  for (skipNewlines(parser); !accept(parser, '}'); skipNewlines(parser)) {
    if (peek(parser).kind === 'end') fail(parser);
    body.push(parseStatement(parser));
  }
  return { kind: 'block', body };
}

function parseStatement(parser: AwkParser): AwkStatement {
  if (++parser.depth > DEEPEST) throw new AwkError('nested too deeply');
  const statement = parseAnyStatement(parser);
  parser.depth--;
  return statement;
}

function parseAnyStatement(parser: AwkParser): AwkStatement {
  switch (textOf(peek(parser))) {
    case '{':
      return parseBlock(parser);
    case 'if':
      return parseIf(parser);
    case 'while': {
      parser.at++;
      const test = parseParenthesized(parser);
      if (accept(parser, ';')) return { kind: 'while', test, body: { kind: 'block', body: [] }, atEnd: false };
      return { kind: 'while', test, body: parseBody(parser), atEnd: false };
    }
    case 'do': {
      parser.at++;
      const body = parseBody(parser);
      skipNewlines(parser);
      expect(parser, 'while');
      return { kind: 'while', test: parseParenthesized(parser), body, atEnd: true };
    }
    case 'for':
      return parseFor(parser);
    case ';':
      parser.at++;
      return { kind: 'block', body: [] };
    default: {
      const statement = parseSimple(parser);
      if (textOf(peek(parser)) !== '}' && !accept(parser, ';') && peek(parser).kind !== 'newline' && peek(parser).kind !== 'end') fail(parser);
      return statement;
    }
  }
}

function parseBody(parser: AwkParser): AwkStatement {
  skipLineEnds(parser);
  return parseStatement(parser);
}

function parseParenthesized(parser: AwkParser): AwkExpression {
  expect(parser, '(');
  const value = freely(parser, () => parseExpression(parser));
  expect(parser, ')');
  return value;
}

function parseIf(parser: AwkParser): AwkStatement {
  parser.at++;
  const test = parseParenthesized(parser);
  const yes = parseBody(parser);
  const mark = parser.at;
  skipNewlines(parser);
  if (accept(parser, 'else')) return { kind: 'if', test, yes, no: parseBody(parser) };
  parser.at = mark;
  return { kind: 'if', test, yes };
}

function parseFor(parser: AwkParser): AwkStatement {
  parser.at++;
  expect(parser, '(');
  const [name, keyword, array, close] = [0, 1, 2, 3].map((offset) => parser.tokens[parser.at + offset]);
  if (name?.kind === 'name' && keyword && textOf(keyword) === 'in' && array?.kind === 'name' && close && textOf(close) === ')') {
    parser.at += 4;
    return { kind: 'for-in', variable: name.text, array: array.text, body: parseBody(parser) };
  }
  const start = textOf(peek(parser)) === ';' ? undefined : parseSimple(parser);
  expect(parser, ';');
  skipLineEnds(parser);
  const test = textOf(peek(parser)) === ';' ? undefined : parseExpression(parser);
  expect(parser, ';');
  skipLineEnds(parser);
  const step = textOf(peek(parser)) === ')' ? undefined : parseSimple(parser);
  expect(parser, ')');
  const body = accept(parser, ';') ? ({ kind: 'block', body: [] } as const) : parseBody(parser);
  return { kind: 'for', body, ...(start ? { start } : {}), ...(test ? { test } : {}), ...(step ? { step } : {}) };
}

function endsStatement(parser: AwkParser): boolean {
  const token = peek(parser);
  return token.kind === 'newline' || token.kind === 'end' || ['}', ';'].includes(textOf(token));
}

function parseSimple(parser: AwkParser): AwkStatement {
  const keyword = textOf(peek(parser));
  switch (keyword) {
    case 'print':
    case 'printf':
      parser.at++;
      return parsePrint(parser, keyword === 'printf');
    case 'next':
    case 'nextfile':
    case 'break':
    case 'continue':
      parser.at++;
      return { kind: 'jump', to: keyword };
    case 'exit':
    case 'return':
      parser.at++;
      return endsStatement(parser) ? { kind: keyword } : { kind: keyword, value: parseExpression(parser) };
    case 'delete': {
      parser.at++;
      const name = word(parser);
      return accept(parser, '[') ? { kind: 'delete', name, keys: parseKeys(parser, ']') } : { kind: 'delete', name };
    }
    default:
      return { kind: 'expression', value: parseExpression(parser) };
  }
}

function parsePrint(parser: AwkParser, formatted: boolean): AwkStatement {
  parser.noCompare++;
  const args: AwkExpression[] = [];
  const whole = textOf(peek(parser)) === '(' ? parseGroupedArguments(parser) : undefined;
  if (whole) args.push(...whole);
  else if (!endsStatement(parser) && !['>', '>>', '|'].includes(textOf(peek(parser)))) {
    do {
      skipLineEnds(parser);
      args.push(parseExpression(parser));
    } while (accept(parser, ','));
  }
  const operator = textOf(peek(parser));
  let redirect: { readonly operator: '>' | '>>' | '|'; readonly target: AwkExpression } | undefined;
  if (operator === '>' || operator === '>>' || operator === '|') {
    parser.at++;
    redirect = { operator, target: parseConcatenation(parser) };
  }
  parser.noCompare--;
  return { kind: 'print', formatted, args, ...(redirect ? { redirect } : {}) };
}

/** `print (a, b) > file`: parentheses around all the arguments, not around the first of them. */
function parseGroupedArguments(parser: AwkParser): readonly AwkExpression[] | undefined {
  const mark = parser.at;
  parser.at++;
  const args = parseKeys(parser, ')');
  if (endsStatement(parser) || ['>', '>>', '|'].includes(textOf(peek(parser)))) return args;
  parser.at = mark;
  return undefined;
}
