import { describe, expect, test } from 'vitest';
import type { BaseImage } from '../catalog/types';
import { buildTree, EMPTY_TREE } from '../fs/tree';
import type { FileContent, Tree } from '../fs/types';
import { bytesFidelity, layerChain, layerDiffOf, withBytesFidelity } from './layer-diff';
import type { Snapshot } from './types';

const bytes: FileContent = { kind: 'bytes', bytes: new Uint8Array([1]) };
const treeOf = (files: Readonly<Record<string, FileContent>>): Tree =>
  buildTree(Object.entries(files).map(([path, content]) => ({ kind: 'file' as const, path, content })));

const snapshot = (tree: Tree, more: Partial<Snapshot> = {}): Snapshot => ({
  tree,
  parent: undefined,
  createdSeconds: 1,
  vertex: 'v',
  fidelity: 'exact',
  ...more,
});

const image: BaseImage = {
  reference: 'base',
  digest: 'sha256:0',
  manifestDigest: 'sha256:0',
  provenance: { source: 'a test', asOf: '2026-01-01' },
  layers: [],
  tree: EMPTY_TREE,
  config: {},
  history: [],
  platform: { os: 'linux', architecture: 'amd64' },
  fidelity: 'exact',
};

test('a layer is what differs from the parent, or what a link has brought', () => {
  const below = snapshot(treeOf({ a: bytes }));
  const above = snapshot(buildTree([{ kind: 'file', path: 'b', content: bytes }]), { parent: below });
  expect(layerDiffOf(below).map(({ path }) => path)).toEqual(['a']);
  expect(layerDiffOf(above).map(({ path, type }) => [path, type])).toEqual([
    ['.wh.a', 'whiteout'],
    ['b', 'file'],
  ]);
  const linked = layerDiffOf(below);
  expect(layerDiffOf({ ...above, diff: linked })).toBe(linked);
  expect(layerDiffOf(above)).toBe(layerDiffOf(above));
});

describe('how the bytes of a layer are known', () => {
  test.each<[string, FileContent, 'exact' | 'modelled']>([
    ['bytes', bytes, 'exact'],
    ['a hash alone', { kind: 'opaque', sha256: '0', sizeBytes: 1 }, 'modelled'],
    ['made up', { kind: 'generated', seed: 's', sizeBytes: 1 }, 'modelled'],
    ['made up as text', { kind: 'generated', seed: 's', sizeBytes: 1, texture: 'text' }, 'modelled'],
    ['zeros', { kind: 'generated', seed: 's', sizeBytes: 1, texture: 'zeros' }, 'exact'],
  ])('%s', (_name, content, fidelity) => {
    const made = snapshot(treeOf({ a: bytes, z: content }));
    expect(bytesFidelity(layerDiffOf(made))).toBe(fidelity);
    expect(withBytesFidelity(made).fidelity).toBe(fidelity);
    expect(withBytesFidelity({ ...made, fidelity: 'unknown' }).fidelity).toBe('unknown');
    expect(layerDiffOf(withBytesFidelity(made))).toBe(layerDiffOf(made));
  });
});

test('the layers above a base, bottom first', () => {
  const base = snapshot(EMPTY_TREE, { image });
  const first = snapshot(EMPTY_TREE, { parent: base });
  const second = snapshot(EMPTY_TREE, { parent: first });
  expect(layerChain(second)).toEqual({ base, steps: [first, second] });
  expect(layerChain(base)).toEqual({ base, steps: [] });
  expect(layerChain(snapshot(EMPTY_TREE))).toMatchObject({ base: undefined, steps: [{ createdSeconds: 1 }] });
  expect(layerChain(undefined)).toEqual({ base: undefined, steps: [] });
});
