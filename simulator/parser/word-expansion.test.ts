// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the words under test hold placeholders of their own.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ExpansionOptions, expandWord, expandWords } from './word-expansion';

const VARIABLES = new Map(
  Object.entries({ A: 'alpha', EMPTY: '', PATHS: '/usr/lib:/usr/bin', FILE: 'app.tar.gz', TWO: 'x  y', STAR: '*', MANY: 'a\nb' }),
);

const text = (word: string, options?: ExpansionOptions) => {
  const { text, error } = expandWord(word, VARIABLES, options);
  return error ?? text;
};

describe('quotes and escapes', () => {
  test.each([
    ['plain', 'plain'],
    [`'a'"b"c`, 'abc'],
    [`'$A'`, '$A'],
    [`"$A's"`, "alpha's"],
    [`\\$A`, '$A'],
    [`"\\$A \\" \\n"`, '$A " \\n'],
    [`a\\`, 'a'],
    [`"a\\`, 'failed to process "\\"a\\\\": unexpected end of statement while looking for matching double-quote'],
    [`it's`, `failed to process "it's": unexpected end of statement while looking for matching single-quote`],
    ['\ufeffx', 'x'],
  ])('%s → %s', (word, expected) => expect(text(word)).toBe(expected));

  test('the backtick can be the escape character', () => {
    expect(text('C:\\x`$A`', { escape: '`' })).toBe('C:\\x$A');
  });

  test('raw quotes and escapes stay', () => {
    expect(text(`"a" 'b' \\c`, { rawQuotes: true, rawEscapes: true })).toBe(`"a" 'b' \\c`);
  });

  test('quotes are ordinary characters in a heredoc', () => {
    expect(text(`it's "$A" \\$A`, { ignoreQuotes: true })).toBe(`it's "alpha" $A`);
  });
});

describe('substitution', () => {
  test.each([
    ['$A', 'alpha'],
    ['${A}s', 'alphas'],
    ['$As', ''],
    ['$A-$A', 'alpha-alpha'],
    ['5$', '5$'],
    ['a$.b', 'a$.b'],
    ['$1x', 'x'],
    ['$12', ''],
    ['$$A', 'A'],
    ['${NONE:-d}${NONE-e}', 'de'],
    ['${EMPTY:-d}${EMPTY-e}', 'd'],
    ['${A:+y}${EMPTY:+y}${EMPTY+z}${NONE+y}', 'yz'],
    ['${NONE:-${EMPTY:-"$A b"}}', 'alpha b'],
    ['${NONE?}', 'failed to process "${NONE?}": NONE: is not allowed to be unset'],
    ['${EMPTY:?}', 'failed to process "${EMPTY:?}": EMPTY: is not allowed to be empty'],
    ['${EMPTY:?set it}', 'failed to process "${EMPTY:?set it}": EMPTY: set it'],
    ['${EMPTY?}', ''],
    ['${}', 'failed to process "${}": syntax error: bad substitution'],
    ['${', `failed to process "\${": syntax error: missing '}'`],
    ['${A', 'failed to process "${A": unsupported modifier (\ufffd) in substitution'],
    ['${A:-', `failed to process "\${A:-": syntax error: missing '}'`],
    ['${A:=x}', 'failed to process "${A:=x}": unsupported modifier (:=) in substitution'],
    ['${A:0:1}', 'failed to process "${A:0:1}": unsupported modifier (:0) in substitution'],
    ['${#A}', 'failed to process "${#A}": unsupported modifier (A) in substitution'],
    ['${A:#x}', 'failed to process "${A:#x}": unsupported modifier (:#) in substitution'],
  ])('%s → %s', (word, expected) => expect(text(word)).toBe(expected));

  test.each([
    ['${FILE#*.}', 'tar.gz'],
    ['${FILE##*.}', 'gz'],
    ['${FILE%.*}', 'app.tar'],
    ['${FILE%%.*}', 'app'],
    ['${FILE#app?}', 'tar.gz'],
    ['${FILE#z}', 'app.tar.gz'],
    ['${FILE%"gz"}', 'app.tar.'],
    ['${PATHS#*$STAR:}', '/usr/bin'],
    ['${PATHS/usr/opt}', '/opt/lib:/usr/bin'],
    ['${PATHS//usr/opt}', '/opt/lib:/opt/bin'],
    ['${PATHS//\\//.}', '.usr.lib:.usr.bin'],
    ['${PATHS/u?r/}', '//lib:/usr/bin'],
    ['${A//a/}', 'lph'],
    ['${A//$EMPTY/-}', '-a-l-p-h-a-'],
    ['${A/$EMPTY/-}', '-alpha'],
    ['${NONE//a/b}', ''],
    ['${MANY#*b}', 'a\nb'],
    ['${A//a}', `failed to process "\${A//a}": syntax error: missing '/' in \${}`],
    ['${A/a/b', `failed to process "\${A/a/b": syntax error: missing '}'`],
    ['${A#\\x}', `failed to process "\${A#\\\\x}": invalid pattern (\\x) in substitution: invalid escape '\\x'`],
    ['${A%b\\x}', `failed to process "\${A%b\\\\x}": invalid pattern (\\xb) in substitution: invalid escape '\\x'`],
  ])('%s → %s', (word, expected) => expect(text(word)).toBe(expected));

  test('the replacement of all matches may name the match, that of one may not', () => {
    const variables = new Map([
      ['V', 'aba'],
      ['R', '<$0>'],
    ]);
    expect(expandWord('${V//a/$R}', variables).text).toBe('<a>b<a>');
    expect(expandWord('${V/a/$R}', variables).text).toBe('<$0>ba');
  });

  test.each(['$NONE', '${NONE}', '${NONE:-x}', '${NONE/a/b}'])('%s stays when unset references are kept', (word) => {
    expect(text(word, { keepUnset: true })).toBe(word);
  });

  test('names are told in order of use, also up to an error', () => {
    expect(expandWord('$B ${A} ${B:-$C}', VARIABLES)).toMatchObject({ matched: ['A'], unmatched: ['B', 'C'] });
    expect(expandWord('$B ${C?} $D', VARIABLES).unmatched).toEqual(['B', 'C']);
  });

  test('a lookup function serves as well as a map', () => {
    expect(expandWord('$x$y', (name) => (name === 'x' ? '1' : undefined)).text).toBe('1');
  });
});

describe('words', () => {
  test.each([
    ['$TWO', ['x', 'y']],
    ['"$TWO"', ['x  y']],
    ['a$TWO', ['ax', 'y']],
    ['a "b c" d', ['a', 'b c', 'd']],
    ['a\\ b', ['a b']],
    ['', []],
    ['$EMPTY', []],
    ['<< EOF x', ['<< EOF', 'x']],
    ['80${NONE:-81}', ['81']],
  ])('%s → %j', (word, expected) => expect(expandWords(word, VARIABLES)).toEqual({ ok: true, value: expected }));
});

describe('properties', () => {
  const pieces = fc.array(fc.constantFrom('$', '{', '}', ':', '-', '?', '#', '%', '/', '\\', '"', "'", 'A', ' ', '<', '*', 'é', '😀'), {
    maxLength: 40,
  });

  test('nothing makes it throw', () => {
    fc.assert(fc.property(pieces, (list) => typeof expandWord(list.join(''), VARIABLES).text === 'string'));
  });

  test('text without special characters is left alone', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z0-9 ./=-]*$/), (plain) => expandWord(plain, VARIABLES).text === plain));
  });

  test('single quotes keep whatever is in them', () => {
    fc.assert(
      fc.property(
        fc.string().filter((value) => !value.includes("'")),
        (value) => expandWord(`'${value}'`, VARIABLES).text === value,
      ),
    );
  });

  test('endless nesting is an error, not a stack overflow', () => {
    expect(expandWord('${A:-'.repeat(100_000), VARIABLES).error).toContain('nested too deep');
  });
});
