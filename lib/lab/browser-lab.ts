import { browserEngine } from '@/lib/engine/browser-engine';
import { progressStore } from '@/lib/progress/use-progress';
import { createLabStorage, indexedDbPort } from './lab-storage';
import { createLabStore, type LabStore } from './store/create';
import { watchLab } from './store/watch';
import type { LabDefinition } from './types';

/** A lab in this browser: with its storage, its clock and the page's engine. */
export function createBrowserLab(definition: LabDefinition): LabStore {
  return createLabStore(definition, {
    engine: browserEngine(),
    storage: createLabStorage(indexedDbPort(), () => window.localStorage),
    loadApplyEdits: async () => (await import('@/lib/grading/apply-edit')).applyEdits,
    progress: progressStore().getState(),
    nowSeconds: () => Math.floor(Date.now() / 1000),
    writer: crypto.getRandomValues(new Uint32Array(2)).join('-'),
  });
}

/** Brings back what was saved and keeps saving. Returns the way to stop. */
export function startBrowserLab(store: LabStore): () => void {
  void store.getState().restore();
  return watchLab(store, (callback) => {
    const onHide = () => {
      if (document.visibilityState === 'hidden') callback();
    };
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('pagehide', callback);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('pagehide', callback);
    };
  });
}
