import { expect, test } from 'vitest';
import { copyInto } from './copy';
import { editTree } from './editor';
import { makeDirectory } from './file-actions';
import { isPathTooLong, tooLongPart } from './name-limits';
import { buildTree, EMPTY_TREE } from './tree';

const name = 'd'.repeat(255);

test.each([
  [`/${name}`, undefined],
  [`/${name}d`, `/${name}d`],
  [`/a/${name}d/b`, `/a/${name}d`],
  [`/${'é'.repeat(127)}`, undefined],
  [`/${'é'.repeat(128)}`, `/${'é'.repeat(128)}`],
  ['/d'.repeat(2047), undefined],
  ['/d'.repeat(2048), '/d'.repeat(2048)],
  ['/d'.repeat(5000), '/d'.repeat(2048)],
])('%s', (path, part) => {
  expect(tooLongPart(path)).toBe(part);
  expect(isPathTooLong(path)).toBe(part !== undefined);
});

/** As recorded from BuildKit 73ed6825 for WORKDIR and for COPY to a name of 300 bytes. */
test('a step that makes such a name fails', () => {
  const long = `/${'d'.repeat(300)}`;
  const failure = { ok: false, message: `lstat ${long}: file name too long` };
  const editor = editTree(EMPTY_TREE, { uid: 0, gid: 0, nowSeconds: 1 });
  expect(makeDirectory(editor, { path: `${long}/x`, mode: 0o755, makeParents: true })).toEqual(failure);
  const source = buildTree([{ kind: 'file', path: 'a', content: { kind: 'bytes', bytes: new Uint8Array(1) } }]);
  const spec = {
    followSymlink: true,
    dirCopyContents: true,
    attemptUnpack: false,
    createDestPath: true,
    allowWildcard: true,
    allowEmptyWildcard: true,
    includePatterns: [],
    excludePatterns: [],
  };
  for (const dest of [long, `${long}/`]) expect(copyInto(editor, source, { ...spec, src: '/a', dest })).toEqual(failure);
});
