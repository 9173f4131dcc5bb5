import type { Build } from '@/lib/grading/build-session';
import type { LessonContent } from './lesson-content';
import { type GuessableStep, planScene } from './scene-plan';

/** Steps to guess for every prediction of a lesson, by the id of the round or question. */
export type ScenePlans = Readonly<Record<string, readonly GuessableStep[]>>;

export async function planScenes({ quiz, predict }: LessonContent, build: Build): Promise<ScenePlans> {
  const plans: [string, readonly GuessableStep[]][] = [];
  for (const item of [...predict.rounds, ...quiz.items]) {
    if ('scene' in item) plans.push([item.id, await planScene(item.scene, build)]);
  }
  return Object.fromEntries(plans);
}
