import { isSpace } from './characters';
import { type ExpansionOptions, type Lexer, next, type Piece, peek } from './lexer';
import { quoteGo } from './quote';
import { fail, type Result, succeed } from './result';
import { LONGEST_WORD, substitute, TOO_LONG } from './substitution';

export type { ExpansionOptions } from './lexer';

/** Variables by name: a map, or a function for environments that are computed. */
export type Variables = ReadonlyMap<string, string> | ((name: string) => string | undefined);

export interface Expansion {
  /** The whole, as one word; empty when there is an error. */
  readonly text: string;
  /** The same split at blanks after substitution; quoted blanks do not split. */
  readonly words: readonly string[];
  /** Names of the variables that were asked for and set, in order of use, each once. */
  readonly matched: readonly string[];
  /** Names that were asked for and not set; filled in up to the place of an error, too. */
  readonly unmatched: readonly string[];
  readonly error?: string;
}

/** Nothing in it is special, whatever the escape character: most words of most Dockerfiles. */
const PLAIN = /^[\w./:=,@+-]+$/;

/** Deeper nesting of `${a:-${b:-…}}` is refused. Differs: BuildKit goes on to the end of Go's stack; only machines write such text. */
const DEEPEST = 500;

/**
 * Quotes, escapes and variables as BuildKit's own small shell sees them (moby/buildkit frontend/dockerfile/shell/lex.go).
 * It looks like a shell and is none: no arithmetic, no command substitution, no `:=`.
 */
export function expandWord(word: string, variables: Variables, options: ExpansionOptions = {}): Expansion {
  if (PLAIN.test(word)) return { text: word, words: [word], matched: [], unmatched: [] };
  const matched = new Set<string>();
  const unmatched = new Set<string>();
  const lookUp = typeof variables === 'function' ? variables : (name: string) => variables.get(name);
  const get = (name: string) => {
    const value = lookUp(name);
    (value === undefined ? unmatched : matched).add(name);
    return value;
  };
  const lexer: Lexer = {
    text: word,
    // Go's text scanner swallows a byte order mark at the start of what it reads.
    position: word.startsWith('\ufeff') ? 1 : 0,
    get,
    options,
    escape: options.escape ?? '\\',
    rawEscapes: options.rawEscapes ?? false,
    buffer: '',
    depth: 0,
    readUntil: (stop, rawEscapes) => readUntil(lexer, stop, rawEscapes),
  };
  const result = readUntil(lexer, '', lexer.rawEscapes);
  const names = { matched: [...matched], unmatched: [...unmatched] };
  if (!result.ok) return { text: '', words: [], ...names, error: `failed to process ${quoteGo(word)}: ${result.error}` };
  return { ...result.value, ...names };
}

/** The list form: `EXPOSE $PORTS` may become several words. */
export function expandWords(word: string, variables: Variables, options: ExpansionOptions = {}): Result<readonly string[]> {
  const expansion = expandWord(word, variables, options);
  return expansion.error === undefined ? succeed(expansion.words) : fail(expansion.error);
}

/** Up to and over `stop`, or to the end when `stop` is empty. */
function readUntil(lexer: Lexer, stop: string, rawEscapes: boolean): Result<Piece> {
  if (lexer.depth >= DEEPEST) return fail('substitutions are nested too deep');
  const outerRawEscapes = lexer.rawEscapes;
  lexer.rawEscapes = rawEscapes;
  lexer.depth++;
  const result = readPieces(lexer, stop);
  lexer.depth--;
  lexer.rawEscapes = outerRawEscapes;
  return result;
}

function readPieces(lexer: Lexer, stop: string): Result<Piece> {
  // One buffer for all levels: a default value drops what stood before it in the same word, so with X unset
  // EXPOSE 80${X:-81} opens port 81. The single-word form is not affected.
  lexer.buffer = '';
  const words = collectWords(lexer);
  let text = '';
  for (let char = peek(lexer); char !== ''; char = peek(lexer)) {
    if (char === stop) {
      next(lexer);
      return succeed({ text, words: words.finish() });
    }
    const special = readSpecial(lexer, char);
    if (special) {
      if (!special.ok) return special;
      text += special.value;
      if (text.length > LONGEST_WORD) return fail(TOO_LONG);
      if (char === '$') words.add(special.value);
      else words.addRaw(special.value);
      continue;
    }
    next(lexer);
    if (char !== lexer.escape) {
      words.add(char);
      text += char;
      continue;
    }
    if (lexer.rawEscapes) {
      words.addRaw(char);
      text += char;
    }
    const escaped = next(lexer);
    if (escaped === '') break;
    words.addRaw(escaped);
    text += escaped;
  }
  if (stop !== '') return fail(`unexpected end of statement while looking for matching ${stop}`);
  return succeed({ text, words: words.finish() });
}

function readSpecial(lexer: Lexer, char: string): Result<string> | undefined {
  if (char === '$') return substitute(lexer);
  if (char === '<') return succeed(readHeredocMark(lexer));
  if (lexer.options.ignoreQuotes) return undefined;
  if (char === "'") return readSingleQuotes(lexer);
  if (char === '"') return readDoubleQuotes(lexer);
  return undefined;
}

function collectWords(lexer: Lexer) {
  const words: string[] = [];
  let inWord = false;
  const addRaw = (text: string) => {
    lexer.buffer += text;
    inWord = true;
  };
  return {
    addRaw,
    add(text: string) {
      for (const char of text) {
        if (!isSpace(char)) addRaw(char);
        else if (inWord && lexer.buffer !== '') {
          words.push(lexer.buffer);
          lexer.buffer = '';
          inWord = false;
        }
      }
    },
    finish(): readonly string[] {
      if (lexer.buffer !== '') words.push(lexer.buffer);
      lexer.buffer = '';
      return words;
    },
  };
}

/** `<<` keeps the blanks that follow it, so that `<< EOF` stays one word. */
function readHeredocMark(lexer: Lexer): string {
  next(lexer);
  if (peek(lexer) !== '<') return '<';
  next(lexer);
  let mark = '<<';
  while (peek(lexer) === ' ' || peek(lexer) === '\t' || peek(lexer) === '\r') mark += next(lexer);
  return mark;
}

function readSingleQuotes(lexer: Lexer): Result<string> {
  const quote = lexer.options.rawQuotes ? "'" : '';
  const start = lexer.position + 1;
  const end = lexer.text.indexOf("'", start);
  if (end < 0) {
    lexer.position = lexer.text.length;
    return fail('unexpected end of statement while looking for matching single-quote');
  }
  lexer.position = end + 1;
  return succeed(quote + lexer.text.slice(start, end) + quote);
}

function readDoubleQuotes(lexer: Lexer): Result<string> {
  const quote = lexer.options.rawQuotes ? '"' : '';
  next(lexer);
  let text = quote;
  for (let char = peek(lexer); char !== ''; char = peek(lexer)) {
    if (char === '$') {
      const value = substitute(lexer);
      if (!value.ok) return value;
      text += value.value;
      if (text.length > LONGEST_WORD) return fail(TOO_LONG);
      continue;
    }
    next(lexer);
    if (char === '"') return succeed(text + quote);
    text += char === lexer.escape ? readEscapeInQuotes(lexer) : char;
  }
  return fail('unexpected end of statement while looking for matching double-quote');
}

/** Only the quote, the dollar sign and the escape character itself can be escaped; elsewhere the escape character stays. */
function readEscapeInQuotes(lexer: Lexer): string {
  const kept = lexer.rawEscapes ? lexer.escape : '';
  const char = peek(lexer);
  if (char === '') return kept;
  if (char === '"' || char === '$' || char === lexer.escape) return kept + next(lexer);
  return kept + lexer.escape;
}
