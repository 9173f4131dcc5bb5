import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanPath, compareBytewise, joinPath, splitPath } from './path';
import { rootPath } from './root-path';
import { buildTree, lookupNode } from './tree';

describe('paths', () => {
  test.each([
    ['/a//b/./c/', '/a/b/c'],
    ['../../x', '/x'],
    ['a/../..', '/'],
    ['', '/'],
  ])('%j is %s', (path, clean) => expect(cleanPath(path)).toBe(clean));

  test('no path leaves the root', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('..', '.', '', 'a', 'b')), (names) => {
        expect(splitPath(names.join('/'))).not.toContain('..');
        expect(cleanPath(cleanPath(names.join('/')))).toBe(cleanPath(names.join('/')));
      }),
    );
  });

  test('order is that of the UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => {
        expect(Math.sign(compareBytewise(left, right))).toBe(Math.sign(Buffer.compare(Buffer.from(left), Buffer.from(right))));
      }),
    );
  });
});

const TREE = buildTree([
  { kind: 'symlink', path: 'abs', target: '/real/dir' },
  { kind: 'symlink', path: 'real/rel', target: '../top' },
  { kind: 'symlink', path: 'escape', target: '../../../real' },
  { kind: 'symlink', path: 'chain', target: 'abs/deeper' },
  { kind: 'symlink', path: 'loop', target: 'loop/x' },
  { kind: 'file', path: 'real/file', content: { kind: 'bytes', bytes: new Uint8Array() } },
  { kind: 'directory', path: 'real/dir' },
]);

describe('paths inside a root, parts missing or not', () => {
  test.each([
    ['/abs/x/y', '/real/dir/x/y'],
    ['/real/rel/z', '/top/z'],
    ['/escape/file', '/real/file'],
    ['/chain', '/real/dir/deeper'],
    ['/no/such/../thing', '/no/thing'],
  ])('%s leads to %s', (path, real) => expect(rootPath(TREE, path)).toEqual({ ok: true, path: real }));

  test('a link at the end can stay', () => expect(rootPath(TREE, '/real/rel', false)).toEqual({ ok: true, path: '/real/rel' }));
  test('a loop ends', () => expect(rootPath(TREE, '/loop')).toEqual({ ok: false, message: 'too many links' }));
  test('a file has nothing below it', () =>
    expect(rootPath(TREE, '/real/file/x')).toEqual({ ok: false, message: 'lstat /real/file/x: not a directory' }));

  test('where both succeed, it agrees with the kernel-like walk', () => {
    const names = fc.array(fc.constantFrom('abs', 'real', 'rel', 'escape', 'dir', 'file', 'x'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(names, (parts) => {
        const path = joinPath(...parts);
        const found = lookupNode(TREE, path);
        const resolved = rootPath(TREE, path);
        if (found.ok && resolved.ok) expect(lookupNode(TREE, resolved.path, { followLast: false })).toEqual(found);
      }),
    );
  });
});
