import type { LessonInfo } from '@/lib/content/lesson-content';
import { strings } from '@/lib/strings';
import styles from './glossary.module.css';
import { termId } from './term-id';

export function Glossary({ terms }: { readonly terms: LessonInfo['glossary'] }) {
  return (
    <section aria-labelledby="glossary">
      <h2 id="glossary">{strings.lesson.glossary}</h2>
      <dl className={styles.list}>
        {terms.map(({ term, meaning }) => (
          <div key={term} id={termId(term)} className={styles.entry}>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
