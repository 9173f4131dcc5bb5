import type { ProgressRecord } from '@/lib/progress/record';

/** Under which ids a lesson's parts stand in the record. */
export interface LessonParts {
  readonly lesson: string;
  readonly quiz: string;
  readonly predict: string;
  readonly lab: string;
}

/** Of these lessons, the one in which something happened last; undefined when nothing has. */
export function lastLessonWith<T extends LessonParts>(record: ProgressRecord, lessons: readonly T[]): T | undefined {
  return lessons
    .map((lesson) => ({ lesson, atMs: lastMomentOf(record, lesson) }))
    .filter(({ atMs }) => atMs > 0)
    .sort((a, b) => b.atMs - a.atMs)[0]?.lesson;
}

function lastMomentOf(record: ProgressRecord, { lesson, quiz, predict, lab }: LessonParts): number {
  const read = record.lessons[lesson]?.readAtMs ?? 0;
  const answered = Object.values(record.quizzes[quiz] ?? {}).map((answer) => answer.answeredAtMs);
  const predicted = [predict, lab].flatMap((id) => Object.values(record.predictions[id] ?? {}).map((score) => score.atMs));
  const passed = Object.values(record.goals[lab] ?? {});
  return Math.max(read, ...answered, ...predicted, ...passed);
}
