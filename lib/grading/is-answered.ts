import type { QuizItem } from '@/lib/content/lesson-content';
import { assertNever } from '@/simulator/assert-never';
import type { Answer } from './grade-question';

/** Whether there is enough of an answer to be judged. An order always has one; none of several options may be the answer too, but is no try. */
export function isAnswered(item: QuizItem, answer: Answer, steps: readonly { readonly id: string }[]): boolean {
  switch (item.kind) {
    case 'single':
    case 'claim':
    case 'multi':
      return answer.chosen.length > 0;
    case 'order':
      return true;
    case 'predict':
      return steps.every((step) => answer.guesses[step.id] !== undefined);
    default:
      return assertNever(item);
  }
}
