import type { StateCreator } from 'zustand/vanilla';
import type { Guess } from '../predict';
import type { LabState, PredictionSlice } from './types';

export const createPredictionSlice: StateCreator<LabState, [], [], PredictionSlice> = (set, get) => {
  const put = (entries: Readonly<Record<string, Guess>>) => {
    const { prediction } = get();
    if (prediction.kind !== 'asking') return;
    const guesses = { ...prediction.guesses, ...entries };
    set({ prediction: { ...prediction, guesses, missing: prediction.missing.filter((id) => guesses[id] === undefined) } });
  };
  return {
    prediction: { kind: 'none' },
    guess: (stepId, guess) => put({ [stepId]: guess }),
    guessAll: (guess) => {
      const { prediction } = get();
      if (prediction.kind === 'asking') put(Object.fromEntries(prediction.steps.map((step) => [step.id, guess])));
    },
    submitGuesses: async () => {
      const { prediction } = get();
      if (prediction.kind !== 'asking') return;
      const missing = prediction.steps.filter((step) => prediction.guesses[step.id] === undefined).map((step) => step.id);
      if (missing.length > 0) {
        set({ prediction: { ...prediction, missing } });
        return;
      }
      await get().runBuild(prediction.guesses);
    },
    skipPrediction: () => get().runBuild(undefined),
    cancelPrediction: () => set({ prediction: { kind: 'none' } }),
  };
};
