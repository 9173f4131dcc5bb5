'use client';

import { useId } from 'react';
import type { GuessableStep } from '@/lib/content/scene-plan';
import type { Guess } from '@/lib/grading/score-prediction';
import { strings } from '@/lib/strings';
import styles from './step-guesses.module.css';

interface StepGuessesProps {
  readonly steps: readonly GuessableStep[];
  readonly guesses: Readonly<Partial<Record<string, Guess>>>;
  readonly onGuess: (step: string, guess: Guess) => void;
}

const GUESSES: readonly Guess[] = ['cached', 'ran'];

/** Cached or runs, for each step; plain radio buttons, so that the arrow keys choose. */
export function StepGuesses({ steps, guesses, onGuess }: StepGuessesProps) {
  const words = strings.lesson.guess;
  const id = useId();
  return (
    <div className={styles.guesses}>
      <ol className={styles.list} aria-label={words.legend}>
        {steps.map((step) => (
          <li key={step.id}>
            <span id={`${id}-${step.id}`} className={styles.name}>
              <code>{step.name}</code>
            </span>
            <span role="radiogroup" aria-labelledby={`${id}-${step.id}`} className={styles.choices}>
              {GUESSES.map((guess) => (
                <label key={guess} className={styles.choice}>
                  <input
                    type="radio"
                    name={`${id}-${step.id}`}
                    value={guess}
                    checked={guesses[step.id] === guess}
                    onChange={() => onGuess(step.id, guess)}
                  />
                  {words[guess]}
                </label>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
