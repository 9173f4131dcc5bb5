import type { Build } from '@/lib/grading/build-session';
import { evaluateScene } from '@/lib/grading/evaluate-scene';
import { type Answer, gradeItem } from '@/lib/grading/grade-question';
import { predictableSteps } from '@/lib/grading/predictable-steps';
import type { Guess } from '@/lib/grading/score-prediction';
import type { BuildResult, Step } from '@/simulator';
import type { PredictRound, QuizItem, QuizItemOf } from '../lesson-content';
import type { Scene } from '../scene';
import { type CheckResult, checked } from './check-result';

/** Questions whose answer the engine computes have exactly one, and every way to be wrong has something said about it. */
export async function checkQuestions(items: readonly QuizItem[], known: ReadonlySet<string>, build: Build): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const item of items)
    results.push(checked(`${item.id} can be answered`, [...(await answerProblems(item, build)), ...unknownIdeas(item, known)]));
  return results;
}

async function answerProblems(item: QuizItem, build: Build): Promise<readonly string[]> {
  if (item.kind === 'order') return orderProblems(item);
  if (item.kind !== 'claim' && item.kind !== 'predict') return [];
  const rebuild = await rebuildOf(item.scene, build);
  if (typeof rebuild === 'string') return [rebuild];
  return item.kind === 'claim' ? claimProblems(item, rebuild) : predictProblems(item, rebuild);
}

function claimProblems(item: QuizItemOf<'claim'>, rebuild: BuildResult): readonly string[] {
  const verdicts = item.options.map((_, place) => gradeItem(item, answer({ chosen: [place] }), rebuild));
  const right = verdicts.filter((verdict) => verdict.right).length;
  const unnamed = item.options.filter((option, place) => verdicts[place]?.right === false && option.misconception === undefined);
  return [
    ...(right === 1 ? [] : [`${right} options are right by the engine; one is needed`]),
    ...unnamed.map(({ text }) => `the wrong option "${text}" names no misconception`),
  ];
}

function predictProblems(item: QuizItemOf<'predict'>, rebuild: BuildResult): readonly string[] {
  const steps = predictableSteps(rebuild);
  const right = gradeItem(item, answer({ guesses: guessesOf(steps, (step) => (step.status === 'ran' ? 'ran' : 'cached')) }), rebuild);
  const wrong = gradeItem(item, answer({ guesses: guessesOf(steps, (step) => (step.status === 'ran' ? 'cached' : 'ran')) }), rebuild);
  const kinds = new Set(steps.map((step) => step.status));
  return [
    ...(right.right && !wrong.right ? [] : ['the right guesses are not told from the wrong ones']),
    ...(kinds.has('cached') && item.saidRan === undefined ? ['"saidRan" is needed: a step is cached'] : []),
    ...(kinds.has('ran') && item.saidCached === undefined ? ['"saidCached" is needed: a step runs'] : []),
    ...(!kinds.has('ran') && item.saidCached !== undefined ? ['remove "saidCached": every step is cached'] : []),
  ];
}

function orderProblems(item: QuizItemOf<'order'>): readonly string[] {
  const ids = item.pieces.map(({ id }) => id);
  return item.swaps.flatMap(({ earlier, later }) => {
    const places = [ids.indexOf(earlier), ids.indexOf(later)];
    return places.includes(-1) || (places[0] ?? 0) >= (places[1] ?? 0) ? [`swap ${earlier}/${later}: name two pieces in their right order`] : [];
  });
}

/** Rounds of the game build, ask about at least one step, and none of them is a copy of another. */
export async function checkRounds(rounds: readonly PredictRound[], known: ReadonlySet<string>, build: Build): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const round of rounds) {
    const rebuild = await rebuildOf(round.scene, build);
    const problems = typeof rebuild === 'string' ? [rebuild] : predictableSteps(rebuild).length === 0 ? ['there is no step to guess'] : [];
    results.push(checked(`${round.id} can be played`, [...problems, ...missingIdeas([round.misconception], known)]));
  }
  return results;
}

/** The last build, or what keeps the scene from it. */
async function rebuildOf(scene: Scene, build: Build): Promise<BuildResult | string> {
  const results = await evaluateScene(scene, build);
  const failed = results.find((result) => !result.ok);
  if (failed !== undefined) return `the scene does not build: ${failed.error?.message ?? ''}`;
  return results.at(-1) ?? 'the scene builds nothing';
}

function unknownIdeas(item: QuizItem, known: ReadonlySet<string>): readonly string[] {
  return missingIdeas(
    [...JSON.stringify(item).matchAll(/"misconception":"(M\d+)"/g)].map((match) => match[1] ?? ''),
    known,
  );
}

function missingIdeas(ids: readonly string[], known: ReadonlySet<string>): readonly string[] {
  return ids.filter((id) => !known.has(id)).map((id) => `no misconception ${id}`);
}

function answer(part: Partial<Answer>): Answer {
  return { chosen: [], arranged: [], guesses: {}, ...part };
}

function guessesOf(steps: readonly Step[], guess: (step: Step) => Guess): Answer['guesses'] {
  return Object.fromEntries(steps.map((step) => [step.id, guess(step)]));
}
