'use client';

import { useStore } from 'zustand';
import { createProgressStore, PROGRESS_KEY, type ProgressPorts, type ProgressState, type ProgressStore, reloadProgress } from './store';

const PORTS: ProgressPorts = { storage: () => window.localStorage, nowMs: () => Date.now() };

let shared: ProgressStore | undefined;

/** The page's one progress store; on the server, where nobody has a record, an empty one for each call. */
export function progressStore(): ProgressStore {
  if (typeof window === 'undefined') return createProgressStore(PORTS);
  if (shared === undefined) {
    const store = createProgressStore(PORTS);
    window.addEventListener('storage', (event) => {
      if (event.key === PROGRESS_KEY) reloadProgress(store, PORTS);
    });
    shared = store;
  }
  return shared;
}

/**
 * Draws a part of the record. The server knows no record, so what a page shows before hydration is what `select` makes of an
 * empty one: `useStore` asks for the initial state there.
 */
export function useProgress<T>(select: (state: ProgressState) => T): T {
  return useStore(progressStore(), select);
}
