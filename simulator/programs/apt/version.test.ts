import { expect, test } from 'vitest';
import { compareDebianVersions } from './version';

test.each([
  ['1.0', '1.0', 0],
  ['1.0', '1.1', -1],
  ['1.10', '1.9', 1],
  ['1.0~rc1', '1.0', -1],
  ['1.0~~', '1.0~', -1],
  ['1.0-1', '1.0-1+deb12u2', -1],
  ['5.36.0-7+deb12u3', '5.36.0-7+deb12u4', -1],
  ['1:0.5', '9.0', 1],
  ['2.36-9+deb12u9', '2.36-9+deb12u13', -1],
  ['1.0a', '1.0+', -1],
  ['2026b-0+deb12u1', '2026f-0+deb12u1', -1],
])('%s and %s', (left, right, expected) => {
  expect(Math.sign(compareDebianVersions(left, right))).toBe(expected);
  expect(Math.sign(compareDebianVersions(right, left))).toBe(0 - expected);
});
