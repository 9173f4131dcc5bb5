import { describe, expect, test } from 'vitest';
import { WORKSPACE_MTIME_SECONDS, type Workspace, type WorkspaceEdit } from '@/lib/lab/workspace';
import { applyEdit, applyEdits } from './apply-edit';

const WORKSPACE: Workspace = {
  version: 1,
  dockerfilePath: 'Dockerfile',
  buildArgs: {},
  files: { Dockerfile: { text: 'FROM a\n' }, 'run.sh': { text: 'true\ntrue\n', mode: 0o755 } },
};

function fileAfter(edit: WorkspaceEdit, path = 'run.sh') {
  const outcome = applyEdit(WORKSPACE, edit);
  return outcome.ok ? outcome.value.files[path] : outcome.reason;
}

const LATER = WORKSPACE_MTIME_SECONDS + 60;

describe('an edit', () => {
  test.each<[WorkspaceEdit, unknown]>([
    [
      { kind: 'write', path: 'run.sh', text: 'x' },
      { text: 'x', mode: 0o755, mtimeSeconds: LATER },
    ],
    [
      { kind: 'append', path: 'run.sh', text: 'x' },
      { text: 'true\ntrue\nx', mode: 0o755, mtimeSeconds: LATER },
    ],
    [
      { kind: 'replace', path: 'run.sh', find: 'true', with: '$&' },
      { text: '$&\ntrue\n', mode: 0o755, mtimeSeconds: LATER },
    ],
    [{ kind: 'delete', path: 'run.sh' }, undefined],
    [
      { kind: 'touch', path: 'run.sh' },
      { text: 'true\ntrue\n', mode: 0o755, mtimeSeconds: LATER },
    ],
    [
      { kind: 'chmod', path: 'run.sh', mode: 0o600 },
      { text: 'true\ntrue\n', mode: 0o600 },
    ],
    [
      { kind: 'append', path: 'no.sh', text: 'x' },
      { code: 'edit-file-missing', details: { path: 'no.sh' } },
    ],
    [
      { kind: 'replace', path: 'run.sh', find: 'false', with: '' },
      { code: 'edit-text-missing', details: { path: 'run.sh' } },
    ],
    [
      { kind: 'add-package', manager: 'apk', package: 'jq' },
      { code: 'edit-no-package-install', details: { manager: 'apk' } },
    ],
  ])('%o', (edit, expected) => expect(fileAfter(edit)).toEqual(expected));

  test('a new file begins a minute after the others', () => {
    expect(fileAfter({ kind: 'write', path: 'new', text: 'x' }, 'new')).toEqual({ text: 'x', mtimeSeconds: LATER });
  });

  test('the base image is changed in the Dockerfile', () => {
    expect(fileAfter({ kind: 'base-image', reference: 'b' }, 'Dockerfile')).toEqual({ text: 'FROM b\n', mtimeSeconds: LATER });
  });

  test('a build argument is set beside the files', () => {
    const outcome = applyEdit(WORKSPACE, { kind: 'build-arg', name: 'A', value: '1' });
    expect(outcome).toEqual({ ok: true, value: { ...WORKSPACE, buildArgs: { A: '1' } } });
  });

  test('the workspace that was edited stays as it was', () => {
    const before = structuredClone(WORKSPACE);
    applyEdits(WORKSPACE, [
      { kind: 'append', path: 'run.sh', text: 'x' },
      { kind: 'delete', path: 'Dockerfile' },
    ]);
    expect(WORKSPACE).toEqual(before);
  });

  test('of several the first that does not fit is the reason', () => {
    const outcome = applyEdits(WORKSPACE, [
      { kind: 'delete', path: 'run.sh' },
      { kind: 'touch', path: 'run.sh' },
    ]);
    expect(outcome).toEqual({ ok: false, reason: { code: 'edit-file-missing', details: { path: 'run.sh' } } });
  });
});
