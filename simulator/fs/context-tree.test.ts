import { describe, expect, test } from 'vitest';
import type { BuildContext, ContextEntry } from '../build-types';
import { contextTree, measureTree, sentContext } from './context-tree';
import { followPaths } from './follow-paths';
import { NO_IGNORE_PATTERNS, parseIgnoreFile } from './ignore';
import { walkTree } from './tree';
import type { Tree } from './types';

function context(entries: Record<string, string | ContextEntry>): BuildContext {
  return new Map(Object.entries(entries).map(([path, entry]) => [path, typeof entry === 'string' ? { kind: 'file', content: entry } : entry]));
}

const DEFAULTS = { mtimeSeconds: 100, rootMtimeSeconds: 900 };
const paths = (tree: Tree) => [...walkTree(tree)].map(([path, node]) => path + (node.kind === 'directory' ? '/' : ''));

test('attributes: root owns all, parents need not be listed, and may come after their content', () => {
  const entries = context({
    'd/f': { kind: 'file', content: 'x', mode: 0o755, uid: 1000, gid: 1000 },
    d: { kind: 'directory', mode: 0o700, mtimeSeconds: 7 },
    l: { kind: 'symlink', target: 'd/f' },
    'e/deep/f': 'y',
  });
  const tree = contextTree(entries, NO_IGNORE_PATTERNS, DEFAULTS);
  expect([...walkTree(tree)].map(([path, node]) => `${path} ${node.mode.toString(8)} ${node.uid}:${node.gid} @${node.mtimeSeconds}`)).toEqual([
    'd 700 0:0 @7',
    'd/f 755 0:0 @100',
    'e 755 0:0 @100',
    'e/deep 755 0:0 @100',
    'e/deep/f 644 0:0 @100',
    'l 777 0:0 @100',
  ]);
  expect(tree.mtimeSeconds).toBe(900);
});

describe('what an ignore file leaves', () => {
  const files = context({ 'a/x.log': '', 'a/b/y.log': '', 'a/c/z': '', 'n/m/i': '', 'n/keep/k': '', f: '' });
  const cases: [string, string[]][] = [
    ['', ['a/', 'a/b/', 'a/b/y.log', 'a/c/', 'a/c/z', 'a/x.log', 'f', 'n/', 'n/keep/', 'n/keep/k', 'n/m/', 'n/m/i']],
    ['**/*.log', ['a/', 'a/b/', 'a/c/', 'a/c/z', 'f', 'n/', 'n/keep/', 'n/keep/k', 'n/m/', 'n/m/i']],
    ['a\nn', ['f']],
    ['a/**\nn/*\n!n/keep', ['a/', 'f', 'n/', 'n/keep/', 'n/keep/k']],
    ['n\n!n/keep\na', ['f', 'n/', 'n/keep/', 'n/keep/k']],
    ['*', []],
    ['*\n!**/z', ['a/', 'a/c/', 'a/c/z']],
  ];
  test.each(cases)('%j', (file, expected) => expect(paths(contextTree(files, parseIgnoreFile(file), DEFAULTS))).toEqual(expected));
});

describe('an earlier tree of the same context', () => {
  const first = contextTree(context({ 'd/a': '1', 'd/b': '2', 'e/c': '3' }), NO_IGNORE_PATTERNS, DEFAULTS);
  const again = (entries: Record<string, string | ContextEntry>, more = DEFAULTS) =>
    contextTree(context(entries), NO_IGNORE_PATTERNS, { ...more, previous: first });

  test('is taken when nothing changed', () => expect(again({ 'd/a': '1', 'd/b': '2', 'e/c': '3' })).toBe(first));
  test('lends its content when only the time of the build did', () => {
    const tree = again({ 'd/a': '1', 'd/b': '2', 'e/c': '3' }, { ...DEFAULTS, rootMtimeSeconds: 950 });
    expect([tree.mtimeSeconds, tree.children === first.children]).toEqual([950, true]);
  });
  test('lends the directories without a change', () => {
    const tree = again({ 'd/a': '1', 'd/b': 'new', 'e/c': '3' });
    const directory = tree.children.get('d');
    expect(tree.children.get('e')).toBe(first.children.get('e'));
    expect(directory).not.toBe(first.children.get('d'));
    expect(directory?.kind === 'directory' && directory.children.get('b')).toMatchObject({ content: { bytes: new TextEncoder().encode('new') } });
  });
  test('lends the bytes of a touched file, not its time', () => {
    const file = again({ 'd/a': { kind: 'file', content: '1', mtimeSeconds: 500 }, 'd/b': '2', 'e/c': '3' }).children.get('d');
    const [before, after] = [first.children.get('d'), file].map((directory) => directory?.kind === 'directory' && directory.children.get('a'));
    expect(after).toEqual({ ...before, mtimeSeconds: 500 });
    expect(before && after && before.kind === 'file' && after.kind === 'file' && before.content === after.content).toBe(true);
  });
});

describe('what the client is asked for', () => {
  const tree = contextTree(
    context({
      'src/a': 'aa',
      'src/b': 'b',
      'real/x': 'xxx',
      top: 't',
      link: { kind: 'symlink', target: 'real/x' },
      'src/up': { kind: 'symlink', target: '../top' },
      dir: { kind: 'symlink', target: 'real' },
    }),
    NO_IGNORE_PATTERNS,
    DEFAULTS,
  );
  const cases: [string[], string[] | undefined][] = [
    [['/src'], ['src']],
    [
      ['/src', '/src/a', '/top'],
      ['src', 'top'],
    ],
    [['/link'], ['link', 'real/x']],
    [['/dir/x'], ['dir', 'real/x']],
    [['/src/*'], ['src/*', 'top']],
    [['/none'], ['none']],
    [['/src', '/'], undefined],
  ];
  test.each(cases)('%j', (sources, expected) => expect(followPaths(tree, sources)).toEqual(expected));

  test('files and bytes', () => {
    expect(measureTree(tree)).toEqual({ files: 4, bytes: 7 });
    expect(measureTree(sentContext(tree, ['/src/a', '/link']))).toEqual({ files: 2, bytes: 5 });
    expect(paths(sentContext(tree, ['/src/*']))).toEqual(['src/', 'src/a', 'src/b', 'src/up', 'top']);
    expect(sentContext(tree, ['/'])).toBe(tree);
  });
});
