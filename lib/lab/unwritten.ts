import { fileAt, type Workspace, type WorkspaceEdit } from './workspace';

/** The first file that these edits would give another text; `undefined` when each of them finds its text there already. */
export function firstUnwritten(workspace: Workspace, edits: readonly WorkspaceEdit[]): string | undefined {
  for (const edit of edits) {
    if (edit.kind === 'write' && fileAt(workspace, edit.path)?.text !== edit.text) return edit.path;
  }
  return undefined;
}
