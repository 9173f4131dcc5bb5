import { expect, test } from 'vitest';
import { matchesGlob } from './glob';

test.each([
  ['app/server.js', '**/server.js', true],
  ['server.js', '**/server.js', true],
  ['app/xserver.js', '**/server.js', false],
  ['app/src/a.js', 'app/*', false],
  ['app/src/a.js', 'app/**', true],
  ['app/a.js', 'app/?.js', true],
  ['app/a+b.js', 'app/a+b.js', true],
  ['app/aab.js', 'app/a+b.js', false],
])('%s and %s: %s', (path, glob, expected) => expect(matchesGlob(path, glob)).toBe(expected));
