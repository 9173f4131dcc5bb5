'use client';

import { type FormEvent, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import type { PlannedStep } from '@/lib/engine/types';
import { differenceOf, removedSince } from '@/lib/lab/context-tree';
import { fillCounted, fillText } from '@/lib/lab/message';
import type { Guess } from '@/lib/lab/predict';
import { fileAt, type Workspace } from '@/lib/lab/workspace';
import { strings } from '@/lib/strings';
import { useLab, useLabStore } from '../lab-context';
import styles from './prediction.module.css';

const GUESSES: readonly Guess[] = ['hit', 'miss'];

/** Asks for a guess per step. The result does not exist yet while this is shown. */
export function PredictionForm() {
  const words = strings.lab.prediction;
  const prediction = useLab((state) => state.prediction);
  const { guessAll, submitGuesses, skipPrediction, cancelPrediction } = useLabStore().getState();
  const busy = useLab((state) => state.building !== 'no');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  if (prediction.kind !== 'asking') return null;
  const handIn = (event: FormEvent) => {
    event.preventDefault();
    void submitGuesses();
  };
  return (
    <form className={styles.form} onSubmit={handIn} onKeyDown={(event) => event.key === 'Escape' && cancelPrediction()}>
      <h4 ref={heading} tabIndex={-1} className={styles.title}>
        {words.title}
      </h4>
      <p className={styles.text}>
        {words.text} <SinceLastBuild />
      </p>
      <div className={styles.all}>
        <Button size="small" onClick={() => guessAll('hit')}>
          {words.allHit}
        </Button>
        <Button size="small" onClick={() => guessAll('miss')}>
          {words.allMiss}
        </Button>
      </div>
      {prediction.steps.map((step) => (
        <StepQuestion key={step.id} step={step} guess={prediction.guesses[step.id]} missing={prediction.missing.includes(step.id)} />
      ))}
      <Missing steps={prediction.steps.filter((step) => prediction.missing.includes(step.id))} />
      <div className={styles.actions}>
        <Button type="submit" variant="primary" aria-disabled={busy}>
          {words.submit}
        </Button>
        <Button variant="quiet" onClick={() => void skipPrediction()}>
          {words.skip}
        </Button>
        <Button variant="quiet" onClick={cancelPrediction}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

function StepQuestion({ step, guess, missing }: { readonly step: PlannedStep; readonly guess: Guess | undefined; readonly missing: boolean }) {
  const words = strings.lab.prediction;
  const setGuess = useLab((state) => state.guess);
  return (
    <fieldset className={styles.step} data-missing={missing}>
      <legend>
        <code>{step.name}</code>
      </legend>
      {GUESSES.map((option) => (
        <label key={option} className={styles.option} data-guess={option}>
          <input type="radio" name={step.id} value={option} checked={guess === option} onChange={() => setGuess(step.id, option)} />
          {words[option]}
        </label>
      ))}
    </fieldset>
  );
}

function Missing({ steps }: { readonly steps: readonly PlannedStep[] }) {
  return (
    <div role="alert" className={styles.missing}>
      {steps.length > 0 && fillCounted(strings.lab.prediction.missing, steps.length, { names: steps.map((step) => step.name).join(', ') })}
    </div>
  );
}

/** What the learner goes by: which files differ from the last build. */
function SinceLastBuild() {
  const words = strings.lab.prediction;
  const last = useLab((state) => state.builds.at(-1)?.workspace);
  const workspace = useLab((state) => state.workspace);
  if (last === undefined) return words.first;
  const paths = differingPaths(last, workspace);
  return paths.length === 0 ? words.sinceNothing : fillText(words.since, { paths: paths.join(', ') });
}

function differingPaths(before: Workspace, after: Workspace): readonly string[] {
  const changed = Object.entries(after.files).filter(([path, file]) => differenceOf(fileAt(before, path), file) !== undefined);
  const args = Object.keys({ ...before.buildArgs, ...after.buildArgs }).filter((name) => before.buildArgs[name] !== after.buildArgs[name]);
  return [...changed.map(([path]) => path), ...removedSince(after, before), ...args];
}
