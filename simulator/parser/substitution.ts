import { compileGlob, replaceAllGlob, replaceFirstGlob, reverseGlob, trimGlobPrefix, trimGlobSuffix } from './glob-pattern';
import { type Lexer, next, peek } from './lexer';
import { fail, type Result, succeed } from './result';

/** What Go prints for "no more characters". */
const END = '\ufffd';

/** Characters of a result. Differs: BuildKit stops when the whole graph or image is larger than a message may be, 16 MiB. */
export const LONGEST_WORD = 2 ** 20;
export const TOO_LONG = `the result is longer than ${LONGEST_WORD} characters`;

/** Steps of matching a pattern, one per character of it and of the value. */
const MOST_STEPS = 20_000_000;

const LETTER_OR_DIGIT = /^[\p{L}\p{Nd}_]$/u;
const DIGIT = /^\p{Nd}$/u;
const SPECIAL_PARAMETERS = '@*#?-$!0';

/** Reads `$name` or `${…}`; the lexer stands on the dollar sign. */
export function substitute(lexer: Lexer): Result<string> {
  next(lexer);
  if (peek(lexer) === '{') return substituteBraces(lexer);
  const name = readName(lexer);
  if (name === '') return succeed('$');
  return succeed(lexer.get(name) ?? (lexer.options.keepUnset ? `$${name}` : ''));
}

/** Digits only when it starts with one, a single character for the shell's special parameters: `$12`, `$$` and `$?` are names. */
function readName(lexer: Lexer): string {
  const first = peek(lexer);
  let name = '';
  if (DIGIT.test(first)) {
    while (DIGIT.test(peek(lexer))) name += next(lexer);
    return name;
  }
  if (first !== '' && SPECIAL_PARAMETERS.includes(first)) return next(lexer);
  while (LETTER_OR_DIGIT.test(peek(lexer))) name += next(lexer);
  return name;
}

function substituteBraces(lexer: Lexer): Result<string> {
  next(lexer);
  const first = peek(lexer);
  if (first === '') return fail("syntax error: missing '}'");
  if (first === '{' || first === '}' || first === ':') return fail('syntax error: bad substitution');
  const name = readName(lexer);
  const modifier = next(lexer);
  switch (modifier) {
    case '}':
      return succeed(lexer.get(name) ?? (lexer.options.keepUnset ? `\${${name}}` : ''));
    case ':':
      return modify(lexer, name, `:${next(lexer) || END}`);
    case '+':
    case '-':
    case '?':
    case '#':
    case '%':
      return modify(lexer, name, modifier);
    case '/':
      return replace(lexer, name);
    default:
      return fail(unsupported(modifier || END));
  }
}

function unsupported(modifier: string): string {
  return `unsupported modifier (${modifier}) in substitution`;
}

/** `modifier` is the character with the colon before it, if any. An unknown one is noticed only after its word has been read. */
function modify(lexer: Lexer, name: string, modifier: string): Result<string> {
  const emptyIsUnset = modifier.length > 1 && modifier.startsWith(':');
  const kind = emptyIsUnset ? modifier.slice(1) : modifier;
  const isTrim = kind === '#' || kind === '%';
  if (emptyIsUnset && isTrim) return fail(unsupported(modifier));
  const operand = lexer.readUntil('}', isTrim);
  if (!operand.ok) return peek(lexer) === '' ? fail("syntax error: missing '}'") : operand;
  const word = operand.value.text;
  const value = lexer.get(name);
  if (value === undefined && lexer.options.keepUnset) return succeed(`\${${name}${modifier}${word}}`);
  const missing = value === undefined || (emptyIsUnset && value === '');
  switch (kind) {
    case '-':
      return succeed(missing ? word : (value ?? ''));
    case '+':
      return succeed(missing ? '' : word);
    case '?':
      if (!missing) return succeed(value ?? '');
      return fail(`${name}: ${word || `is not allowed to be ${value === undefined ? 'unset' : 'empty'}`}`);
    case '#':
    case '%':
      return trim(value ?? '', kind, word);
    default:
      return fail(unsupported(modifier));
  }
}

function trim(value: string, kind: '#' | '%', word: string): Result<string> {
  const longest = word.startsWith(kind);
  const written = longest ? word.slice(1) : word;
  const pattern = kind === '#' ? written : reverseGlob(written);
  if (value.length * pattern.length > MOST_STEPS) return fail('the pattern and the value are too long');
  const compiled = compileGlob(pattern);
  if (!compiled.ok) return fail(`invalid pattern (${pattern}) in substitution: ${compiled.error}`);
  return succeed(kind === '#' ? trimGlobPrefix(value, compiled.value, longest) : trimGlobSuffix(value, compiled.value, longest));
}

function replace(lexer: Lexer, name: string): Result<string> {
  const all = peek(lexer) === '/';
  if (all) next(lexer);
  const pattern = lexer.readUntil('/', true);
  if (!pattern.ok) return peek(lexer) === '' ? fail(`syntax error: missing '/' in \${}`) : pattern;
  const replacement = lexer.readUntil('}', true);
  if (!replacement.ok) return peek(lexer) === '' ? fail("syntax error: missing '}'") : replacement;
  const value = lexer.get(name);
  if (value === undefined && lexer.options.keepUnset) return succeed(`\${${name}/${pattern.value.text}/${replacement.value.text}}`);
  const compiled = compileGlob(pattern.value.text);
  if (!compiled.ok) return fail(`invalid pattern (${pattern.value.text}) in substitution: ${compiled.error}`);
  const text = value ?? '';
  if (text.length * pattern.value.text.length > MOST_STEPS) return fail('the pattern and the value are too long');
  if (all && (text.length + 1) * replacement.value.text.length > MOST_STEPS) return fail(TOO_LONG);
  const apply = all ? replaceAllGlob : replaceFirstGlob;
  return succeed(apply(text, compiled.value, replacement.value.text));
}
