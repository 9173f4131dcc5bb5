'use client';

import { useCallback, useState } from 'react';
import type { Scene } from '@/lib/content/scene';
import type { BuildResult } from '@/simulator';

export type SceneBuild = { readonly kind: 'idle' } | { readonly kind: 'building' } | { readonly kind: 'failed' };

/**
 * Builds a scene with the page's engine, when it is asked for and not before. Answers the rebuild that the question is about, or
 * `undefined` when the engine gave no answer. Engine and edits are loaded with the first question.
 */
export function useSceneBuild(id: string) {
  const [state, setState] = useState<SceneBuild>({ kind: 'idle' });
  const build = useCallback(
    async (scene: Scene): Promise<BuildResult | undefined> => {
      setState({ kind: 'building' });
      try {
        const rebuild = await rebuildOf(`scene:${id}`, scene);
        setState({ kind: 'idle' });
        return rebuild;
      } catch {
        setState({ kind: 'failed' });
        return undefined;
      }
    },
    [id],
  );
  return { state, build };
}

async function rebuildOf(labId: string, scene: Scene): Promise<BuildResult> {
  const [{ browserEngine }, { sceneWorkspaces }] = await Promise.all([import('@/lib/engine/browser-engine'), import('@/lib/grading/evaluate-scene')]);
  const results = await browserEngine().replay(labId, sceneWorkspaces(scene));
  await browserEngine().reset(labId);
  const rebuild = results.at(-1);
  if (rebuild === undefined || !rebuild.ok) throw new Error(rebuild?.error?.message ?? 'no build');
  return rebuild;
}
