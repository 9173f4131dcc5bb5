'use client';

import type { QuizItem } from '@/lib/content/lesson-content';
import type { GuessableStep } from '@/lib/content/scene-plan';
import type { Answer } from '@/lib/grading/grade-question';
import { OptionList } from './option-list';
import { PieceList } from './piece-list';
import { StepGuesses } from './step-guesses';

interface QuizAnswerProps {
  readonly item: QuizItem;
  readonly answer: Answer;
  readonly steps: readonly GuessableStep[];
  readonly onAnswer: (answer: Answer) => void;
}

/** The form of answer that a question asks for. */
export function QuizAnswer({ item, answer, steps, onAnswer }: QuizAnswerProps) {
  switch (item.kind) {
    case 'order':
      return <PieceList pieces={item.pieces} arranged={answer.arranged} onArrange={(arranged) => onAnswer({ ...answer, arranged })} />;
    case 'predict':
      return (
        <StepGuesses
          steps={steps}
          guesses={answer.guesses}
          onGuess={(step, guess) => onAnswer({ ...answer, guesses: { ...answer.guesses, [step]: guess } })}
        />
      );
    default:
      return (
        <OptionList
          options={item.options}
          several={item.kind === 'multi'}
          chosen={answer.chosen}
          onChoose={(chosen) => onAnswer({ ...answer, chosen })}
        />
      );
  }
}
