import { fillText } from '@/lib/lab/message';
import type { LabDefinition } from '@/lib/lab/types';
import { fileAt, type Workspace, type WorkspaceEdit } from '@/lib/lab/workspace';
import { strings } from '@/lib/strings';
import type { BuildCheck } from './content';

/** Name of the scene that brings the wrong version back. */
export const WRONG_SCENE = 'wrong';

/** A lab that begins with the wrong version. Its scenes load whole versions; Undo brings back what stood there before. */
export function buildCheckLab({ slug, info, wrong, right }: BuildCheck): LabDefinition {
  const words = strings.checks.lab;
  const paths = changingPaths([wrong, ...right.map(({ workspace }) => workspace)]);
  const only = right.length === 1;
  return {
    id: `check-${slug}`,
    title: info.rule,
    panels: ['Context', 'Editor', 'Steps', 'Image'],
    start: wrong,
    goals: [],
    hints: [],
    scenes: [
      ...right.map(({ id, title, workspace }) => ({
        id,
        title: only ? words.right : fillText(words.oneRight, { title }),
        edits: writing(workspace, paths),
      })),
      { id: WRONG_SCENE, title: words.wrong, edits: writing(wrong, paths) },
    ],
    prediction: 'off',
  };
}

/** Files that are not the same in all versions. */
function changingPaths(versions: readonly Workspace[]): readonly string[] {
  const paths = new Set(versions.flatMap(({ files }) => Object.keys(files)));
  return [...paths].filter((path) => new Set(versions.map((version) => fileAt(version, path)?.text)).size > 1);
}

function writing(version: Workspace, paths: readonly string[]): readonly WorkspaceEdit[] {
  return paths.flatMap((path) => {
    const file = fileAt(version, path);
    return file === undefined ? [] : [{ kind: 'write', path, text: file.text }];
  });
}
