'use client';

import { Icon } from '@/components/ui/icon';
import type { Misconceptions } from '@/lib/content/lesson-content';
import type { Remark, Verdict } from '@/lib/grading/grade-question';
import { fillText } from '@/lib/lab/message';
import { strings } from '@/lib/strings';
import styles from './quiz.module.css';
import { RichText } from './rich-text';
import { StepVerdicts } from './step-verdicts';

interface QuizVerdictProps {
  readonly verdict: Verdict;
  readonly misconceptions: Misconceptions;
}

/** Right or not yet, and why; a wrong answer names the idea that leads to it. */
export function QuizVerdict({ verdict, misconceptions }: QuizVerdictProps) {
  const words = strings.lesson.quiz;
  return (
    <>
      <p className={verdict.right ? styles.right : styles.wrong}>
        <Icon name={verdict.right ? 'tick' : 'cross'} />
        {verdict.right ? words.right : words.wrong}
      </p>
      {verdict.prediction !== undefined && <StepVerdicts verdict={verdict.prediction} />}
      {verdict.remarks.map((remark) => (
        <RemarkText key={remark.text} remark={remark} misconceptions={misconceptions} />
      ))}
    </>
  );
}

function RemarkText({ remark, misconceptions }: { readonly remark: Remark; readonly misconceptions: Misconceptions }) {
  const belief = remark.misconception === undefined ? undefined : misconceptions[remark.misconception]?.belief;
  return (
    <p>
      <RichText text={remark.text} />
      {belief !== undefined && <span className={styles.idea}>{fillText(strings.lesson.quiz.idea, { belief })}</span>}
    </p>
  );
}
