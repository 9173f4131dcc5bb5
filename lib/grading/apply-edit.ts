import { fileAt, WORKSPACE_MTIME_SECONDS, type Workspace, type WorkspaceEdit, type WorkspaceFile } from '@/lib/lab/workspace';
import { assertNever } from '@/simulator/assert-never';
import { addPackage } from './add-package';
import { replaceBaseImages } from './base-image-edit';
import { failure, type Outcome, success } from './reason';

/** How far an edit moves a file's modification time: no clock is read, so that grading is the same everywhere. */
const EDIT_SECONDS = 60;

/** Applies one edit to a copy. It fails when the file or the text that it needs is not there. */
export function applyEdit(workspace: Workspace, edit: WorkspaceEdit): Outcome<Workspace> {
  switch (edit.kind) {
    case 'write':
      return success(withText(workspace, edit.path, edit.text));
    case 'append':
      return changeText(workspace, edit.path, (text) => text + edit.text);
    case 'replace':
      return changeText(workspace, edit.path, (text) => replaceOnce(text, edit.find, edit.with));
    case 'delete':
      return onFile(workspace, edit.path, () => success(without(workspace, edit.path)));
    case 'touch':
      return onFile(workspace, edit.path, (file) => success(withFile(workspace, edit.path, { ...file, mtimeSeconds: laterThan(file) })));
    case 'chmod':
      return onFile(workspace, edit.path, (file) => success(withFile(workspace, edit.path, { ...file, mode: edit.mode })));
    case 'build-arg':
      return success({ ...workspace, buildArgs: { ...workspace.buildArgs, [edit.name]: edit.value } });
    case 'add-package':
      return onDockerfile(workspace, (text) => addPackage(text, edit.manager, edit.package), 'edit-no-package-install', { manager: edit.manager });
    case 'base-image':
      return onDockerfile(workspace, (text) => replaceBaseImages(text, edit.reference), 'edit-no-base-image', { reference: edit.reference });
    default:
      return assertNever(edit);
  }
}

/** Applies several edits in order; the first that does not fit is the reason. */
export function applyEdits(workspace: Workspace, edits: readonly WorkspaceEdit[]): Outcome<Workspace> {
  let current = workspace;
  for (const edit of edits) {
    const outcome = applyEdit(current, edit);
    if (!outcome.ok) return outcome;
    current = outcome.value;
  }
  return success(current);
}

function replaceOnce(text: string, find: string, replacement: string): string | undefined {
  const at = text.indexOf(find);
  return at < 0 ? undefined : text.slice(0, at) + replacement + text.slice(at + find.length);
}

function changeText(workspace: Workspace, path: string, change: (text: string) => string | undefined): Outcome<Workspace> {
  return onFile(workspace, path, (file) => {
    const text = change(file.text);
    return text === undefined ? failure('edit-text-missing', { path }) : success(withText(workspace, path, text));
  });
}

function onDockerfile(
  workspace: Workspace,
  change: (text: string) => string | undefined,
  code: 'edit-no-package-install' | 'edit-no-base-image',
  details: Readonly<Record<string, string>>,
): Outcome<Workspace> {
  const path = workspace.dockerfilePath;
  return onFile(workspace, path, (file) => {
    const text = change(file.text);
    return text === undefined ? failure(code, details) : success(withText(workspace, path, text));
  });
}

function onFile(workspace: Workspace, path: string, then: (file: WorkspaceFile) => Outcome<Workspace>): Outcome<Workspace> {
  const file = fileAt(workspace, path);
  return file === undefined ? failure('edit-file-missing', { path }) : then(file);
}

function withText(workspace: Workspace, path: string, text: string): Workspace {
  const file = fileAt(workspace, path);
  return withFile(workspace, path, { ...file, text, mtimeSeconds: laterThan(file) });
}

function withFile(workspace: Workspace, path: string, file: WorkspaceFile): Workspace {
  return { ...workspace, files: { ...workspace.files, [path]: file } };
}

function without(workspace: Workspace, path: string): Workspace {
  return { ...workspace, files: Object.fromEntries(Object.entries(workspace.files).filter(([name]) => name !== path)) };
}

function laterThan(file: WorkspaceFile | undefined): number {
  return (file?.mtimeSeconds ?? WORKSPACE_MTIME_SECONDS) + EDIT_SECONDS;
}
