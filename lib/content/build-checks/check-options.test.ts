import { expect, test } from 'vitest';
import { withComment, withDirective } from './check-options';

test.each([
  ['FROM a\n', '# check=error=true\nFROM a\n'],
  ['# check=skip=X\nFROM a\n', '# check=skip=X;error=true\nFROM a\n'],
  ['#check = skip=X\nFROM a\n', '# check=skip=X;error=true\nFROM a\n'],
  ['# a comment\nFROM a\n', '# check=error=true\n# a comment\nFROM a\n'],
])('a directive into %j', (before, after) => expect(withDirective(before, 'error=true')).toBe(after));

test.each([
  [2, 'FROM a\n# check=skip=X\nRUN b\n'],
  [1, '# Not a directive.\n# check=skip=X\nFROM a\nRUN b\n'],
])('a comment above line %i', (line, after) => expect(withComment('FROM a\nRUN b\n', line, 'skip=X')).toBe(after));
