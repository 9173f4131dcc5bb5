import type { Result } from './result';

export interface ExpansionOptions {
  /** The escape character in force; backslash when left out. */
  readonly escape?: '\\' | '`';
  /** Keep quotes in the result. */
  readonly rawQuotes?: boolean;
  /** Keep escape characters in the result. */
  readonly rawEscapes?: boolean;
  /** Quotes are ordinary characters, as in the content of a heredoc. */
  readonly ignoreQuotes?: boolean;
  /** Leave references to unset variables as they stand. */
  readonly keepUnset?: boolean;
}

/** A text in progress: as one word and split into words. */
export interface Piece {
  readonly text: string;
  readonly words: readonly string[];
}

/** State of one expansion. */
export interface Lexer {
  readonly text: string;
  position: number;
  readonly get: (name: string) => string | undefined;
  readonly options: ExpansionOptions;
  readonly escape: string;
  rawEscapes: boolean;
  /** The word in progress, shared by all levels of nesting. */
  buffer: string;
  depth: number;
  /** Reads up to and over a character; what a modifier has for operand may itself hold quotes and variables. */
  readonly readUntil: (stop: string, rawEscapes: boolean) => Result<Piece>;
}

/** The character (code point) ahead; empty at the end. */
export function peek(lexer: Lexer): string {
  const code = lexer.text.codePointAt(lexer.position);
  return code === undefined ? '' : String.fromCodePoint(code);
}

export function next(lexer: Lexer): string {
  const char = peek(lexer);
  lexer.position += char.length;
  return char;
}
