'use client';

import { useEffect } from 'react';
import type { LabStore } from '@/lib/lab/store/create';
import { firstUnwritten } from '@/lib/lab/unwritten';

/** A scene that the page around a lab asks for; a higher `sequence` asks again. */
export interface SceneRequest {
  readonly sceneId: string;
  readonly sequence: number;
}

/**
 * Plays the requested scene as soon as the files of the last visit are back, so that these are what Undo returns to. Where the scene
 * would change nothing, nothing is played.
 */
export function useRequestedScene(store: LabStore, request: SceneRequest | undefined): void {
  useEffect(() => {
    if (request === undefined) return;
    let played = false;
    const playWhenRestored = () => {
      if (played || store.getState().storage.kind === 'loading') return;
      played = true;
      void play(store, request.sceneId);
    };
    const unsubscribe = store.subscribe(playWhenRestored);
    playWhenRestored();
    return unsubscribe;
  }, [store, request]);
}

async function play(store: LabStore, sceneId: string): Promise<void> {
  const { workspace, definition, applyScene, openFile } = store.getState();
  const changing = firstUnwritten(workspace, definition.scenes.find((scene) => scene.id === sceneId)?.edits ?? []);
  if (changing === undefined) return;
  await applyScene(sceneId);
  openFile(changing);
}
