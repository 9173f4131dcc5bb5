import type { StateCreator } from 'zustand/vanilla';
import { keepGuesses, predictable } from '../predict';
import type { AnalysisSlice, LabPorts, LabState } from './types';

export const createAnalysisSlice =
  (ports: LabPorts): StateCreator<LabState, [], [], AnalysisSlice> =>
  (set, get) => ({
    analysis: undefined,
    analysedWorkspace: undefined,
    analyse: async () => {
      const { workspace } = get();
      if (workspace === get().analysedWorkspace) return;
      try {
        const analysis = await ports.engine.analyse(workspace);
        // A slower answer about an older text must not cover a newer one.
        if (get().workspace !== workspace && get().analysedWorkspace === get().workspace) return;
        set({ analysis, analysedWorkspace: workspace });
        replan(set, get);
      } catch {
        // Without an answer the editor shows no marks; a build says what is wrong with the engine, where it can be acted upon.
      }
    },
  });

/** Files may be edited while guesses are being made: the question follows the plan and keeps the guesses that still fit. */
function replan(set: (state: Partial<LabState>) => void, get: () => LabState): void {
  const { prediction, analysis } = get();
  if (prediction.kind !== 'asking' || analysis === undefined) return;
  const steps = predictable(analysis.steps);
  set({
    prediction: steps.length === 0 ? { kind: 'none' } : { kind: 'asking', steps, guesses: keepGuesses(prediction.guesses, steps), missing: [] },
  });
}
