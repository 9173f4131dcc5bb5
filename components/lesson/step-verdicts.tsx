'use client';

import { SentenceText } from '@/components/lab/sentence-text';
import { StatusMark } from '@/components/lab/status-mark';
import { Icon } from '@/components/ui/icon';
import type { JudgedGuess, PredictionVerdict } from '@/lib/grading/score-prediction';
import { explainWhy, type StepNamer } from '@/lib/lab/explain';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './step-guesses.module.css';

/** What each step did, whether the guess was right, and the engine's reason. */
export function StepVerdicts({ verdict }: { readonly verdict: PredictionVerdict }) {
  const names = new Map(verdict.steps.map(({ step }) => [step.id, step.name]));
  return (
    <div className={styles.guesses}>
      <ol className={styles.list}>
        {verdict.steps.map((judged) => (
          <StepVerdict key={judged.step.id} judged={judged} nameOf={(id) => names.get(id) ?? id} />
        ))}
      </ol>
    </div>
  );
}

function StepVerdict({ judged: { step, guess, right }, nameOf }: { readonly judged: JudgedGuess; readonly nameOf: StepNamer }) {
  const words = strings.lesson.guess;
  const [deciding] = explainWhy(step.why, nameOf);
  return (
    <li className={styles.verdict}>
      <span className={styles.name}>
        <code>{step.name}</code>
      </span>
      <span className={styles.outcome}>
        <StatusMark status={step.status} />
        <span className={right ? styles.right : styles.wrong}>
          <Icon name={right ? 'tick' : 'cross'} />
          {right ? words.right : fillText(words.wrong, { guess: guess === undefined ? words.none : words[guess] })}
        </span>
      </span>
      {deciding !== undefined && (
        <p className={styles.why}>
          <SentenceText sentence={deciding.sentence} />
          {deciding.details.map((line) => (
            <span key={JSON.stringify(line)} className={styles.detail}>
              <SentenceText sentence={line} />
            </span>
          ))}
        </p>
      )}
    </li>
  );
}
