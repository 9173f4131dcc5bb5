import { describe, expect, test } from 'vitest';
import { compileGlob } from './glob';
import { matchIgnore, parseIgnoreFile } from './ignore';
import { compilePatterns, matchWhole } from './pattern-matcher';

/** Rows `path → line`: ignored by that line, `!line`: taken back by it, `-`: no line spoke. */
function decisions(file: string, paths: readonly string[]): string[] {
  const patterns = parseIgnoreFile(file);
  return paths.map((path) => {
    const { ignored, line } = matchIgnore(patterns, path);
    return `${path} ${line === undefined ? '-' : ignored ? line : `!${line}`}`;
  });
}

describe('.dockerignore', () => {
  test('comments, blanks, stars and exceptions', () => {
    const file = '# dependencies\nnode_modules\n\n**/*.log\n*.tmp\ndocs/*\n!docs/README.md\n  build/\n!important.log\n #not a comment\n';
    const rows = [
      'node_modules 2',
      'node_modules/m/i.js 2',
      'sub/node_modules/k.js -',
      'x.log 4',
      'sub/deep/y.log 4',
      'important.log !9',
      'sub/important.log 4',
      't.tmp 5',
      'sub/t.tmp -',
      'docs -',
      'docs/guide.md 6',
      'docs/README.md !7',
      'build/out 8',
      'sub/build/out -',
      '#not a comment 10',
      '# dependencies -',
    ];
    expect(
      decisions(
        file,
        rows.map((row) => row.replace(/ \S+$/, '')),
      ),
    ).toEqual(rows);
  });

  test('patterns are anchored at the root, with or without a slash', () => {
    const rows = [
      'root.txt 1',
      'b/root.txt -',
      'a/skip.txt 2',
      'b/a/skip.txt -',
      'a/temp/f 3',
      'temp/f -',
      'dot.txt 4',
      'q1.txt 5',
      'q12.txt -',
      'x.dat 6',
      'z.dat -',
    ];
    expect(
      decisions(
        '/root.txt\na/skip.txt\n*/temp\n./dot.txt\nq?.txt\n[xy].dat\n',
        rows.map((row) => row.replace(/ \S+$/, '')),
      ),
    ).toEqual(rows);
  });

  test('carriage returns and a byte order mark do not count', () => {
    expect(decisions('\uFEFFa\r\nb\r\n', ['a', 'b', 'c'])).toEqual(['a 1', 'b 2', 'c -']);
  });

  test('everything but one directory', () => {
    expect(decisions('*\n!src\nsrc/**/*.test.js', ['x', 'src', 'src/a.js', 'src/a.test.js', 'src/d/b.test.js'])).toEqual([
      'x 1',
      'src !2',
      'src/a.js !2',
      'src/a.test.js 3',
      'src/d/b.test.js 3',
    ]);
  });

  test('an exception for a parent does not take back a child that an earlier line names', () => {
    expect(decisions('a/b\n!a\n', ['a/b', 'a/b/c', 'a/x'])).toEqual(['a/b 1', 'a/b/c 1', 'a/x -']);
  });

  test.each([
    ['!', 'illegal exclusion pattern: "!"'],
    ['a\n[', 'syntax error in pattern'],
  ])('%j is malformed', (file, error) => expect(parseIgnoreFile(file).error).toBe(error));
});

describe('patterns', () => {
  const cases: [string, string[], string[]][] = [
    ['**', ['a', 'a/b'], []],
    ['**/foo', ['foo', 'a/foo', 'a/b/foo', 'foo/x'], ['afoo']],
    ['foo/**', ['foo/a', 'foo/a/b'], ['foo', 'food']],
    ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z'], ['az', 'b/z']],
    ['**/*.js', ['x.js', 'a/x.js'], ['x.jsx']],
    ['*.md', ['r.md'], ['a/r.md']],
    ['a?c', ['abc', 'a🎉c'], ['a/c', 'ac']],
    ['a.b', ['a.b'], ['axb']],
    ['[^a]x', ['bx'], ['ax']],
    ['a\\*', ['a*'], ['ab']],
    ['a+(b)|c', ['a+(b)|c'], ['aab']],
    ['dir', ['dir', 'dir/deep/file'], ['dirt', 'x/dir']],
  ];
  test.each(cases)('%s', (pattern, matching, others) => {
    const compiled = compilePatterns([pattern]);
    const matched = [...matching, ...others].filter((path) => compiled.ok && matchWhole(compiled.list, path).matched);
    expect(matched).toEqual(matching);
  });
});

describe('wildcards of a source, as Go reads them', () => {
  const cases: [string, string[], string[]][] = [
    ['*.txt', ['a.txt', '.hidden.txt'], ['d/a.txt', 'a.txtx']],
    ['log?.gz', ['log1.gz'], ['log22.gz', 'log/.gz']],
    ['[ab]*.cfg', ['alpha.cfg', 'b.cfg'], ['gamma.cfg']],
    ['[^ab]', ['c', '/'], ['a']],
    ['[a-c]', ['b'], ['d', '-']],
    ['[c-a]', [], ['b']],
    ['[\\]]', [']'], ['\\']],
    ['\\*', ['*'], ['a']],
    ['$^.+', ['$^.+'], ['x']],
  ];
  test.each(cases)('%s', (pattern, matching, others) => {
    const glob = compileGlob(pattern);
    expect([...matching, ...others].filter((name) => glob?.matches(name))).toEqual(matching);
  });

  test.each(['[', '[]', '[a', '[]a]', '[-]', '[a-]', 'a\\', '[^'])('%s is malformed', (pattern) => expect(compileGlob(pattern)).toBeUndefined());
});
