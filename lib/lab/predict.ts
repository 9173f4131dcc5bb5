import type { PlannedStep } from '@/lib/engine/types';
import type { Step } from '@/simulator';

export type Guess = 'hit' | 'miss';

export type Guesses = Readonly<Record<string, Guess>>;

export interface PredictionScore {
  readonly right: number;
  readonly total: number;
}

/** The steps a guess makes sense for: a FROM is looked up, never executed, so it is neither hit nor miss. */
export function predictable(steps: readonly PlannedStep[]): readonly PlannedStep[] {
  return steps.filter((step) => step.instruction !== 'FROM');
}

/** What came of a step in the words of a guess. Skipped steps took no part; a failed one had missed, or it would not have run. */
export function outcomeOf(step: Step): Guess | undefined {
  if (step.instruction === 'FROM' || step.status === 'skipped') return undefined;
  return step.status === 'cached' ? 'hit' : 'miss';
}

/** `undefined` where there was no guess or nothing to guess. */
export function isRight(step: Step, guesses: Guesses): boolean | undefined {
  const guess = guesses[step.id];
  const outcome = outcomeOf(step);
  return guess === undefined || outcome === undefined ? undefined : guess === outcome;
}

export function scorePrediction(steps: readonly Step[], guesses: Guesses): PredictionScore {
  const judged = steps.map((step) => isRight(step, guesses)).filter((right) => right !== undefined);
  return { right: judged.filter(Boolean).length, total: judged.length };
}

/** Guesses that still belong to a step after the plan has changed. */
export function keepGuesses(guesses: Guesses, steps: readonly PlannedStep[]): Guesses {
  const ids = new Set(steps.map((step) => step.id));
  return Object.fromEntries(Object.entries(guesses).filter(([id]) => ids.has(id)));
}
