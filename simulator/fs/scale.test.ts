import { expect, test } from 'vitest';
import { applyDiff } from './apply-diff';
import { checksumSources } from './content-checksum';
import { contextTree } from './context-tree';
import { copyInto } from './copy';
import { diffTrees } from './diff';
import { editTree } from './editor';
import { NO_IGNORE_PATTERNS, parseIgnoreFile } from './ignore';
import { tarChunks, tarSize } from './tar';
import { EMPTY_TREE, walkTree } from './tree';
import type { Tree } from './types';

/** Sizes that a learner can reach by accident must neither hang nor overflow the stack. */

const DEFAULTS = { uid: 0, gid: 0, nowSeconds: 1 };
const COPY = {
  src: '/',
  dest: '/copy/',
  followSymlink: true,
  dirCopyContents: true,
  attemptUnpack: false,
  createDestPath: true,
  allowWildcard: true,
  allowEmptyWildcard: true,
  includePatterns: [],
  excludePatterns: [],
};
const WHOLE = { path: '/', wildcard: false, followLinks: true, includePatterns: [], excludePatterns: [], requiredPaths: [] };

function count(tree: Tree): number {
  let nodes = 0;
  for (const _ of walkTree(tree)) nodes++;
  return nodes;
}

function copied(base: Tree, source: Tree, more: object = {}): Tree {
  const editor = editTree(base, DEFAULTS);
  expect(copyInto(editor, source, { ...COPY, ...more })).toEqual({ ok: true, notUnpacked: [] });
  return editor.commit();
}

/** Every operation that looks at a whole tree. */
function goThrough(tree: Tree, nodes: number): void {
  const diff = diffTrees(EMPTY_TREE, tree);
  expect(diff).toHaveLength(nodes);
  expect(count(applyDiff(EMPTY_TREE, diff))).toBe(nodes);
  expect(checksumSources(tree, [WHOLE])).toMatchObject({ ok: true });
  expect(checksumSources(tree, [{ ...WHOLE, excludePatterns: ['no'] }])).toMatchObject({ ok: true });
  expect(count(copied(EMPTY_TREE, tree))).toBe(nodes + 1);
  expect(count(copied(EMPTY_TREE, tree, { owner: { uid: 1, gid: 1 } }))).toBe(nodes + 1);
  const editor = editTree(tree, DEFAULTS);
  for (const name of tree.children.keys()) editor.removeAll(`/${name}`);
  expect(diffTrees(tree, editor.commit())).toHaveLength(tree.children.size);
}

test('a hundred thousand files', { timeout: 60_000 }, () => {
  const entries = new Map(
    Array.from({ length: 100_000 }, (_, index) => [`node_modules/p${index % 1000}/lib/f${index}.js`, { kind: 'file', content: 'x' } as const]),
  );
  const tree = contextTree(entries, NO_IGNORE_PATTERNS, { mtimeSeconds: 1, rootMtimeSeconds: 1 });
  goThrough(tree, 102_001);
  expect(count(contextTree(entries, parseIgnoreFile('**/*7.js\n!**/f7.js'), { mtimeSeconds: 1, rootMtimeSeconds: 1, previous: tree }))).toBe(92_002);
});

/** Merging takes every directory by its path, so its time grows with the square of the depth. */
test('two thousand directories inside one another, merged', () => {
  const editor = editTree(EMPTY_TREE, DEFAULTS);
  editor.mkdirAll('/d'.repeat(2000));
  const tree = editor.commit();
  expect(count(copied(copied(EMPTY_TREE, tree), tree, { owner: { uid: 1, gid: 1 } }))).toBe(2001);
});

test('ten thousand directories inside one another', { timeout: 60_000 }, () => {
  const editor = editTree(EMPTY_TREE, DEFAULTS);
  editor.mkdirAll('/d'.repeat(10_000));
  editor.write(`${'/d'.repeat(10_000)}/f`, 'x');
  const tree = editor.commit();
  goThrough(tree, 10_001);
  const shallow = diffTrees(EMPTY_TREE, tree).slice(0, 300);
  expect([...tarChunks(shallow)].reduce((sum, chunk) => sum + chunk.length, 0)).toBe(tarSize(shallow));
});
