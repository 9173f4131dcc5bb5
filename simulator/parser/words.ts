import { isSpace, splitAtFirstBlanks, trimSpace } from './characters';
import { fromByteString, toByteString } from './utf8';

/** An instruction's line in its three parts. */
export interface CommandLineParts {
  readonly keyword: string;
  /** Words of the form `--name=value` before the first argument, unquoted. */
  readonly flags: readonly string[];
  readonly rest: string;
}

export function splitCommand(line: string, escapeToken: string): CommandLineParts {
  const { first, rest } = splitAtFirstBlanks(trimSpace(line));
  if (rest === undefined) return { keyword: first, flags: [], rest: '' };
  if (!/^[\t\n\v\f\r ]*--/.test(rest)) return { keyword: first, flags: [], rest: trimSpace(rest) };
  const { flags, end } = readFlags(toByteString(rest), escapeToken);
  return { keyword: first, flags, rest: trimSpace(fromByteString(toByteString(rest).slice(end))) };
}

/**
 * BuildKit reads flags byte by byte (moby/buildkit frontend/dockerfile/parser/split_command.go), so a character outside ASCII comes
 * out as several. A word `--` ends the flags and is dropped.
 */
function readFlags(bytes: string, escapeToken: string): { readonly flags: readonly string[]; readonly end: number } {
  const flags: string[] = [];
  let position = 0;
  while (position < bytes.length) {
    if (isSpace(bytes.charAt(position))) {
      position++;
      continue;
    }
    if (!bytes.startsWith('--', position)) return { flags, end: position };
    const flag = readFlag(bytes, position, escapeToken);
    position = flag.end;
    if (flag.text !== '--') flags.push(flag.text);
    else if (position < bytes.length) return { flags, end: position };
  }
  return { flags, end: bytes.length };
}

function readFlag(bytes: string, start: number, escapeToken: string): { readonly text: string; readonly end: number } {
  let text = '';
  let quote = '';
  let position = start;
  for (; position < bytes.length; position++) {
    let char = bytes.charAt(position);
    if (quote === '' && isSpace(char)) break;
    if (quote === '' && (char === "'" || char === '"')) {
      quote = char;
      continue;
    }
    if (quote !== '' && char === quote) {
      quote = '';
      continue;
    }
    if (char === escapeToken) {
      position++;
      char = bytes.charAt(position);
    }
    text += char;
  }
  return { text, end: Math.min(position, bytes.length) };
}

/**
 * Words of ENV, LABEL and ARG, parted by blanks, with quotes and escapes left in place for the expansion to deal with.
 * In single quotes nothing is escaped.
 */
export function splitQuotedWords(text: string, escapeToken: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (let position = 0; position < text.length; position++) {
    const char = text.charAt(position);
    if (quote === '' && isSpace(char)) {
      if (word !== '') words.push(word);
      word = '';
      continue;
    }
    if (quote === '' && (char === "'" || char === '"')) quote = char;
    else if (char === quote) quote = '';
    if (char === escapeToken && quote !== "'") {
      // An escape character at the very end is dropped.
      if (position + 1 === text.length) break;
      position++;
      word += char;
    }
    word += text.charAt(position);
  }
  if (word !== '') words.push(word);
  return words;
}
