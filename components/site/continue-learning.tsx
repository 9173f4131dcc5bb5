'use client';

import Link from 'next/link';
import { fillText } from '@/lib/lab/message';
import { useProgress } from '@/lib/progress/use-progress';
import { type LessonParts, lastLessonWith } from '@/lib/site/last-lesson';
import { strings } from '@/lib/strings';
import styles from './continue-learning.module.css';

export interface LessonLink extends LessonParts {
  readonly title: string;
  /** How many goals its lab has. */
  readonly goals: number;
}

/** For those who come back: the lesson they worked on last, and how far they got. Nothing for a first visit. */
export function ContinueLearning({ lessons }: { readonly lessons: readonly LessonLink[] }) {
  const record = useProgress((state) => state.record);
  const last = lastLessonWith(record, lessons);
  if (last === undefined) return null;
  const { title, checks } = strings.site.home.continue;
  const passed = Object.keys(record.goals[last.lab] ?? {}).length;
  return (
    <p className={styles.continue}>
      {title} <Link href={`/lessons/${last.lesson}/`}>{last.title}</Link>
      <span className={styles.checks}>{fillText(checks, { passed, total: last.goals })}</span>
    </p>
  );
}
