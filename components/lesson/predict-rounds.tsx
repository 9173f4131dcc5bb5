'use client';

import { useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { fillText } from '@/lib/lab/message';
import { progressStore, useProgress } from '@/lib/progress/use-progress';
import { strings } from '@/lib/strings';
import { PredictRound, type RoundView } from './predict-round';
import styles from './predict-rounds.module.css';

interface PredictRoundsProps {
  readonly gameId: string;
  readonly title: string;
  readonly rounds: readonly RoundView[];
}

/** One round at a time, in any order. Scores are kept in the learner's record, the last one per round. */
export function PredictRounds({ gameId, title, rounds }: PredictRoundsProps) {
  const [current, setCurrent] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const words = strings.lesson.predict;
  const round = rounds[current];
  if (round === undefined) return null;
  const go = (place: number) => {
    setCurrent(place);
    heading.current?.focus();
  };
  return (
    <section aria-label={title} className={styles.game}>
      <RoundPicker gameId={gameId} rounds={rounds} current={current} onPick={go} />
      <h3 ref={heading} tabIndex={-1} id={`${id}-heading`}>
        {fillText(words.round, { number: current + 1, total: rounds.length, title: round.title })}
      </h3>
      <PredictRound
        key={round.id}
        gameId={gameId}
        round={round}
        onScore={(score) => progressStore().getState().recordPrediction(gameId, round.id, score)}
      />
      <p className={styles.moves}>
        {current > 0 && (
          <Button variant="quiet" onClick={() => go(current - 1)}>
            {words.previous}
          </Button>
        )}
        {current < rounds.length - 1 && <Button onClick={() => go(current + 1)}>{words.next}</Button>}
      </p>
      <TotalScore gameId={gameId} rounds={rounds} />
    </section>
  );
}

interface RoundPickerProps {
  readonly gameId: string;
  readonly rounds: readonly RoundView[];
  readonly current: number;
  readonly onPick: (place: number) => void;
}

function RoundPicker({ gameId, rounds, current, onPick }: RoundPickerProps) {
  const played = useProgress((state) => state.record.predictions[gameId]);
  const words = strings.lesson.predict;
  return (
    <ol className={styles.picker} aria-label={words.rounds}>
      {rounds.map((round, place) => {
        const score = played?.[round.id];
        return (
          <li key={round.id}>
            <button
              type="button"
              aria-current={place === current ? 'step' : undefined}
              aria-label={`${fillText(words.round, { number: place + 1, total: rounds.length, title: round.title })}${score === undefined ? '' : `, ${words.played}`}`}
              data-played={score !== undefined}
              onClick={() => onPick(place)}
            >
              {place + 1}
              {score !== undefined && <small>{`${score.right}/${score.total}`}</small>}
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function TotalScore({ gameId, rounds }: { readonly gameId: string; readonly rounds: readonly RoundView[] }) {
  const played = useProgress((state) => state.record.predictions[gameId]);
  const scores = rounds.flatMap((round) => played?.[round.id] ?? []);
  if (scores.length === 0) return null;
  const right = scores.reduce((sum, score) => sum + score.right, 0);
  const total = scores.reduce((sum, score) => sum + score.total, 0);
  const words = strings.lesson.predict;
  const message = scores.length === rounds.length ? words.done : words.total;
  return <p className={styles.total}>{fillText(message, { right, total, rounds: scores.length, allRounds: rounds.length })}</p>;
}
