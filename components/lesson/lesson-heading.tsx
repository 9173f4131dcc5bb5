import type { LessonInfo } from '@/lib/content/lesson-content';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './lesson-heading.module.css';

/** Title, what it serves, and what one can do afterwards. */
export function LessonHeading({ info }: { readonly info: LessonInfo }) {
  const words = strings.lesson.heading;
  return (
    <>
      <h1 className={styles.title}>{info.title}</h1>
      <p className={styles.summary}>{info.summary}</p>
      <dl className={styles.facts}>
        <div>
          <dt className="visually-hidden">{words.length}</dt>
          <dd>{fillText(words.minutes, { count: info.minutes })}</dd>
        </div>
        <div>
          <dt>{words.exams}</dt>
          <dd>{info.certifications.join(', ')}</dd>
        </div>
        <div>
          <dt>{words.badges}</dt>
          <dd>{info.badges.map((badge) => words.badge[badge]).join(', ')}</dd>
        </div>
      </dl>
      <div className={styles.outcomes}>
        <p>{words.outcomes}</p>
        <ul>
          {info.outcomes.map((outcome) => (
            <li key={outcome}>{outcome}</li>
          ))}
        </ul>
      </div>
    </>
  );
}
