import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRegex, matchRegex } from './regex';

const free = (): void => {};

function find(source: string, text: string, extended: boolean, ignoreCase = false): string | undefined {
  const regex = compileRegex(source, { extended, ignoreCase });
  if (!regex) return 'malformed';
  const match = matchRegex(regex, text, 0, free);
  return match?.groups.map((group) => group ?? '-').join('|');
}

describe('extended', () => {
  test.each([
    ['a+b', 'xaab', 'aab'],
    ['(ab|abcd)', 'abcd', 'abcd|abcd'],
    ['(a|ab)(c|bcd)', 'abcd', 'abcd|a|bcd'],
    ['x*', 'aaa', ''],
    ['^(.*)/([^/]+)$', 'a/b/c', 'a/b/c|a/b|c'],
    ['[[:digit:]]{2,3}', 'a1b2345', '234'],
    ['[]a]+', 'x]a]', ']a]'],
    ['[^]]+', ']ab', 'ab'],
    ['a{2}', 'aaa', 'aa'],
    ['(a)?b', 'b', 'b|-'],
    ['\\bfoo\\b', 'a foo b', 'foo'],
    ['\\w+', '--ab_1--', 'ab_1'],
    ['(.)\\1', 'abccd', 'cc|c'],
    ['a|b|', 'c', ''],
    ['(', 'x', 'malformed'],
    ['[a', 'x', 'malformed'],
    ['[z-a]', 'x', 'malformed'],
    ['a**', 'aab', 'aa'],
    ['nope', 'x', undefined],
  ])('%s in %s', (source, text, expected) => {
    expect(find(source, text, true)).toBe(expected);
  });
});

describe('basic', () => {
  test.each([
    ['a+b', 'aab a+b', 'a+b'],
    ['a\\+b', 'aab', 'aab'],
    ['\\(a\\)\\(b\\)', 'ab', 'ab|a|b'],
    ['a\\{2\\}', 'aaa', 'aa'],
    ['*a', '*a', '*a'],
    ['^*', '*', '*'],
    ['a|b', 'a|b', 'a|b'],
    ['a\\|b', 'b', 'b'],
    ['a^b', 'a^b', 'a^b'],
    ['a$b', 'a$b', 'a$b'],
    ['\\.', 'a.', '.'],
    ['x\\?y', 'y', 'y'],
    ['\\(', 'x', 'malformed'],
  ])('%s in %s', (source, text, expected) => {
    expect(find(source, text, false)).toBe(expected);
  });
});

test('case can be ignored in characters and brackets', () => {
  expect(find('a[b-c]', 'AC', true, true)).toBe('AC');
});

test('a budget stops an expression that would try everything', () => {
  const regex = compileRegex('^(a+)+$', { extended: true, ignoreCase: false });
  let steps = 0;
  const spend = (more: number): void => {
    steps += more;
    if (steps > 100_000) throw new Error('stopped');
  };
  expect(() => regex && matchRegex(regex, `${'a'.repeat(60)}!`, 0, spend)).toThrow('stopped');
});

test('where JavaScript’s engine means the same, both find the same', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', 'a*', 'b+', 'a?', '(a)', '(b)*', '\\.');
  fc.assert(
    fc.property(fc.array(atom, { minLength: 1, maxLength: 5 }), fc.stringMatching(/^[ab.]{0,8}$/), (atoms, text) => {
      const source = atoms.join('');
      expect(find(source, text, true)?.split('|')[0]).toBe(new RegExp(source).exec(text)?.[0]);
    }),
  );
});
