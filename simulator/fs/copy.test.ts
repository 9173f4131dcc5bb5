import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { bytesContent, contentBytes } from './content';
import { type CopySpec, copyInto } from './copy';
import { diffTrees } from './diff';
import { editTree } from './editor';
import { makeDirectory, makeFile, makeSymlink, removePath } from './file-actions';
import { tarChunks } from './tar';
import { buildTree, EMPTY_TREE, type TreeEntry, walkTree } from './tree';
import type { LayerEntry, Tree } from './types';

const NOW = 9000;
const ROOT = { uid: 0, gid: 0, nowSeconds: NOW };

/** `path` is a directory when it ends in a slash, `path -> target` a link, else a file that holds its own path. */
function tree(...lines: readonly string[]): Tree {
  return buildTree(
    lines.map((line): TreeEntry => {
      const [path = '', target] = line.split(' -> ');
      if (target !== undefined) return { kind: 'symlink', path, target, mtimeSeconds: 5 };
      return path.endsWith('/') ? { kind: 'directory', path, mtimeSeconds: 5 } : { kind: 'file', path, content: bytesContent(path), mtimeSeconds: 5 };
    }),
  );
}

function print(tree: Tree): string[] {
  return [...walkTree(tree)].map(([path, node]) => {
    const text = node.kind === 'file' ? new TextDecoder().decode(contentBytes(node.content)) : node.kind === 'symlink' ? `-> ${node.target}` : '/';
    return `${path} ${text}`;
  });
}

const COPY: Omit<CopySpec, 'src' | 'dest'> = {
  followSymlink: true,
  dirCopyContents: true,
  attemptUnpack: false,
  createDestPath: true,
  allowWildcard: true,
  allowEmptyWildcard: true,
  includePatterns: [],
  excludePatterns: [],
};

function copy(base: Tree, source: Tree, src: string, dest: string, more: Partial<CopySpec> = {}): Tree | string {
  const editor = editTree(base, ROOT);
  const result = copyInto(editor, source, { ...COPY, src, dest, ...more });
  return result.ok ? editor.commit() : result.message;
}

function lines(result: Tree | string): string[] | string {
  return typeof result === 'string' ? result : print(result);
}

describe('where things land', () => {
  const source = tree('f', 'd/x', 'd/e/y', 'd/link -> x', 'flink -> f', 'dlink -> d', 'gone -> nowhere', '*literal');
  const cases: [string, Tree, string, string, string[] | string][] = [
    ['a file under a new name', EMPTY_TREE, '/f', '/n/g', ['n /', 'n/g f']],
    ['a file into a directory that is made', EMPTY_TREE, '/f', '/n/', ['n /', 'n/f f']],
    ['a file into a directory that is there', tree('n/'), '/f', '/n', ['n /', 'n/f f']],
    ['a final dot means a directory', EMPTY_TREE, '/f', '/n/.', ['n /', 'n/f f']],
    ['the content of a directory', EMPTY_TREE, '/d', '/n', ['n /', 'n/e /', 'n/e/y d/e/y', 'n/link -> x', 'n/x d/x']],
    ['a link that is named is followed', EMPTY_TREE, '/flink', '/g', ['g f']],
    ['a linked directory gives its content', EMPTY_TREE, '/dlink/', '/n', ['n /', 'n/e /', 'n/e/y d/e/y', 'n/link -> x', 'n/x d/x']],
    ['under the name of the link', tree('n/'), '/flink', '/n', ['n /', 'n/flink f']],
    ['a dangling link', EMPTY_TREE, '/gone', '/g', 'lstat /nowhere: no such file or directory'],
    ['nothing there', EMPTY_TREE, '/none', '/g', 'lstat /none: no such file or directory'],
    ['a wildcard without a match', EMPTY_TREE, '/z*', '/n/', []],
    ['a wildcard below a missing directory', EMPTY_TREE, '/none/*', '/n/', 'lstat /none: no such file or directory'],
    ['wildcards, in order', EMPTY_TREE, '/f*', '/n/', ['n /', 'n/f f', 'n/flink f']],
    ['a wildcard in a directory', EMPTY_TREE, '/*/e', '/n/', ['n /', 'n/y d/e/y']],
    ['an escaped star is looked for with its backslash', EMPTY_TREE, '/\\*literal', '/n', 'lstat /\\*literal: no such file or directory'],
    ['over a file', tree('g'), '/f', '/g', ['g f']],
    ['over a link to a file: its target', tree('real', 'g -> real'), '/f', '/g', ['g -> real', 'real f']],
    ['over a link inside a directory: the link itself', tree('real', 'n/f -> ../real'), '/f', '/n/', ['n /', 'n/f f', 'real real']],
    ['through a linked directory', tree('data/', 'app -> /data'), '/f', '/app/f', ['app -> /data', 'data /', 'data/f f']],
    [
      'through a link that leads nowhere yet',
      tree('app -> /data/deep'),
      '/f',
      '/app/f',
      ['app -> /data/deep', 'data /', 'data/deep /', 'data/deep/f f'],
    ],
    ['a directory onto a file', tree('n'), '/d', '/n', 'cannot copy to non-directory: MOUNT/n'],
    ['a directory below onto a file', tree('n/e'), '/d', '/n', 'cannot copy to non-directory: MOUNT/n/e'],
    ['a file below onto a directory', tree('n/x/'), '/d', '/n', 'cannot replace to directory MOUNT/n/x with file'],
    ['into a file', tree('n'), '/f', '/n/', 'mkdir /n: not a directory'],
    ['below a file', tree('n'), '/f', '/n/a/b', 'lstat /n/a: not a directory'],
  ];
  test.each(cases)('%s', (_, base, src, dest, expected) => expect(lines(copy(base, source, src, dest))).toEqual(expected));

  test('without followSymlink and contents only, the thing itself lands', () => {
    const plain = { followSymlink: false, dirCopyContents: false, allowWildcard: false };
    expect(lines(copy(tree('n/'), source, '/flink', '/n', plain))).toEqual(['n /', 'n/flink -> f']);
    expect(lines(copy(tree('n/'), source, '/d/e', '/n', plain))).toEqual(['n /', 'n/e /', 'n/e/y d/e/y']);
  });
});

describe('attributes', () => {
  const source = buildTree([
    { kind: 'directory', path: 'd', mode: 0o700, uid: 3, mtimeSeconds: 5 },
    { kind: 'directory', path: 'd/s', mode: 0o710, uid: 3, mtimeSeconds: 6 },
    { kind: 'file', path: 'd/s/f', mode: 0o600, uid: 3, mtimeSeconds: 7, content: bytesContent('f') },
    { kind: 'symlink', path: 'd/l', uid: 3, target: 's', mtimeSeconds: 8 },
  ]);
  const facts = (result: Tree | string) =>
    typeof result === 'string'
      ? result
      : [...walkTree(result)].map(([path, node]) => `${path} ${node.mode.toString(8)} ${node.uid} @${node.mtimeSeconds}`);

  test('come from the source, but the topmost directory is a new one with the time of the source', () => {
    expect(facts(copy(EMPTY_TREE, source, '/d', '/n'))).toEqual(['n 755 0 @5', 'n/l 777 3 @8', 'n/s 710 3 @6', 'n/s/f 600 3 @7']);
  });

  test('an existing topmost directory keeps mode and owner, one below takes the copied ones', () => {
    const base = buildTree([
      { kind: 'directory', path: 'n', mode: 0o711, uid: 9 },
      { kind: 'directory', path: 'n/s', mode: 0o777, uid: 9 },
      { kind: 'directory', path: 'n/s/old' },
    ]);
    expect(facts(copy(base, source, '/d', '/n'))).toEqual(['n 711 9 @5', 'n/l 777 3 @8', 'n/s 710 3 @6', 'n/s/f 600 3 @7', 'n/s/old 755 0 @0']);
  });

  test('owner and mode reach everything, links keep their mode, new parents get both', () => {
    expect(facts(copy(EMPTY_TREE, source, '/d', '/p/n', { owner: { uid: 7, gid: 8 }, mode: 0o640 }))).toEqual([
      `p 640 7 @${NOW}`,
      'p/n 640 7 @5',
      'p/n/l 777 7 @8',
      'p/n/s 640 7 @6',
      'p/n/s/f 640 7 @7',
    ]);
  });

  test('a symbolic mode looks at each file, and does not reach new parents', () => {
    expect(facts(copy(EMPTY_TREE, source, '/d', '/n', { mode: 'go=u' }))).toEqual(['n 755 0 @5', 'n/l 777 3 @8', 'n/s 777 3 @6', 'n/s/f 666 3 @7']);
  });

  test('directories that only lead to included files get the time of the copy', () => {
    expect(facts(copy(EMPTY_TREE, source, '/', '/n', { includePatterns: ['d/s/f'] }))).toEqual([
      `n 755 0 @0`,
      `n/d 700 3 @${NOW}`,
      `n/d/s 710 3 @${NOW}`,
      'n/d/s/f 600 3 @7',
    ]);
  });
});

describe('patterns', () => {
  const source = tree('a.md', 'b.js', 'd/c.md', 'd/keep/k.md', 'e/f.js');
  const cases: [string, Partial<CopySpec>, string[]][] = [
    ['exclude at the top', { excludePatterns: ['*.md'] }, ['b.js', 'd', 'd/c.md', 'd/keep', 'd/keep/k.md', 'e', 'e/f.js']],
    ['exclude everywhere leaves empty directories', { excludePatterns: ['**/*.md'] }, ['b.js', 'd', 'd/keep', 'e', 'e/f.js']],
    ['an exception brings back its parents', { excludePatterns: ['d', '!d/keep'] }, ['a.md', 'b.js', 'd', 'd/keep', 'd/keep/k.md', 'e', 'e/f.js']],
    ['include makes no empty directories', { includePatterns: ['**/*.js'] }, ['b.js', 'e', 'e/f.js']],
    ['both', { includePatterns: ['d'], excludePatterns: ['d/keep'] }, ['d', 'd/c.md']],
  ];
  test.each(cases)('%s', (_, more, expected) => {
    const result = lines(copy(EMPTY_TREE, source, '/', '/', more));
    expect(typeof result === 'string' ? result : result.map((line) => line.replace(/ .*/, ''))).toEqual(expected);
  });

  test('a source that is a file is not filtered out', () =>
    expect(lines(copy(EMPTY_TREE, source, '/a.md', '/x', { excludePatterns: ['*.md'] }))).toEqual(['x a.md']));
  test('a malformed one stops the copy', () =>
    expect(copy(EMPTY_TREE, source, '/', '/', { excludePatterns: ['['] })).toBe('invalid excludepatterns: [[]: syntax error in pattern'));
});

test('hard links of a source stay links', () => {
  const source = buildTree([
    { kind: 'file', path: 'd/a', content: bytesContent('1') },
    { kind: 'hardlink', path: 'd/s/b', target: 'd/a' },
  ]);
  const result = copy(EMPTY_TREE, source, '/d', '/n');
  expect(typeof result === 'string' ? [] : diffTrees(EMPTY_TREE, result).map((entry) => `${entry.type} ${entry.path}`)).toEqual([
    'dir n',
    'file n/a',
    'dir n/s',
    'hardlink n/s/b',
  ]);
});

describe('archives', () => {
  const entry = (path: string, more: Partial<LayerEntry> = {}): LayerEntry => ({
    path,
    type: 'dir',
    mode: 0o750,
    uid: 10,
    gid: 20,
    mtimeSeconds: 7,
    sizeBytes: 0,
    ...more,
  });
  const tar = (...entries: readonly LayerEntry[]) => new Uint8Array(Buffer.concat([...tarChunks(entries)]));
  const plain = tar(
    entry('d'),
    entry('d/f', { type: 'file', mode: 0o600, sizeBytes: 2, content: bytesContent('f\n') }),
    entry('h', { type: 'hardlink', link: 'd/f' }),
    entry('l', { type: 'symlink', link: 'd' }),
  );
  const add = (bytes: Uint8Array, base: Tree = EMPTY_TREE, more: Partial<CopySpec> = {}) =>
    copy(base, buildTree([{ kind: 'file', path: 'a', content: bytesContent(bytes) }]), '/a', '/o/', { attemptUnpack: true, ...more });
  const unpacked = ['o /', 'o/d /', 'o/d/f f\n', 'o/h f\n', 'o/l -> d'];

  test('plain and gzip', () => {
    expect(lines(add(plain))).toEqual(unpacked);
    expect(lines(add(gzipSync(plain, { mtime: 0 })))).toEqual(unpacked);
    const members = [plain.subarray(0, 700), plain.subarray(700)].map((part) => gzipSync(part, { mtime: 0 }));
    expect(lines(add(new Uint8Array(Buffer.concat(members))))).toEqual(unpacked);
  });
  test('only for ADD', () => expect(lines(add(plain, EMPTY_TREE, { attemptUnpack: false }))).toHaveLength(2));
  test('files replace what is in their way, directories merge', () => {
    expect(lines(add(plain, tree('o/d/f/deep', 'o/d/other', 'o/l/x')))).toEqual([
      'o /',
      'o/d /',
      'o/d/f f\n',
      'o/d/other o/d/other',
      'o/h f\n',
      'o/l -> d',
    ]);
  });
  test('--chown reaches what is in it, not the parents it does not list', () => {
    const result = add(tar(entry('p/f', { type: 'file' })), EMPTY_TREE, { owner: { uid: 7, gid: 8 }, mode: 0o777 });
    expect(typeof result === 'string' ? result : [...walkTree(result)].map(([path, node]) => `${path} ${node.mode.toString(8)} ${node.uid}`)).toEqual(
      ['o 755 7', 'o/p 755 0', 'o/p/f 750 7'],
    );
  });
  test('a hard link to nothing is refused', () =>
    expect(add(tar(entry('l', { type: 'hardlink', link: 'd/none' })))).toBe('link /o/d/none /o/l: no such file or directory'));
  test('nothing leads out of where it is unpacked', () => {
    expect(lines(add(tar(entry('../x', { type: 'file' }))))).toEqual(['o /', 'o/x ']);
    expect(lines(add(tar(entry('l', { type: 'symlink', link: '../x' }))))).toEqual(['o /', 'o/l -> ../x']);
  });
  test('a cut archive fails, packed or not', () => {
    expect(add(plain.subarray(0, 1200))).toBe('unexpected EOF');
    expect(lines(add(Uint8Array.of(0x1f, 0x8b, 0x08, 1, 2, 3)))).toHaveLength(2);
    const noise = Uint8Array.from({ length: 200_000 }, (_, index) => (index * index * 7919) >> 5);
    const big = tar(entry('n', { type: 'file', sizeBytes: noise.length, content: bytesContent(noise) }));
    const packed = gzipSync(big, { mtime: 0, level: 0 });
    expect(add(packed.subarray(0, packed.length / 2))).toBe('unexpected EOF');
  });
  test('what cannot be unpacked here is named', () => {
    const editor = editTree(EMPTY_TREE, ROOT);
    const source = buildTree([{ kind: 'file', path: 'a.zst', content: bytesContent(Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd)) }]);
    expect(copyInto(editor, source, { ...COPY, attemptUnpack: true, src: '/a.zst', dest: '/o/' })).toEqual({
      ok: true,
      notUnpacked: [{ path: '/a.zst', compression: 'zstd' }],
    });
    expect(print(editor.commit())).toEqual(['o /']);
  });
});

describe('other file operations', () => {
  const run = (base: Tree, act: (editor: ReturnType<typeof editTree>) => { readonly ok: boolean }) => {
    const editor = editTree(base, ROOT);
    const result = act(editor);
    return 'message' in result ? result.message : print(editor.commit());
  };
  test('a directory and its parents, where links lead', () => {
    expect(run(tree('l -> /data'), (editor) => makeDirectory(editor, { path: '/l/a/b', mode: 0o755, makeParents: true }))).toEqual([
      'data /',
      'data/a /',
      'data/a/b /',
      'l -> /data',
    ]);
  });
  test('without parents', () => {
    expect(run(EMPTY_TREE, (editor) => makeDirectory(editor, { path: '/a/b', mode: 0o755, makeParents: false }))).toBe(
      'mkdir /a/b: no such file or directory',
    );
    expect(run(tree('a/'), (editor) => makeDirectory(editor, { path: '/a', mode: 0o755, makeParents: false }))).toEqual(['a /']);
  });
  test('a file', () => expect(run(tree('f'), (editor) => makeFile(editor, { path: 'f', mode: 0o600, data: 'new' }))).toEqual(['f new']));
  test('a link', () => expect(run(EMPTY_TREE, (editor) => makeSymlink(editor, { target: '/x', path: '/l' }))).toEqual(['l -> /x']));
  test('removal', () => {
    const base = tree('a.txt', 'b.txt', 'd/c', 'l -> d');
    expect(run(base, (editor) => removePath(editor, { path: '*.txt', allowNotFound: false, allowWildcard: true }))).toEqual([
      'd /',
      'd/c d/c',
      'l -> d',
    ]);
    expect(run(base, (editor) => removePath(editor, { path: '/l', allowNotFound: false, allowWildcard: false }))).toContain('d/c d/c');
    expect(run(base, (editor) => removePath(editor, { path: '/x', allowNotFound: false, allowWildcard: false }))).toBe(
      'stat /x: no such file or directory',
    );
    expect(run(base, (editor) => removePath(editor, { path: '/x', allowNotFound: true, allowWildcard: false }))).toHaveLength(5);
  });
});
