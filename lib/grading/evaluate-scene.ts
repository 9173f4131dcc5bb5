import type { Scene } from '@/lib/content/scene';
import type { Workspace } from '@/lib/lab/workspace';
import type { BuildResult } from '@/simulator';
import { applyEdits } from './apply-edit';
import { type Build, buildOn } from './build-session';

/** The workspaces that a scene builds one after another on one cache: the project, its history, and last the edit that is asked about. */
export function sceneWorkspaces(scene: Scene): readonly Workspace[] {
  const workspaces = [scene.start];
  for (const edits of [...scene.history, scene.edits]) {
    const before = workspaces.at(-1) ?? scene.start;
    const edited = applyEdits(before, edits);
    // The content check applies every scene's edits, so this is a mistake of ours and not of the learner.
    if (!edited.ok) throw new Error(`a scene's edit does not fit its project: ${JSON.stringify(edited.reason)}`);
    workspaces.push(edited.value);
  }
  return workspaces;
}

/** Builds a scene from an empty cache; answers one result per workspace, the one that is asked about last. */
export async function evaluateScene(scene: Scene, build: Build): Promise<readonly BuildResult[]> {
  const results: BuildResult[] = [];
  let cache: Parameters<Build>[1];
  for (const workspace of sceneWorkspaces(scene)) {
    const built = await buildOn(build, workspace, cache);
    results.push(built.result);
    cache = built.cache;
  }
  return results;
}
