import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileGlob } from './glob';
import { ANYTHING, FEW_STARS, type GlobStep, matchesSteps, NO_SLASH } from './glob-steps';
import { compilePatterns, matchPath } from './pattern-matcher';
import { patternSteps } from './pattern-steps';

const steps: fc.Arbitrary<readonly (readonly [source: string, step: GlobStep])[]> = fc.array(
  fc.oneof(
    fc.constantFrom('a', 'b', '/').map((wanted) => [wanted, { kind: 'one', matches: (char: string) => char === wanted }] as const),
    fc.constant(['[^/]', { kind: 'one', matches: NO_SLASH }] as const),
    fc.constant(['[^/]*', { kind: 'many', matches: NO_SLASH }] as const),
    fc.constant(['.*', { kind: 'many', matches: ANYTHING }] as const),
    fc.constant(['(.*/)?', { kind: 'folders' }] as const),
  ),
  { maxLength: 6 },
);

test('steps match what the same regular expression matches', () => {
  fc.assert(
    fc.property(steps, fc.array(fc.constantFrom('a', 'b', '/', '😀'), { maxLength: 8 }), (pattern, chars) => {
      const expression = new RegExp(`^${pattern.map(([source]) => source).join('')}$`, 'su');
      expect(
        matchesSteps(
          pattern.map(([, step]) => step),
          chars.join(''),
        ),
      ).toBe(expression.test(chars.join('')));
    }),
    { numRuns: 2000 },
  );
});

const pattern = fc
  .array(fc.constantFrom('a', 'b', '*', '**', '**/', '/', '?', '[ab]', '[^a]', '\\*', '.', '+'), { minLength: 4, maxLength: 9 })
  .map((parts) => parts.join(''))
  .filter((text) => (text.match(/\*\*?/g)?.length ?? 0) > FEW_STARS);

test('an ignore pattern with many stars matches what its expression would', () => {
  fc.assert(
    fc.property(pattern, fc.array(fc.constantFrom('a', 'b', '/', '.', '+'), { maxLength: 7 }), (text, chars) => {
      const source = text.replace(/\*\*\/?$|\*\*\/?|\\?[*?.+]/g, (token, at: number) => {
        if (token.startsWith('**')) return at + token.length === text.length ? '.*' : '(.*/)?';
        return token === '*' ? '[^/]*' : token === '?' ? '[^/]' : `\\${token.slice(-1)}`;
      });
      const steps = patternSteps(text);
      if (steps !== undefined) expect(matchesSteps(steps, chars.join(''))).toBe(new RegExp(`^${source}$`, 's').test(chars.join('')));
    }),
    { numRuns: 2000 },
  );
});

const LONG = 'a'.repeat(200);

test.each([
  ['*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*ab', LONG, false],
  ['*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a', LONG, true],
  [`${'*'.repeat(5000)}x`, LONG, false],
  [`${'?*'.repeat(50)}z`, LONG, false],
  ['*[a]*[a]*[a]*[a]*[a]*[a]*[a]*[a]*[^a]', LONG, false],
  ['*\\a*\\a*\\a*\\a*', LONG, true],
])('COPY %s', (pattern, name, matches) => expect(compileGlob(pattern)?.matches(name)).toBe(matches));

const ignores = (pattern: string, path: string) => {
  const compiled = compilePatterns([pattern]);
  return compiled.ok ? matchPath(compiled.list, path, undefined).matched : compiled.message;
};

test.each([
  ['*****a*****b', LONG, false],
  ['*****a*****b', `${LONG}b`, true],
  [`${'*a'.repeat(30)}b`, LONG, false],
  [`${'**/a'.repeat(20)}/b`, 'a/'.repeat(50), false],
  [`${'**/'.repeat(100)}b`, `${'a/'.repeat(50)}b`, true],
  [`${'**a'.repeat(30)}b`, LONG, false],
  [`${'**'.repeat(30)}b`, 'a/'.repeat(50), false],
  ['**/a/**/b/**/c', 'a/x/b/y/c', true],
  ['**/a/**/b/**/c', 'x/a/b/c/d', true],
  ['**/a/**/b/**/c', 'x/b/a/c', false],
  ['[a]*[a]*[a]*[a]*[a]*[a]*[a]*[a]*b', LONG, false],
  ['**/*[Tt]est*/**/*.py[cod]', 'x/aTest/y/z.pyc', true],
  ['**/*[Tt]est*/**/*.py[cod]', 'x/a/y/z.pyc', false],
  ['*\\*a*b*c', 'x*abc', true],
  ['*a*a*a*a*a*a*a*[', LONG, 'syntax error in pattern'],
  ['*a*a*a*a*a*a*a*\\w', LONG, 'syntax error in pattern'],
])('.dockerignore %s', (pattern, path, answer) => expect(ignores(pattern, path)).toBe(answer));
