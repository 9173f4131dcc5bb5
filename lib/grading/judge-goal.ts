import type { Goal, StepExpectation, StepMatcher } from '@/lib/lab/types';
import type { BuildResult, Step } from '@/simulator';
import { assertNever } from '@/simulator/assert-never';
import { blameFor } from './blame';
import type { BuildSession } from './build-session';
import { judgeImageHas, judgeImageLacks, judgeImageRecords } from './judge-image';
import { type JudgeOptions, judgeSeriesTime } from './judge-series-time';
import { type Reason, reason } from './reason';
import { describeMatcher, matchingSteps } from './step-matcher';

/** `undefined` when the goal is reached, otherwise the reason why it is not. */
export async function judgeGoal(goal: Goal, session: BuildSession, options: JudgeOptions): Promise<Reason | undefined> {
  const base = await session.base();
  if (!base.result.ok) return buildFailed(base.result);
  switch (goal.kind) {
    case 'builds':
      return undefined;
    case 'image-has':
      return judgeImageHas(base.result, goal.paths);
    case 'image-lacks':
      return judgeImageLacks(base.result, goal.paths);
    case 'image-records':
      return afterEdits(goal, session, (result) => judgeImageRecords(result, goal.value));
    case 'rebuild':
      return afterEdits(goal, session, (result) => firstReason(goal.expect, (expectation) => judgeExpectation(result, expectation)));
    case 'rebuild-all-cached':
      return afterEdits(goal, session, judgeAllCached);
    case 'rebuild-fails':
      return judgeRebuildFails(goal, session);
    case 'series-time':
      return judgeSeriesTime(base, goal, options);
    default:
      return assertNever(goal);
  }
}

async function afterEdits(
  goal: Extract<Goal, { edits: unknown }>,
  session: BuildSession,
  judge: (result: BuildResult) => Reason | undefined,
): Promise<Reason | undefined> {
  const after = await session.after(goal.edits);
  if (!after.ok) return after.reason;
  return after.value.result.ok ? judge(after.value.result) : buildFailed(after.value.result);
}

/** Every matching step must be cached; for `ran` it is enough that one ran, as several stages may install. */
function judgeExpectation(result: BuildResult, { step: matcher, status }: StepExpectation): Reason | undefined {
  const steps = matchingSteps(result, matcher);
  const [first] = steps;
  if (first === undefined) return reason('step-missing', { wanted: describeMatcher(matcher) });
  if (status === 'ran') return steps.some((step) => step.status === 'ran') ? undefined : reason('step-was-cached', { step: first.name });
  const offender = steps.find((step) => step.status !== 'cached');
  return offender === undefined ? undefined : ranAgain(result, offender);
}

function ranAgain(result: BuildResult, step: Step): Reason {
  return reason('step-ran-again', { step: step.name, ...blameDetails(result, step) });
}

/** `origin` only where the miss began at another step. */
function blameDetails(result: BuildResult, step: Step): Reason['details'] {
  const blame = blameFor(result, step);
  const origin = blame.step.id === step.id ? {} : { origin: blame.step.name };
  return { ...origin, cause: blame.cause, what: blame.what };
}

function judgeAllCached(result: BuildResult): Reason | undefined {
  const ran = result.steps.filter((step) => step.status === 'ran');
  const [first] = ran;
  if (first === undefined) return undefined;
  return reason('steps-ran-again', { count: ran.length, step: first.name, ...blameDetails(result, first) });
}

async function judgeRebuildFails(goal: Extract<Goal, { kind: 'rebuild-fails' }>, session: BuildSession): Promise<Reason | undefined> {
  const base = await session.base();
  const missing = stepMissing(base.result, goal.step);
  if (missing !== undefined) return missing;
  const after = await session.after(goal.edits);
  if (!after.ok) return after.reason;
  const { result } = after.value;
  if (result.ok) return reason('went-through', { step: matchingSteps(result, goal.step)[0]?.name ?? describeMatcher(goal.step) });
  if (matchingSteps(result, goal.step).some((step) => step.status === 'failed')) return undefined;
  return reason('failed-elsewhere', { step: describeMatcher(goal.step), message: result.error?.message ?? '' });
}

function stepMissing(result: BuildResult, matcher: StepMatcher): Reason | undefined {
  return matchingSteps(result, matcher).length > 0 ? undefined : reason('step-missing', { wanted: describeMatcher(matcher) });
}

export function buildFailed(result: BuildResult): Reason {
  const { error } = result;
  return reason('build-failed', { message: error?.message ?? '', ...(error?.line === undefined ? {} : { line: error.line }) });
}

function firstReason<T>(items: readonly T[], judge: (item: T) => Reason | undefined): Reason | undefined {
  for (const item of items) {
    const found = judge(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
