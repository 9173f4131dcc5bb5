import { describe, expect, test } from 'vitest';
import { applyEdits } from '@/lib/grading/apply-edit';
import type { Workspace } from '@/lib/lab/workspace';
import { buildCheckLab, WRONG_SCENE } from './lab';
import { loadBuildChecks } from './load';

const texts = ({ files }: Workspace) => Object.fromEntries(Object.entries(files).map(([path, { text }]) => [path, text]));

describe.each(loadBuildChecks().map((check) => [check.info.rule, check] as const))('the lab of %s', (_, check) => {
  const lab = buildCheckLab(check);
  const play = (workspace: Workspace, sceneId: string) => {
    const outcome = applyEdits(workspace, lab.scenes.find(({ id }) => id === sceneId)?.edits ?? []);
    if (!outcome.ok) throw new Error(outcome.reason.code);
    return outcome.value;
  };

  test('has a scene for each version, which loads it whole, whatever was there before', () => {
    for (const before of [check.wrong, ...check.right.map(({ workspace }) => workspace)]) {
      for (const { id, workspace } of check.right) expect(texts(play(before, id))).toEqual(texts(workspace));
      expect(texts(play(before, WRONG_SCENE))).toEqual(texts(check.wrong));
    }
  });

  test('names its scenes apart', () => {
    expect(new Set(lab.scenes.map(({ id }) => id)).size).toBe(check.right.length + 1);
    expect(new Set(lab.scenes.map(({ title }) => title)).size).toBe(check.right.length + 1);
  });
});
