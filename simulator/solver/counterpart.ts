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
  const now = stageIn(current, origin);
  for (let index = history.length - 1; index >= 0; index--) {
    const then = stageIn(history[index]?.steps ?? [], origin);
    const facts = bestMatch(origin, placeIn(then, origin), placeIn(now, origin));
    if (facts === undefined || facts.outcome === 'not-reached') continue;
    const removed = then.steps.find((step) => step.origin.instructionIndex < facts.origin.instructionIndex && !now.texts.has(step.origin.text));
    return { facts, ...(removed === undefined ? {} : { removedAbove: removed.origin.text }) };
  }
  return undefined;
}

/** The steps of one stage on one platform, in order. */
interface StageFacts {
  readonly steps: StepFacts[];
  readonly texts: Set<string>;
  /** By instruction, those of `--link` apart. */
  readonly places: Map<string, PlaceFacts>;
}

/** Steps that may stand for each other. */
interface PlaceFacts {
  readonly steps: StepFacts[];
  readonly byText: Map<string, StepFacts[]>;
}

const NO_STAGE: StageFacts = { steps: [], texts: new Set(), places: new Map() };
const NO_PLACE: PlaceFacts = { steps: [], byText: new Map() };

/** Facts of a build never change, so they are sorted once. */
const stagesOf = new WeakMap<readonly StepFacts[], ReadonlyMap<string, StageFacts>>();

function stageIn(steps: readonly StepFacts[], origin: Origin): StageFacts {
  let stages = stagesOf.get(steps);
  if (stages === undefined) {
    stages = sortIntoStages(steps);
    stagesOf.set(steps, stages);
  }
  return stages.get(stageKey(origin)) ?? NO_STAGE;
}

function sortIntoStages(steps: readonly StepFacts[]): ReadonlyMap<string, StageFacts> {
  const stages = new Map<string, StageFacts>();
  for (const step of steps) {
    const stage = entryOf(stages, stageKey(step.origin), (): StageFacts => ({ steps: [], texts: new Set(), places: new Map() }));
    stage.steps.push(step);
    stage.texts.add(step.origin.text);
    const place = entryOf(stage.places, placeKey(step.origin), (): PlaceFacts => ({ steps: [], byText: new Map() }));
    place.steps.push(step);
    entryOf(place.byText, step.origin.text, (): StepFacts[] => []).push(step);
  }
  return stages;
}

function entryOf<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = create();
  map.set(key, value);
  return value;
}

function stageKey({ platform, stageName }: Origin): string {
  return `${platform} ${stageName}`;
}

function placeKey({ instruction, link }: Origin): string {
  return `${instruction} ${link}`;
}

function placeIn(stage: StageFacts, origin: Origin): PlaceFacts {
  return stage.places.get(placeKey(origin)) ?? NO_PLACE;
}

function bestMatch(origin: Origin, then: PlaceFacts, now: PlaceFacts): StepFacts | undefined {
  const sameText = then.byText.get(origin.text);
  if (sameText !== undefined) return sameText[Math.min(rankOf(origin, now.byText.get(origin.text) ?? []), sameText.length - 1)];
  return withoutTextsOf(then, now)[rankOf(origin, withoutTextsOf(now, then))];
}

/** How many equals stand before it: the second of two equal lines goes with the second of then. */
function rankOf(origin: Origin, steps: readonly StepFacts[]): number {
  return steps.filter((step) => step.origin.instructionIndex < origin.instructionIndex).length;
}

function withoutTextsOf(place: PlaceFacts, other: PlaceFacts): readonly StepFacts[] {
  return place.steps.filter((step) => !other.byText.has(step.origin.text));
}
