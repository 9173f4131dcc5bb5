import type { Origin } from '../llb/types';
import type { ExplainContext } from './explain-context';
import type { VertexResult } from './state';
import type { StepFacts } from './types';

/** The same step in an earlier build. */
export interface Counterpart {
  readonly facts: StepFacts;
  /** A step that stood above it then and is gone now. */
  readonly removedAbove?: string;
}

/**
 * Finds what a step was in the newest earlier build in which it got an answer. A step is the same when its text is; else the one whose
 * text is gone takes the place of the one whose text is new, nearest place first.
 */
export function findCounterpart(result: VertexResult, { history, current }: ExplainContext): Counterpart | undefined {
  const { origin } = result.vertex;
  if (origin === undefined) return undefined;
  const now = current.filter((step) => isSamePlace(step.origin, origin));
  for (const build of [...history].reverse()) {
    const then = build.steps.filter((step) => isSamePlace(step.origin, origin));
    const facts = bestMatch(origin, then, now);
    if (facts === undefined || facts.outcome === 'not-reached') continue;
    const texts = new Set(now.map((step) => step.origin.text));
    const removed = build.steps.find(
      (step) => isSameStage(step.origin, origin) && step.origin.instructionIndex < facts.origin.instructionIndex && !hasText(current, step.origin),
    );
    return { facts, ...(removed === undefined || texts.has(removed.origin.text) ? {} : { removedAbove: removed.origin.text }) };
  }
  return undefined;
}

function hasText(steps: readonly StepFacts[], origin: Origin): boolean {
  return steps.some((step) => isSameStage(step.origin, origin) && step.origin.text === origin.text);
}

function isSameStage(a: Origin, b: Origin): boolean {
  return a.platform === b.platform && a.stageName === b.stageName;
}

function isSamePlace(a: Origin, b: Origin): boolean {
  return isSameStage(a, b) && a.instruction === b.instruction && a.link === b.link;
}

function bestMatch(origin: Origin, then: readonly StepFacts[], now: readonly StepFacts[]): StepFacts | undefined {
  const sameText = then.filter((step) => step.origin.text === origin.text);
  if (sameText.length > 0)
    return nearest(
      sameText,
      rankOf(
        origin,
        now.filter((step) => step.origin.text === origin.text),
      ),
    );
  const gone = then.filter((step) => !now.some((other) => other.origin.text === step.origin.text));
  const fresh = now.filter((step) => !then.some((other) => other.origin.text === step.origin.text));
  return gone[rankOf(origin, fresh)];
}

/** How many equals stand before it: the second of two equal lines goes with the second of then. */
function rankOf(origin: Origin, steps: readonly StepFacts[]): number {
  return steps.filter((step) => step.origin.instructionIndex < origin.instructionIndex).length;
}

function nearest(steps: readonly StepFacts[], rank: number): StepFacts | undefined {
  return steps[Math.min(rank, steps.length - 1)];
}
