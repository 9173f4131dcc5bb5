import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LayerEntry } from '@/simulator';
import { hiddenFiles } from '@/simulator/image/waste';
import { type FileTreeNode, nodesBelow, pathOf } from './file-tree';
import { layerTrees } from './layer-trees';
import { listFiles } from './list-files';
import type { FileQuery } from './types';

/** `path`, `path=bytes`, `path/`, `-path` for a whiteout, `path/*` for an emptied folder, `path>target` for a symlink. */
function entryOf(text: string): LayerEntry {
  const attributes = { mode: 0o644, uid: 0, gid: 0, mtimeSeconds: 0, sizeBytes: 0 };
  if (text.startsWith('-')) return { ...attributes, path: text.slice(1).replace(/([^/]+)$/, '.wh.$1'), type: 'whiteout' };
  if (text.endsWith('*')) return { ...attributes, path: `${text.slice(0, -1)}.wh..wh..opq`, type: 'opaque' };
  if (text.endsWith('/')) return { ...attributes, path: text.slice(0, -1), type: 'dir' };
  const [link = '', target] = text.split('>');
  if (target !== undefined) return { ...attributes, path: link, type: 'symlink', link: target };
  const [path = '', bytes = '1'] = text.split('=');
  return { ...attributes, path, type: 'file', sizeBytes: Number(bytes) };
}

const treesOf = (...layers: readonly string[]) => layerTrees(layers.map((layer) => layer.split(' ').filter(Boolean).map(entryOf)));

const shown = (tree: FileTreeNode) =>
  [...nodesBelow(tree)]
    .filter(({ parent }) => parent !== undefined)
    .map((node) => `${pathOf(node)}${node.change === undefined ? '' : ` ${node.change}`}${node.hiddenBy === undefined ? '' : ` by ${node.hiddenBy}`}`)
    .sort();

const paths = (tree: FileTreeNode) => [...nodesBelow(tree)].flatMap((node) => (node.entry?.type === 'file' ? pathOf(node) : [])).sort();

describe('layers laid over one another', () => {
  test.each<[string, readonly string[], readonly (readonly string[])[], readonly string[], number]>([
    ['a file replaced', ['a=5', 'a=7'], [['a added by 1'], ['a changed']], ['a'], 5],
    [
      'a file removed',
      ['d/ d/a=5', 'd/ -d/a'],
      [
        ['d added', 'd/a added by 1'],
        ['d changed', 'd/a removed'],
      ],
      [],
      5,
    ],
    ['a folder removed', ['d/ d/a=5 d/b=3', '-d'], [['d added by 1', 'd/a added by 1', 'd/b added by 1'], ['d removed']], [], 8],
    [
      'a folder emptied, then filled',
      ['d/ d/a=5', 'd/ d/* d/b=2'],
      [
        ['d added', 'd/a added by 1'],
        ['d emptied', 'd/b added'],
      ],
      ['d/b'],
      5,
    ],
    ['a whiteout behind what it makes room for', ['a=5', 'a=2 -a'], [['a added by 1'], ['a changed']], ['a'], 5],
    ['a folder in the place of a file', ['a=5', 'a/ a/b=1'], [['a added by 1'], ['a changed', 'a/b added']], ['a/b'], 5],
    ['a link in the place of a folder', ['d/ d/a=5', 'd>e'], [['d added by 1', 'd/a added by 1'], ['d changed']], [], 5],
    ['a whiteout of nothing', ['a=5', '-b'], [['a added'], ['b removed']], ['a'], 0],
    ['one path twice in one tar', ['a=5 a=6'], [['a added']], ['a'], 0],
  ])('%s', (_, layers, perLayer, merged, wasted) => {
    const trees = treesOf(...layers);
    expect(trees.layers.map(shown)).toEqual(perLayer);
    expect(paths(trees.merged)).toEqual(merged);
    expect(trees.waste.bytes).toBe(wasted);
  });

  test('who hid what, largest first', () => {
    const { waste, counts } = treesOf('a=5 d/b=9', 'a=1', '-d');
    expect(waste.largest).toEqual([
      { path: 'd/b', sizeBytes: 9, layer: 0, hiddenBy: 2, replaced: false },
      { path: 'a', sizeBytes: 5, layer: 0, hiddenBy: 1, replaced: true },
    ]);
    expect(counts.map(({ wastedBytes, hidesBytes }) => [wastedBytes, hidesBytes])).toEqual([
      [14, 0],
      [0, 5],
      [0, 9],
    ]);
  });

  test('names like those of every object, and folders without a bottom', () => {
    const trees = treesOf('__proto__/constructor=3', '-__proto__/constructor');
    expect(trees.waste.bytes).toBe(3);
    const deep = `${'d/'.repeat(5000)}a=4`;
    const { merged } = treesOf(deep, deep);
    expect([merged.sizeBytes, merged.files]).toEqual([4, 1]);
  });

  test('agrees with the simulator on what is wasted, where no path changes its kind', () => {
    const folder = fc.constantFrom('', 'd/', 'd/e/', 'g/');
    const file = fc.tuple(folder, fc.constantFrom('x', 'y'), fc.integer({ min: 0, max: 9 })).map(([where, name, size]) => `${where}${name}=${size}`);
    const whiteout = fc.tuple(folder, fc.constantFrom('x', 'y')).map(([where, name]) => `-${where}${name}`);
    const gone = fc.constantFrom('-d', '-d/e', '-g', 'd/*', 'g/*');
    const layer = fc.uniqueArray(fc.oneof({ weight: 4, arbitrary: file }, whiteout, gone), {
      maxLength: 6,
      selector: (text) => text.replace(/=.*/, '').replace(/^-/, ''),
    });
    fc.assert(
      fc.property(fc.array(layer, { maxLength: 5 }), (layers) => {
        const diffs = layers.map((texts) => texts.map(entryOf));
        const { counts } = layerTrees(diffs);
        expect(counts.map(({ wastedBytes }) => wastedBytes)).toEqual(hiddenFiles(diffs).map(({ bytes }) => bytes));
      }),
    );
  });
});

describe('pages of a listing', () => {
  const trees = treesOf('bin/ bin/sh=9 etc/ etc/passwd=4 etc/Group=1 readme=2', '-etc/Group etc/hosts=3');
  const query: FileQuery = { image: 0, scope: 'merged', folder: '', search: '', filter: 'all', sort: 'name', offset: 0, limit: 10 };
  const list = (asked: Partial<FileQuery>) => {
    const { rows, total, sizeBytes, files } = listFiles(trees, { ...query, ...asked });
    return [rows.map((row) => `${row.path}${row.type === 'folder' ? '/' : ''} ${row.sizeBytes}`).join(', '), total, sizeBytes, files];
  };

  test.each<[string, Partial<FileQuery>, readonly unknown[]]>([
    ['folders first, with what is below them', {}, ['bin/ 9, etc/ 7, readme 2', 3, 18, 4]],
    ['by size', { sort: 'size' }, ['bin/ 9, etc/ 7, readme 2', 3, 18, 4]],
    ['one folder', { folder: 'etc' }, ['etc/hosts 3, etc/passwd 4', 2, 7, 2]],
    ['a later page', { offset: 2, limit: 2 }, ['readme 2', 3, 18, 4]],
    ['a search looks everywhere, in any case', { search: 'ETC/', scope: 0 }, ['etc/Group 1, etc/passwd 4', 2, 5, 2]],
    ['what a layer takes away', { scope: 1, filter: 'removed' }, ['etc/Group 0', 1, 0, 0]],
    ['what is hidden later', { scope: 0, filter: 'hidden' }, ['etc/Group 1', 1, 1, 1]],
    ['a folder that is not there', { folder: 'nowhere/at/all' }, ['', 0, 0, 0]],
    ['a layer that is not there', { scope: 7 }, ['', 0, 0, 0]],
  ])('%s', (_, asked, expected) => {
    expect(list(asked)).toEqual(expected);
  });
});
