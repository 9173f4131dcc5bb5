'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { Scene } from '@/lib/content/scene';
import type { GuessableStep } from '@/lib/content/scene-plan';
import { predictableSteps } from '@/lib/grading/predictable-steps';
import { type Guess, type PredictionVerdict, scorePrediction } from '@/lib/grading/score-prediction';
import { fillCounted, fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './predict-rounds.module.css';
import { RichText } from './rich-text';
import { StepGuesses } from './step-guesses';
import { StepVerdicts } from './step-verdicts';
import { useSceneBuild } from './use-scene-build';

/** A round as its parts are drawn; `view` shows the Dockerfile and the edit. */
export interface RoundView {
  readonly id: string;
  readonly title: string;
  readonly story: string;
  readonly rule: string;
  readonly belief: string;
  readonly scene: Scene;
  readonly steps: readonly GuessableStep[];
  readonly view: ReactNode;
}

interface PredictRoundProps {
  readonly gameId: string;
  readonly round: RoundView;
  readonly onScore: (score: { readonly right: number; readonly total: number }) => void;
}

export function PredictRound({ gameId, round, onScore }: PredictRoundProps) {
  const [guesses, setGuesses] = useState<Readonly<Partial<Record<string, Guess>>>>({});
  const [verdict, setVerdict] = useState<PredictionVerdict>();
  const [missing, setMissing] = useState(0);
  const place = useRef<HTMLDivElement>(null);
  const scene = useSceneBuild(`${gameId}:${round.id}`);

  const compare = async () => {
    const open = round.steps.filter((step) => guesses[step.id] === undefined).length;
    setMissing(open);
    if (open > 0) return;
    const rebuild = await scene.build(round.scene);
    if (rebuild === undefined) return;
    const judged = scorePrediction(predictableSteps(rebuild), guesses);
    setVerdict(judged);
    onScore({ right: judged.right, total: judged.total });
  };
  const again = () => {
    setVerdict(undefined);
    setGuesses({});
    place.current?.focus();
  };

  return (
    <div ref={place} tabIndex={-1} className={styles.round}>
      <p>
        <RichText text={round.story} />
      </p>
      {round.view}
      {verdict === undefined ? (
        <>
          <StepGuesses steps={round.steps} guesses={guesses} onGuess={(step, guess) => setGuesses({ ...guesses, [step]: guess })} />
          <Button variant="primary" className="needs-script" onClick={compare} disabled={scene.state.kind === 'building'}>
            {strings.lesson.predict.check}
          </Button>
        </>
      ) : (
        <RoundVerdict round={round} verdict={verdict} onAgain={again} />
      )}
      <p role="status" className={styles.status}>
        {scene.state.kind === 'building' && strings.lesson.guess.computing}
        {scene.state.kind === 'failed' && strings.lesson.quiz.failed}
        {scene.state.kind === 'idle' && missing > 0 && fillCounted(strings.lesson.guess.missing, missing)}
      </p>
    </div>
  );
}

interface RoundVerdictProps {
  readonly round: RoundView;
  readonly verdict: PredictionVerdict;
  readonly onAgain: () => void;
}

/** Its heading takes the focus: the button that was pressed is gone. */
function RoundVerdict({ round, verdict, onAgain }: RoundVerdictProps) {
  const words = strings.lesson;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h4 ref={heading} tabIndex={-1}>
        {fillText(words.predict.score, { right: verdict.right, total: verdict.total })}
      </h4>
      <StepVerdicts verdict={verdict} />
      <div className={styles.rule}>
        <p className={styles.label}>{words.predict.rule}</p>
        <p>
          <RichText text={round.rule} />
        </p>
        {verdict.right < verdict.total && <p className={styles.idea}>{fillText(words.quiz.idea, { belief: round.belief })}</p>}
      </div>
      <Button onClick={onAgain}>{words.predict.again}</Button>
    </>
  );
}
