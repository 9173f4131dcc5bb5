import type { Goal } from '@/lib/lab/types';
import type { Workspace } from '@/lib/lab/workspace';
import { type Build, type Built, buildAfter, buildOn } from './build-session';
import { type Outcome, type Reason, reason, success } from './reason';

export interface JudgeOptions {
  /** The lab's own start, which a series of builds is timed against. */
  readonly start: Workspace;
  readonly build: Build;
}

type Series = Extract<Goal, { kind: 'series-time' }>['series'];

/** Simulated milliseconds of each build of a series of commits; the build that everything starts from is not counted. */
export async function timeSeries(build: Build, base: Built, series: Series): Promise<Outcome<readonly number[]>> {
  const durations: number[] = [];
  let current = base;
  for (const edits of series) {
    const next = await buildAfter(build, current, edits);
    if (!next.ok) return next;
    if (!next.value.result.ok) return { ok: false, reason: reason('build-failed', { message: next.value.result.error?.message ?? '' }) };
    durations.push(next.value.result.durationMs);
    current = next.value;
  }
  return success(durations);
}

/** The learner's Dockerfile against the lab's start, both on the learner's own clock: the simulator's cost model. */
export async function judgeSeriesTime(
  base: Built,
  goal: Extract<Goal, { kind: 'series-time' }>,
  { start, build }: JudgeOptions,
): Promise<Reason | undefined> {
  const own = await timeSeries(build, base, goal.series);
  if (!own.ok) return own.reason;
  const reference = await timeSeries(build, await buildOn(build, start, undefined), goal.series);
  // The lab's content check keeps the start buildable; if it is not, no time can be compared and the learner is not to blame.
  if (!reference.ok) throw new Error(`the lab's own start cannot be timed: ${JSON.stringify(reference.reason)}`);
  const seconds = totalSeconds(own.value);
  const startSeconds = totalSeconds(reference.value);
  if (seconds <= startSeconds * goal.atMostRatio) return undefined;
  return reason('too-slow', {
    seconds: Number(seconds.toFixed(1)),
    startSeconds: Number(startSeconds.toFixed(1)),
    limitSeconds: Number((startSeconds * goal.atMostRatio).toFixed(1)),
  });
}

function totalSeconds(durationsMs: readonly number[]): number {
  return durationsMs.reduce((sum, milliseconds) => sum + milliseconds, 0) / 1000;
}
