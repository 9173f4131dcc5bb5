'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { LabStore } from '@/lib/lab/store/create';
import type { LabState } from '@/lib/lab/store/types';

const LabContext = createContext<LabStore | undefined>(undefined);

export function LabProvider({ store, children }: { readonly store: LabStore; readonly children: ReactNode }) {
  return <LabContext value={store}>{children}</LabContext>;
}

/** Draws a part of the lab around it. `select` must answer what lies in the state, not something made anew. */
export function useLab<T>(select: (state: LabState) => T): T {
  return useStore(useLabStore(), select);
}

/** For actions and for reading at the moment of an event. */
export function useLabStore(): LabStore {
  const store = useContext(LabContext);
  if (store === undefined) throw new Error('a lab panel stands outside a lab');
  return store;
}
