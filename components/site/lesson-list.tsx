import Link from 'next/link';
import type { LessonInfo } from '@/lib/content/lesson-content';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './lesson-list.module.css';

const { title, lead, minutes, exams, needs, empty } = strings.site.lessonList;

/** All lessons, in the course's order. */
export function LessonList({ lessons }: { readonly lessons: readonly LessonInfo[] }) {
  const titles = new Map(lessons.map((lesson) => [lesson.id, lesson.title]));
  return (
    <div className={styles.page}>
      <header className={styles.heading}>
        <h1>{title}</h1>
        <p>{lessons.length === 0 ? empty : lead}</p>
      </header>
      <ol className={styles.list}>
        {lessons.map((lesson) => (
          <LessonItem key={lesson.id} lesson={lesson} titles={titles} />
        ))}
      </ol>
    </div>
  );
}

function LessonItem({ lesson, titles }: { readonly lesson: LessonInfo; readonly titles: ReadonlyMap<string, string> }) {
  // A lesson that is not written yet is no help to name.
  const prerequisites = lesson.prerequisites.flatMap((id) => titles.get(id) ?? []);
  return (
    <li className={styles.item}>
      <h2>
        <Link href={`/lessons/${lesson.id}/`}>{lesson.title}</Link>
      </h2>
      <p className={styles.summary}>{lesson.summary}</p>
      <dl className={styles.facts}>
        <Fact term={strings.site.lessonList.length}>{fillText(minutes, { count: lesson.minutes })}</Fact>
        {lesson.certifications.length > 0 && <Fact term={exams}>{lesson.certifications.join(', ')}</Fact>}
        {prerequisites.length > 0 && <Fact term={needs}>{prerequisites.join(', ')}</Fact>}
      </dl>
    </li>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
