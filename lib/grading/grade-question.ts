import type { QuizItem, QuizItemOf } from '@/lib/content/lesson-content';
import type { BuildResult } from '@/simulator';
import { assertNever } from '@/simulator/assert-never';
import { predictableSteps } from './predictable-steps';
import { type Guess, type PredictionVerdict, scorePrediction } from './score-prediction';
import { matchingSteps } from './step-matcher';

/** What a learner has put down, all forms of questions together; each question reads its own part. */
export interface Answer {
  /** Places of the chosen options. */
  readonly chosen: readonly number[];
  /** Ids of the pieces from top to bottom. */
  readonly arranged: readonly string[];
  /** Step id → guess. */
  readonly guesses: Readonly<Partial<Record<string, Guess>>>;
}

/** What the page says about an answer. `misconception` is the id of the idea behind a wrong one. */
export interface Verdict {
  readonly right: boolean;
  readonly remarks: readonly Remark[];
  /** Step by step, for a prediction. */
  readonly prediction?: PredictionVerdict;
}

export interface Remark {
  readonly text: string;
  readonly misconception?: string;
}

/** `rebuild` is what the engine made of the question's scene; a question without a scene needs none. */
export function gradeItem(item: QuizItem, answer: Answer, rebuild: BuildResult | undefined): Verdict {
  switch (item.kind) {
    case 'single':
      return gradeSingle(item, answer);
    case 'multi':
      return gradeMulti(item, answer);
    case 'claim':
      return gradeClaim(item, answer, rebuild);
    case 'order':
      return gradeOrder(item, answer);
    case 'predict':
      return gradePredict(item, answer, rebuild);
    default:
      return assertNever(item);
  }
}

const UNANSWERED: Verdict = { right: false, remarks: [] };

function gradeSingle(item: QuizItemOf<'single'>, { chosen }: Answer): Verdict {
  const option = item.options[chosen[0] ?? -1];
  return option === undefined ? UNANSWERED : { right: option.right, remarks: [remark(option)] };
}

/** Right when every right option is chosen and no wrong one. Speaks about the options judged wrongly, or about the right ones when none was. */
function gradeMulti(item: QuizItemOf<'multi'>, { chosen }: Answer): Verdict {
  const mistaken = item.options.filter((option, place) => option.right !== chosen.includes(place));
  const right = mistaken.length === 0;
  return { right, remarks: (right ? item.options.filter((option) => option.right) : mistaken).map(remark) };
}

/** The scene's rebuild decides which claim holds. */
function gradeClaim(item: QuizItemOf<'claim'>, { chosen }: Answer, rebuild: BuildResult | undefined): Verdict {
  const option = item.options[chosen[0] ?? -1];
  const step = rebuild === undefined ? undefined : matchingSteps(rebuild, item.step)[0];
  if (option === undefined || step === undefined) return UNANSWERED;
  return { right: option.claims === step.status, remarks: [remark(option)] };
}

function gradeOrder(item: QuizItemOf<'order'>, { arranged }: Answer): Verdict {
  if (item.pieces.every((piece, place) => piece.id === arranged[place])) return { right: true, remarks: [{ text: item.right }] };
  const swapped = item.swaps.find(({ earlier, later }) => arranged.indexOf(later) < arranged.indexOf(earlier));
  return { right: false, remarks: [remark(swapped ?? item.otherwise)] };
}

/** One remark for each kind of mistake, or the rule when there was none. */
function gradePredict(item: QuizItemOf<'predict'>, { guesses }: Answer, rebuild: BuildResult | undefined): Verdict {
  if (rebuild === undefined) return UNANSWERED;
  const prediction = scorePrediction(predictableSteps(rebuild), guesses);
  const right = prediction.right === prediction.total;
  const ideas = [prediction.saidRan ? item.saidRan : undefined, prediction.saidCached ? item.saidCached : undefined];
  return { right, prediction, remarks: right ? [{ text: item.right }] : ideas.filter((idea) => idea !== undefined).map(remark) };
}

function remark({ feedback, misconception }: { readonly feedback: string; readonly misconception?: string | undefined }): Remark {
  return misconception === undefined ? { text: feedback } : { text: feedback, misconception };
}
