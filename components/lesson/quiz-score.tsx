'use client';

import { fillText } from '@/lib/lab/message';
import { useProgress } from '@/lib/progress/use-progress';
import { strings } from '@/lib/strings';

/** How many questions have been answered right, over all visits. */
export function QuizScore({ quizId, questions }: { readonly quizId: string; readonly questions: readonly string[] }) {
  const answers = useProgress((state) => state.record.quizzes[quizId]);
  const right = questions.filter((question) => answers?.[question]?.correct === true).length;
  return (
    <p role="status" className="needs-script">
      {fillText(strings.lesson.quiz.answered, { right, total: questions.length })}
    </p>
  );
}
