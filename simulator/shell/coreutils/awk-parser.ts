import { AwkError, type AwkToken } from './awk-lex';

/** Where a parse of an awk program stands. */
export interface AwkParser {
  readonly tokens: readonly AwkToken[];
  at: number;
  /** Above 0 where `>` redirects instead of comparing, as in the arguments of `print`. */
  noCompare: number;
  /** Above 0 where `in` belongs to `for`. */
  noIn: number;
  depth: number;
}

export const DEEPEST = 100;

export function peek(parser: AwkParser): AwkToken {
  return parser.tokens[parser.at] ?? { kind: 'end' };
}

export function textOf(token: AwkToken): string {
  return 'text' in token && (token.kind === 'punctuation' || token.kind === 'keyword') ? token.text : '';
}

export function accept(parser: AwkParser, text: string): boolean {
  if (textOf(peek(parser)) !== text) return false;
  parser.at++;
  return true;
}

export function expect(parser: AwkParser, text: string): void {
  if (!accept(parser, text)) fail(parser);
}

export function fail(parser: AwkParser): never {
  const token = peek(parser);
  const near =
    'text' in token ? token.text : token.kind === 'number' ? String(token.value) : token.kind === 'newline' ? 'end of line' : 'end of file';
  throw new AwkError(`syntax error at or near ${near}`);
}

export function word(parser: AwkParser): string {
  const token = peek(parser);
  if (token.kind !== 'name' && token.kind !== 'function-name') return fail(parser);
  parser.at++;
  return token.text;
}

export function skipNewlines(parser: AwkParser): void {
  while (peek(parser).kind === 'newline' || textOf(peek(parser)) === ';') parser.at++;
}

export function skipLineEnds(parser: AwkParser): void {
  while (peek(parser).kind === 'newline') parser.at++;
}

/** Inside parentheses `>` and `in` mean what they always do. */
export function freely<T>(parser: AwkParser, run: () => T): T {
  const { noCompare, noIn } = parser;
  parser.noCompare = 0;
  parser.noIn = 0;
  const value = run();
  parser.noCompare = noCompare;
  parser.noIn = noIn;
  return value;
}
