import type { InterviewQuestion } from '@/lib/content/lesson-content';
import { strings } from '@/lib/strings';
import styles from './interview.module.css';
import { Rubric } from './rubric';

export function Interview({ questions }: { readonly questions: readonly InterviewQuestion[] }) {
  const words = strings.lesson.interview;
  return (
    <section aria-labelledby="interview" className={styles.interview}>
      <h2 id="interview">{words.title}</h2>
      {questions.map((question) => (
        <div key={question.id} id={question.id}>
          <p className={styles.question}>{question.question}</p>
          <p>{words.lead}</p>
          <details className={styles.details}>
            <summary>{words.show}</summary>
            <Rubric name={question.id} points={question.rubric} />
            <p className={styles.label}>{words.bonus}</p>
            <ul>
              {question.bonus.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <p className={styles.label}>{words.answer}</p>
            <p>{question.answer}</p>
          </details>
        </div>
      ))}
    </section>
  );
}
