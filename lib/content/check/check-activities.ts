import type { LessonContent } from '../lesson-content';
import { type CheckResult, checked } from './check-result';

/** What `lesson.json` says exercises its facts must exist, and say the same of itself where it names facts. */
export function checkActivities(lesson: LessonContent): CheckResult {
  const activities = activitiesOf(lesson);
  const problems = Object.entries(lesson.info.facts).flatMap(([fact, named]) =>
    named.flatMap((activity) => {
      const facts = activities.get(activity);
      if (facts === undefined) return [`${fact}: no activity ${activity}`];
      return facts === 'any' || facts.includes(fact) ? [] : [`${fact}: ${activity} does not name it among its facts`];
    }),
  );
  return checked('every fact is exercised', problems);
}

function activitiesOf({ quiz, predict, lab, interview, info }: LessonContent): ReadonlyMap<string, readonly string[] | 'any'> {
  return new Map<string, readonly string[] | 'any'>([
    ...quiz.items.map(({ id, facts }): [string, readonly string[]] => [`quiz:${id}`, facts]),
    ...predict.rounds.map(({ id, facts }): [string, readonly string[]] => [`predict:${id}`, facts]),
    ...lab.goals.map(({ id }): [string, 'any'] => [`lab:${id}`, 'any']),
    ...interview.map(({ id }): [string, 'any'] => [`interview:${id}`, 'any']),
    ...(info.race === undefined ? [] : [['race', 'any'] as const]),
  ]);
}
