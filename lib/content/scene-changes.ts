import { applyEdit } from '@/lib/grading/apply-edit';
import { type DiffLine, diffLines } from '@/lib/lab/line-diff';
import type { Workspace, WorkspaceEdit } from '@/lib/lab/workspace';
import type { Scene } from './scene';

/** An edit, and the lines that it takes away and adds where it changes a text. */
export interface EditChange {
  readonly edit: WorkspaceEdit;
  readonly lines: readonly DiffLine[];
}

/** What a scene shows of its edits: those that were built before, a list per build, and last the one that is asked about. */
export function sceneChanges(scene: Scene): readonly (readonly EditChange[])[] {
  let workspace = scene.start;
  return [...scene.history, scene.edits].map((edits) =>
    edits.map((edit) => {
      const outcome = applyEdit(workspace, edit);
      if (!outcome.ok) throw new Error(`a scene's edit does not fit its project: ${JSON.stringify(outcome.reason)}`);
      const lines = changedLines(workspace, outcome.value);
      workspace = outcome.value;
      return { edit, lines };
    }),
  );
}

function changedLines(before: Workspace, after: Workspace): readonly DiffLine[] {
  return Object.keys(after.files).flatMap((path) => {
    const [old, now] = [before.files[path]?.text ?? '', after.files[path]?.text ?? ''];
    return old === now ? [] : (diffLines(old, now) ?? []).filter(({ kind }) => kind !== 'same');
  });
}
