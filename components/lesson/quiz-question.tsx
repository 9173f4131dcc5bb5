'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { Misconceptions, QuizItem } from '@/lib/content/lesson-content';
import type { GuessableStep } from '@/lib/content/scene-plan';
import { type Answer, gradeItem, type Verdict } from '@/lib/grading/grade-question';
import { isAnswered } from '@/lib/grading/is-answered';
import { shuffled } from '@/lib/grading/shuffle';
import { fillText } from '@/lib/lab/message';
import { progressStore } from '@/lib/progress/use-progress';
import { strings } from '@/lib/strings';
import styles from './quiz.module.css';
import { QuizAnswer } from './quiz-answer';
import { QuizVerdict } from './quiz-verdict';
import { RichText } from './rich-text';
import { useSceneBuild } from './use-scene-build';

interface QuizQuestionProps {
  readonly quizId: string;
  readonly item: QuizItem;
  readonly number: number;
  readonly total: number;
  readonly steps: readonly GuessableStep[];
  /** Code or scene that the question is about. */
  readonly view: ReactNode;
  readonly misconceptions: Misconceptions;
}

/** A question with its answers, its button and what is said about the answer. Changing the answer takes the verdict back. */
export function QuizQuestion({ quizId, item, number, total, steps, view, misconceptions }: QuizQuestionProps) {
  const [answer, setAnswer] = useState<Answer>(() => emptyAnswer(item));
  const [verdict, setVerdict] = useState<Verdict | 'unanswered'>();
  const scene = useSceneBuild(`${quizId}:${item.id}`);

  const change = (next: Answer) => {
    setAnswer(next);
    setVerdict(undefined);
  };
  const check = async () => {
    if (!isAnswered(item, answer, steps)) return setVerdict('unanswered');
    const rebuild = 'scene' in item ? await scene.build(item.scene) : undefined;
    if ('scene' in item && rebuild === undefined) return;
    const judged = gradeItem(item, answer, rebuild);
    setVerdict(judged);
    progressStore().getState().recordQuizAnswer(quizId, item.id, judged.right);
  };

  return (
    <fieldset className={styles.question}>
      <legend className={styles.stem}>
        <RichText text={item.stem} />
      </legend>
      <p className={styles.position}>{fillText(strings.lesson.quiz.position, { number, total })}</p>
      {view}
      <QuizAnswer item={item} answer={answer} steps={steps} onAnswer={change} />
      <Button variant="primary" className="needs-script" onClick={check} disabled={scene.state.kind === 'building'}>
        {strings.lesson.quiz.check}
      </Button>
      <div role="status" className={styles.status}>
        {scene.state.kind === 'building' && strings.lesson.guess.computing}
        {scene.state.kind === 'failed' && strings.lesson.quiz.failed}
        {verdict === 'unanswered' && strings.lesson.quiz.choose}
        {typeof verdict === 'object' && <QuizVerdict verdict={verdict} misconceptions={misconceptions} />}
      </div>
    </fieldset>
  );
}

function emptyAnswer(item: QuizItem): Answer {
  const arranged = item.kind === 'order' ? shuffled(item.pieces, item.id).map(({ id }) => id) : [];
  return { chosen: [], arranged, guesses: {} };
}
