import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCheckOptions } from './check-options';
import { findDirective, findSyntax } from './directives';
import { quoteGo } from './quote';
import { suggest } from './suggest';
import { fromByteString, toByteString } from './utf8';

describe('check options', () => {
  test.each([
    ['', { skip: [], error: false, experimental: [] }],
    ['skip=A, B ;error=true', { skip: ['A', 'B'], error: true, experimental: [] }],
    ['skip=all;experimental=all', { skip: 'all', error: false, experimental: 'all' }],
    ['error=1;experimental=X', { skip: [], error: true, experimental: ['X'] }],
  ])('%s', (text, value) => expect(parseCheckOptions(text)).toEqual({ ok: true, value }));

  test.each([
    ['skip', 'invalid check option "skip"'],
    ['quiet=1', 'invalid check option "quiet"'],
    ['error=yes', 'failed to parse check option "error=yes": strconv.ParseBool: parsing "yes": invalid syntax'],
    ['skip=A;error=0;experimental=B;x', ''],
  ])('%s', (text, error) => {
    const options = parseCheckOptions(text);
    expect(options.ok ? '' : options.error).toBe(error);
  });
});

describe('directives found on their own', () => {
  test.each([
    ['# check=skip=A\nFROM x', 'skip=A'],
    ['#!/x\n# check = skip=A, B', 'skip=A,'],
    ['# syntax=x\r\n# check=error=true\r\n', 'error=true'],
    ['\n# check=skip=A', undefined],
    [' # check=skip=A', undefined],
    ['# syntax=x\n# syntax=y\n# check=skip=A', undefined],
  ])('%j', (text, expected) => expect(findDirective(text, 'check')).toBe(expected));

  test.each([
    ['# syntax=docker/dockerfile:1 // note', 'docker/dockerfile:1'],
    ['// syntax=x\n', 'x'],
    ['{"syntax": "x"}', 'x'],
    ['{"syntax": 1}', undefined],
    ['FROM a', undefined],
  ])('syntax of %j', (text, expected) => expect(findSyntax(text)).toBe(expected));
});

describe('suggestions', () => {
  const options = ['FROM', 'COPY', 'RUN', 'LABEL'];
  test.each([
    ['FORM', 'FROM'],
    ['coyp', 'copy'],
    ['Lable', 'label'],
    ['RUNNN', 'RUN'],
    ['RUNNNN', undefined],
    ['from', undefined],
    ['', undefined],
  ])('%s → %s', (value, expected) => expect(suggest(value, options, true)).toBe(expected));

  test('case counts unless it is told not to', () => expect(suggest('from', options)).toBeUndefined());

  test('the nearest wins, of equals the first', () => expect(suggest('ab', ['abcd', 'abx', 'aby'])).toBe('abx'));
});

describe('texts', () => {
  test.each([
    ['a"b\\', '"a\\"b\\\\"'],
    ['\t\n\x00\x7f', '"\\t\\n\\x00\\x7f"'],
    ['é😀\u00a0\u200b\u{e0001}', '"é😀\\u00a0\\u200b\\U000e0001"'],
  ])('%j in Go quotes', (text, expected) => expect(quoteGo(text)).toBe(expected));

  test('byte strings come back', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fromByteString(toByteString(text)) === text));
  });
});
