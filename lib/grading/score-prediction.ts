import type { Step, StepId } from '@/simulator';

export type Guess = 'cached' | 'ran';

export interface JudgedGuess {
  readonly step: Step;
  readonly guess: Guess | undefined;
  readonly right: boolean;
}

export interface PredictionVerdict {
  readonly steps: readonly JudgedGuess[];
  readonly right: number;
  readonly total: number;
  /** Mistakes of each kind: they come from different wrong ideas. */
  readonly saidRan: boolean;
  readonly saidCached: boolean;
}

/** Compares guesses with what the engine's rebuild did. A step without a guess counts as wrong. */
export function scorePrediction(steps: readonly Step[], guesses: Readonly<Partial<Record<StepId, Guess>>>): PredictionVerdict {
  const judged = steps.map((step) => ({ step, guess: guesses[step.id], right: guesses[step.id] === step.status }));
  return {
    steps: judged,
    right: judged.filter(({ right }) => right).length,
    total: judged.length,
    saidRan: judged.some(({ guess, right }) => !right && guess === 'ran'),
    saidCached: judged.some(({ guess, right }) => !right && guess === 'cached'),
  };
}
