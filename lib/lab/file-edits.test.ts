import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addFile, applyPatch, chmodExecutable, deleteFile, patchBetween, renameFile, touchFile, withText } from './file-edits';
import { WORKSPACE_MTIME_SECONDS, type Workspace } from './workspace';

const W: Workspace = {
  version: 1,
  files: { Dockerfile: { text: 'FROM a' }, 'src/a.js': { text: 'a', mode: 0o640 } },
  dockerfilePath: 'Dockerfile',
  buildArgs: {},
};

describe('new paths', () => {
  test.each([
    ['b.js', 'b.js'],
    ['  ./src/b.js ', 'src/b.js'],
    ['src/deep/er/b.js', 'src/deep/er/b.js'],
    ['', 'path-empty'],
    ['.', 'path-empty'],
    ['a//b', 'path-empty'],
    ['/etc/passwd', 'path-absolute'],
    ['../b', 'path-outside'],
    ['src/../b', 'path-outside'],
    ['src/', 'path-ends-in-slash'],
    ['a\u0000b', 'path-control'],
    ['Dockerfile', 'exists'],
    ['src', 'is-folder'],
    ['Dockerfile/x', 'below-file'],
    ['constructor', 'constructor'],
  ])('%j → %s', (raw, expected) => {
    const outcome = addFile(W, raw, 'x', 7);
    expect(outcome.ok ? Object.keys(outcome.patch.files)[0] : outcome.problem).toBe(expected);
  });
});

describe('changes', () => {
  const patchOf = (outcome: ReturnType<typeof touchFile>) => (outcome.ok ? outcome.patch.files : outcome.problem);

  test('touch moves the time on, by a second at least', () => {
    expect(patchOf(touchFile(W, 'Dockerfile', 5))).toEqual({ Dockerfile: { text: 'FROM a', mtimeSeconds: WORKSPACE_MTIME_SECONDS + 1 } });
  });
  test('chmod looks at the three execute bits only', () => {
    expect(patchOf(chmodExecutable(W, 'src/a.js', true))).toEqual({ 'src/a.js': { text: 'a', mode: 0o751 } });
    expect(patchOf(chmodExecutable(W, 'src/a.js', false))).toEqual({ 'src/a.js': { text: 'a', mode: 0o640 } });
  });
  test('renaming keeps mode and time; onto itself it changes nothing', () => {
    expect(patchOf(renameFile(W, 'src/a.js', 'b.js'))).toEqual({ 'src/a.js': undefined, 'b.js': { text: 'a', mode: 0o640 } });
    expect(patchOf(renameFile(W, 'src/a.js', 'src/a.js'))).toEqual({});
    expect(patchOf(renameFile(W, 'src/a.js', 'src'))).toEqual({ 'src/a.js': undefined, src: { text: 'a', mode: 0o640 } });
  });
  test('of what is not there', () => {
    expect([patchOf(deleteFile(W, 'x')), patchOf(touchFile(W, 'x', 1)), patchOf(renameFile(W, 'x', 'y'))]).toEqual(['missing', 'missing', 'missing']);
    expect(withText(W, 'x', 'text', 1)).toBe(W);
  });
});

test('every patch can be undone', () => {
  const file = fc.record({ text: fc.string() });
  const workspace = fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), file).map((files): Workspace => ({ ...W, files }));
  fc.assert(
    fc.property(workspace, workspace, (before, after) => {
      const { workspace: changed, inverse } = applyPatch(before, patchBetween(before, after));
      expect(changed.files).toEqual(after.files);
      expect(applyPatch(changed, inverse).workspace.files).toEqual(before.files);
    }),
  );
});
