import { SentenceText } from '@/components/lab/sentence-text';
import type { EngineFailureKind } from '@/lib/engine/failure';
import type { ExploreError } from '@/lib/explore/types';
import { errorWords } from '@/lib/explore/words';
import type { Sentence } from '@/lib/lab/message';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './explore.module.css';

/** The file could not be opened: what it is, what was expected, what to do. */
export function ProblemNotice({ name, error }: { readonly name: string; readonly error: ExploreError }) {
  const words = strings.explore.errors;
  const { title, expected, remedy, said } = errorWords(error);
  return (
    <div role="alert" className={styles.problem}>
      <h2>{name}</h2>
      <p className={styles.problemTitle}>
        <SentenceText sentence={title} />
      </p>
      <dl>
        <Line term={words.expected} sentence={expected} />
        <Line term={words.remedy} sentence={remedy} />
        {said !== undefined && (
          <div>
            <dt>{words.said}</dt>
            <dd>
              <code>{said}</code>
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

function Line({ term, sentence }: { readonly term: string; readonly sentence: Sentence }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <SentenceText sentence={sentence} />
      </dd>
    </div>
  );
}

/** The reader itself failed. */
export function BrokenNotice({ failure, message }: { readonly failure: EngineFailureKind; readonly message: string }) {
  return (
    <div role="alert" className={styles.problem}>
      <p className={styles.problemTitle}>{fillText(strings.lab.engine[failure])}</p>
      <details>
        <summary>{strings.lab.engine.details}</summary>
        <code>{message}</code>
      </details>
    </div>
  );
}
