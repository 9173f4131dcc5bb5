import { describe, expect, test } from 'vitest';
import { highestSatisfying, satisfies } from './semver';

describe('satisfies', () => {
  test.each([
    ['1.2.3', '1.2.3', true],
    ['1.2.4', '1.2.3', false],
    ['1.9.0', '^1.2.3', true],
    ['2.0.0', '^1.2.3', false],
    ['0.2.9', '^0.2.3', true],
    ['0.3.0', '^0.2.3', false],
    ['0.0.4', '^0.0.3', false],
    ['1.2.9', '~1.2.3', true],
    ['1.3.0', '~1.2.3', false],
    ['1.3.0', '~1', true],
    ['1.5.0', '1.x', true],
    ['1.5.0', '1', true],
    ['2.0.0', '1', false],
    ['3.1.4', '*', true],
    ['3.1.4', '', true],
    ['1.5.0', '>=1.2 <2', true],
    ['2.0.0', '>=1.2 <2', false],
    ['2.0.0', '>= 1.2.0', true],
    ['1.2.5', '1.2.3 - 1.3', true],
    ['4.0.0', '^3.0.0 || ^4.0.0', true],
    ['5.0.0-beta.1', '^4.0.0', false],
    ['5.0.0-beta.2', '^5.0.0-beta.1', true],
    ['5.0.1-beta.2', '^5.0.0-beta.1', false],
    ['1.2.3', 'latest', true],
    ['1.3.0', '>1.2', true],
    ['1.2.9', '>1.2', false],
    ['1.2.9', '<=1.2', true],
  ])('%s and %s: %s', (version, range, expected) => {
    expect(satisfies(version, range)).toBe(expected);
  });

  test('the highest that fits', () => {
    expect(highestSatisfying(['1.0.0', '1.10.0', '1.9.0', '2.0.0'], '^1.0.0')).toBe('1.10.0');
    expect(highestSatisfying(['1.0.0'], '^2.0.0')).toBeUndefined();
  });
});
