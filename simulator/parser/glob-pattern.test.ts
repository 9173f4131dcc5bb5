import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileGlob, type GlobPattern, replaceAllGlob, replaceFirstGlob, reverseGlob, trimGlobPrefix, trimGlobSuffix } from './glob-pattern';

function compile(pattern: string): GlobPattern {
  const compiled = compileGlob(pattern);
  if (!compiled.ok) throw new Error(compiled.error);
  return compiled.value;
}

test.each(['\\', 'a\\', '\\x', '\\\\\\'])('%s is no pattern', (pattern) => {
  expect(compileGlob(pattern).ok).toBe(false);
});

test.each([
  ['a\\*c', 'c\\*a'],
  ['x\\', '\\x'],
  ['😀\\?é', 'é\\?😀'],
])('%s reversed is %s', (pattern, expected) => expect(reverseGlob(pattern)).toBe(expected));

const toRegExp = (pattern: string, star: string) =>
  pattern.replace(/[*?]|[^*?]/g, (char) => (char === '*' ? star : char === '?' ? '[^\\n]' : `[${char}]`));

const values = fc.stringMatching(/^[ab.\n]{0,12}$/);
const patterns = fc.stringMatching(/^[ab.*?]{0,6}$/);

test('agrees with the regular expression that BuildKit builds', () => {
  fc.assert(
    fc.property(values, patterns, (value, pattern) => {
      const greedy = toRegExp(pattern, '[^\\n]*');
      const lazy = toRegExp(pattern, '[^\\n]*?');
      expect(trimGlobPrefix(value, compile(pattern), true)).toBe(value.replace(new RegExp(`^${greedy}`, 'u'), ''));
      expect(trimGlobPrefix(value, compile(pattern), false)).toBe(value.replace(new RegExp(`^${lazy}`, 'u'), ''));
      expect(replaceFirstGlob(value, compile(pattern), '-')).toBe(value.replace(new RegExp(greedy, 'u'), '-'));
    }),
  );
});

test('replacing all with what matched changes nothing', () => {
  fc.assert(fc.property(values, patterns, (value, pattern) => replaceAllGlob(value, compile(pattern), '$0') === value));
});

test('a suffix is a prefix of the reverse', () => {
  const reverse = (text: string) => [...text].reverse().join('');
  fc.assert(
    fc.property(values, patterns, fc.boolean(), (value, pattern, longest) => {
      const reversed = compile(reverseGlob(pattern));
      return trimGlobSuffix(value, reversed, longest) === reverse(trimGlobPrefix(reverse(value), reversed, longest));
    }),
  );
});

test('many stars take no exponential time', () => {
  const started = performance.now();
  expect(replaceAllGlob('a'.repeat(5_000), compile(`${'*a'.repeat(20)}b`), '')).toHaveLength(5_000);
  expect(performance.now() - started).toBeLessThan(2_000);
});
