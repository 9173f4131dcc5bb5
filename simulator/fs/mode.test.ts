import { describe, expect, test } from 'vitest';
import { applySymbolicMode, isValidSymbolicMode } from './mode';

describe('symbolic modes', () => {
  const cases: [string, mode: number, file: number, directory: number][] = [
    ['u=rwX,go=rX', 0o600, 0o644, 0o755],
    ['u=rwX,go=rX', 0o744, 0o755, 0o755],
    ['+x', 0o644, 0o755, 0o755],
    ['go-r', 0o644, 0o600, 0o600],
    ['a=r', 0o777, 0o444, 0o444],
    ['=rw', 0o755, 0o666, 0o666],
    ['go=', 0o755, 0o700, 0o700],
    ['g=u', 0o704, 0o774, 0o774],
    ['go=u-w', 0o755, 0o755, 0o755],
    ['o+g-x', 0o750, 0o754, 0o754],
    ['u+s', 0o755, 0o4755, 0o4755],
    ['g+s', 0o755, 0o2755, 0o2755],
    ['o+s', 0o755, 0o755, 0o755],
    ['+t', 0o777, 0o1777, 0o1777],
    ['u-s,-t', 0o7755, 0o2755, 0o2755],
    ['-X', 0o755, 0o644, 0o644],
    ['a=', 0o1777, 0o1000, 0o1000],
    ['u+x+w', 0o400, 0o700, 0o700],
  ];
  test.each(cases)('%s on %o', (text, mode, file, directory) => {
    expect([applySymbolicMode(text, mode, false), applySymbolicMode(text, mode, true)]).toEqual([file, directory]);
  });

  test.each(['rwx', 'u', '', 'u=q', 'u+x,', '+x,,+r', 'z+r'])('%j is no mode', (text) => expect(isValidSymbolicMode(text)).toBe('symbolic'));
  test.each(['999', '8', '0o7', '77777'])('%j looks like a number', (text) => expect(isValidSymbolicMode(text)).toBe('numeric'));
});
