'use client';

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { SceneRequest } from '@/components/lab/use-requested-scene';

interface CheckLabState {
  /** `undefined` until somebody wants the lab. */
  readonly request: SceneRequest | undefined;
  /** Opens the lab, or goes to it, and loads a version into it. */
  readonly show: (sceneId: string) => void;
}

const CheckLabContext = createContext<CheckLabState | undefined>(undefined);

/** Joins a page's one lab with the buttons that load a version into it, wherever they stand. */
export function CheckLabProvider({ children }: { readonly children: ReactNode }) {
  const [request, setRequest] = useState<SceneRequest>();
  const show = useCallback((sceneId: string) => setRequest((before) => ({ sceneId, sequence: (before?.sequence ?? 0) + 1 })), []);
  const state = useMemo(() => ({ request, show }), [request, show]);
  return <CheckLabContext value={state}>{children}</CheckLabContext>;
}

export function useCheckLab(): CheckLabState {
  const state = useContext(CheckLabContext);
  if (state === undefined) throw new Error('a button for the lab stands outside its page');
  return state;
}
