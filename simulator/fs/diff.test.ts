import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyDiff } from './apply-diff';
import { contentKey } from './content';
import { diffTrees } from './diff';
import { editTree } from './editor';
import { buildTree, EMPTY_TREE, walkTree } from './tree';
import type { LayerDiff, Tree, TreeEditor } from './types';

type Step = (editor: TreeEditor) => unknown;

/** Runs steps one after another, all at the same second, and returns the entries of the last one's layer. */
function lastLayer(...steps: readonly Step[]): string[] {
  let [lower, upper]: [Tree, Tree] = [EMPTY_TREE, EMPTY_TREE];
  for (const step of steps) {
    const editor = editTree(upper, { uid: 0, gid: 0, nowSeconds: 1000 });
    step(editor);
    [lower, upper] = [upper, editor.commit()];
  }
  return print(diffTrees(lower, upper));
}

function print(diff: LayerDiff): string[] {
  return diff.map((entry) => [entry.path, entry.type, ...(entry.link === undefined ? [] : [entry.link])].join(' '));
}

describe('what a layer records', () => {
  const made: Step = (editor) => {
    editor.mkdirAll('/m/sub');
    editor.write('/m/f', 'content');
    editor.write('/m/sub/g', 'g');
    editor.symlink('f', '/m/l');
  };
  const cases: [string, Step[], string[]][] = [
    ['nothing', [made, () => {}], []],
    ['a first layer', [made], ['m dir', 'm/f file', 'm/l symlink f', 'm/sub dir', 'm/sub/g file']],
    ['a file made and removed at once', [made, (editor) => [editor.write('/x', ''), editor.remove('/x')]], []],
    ['a chmod', [made, (editor) => editor.chmod('/m/f', 0o600)], ['m dir', 'm/f file']],
    ['a chmod to the same mode', [made, (editor) => editor.chmod('/m/f', 0o644)], []],
    ['a chown', [made, (editor) => editor.chown('/m/f', { uid: 12 })], ['m dir', 'm/f file']],
    ['a touch in the same second', [made, (editor) => editor.write('/m/f', 'content')], ['m dir', 'm/f file']],
    ['a time set to what it is', [made, (editor) => editor.utimes('/m/f', 1000)], ['m dir', 'm/f file']],
    ['a chmod of a directory', [made, (editor) => editor.chmod('/m', 0o700)], ['m dir']],
    ['a touch of a directory', [made, (editor) => editor.utimes('/m', 5)], []],
    ['the owner of a link', [made, (editor) => editor.chown('/m/l', { uid: 9 }, { followLink: false })], ['m dir', 'm/l symlink f']],
    ['a removed file', [made, (editor) => editor.remove('/m/f')], ['m dir', 'm/.wh.f whiteout']],
    ['a removed directory', [made, (editor) => editor.removeAll('/m')], ['.wh.m whiteout']],
    [
      'a whiteout stands where the name stood',
      [made, (editor) => [editor.remove('/m/f'), editor.write('/m/g', ''), editor.write('/m/e', '')]],
      ['m dir', 'm/e file', 'm/.wh.f whiteout', 'm/g file'],
    ],
    [
      'a directory made anew: single whiteouts',
      [made, (editor) => [editor.removeAll('/m'), editor.mkdir('/m'), editor.write('/m/h', '')]],
      ['m dir', 'm/.wh.f whiteout', 'm/h file', 'm/.wh.l whiteout', 'm/.wh.sub whiteout'],
    ],
    ['a directory instead of a file', [made, (editor) => [editor.remove('/m/f'), editor.mkdirAll('/m/f/x')]], ['m dir', 'm/f dir', 'm/f/x dir']],
    ['a file instead of a directory', [made, (editor) => [editor.removeAll('/m/sub'), editor.write('/m/sub', '')]], ['m dir', 'm/sub file']],
    ['a moved file', [made, (editor) => editor.rename('/m/f', '/m/z')], ['m dir', 'm/.wh.f whiteout', 'm/z file']],
    ['moved there and back', [made, (editor) => [editor.rename('/m/f', '/m/z'), editor.rename('/m/z', '/m/f')]], []],
    [
      'hard links: the first name in order is the file',
      [(editor) => [editor.write('/z', ''), editor.link('/z', '/a'), editor.mkdir('/m'), editor.link('/z', '/m/n')]],
      ['a file', 'm dir', 'm/n hardlink a', 'z hardlink a'],
    ],
    ['a link to a lower file: the file again, under the new name', [made, (editor) => editor.link('/m/f', '/m/k')], ['m dir', 'm/k file']],
    [
      'order by component, not by character',
      [(editor) => [editor.mkdirAll('/a/b'), editor.write('/a-b', ''), editor.write('/a.b', '')]],
      ['a dir', 'a/b dir', 'a-b file', 'a.b file'],
    ],
  ];
  test.each(cases)('%s', (_, steps, expected) => expect(lastLayer(...steps)).toEqual(expected));

  test('a file that came with a whole-second time and is copied over itself is no change', () => {
    const source = buildTree([{ kind: 'file', path: 'f', mtimeSeconds: 5, content: { kind: 'bytes', bytes: Uint8Array.of(1) } }]);
    const again = buildTree([{ kind: 'file', path: 'f', mtimeSeconds: 5, content: { kind: 'bytes', bytes: Uint8Array.of(1) } }]);
    const other = buildTree([{ kind: 'file', path: 'f', mtimeSeconds: 5, content: { kind: 'bytes', bytes: Uint8Array.of(2) } }]);
    expect(print(diffTrees(source, again))).toEqual([]);
    expect(print(diffTrees(source, other))).toEqual(['f file']);
  });
});

test('a directory entry replaces a link when a layer is applied', () => {
  const tree = buildTree([
    { kind: 'symlink', path: 'app', target: 'data' },
    { kind: 'directory', path: 'data' },
  ]);
  const layer = diffTrees(EMPTY_TREE, buildTree([{ kind: 'symlink', path: 'app/f', target: 'x' }]));
  const merged = applyDiff(tree, layer);
  expect([...walkTree(merged)].map(([path, node]) => `${path} ${node.kind}`)).toEqual(['app directory', 'app/f symlink', 'data directory']);
});

test('an opaque marker empties what is below', () => {
  const tree = buildTree([{ kind: 'symlink', path: 'd/old', target: 'x' }]);
  const marker = { path: 'd/.wh..wh..opq', type: 'opaque' as const, mode: 0, uid: 0, gid: 0, mtimeSeconds: 0, sizeBytes: 0 };
  expect([...walkTree(applyDiff(tree, [marker]))].map(([path]) => path)).toEqual(['d']);
});

const names = fc.constantFrom('a', 'b', 'c', 'd');
const path = fc.array(names, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
const step = fc.record({
  kind: fc.constantFrom('write', 'mkdirAll', 'removeAll', 'chmod', 'symlink', 'rename', 'link', 'chown', 'utimes'),
  path,
  to: path,
});

function run(tree: Tree, steps: readonly { kind: string; path: string; to: string }[], nowSeconds: number): Tree {
  const editor = editTree(tree, { uid: 0, gid: 0, nowSeconds });
  for (const { kind, path: at, to } of steps) {
    if (kind === 'write') editor.mkdirAll(at.replace(/\/[^/]+$/, '') || '/');
    if (kind === 'write') editor.write(at, to);
    else if (kind === 'mkdirAll' || kind === 'removeAll') editor[kind](at);
    else if (kind === 'chmod') editor.chmod(at, to.length % 2 === 0 ? 0o755 : 0o644);
    else if (kind === 'chown') editor.chown(at, { uid: to.length }, { followLink: false });
    else if (kind === 'utimes') editor.utimes(at, to.length, { followLink: false });
    else if (kind === 'symlink') editor.symlink(to, at);
    else if (kind === 'rename') editor.rename(at, to);
    else editor.link(at, to);
  }
  return editor.commit();
}

/** All that a layer can carry: of a directory not its time, which is recorded only by the way. */
function facts(tree: Tree): string[] {
  return [...walkTree(tree)].map(([at, node]) => {
    const what =
      node.kind === 'file'
        ? `${contentKey(node.content)} ${node.mtimeSeconds}`
        : node.kind === 'symlink'
          ? `${node.target} ${node.mtimeSeconds}`
          : '';
    return `${at} ${node.kind} ${node.mode} ${node.uid} ${what}`;
  });
}

describe('any two trees', () => {
  const trees = fc.tuple(fc.array(step, { maxLength: 20 }), fc.array(step, { maxLength: 20 })).map(([first, second]) => {
    const lower = run(EMPTY_TREE, first, 1000);
    return { lower, upper: run(lower, second, 1000) };
  });

  test('applying the difference to the lower gives the upper', () => {
    fc.assert(
      fc.property(trees, ({ lower, upper }) => void expect(facts(applyDiff(lower, diffTrees(lower, upper)))).toEqual(facts(upper))),
      { numRuns: 500 },
    );
  });

  test('parents come before their content, every path once, in order', () => {
    fc.assert(
      fc.property(trees, ({ lower, upper }) => {
        const diff = diffTrees(lower, upper);
        const seen = new Set<string>();
        for (const entry of diff) {
          const parent = entry.path.split('/').slice(0, -1).join('/');
          expect(parent === '' || seen.has(parent)).toBe(true);
          expect(seen.has(entry.path)).toBe(false);
          seen.add(entry.path);
        }
        const keys = diff.map((entry) => entry.path.replace(/(^|\/)\.wh\./, '$1').replaceAll('/', '\0'));
        expect(keys).toEqual([...keys].sort());
      }),
    );
  });

  test('a tree does not differ from itself', () => {
    fc.assert(fc.property(trees, ({ upper }) => void expect(diffTrees(upper, upper)).toEqual([])));
  });
});
