import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ArithmeticError, evaluateArithmetic } from './arithmetic';
import { expandBraces } from './braces';
import { changeMode, describeMode } from './coreutils/mode';
import { compilePattern, escapePattern, matchesPattern, removeMatch, replaceMatches } from './pattern';
import { formatPrintf } from './printf-format';

describe('arithmetic', () => {
  const evaluate = (text: string, extended = true): string => {
    const variables = new Map([
      ['x', '3'],
      ['e', '1 + 1'],
      ['n', ''],
    ]);
    try {
      const value = evaluateArithmetic(text, {
        get: (name) => variables.get(name),
        set: (name, next) => void variables.set(name, next),
        extended,
        nested: extended,
      });
      return `${value}${variables.get('x') === '3' ? '' : ` x=${variables.get('x') ?? ''}`}`;
    } catch (error) {
      if (error instanceof ArithmeticError) return `${error.reason} ${error.token}`;
      throw error;
    }
  };

  test.each([
    ['1+2*3', '7'],
    ['(1+2)*3', '9'],
    ['-7/2', '-3'],
    ['-7%3', '-1'],
    ['1<<4|1', '17'],
    ['5>3&&2>1', '1'],
    ['!5', '0'],
    ['~0', '-1'],
    ['1?2:3', '2'],
    ['0?1/0:4', '4'],
    ['x*2', '6'],
    ['x=x+1', '4 x=4'],
    ['x+=5', '8 x=8'],
    ['x++ + 1', '4 x=4'],
    ['--x', '2 x=2'],
    ['e*2', '4'],
    ['n+1', '1'],
    ['nope+1', '1'],
    ['', '0'],
    ['0x1f', '31'],
    ['010', '8'],
    ['2#101', '5'],
    ['2**10', '1024'],
    ['1,2', '2'],
    ['9223372036854775807+1', '-9223372036854775808'],
    ['1/0', 'division 0'],
    ['1+', 'syntax '],
    ['08', 'number 08'],
    ['1 2', 'syntax 2'],
    ['(1', 'syntax '],
    ['0||1/1', '1'],
    ['1||1/0', '1'],
  ])('%s is %s', (text, value) => {
    expect(evaluate(text)).toBe(value);
  });

  test.each([
    ['2**3', 'syntax *'],
    ['x++', 'syntax '],
    ['e+1', 'variable 1 + 1'],
    ['1,2', 'syntax ,'],
  ])('dash does not know %s', (text, problem) => {
    expect(evaluate(text, false)).toBe(problem);
  });

  test('nothing makes it throw anything else', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0189x+-*/%()<>=!&|~^?:, #'), maxLength: 12 }), (text) => void evaluate(text)));
  });
});

describe('braces', () => {
  test.each([
    ['a{b,c}d', 'abd acd'],
    ['{1..4}', '1 2 3 4'],
    ['{4..1..2}', '4 2'],
    ['{01..03}', '01 02 03'],
    ['{a..e..2}', 'a c e'],
    ['{a,b}{1,2}', 'a1 a2 b1 b2'],
    ['{a,{b,c}}', 'a b c'],
    ['{a}', '{a}'],
    ['{a,b', '{a,b'],
    ['"{a,b}"', '"{a,b}"'],
    ['\\{a,b}', '\\{a,b}'],
    ['${a,b}', '${a,b}'],
    ['x{,y}', 'x xy'],
    ['{1..1000000}', '{1..1000000}'],
  ])('%s', (text, words) => {
    expect(expandBraces(text).join(' ')).toBe(words);
  });
});

describe('patterns', () => {
  test.each([
    ['*', '', true],
    ['a*c', 'abbc', true],
    ['a*c', 'abb', false],
    ['?', 'a', true],
    ['?', '', false],
    ['[a-c]x', 'bx', true],
    ['[!a-c]x', 'bx', false],
    ['[]]', ']', true],
    ['[a', '[a', true],
    ['\\*', '*', true],
    ['\\*', 'x', false],
    ['[[:upper:]]*', 'Abc', true],
    ['*.tar.*', 'a.tar.gz', true],
    ['**a**', 'xay', true],
    ['[\\]]', ']', true],
    ['a[^b]c', 'axc', true],
  ])('%s and %s: %s', (pattern, text, matches) => {
    expect(matchesPattern(compilePattern(pattern), text)).toBe(matches);
  });

  test('an escaped text matches itself and nothing else', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab*?[]\\!-^'), maxLength: 8 }),
        fc.string({ unit: fc.constantFrom(...'ab*?[]\\!-^'), maxLength: 8 }),
        (text, other) => {
          expect(matchesPattern(compilePattern(escapePattern(text)), other)).toBe(text === other);
        },
      ),
    );
  });

  test.each([
    ['#', '*/', 'b/c.d.e'],
    ['##', '*/', 'c.d.e'],
    ['%', '.*', 'a/b/c.d'],
    ['%%', '.*', 'a/b/c'],
    ['#', 'x', 'a/b/c.d.e'],
  ] as const)('${name%s%s}', (operator, pattern, left) => {
    expect(removeMatch('a/b/c.d.e', compilePattern(pattern), operator)).toBe(left);
  });

  test.each([
    ['/', 'a', 'Xbab'],
    ['//', 'a', 'XbXb'],
    ['/#', 'a', 'Xbab'],
    ['/%', 'b', 'abaX'],
    ['//', '?b', 'XX'],
    ['/', 'z', 'abab'],
  ] as const)('${name%s%s/X}', (operator, pattern, left) => {
    expect(replaceMatches('abab', compilePattern(pattern), 'X', operator)).toBe(left);
  });
});

describe('printf', () => {
  test.each([
    ['%5s|%-5s|', ['a', 'b'], '    a|b    |'],
    ['%05d %+d %x %X %o', ['42', '7', '255', '255', '8'], '00042 +7 ff FF 10'],
    ['%s\\n', ['a', 'b'], 'a\nb\n'],
    ['%.2f', ['2.345'], '2.35'],
    ['%e', ['12345.678'], '1.234568e+04'],
    ['%g %g', ['0.0001', '1e10'], '0.0001 1e+10'],
    ['%c', ['xyz'], 'x'],
    ['%b', ['a\\tb'], 'a\tb'],
    ['%%', [], '%'],
    ['%d', ["'A"], '65'],
    ['%*d', ['4', '7'], '   7'],
    ['%.3s', ['abcdef'], 'abc'],
    ['%i', ['0x10'], '16'],
    ['%u', ['-1'], '18446744073709551615'],
  ] as const)('%s', (format, args, text) => {
    expect(formatPrintf(format, args).text).toBe(text);
  });
});

describe('modes', () => {
  test.each([
    ['755', 0, 0o755],
    ['u+x', 0o644, 0o744],
    ['a+r,o-r', 0o600, 0o640],
    ['+x', 0o644, 0o755],
    ['g=u', 0o740, 0o770],
    ['o=', 0o777, 0o770],
    ['u+s', 0o755, 0o4755],
    ['+t', 0o755, 0o1755],
    ['a=rX', 0o700, 0o555],
    ['a=rX', 0o600, 0o444],
    ['zz', 0, undefined],
    ['9', 0, undefined],
  ])('%s', (text, before, after) => {
    expect(changeMode(text, before, false, 0o022)).toBe(after);
  });

  test('octal digits leave the set-group bit of a directory', () => {
    expect(changeMode('755', 0o2775, true, 0)).toBe(0o2755);
    expect(changeMode('00755', 0o2775, true, 0)).toBe(0o755);
  });

  test.each([
    ['file', 0o4755, '-rwsr-xr-x'],
    ['directory', 0o1777, 'drwxrwxrwt'],
    ['file', 0o2644, '-rw-r-Sr--'],
    ['symlink', 0o777, 'lrwxrwxrwx'],
  ] as const)('%s %i', (kind, mode, text) => {
    expect(describeMode(kind, mode)).toBe(text);
  });
});
