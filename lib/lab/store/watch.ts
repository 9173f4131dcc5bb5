import type { LabStore } from './create';

/** Quiet time after a keystroke before the text is looked at: short enough to keep marks within a tenth of a second. Milliseconds. */
const ANALYSE_AFTER_MS = 40;
const SAVE_AFTER_MS = 400;

/**
 * What follows from changes by itself: looking at the Dockerfile and saving. Returns the way to stop, which saves what is left.
 * `onLeave` registers a callback for when the page goes out of sight, the last moment at which a browser promises to let it work.
 */
export function watchLab(store: LabStore, onLeave: (callback: () => void) => () => void): () => void {
  const analyse = debounce(() => void store.getState().analyse(), ANALYSE_AFTER_MS);
  const save = debounce(() => void store.getState().save(), SAVE_AFTER_MS);
  const saveNow = () => {
    save.cancel();
    void store.getState().save(true);
  };
  const stopLeaving = onLeave(saveNow);
  const unsubscribe = store.subscribe((state, before) => {
    if (state.workspace !== before.workspace) analyse.start();
    const toSave =
      state.workspace !== before.workspace ||
      state.builds !== before.builds ||
      state.openPaths !== before.openPaths ||
      state.activePath !== before.activePath;
    if (toSave) save.start();
  });
  analyse.start();
  return () => {
    unsubscribe();
    stopLeaving();
    analyse.cancel();
    saveNow();
  };
}

function debounce(action: () => void, afterMs: number): { start(): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => clearTimeout(timer);
  return {
    cancel,
    start: () => {
      cancel();
      timer = setTimeout(action, afterMs);
    },
  };
}
