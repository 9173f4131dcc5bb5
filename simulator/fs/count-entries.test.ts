import { expect, test } from 'vitest';
import { countEntries } from './count-entries';
import { buildTree, createDirectory, walkTree } from './tree';
import type { DirectoryNode } from './types';

test('nodes below a directory', () => {
  const content = { kind: 'bytes' as const, bytes: new Uint8Array(1) };
  const tree = buildTree([
    { kind: 'file', path: 'a/b/c', content },
    { kind: 'file', path: 'a/d', content },
    { kind: 'symlink', path: 'e', target: 'a' },
    { kind: 'directory', path: 'f' },
  ]);
  expect(countEntries(tree)).toBe([...walkTree(tree)].length);
  expect(countEntries(createDirectory())).toBe(0);
});

test('a tree that holds itself twice, forty times over', () => {
  let tree: DirectoryNode = createDirectory();
  for (let round = 0; round < 40; round++)
    tree = createDirectory(
      {},
      new Map([
        ['a', tree],
        ['b', tree],
      ]),
    );
  expect(countEntries(tree)).toBe(2 ** 41 - 2);
});

test('a deep tree', () => {
  let tree: DirectoryNode = createDirectory();
  for (let depth = 0; depth < 20_000; depth++) tree = createDirectory({}, new Map([['d', tree]]));
  expect(countEntries(tree)).toBe(20_000);
});
