import { describe, expect, test } from 'vitest';
import { parseDependency, satisfies } from './dependency';
import { compareApkVersions, isApkVersion } from './version';

test.each([
  ['1.2-r0', '<', '1.10-r0'],
  ['1.2-r1', '<', '1.2-r2'],
  ['1.2', '<', '1.2-r0'],
  ['1.2_rc1-r0', '<', '1.2-r0'],
  ['1.2_alpha', '<', '1.2_beta'],
  ['1.2-r0', '<', '1.2_p1-r0'],
  ['1.2', '<', '1.2.1'],
  ['1.2a', '<', '1.2b'],
  ['1.05', '<', '1.1'],
  ['2025b-r0', '=', '2025b-r0'],
  ['13.2.1_git20240309-r0', '<', '14.2.0-r4'],
  ['not a version', '<', '0'],
])('%s %s %s', (left, sign, right) => {
  const numbers = { '<': -1, '=': 0, '>': 1 };
  expect(Math.sign(compareApkVersions(left, right))).toBe(sign === '<' ? numbers['<'] : numbers['=']);
  expect(Math.sign(compareApkVersions(right, left))).toBe(sign === '<' ? numbers['>'] : numbers['=']);
});

test.each([
  ['20260413-r0', true],
  ['6.5_p20241006-r3', true],
  ['1.2.', false],
  ['v1', false],
])('%s is a version: %s', (text, expected) => expect(isApkVersion(text)).toBe(expected));

describe('dependencies', () => {
  test.each([
    ['curl', '8.12.1-r1', true],
    ['curl=8.12.1-r1', '8.12.1-r1', true],
    ['curl=8.12.1', '8.12.1-r1', false],
    ['curl~=8.12', '8.12.1-r1', true],
    ['curl=~8.1', '8.12.1-r1', false],
    ['curl~8', '8.12.1-r1', true],
    ['curl>8.11', '8.12.1-r1', true],
    ['curl>=8.12.1-r1', '8.12.1-r1', true],
    ['curl<8', '8.12.1-r1', false],
    ['curl<=9', '8.12.1-r1', true],
  ])('%s by %s: %s', (word, version, expected) => {
    const dependency = parseDependency(word);
    expect(dependency !== undefined && satisfies(dependency, version)).toBe(expected);
  });

  test.each([
    ['git@edge', { name: 'git', tag: 'edge', text: 'git@edge' }],
    ['nodejs~=22', { name: 'nodejs', operator: '~', version: '22', text: 'nodejs~22' }],
    ['.build-deps', { name: '.build-deps', operator: '' }],
    ['libstdc++', { name: 'libstdc++' }],
  ])('%s', (word, expected) => expect(parseDependency(word)).toMatchObject(expected));

  test.each(['', '=1', '-x', 'a b'])('%j is none', (word) => expect(parseDependency(word)).toBeUndefined());
});
