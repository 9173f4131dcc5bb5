import { describe, expect, test } from 'vitest';
import type { QuizItemOf } from '@/lib/content/lesson-content';
import { createNodeBuild } from '@/lib/content/node-build';
import type { Scene } from '@/lib/content/scene';
import type { BuildResult } from '@/simulator';
import { evaluateScene } from './evaluate-scene';
import { type Answer, gradeItem } from './grade-question';
import { isAnswered } from './is-answered';
import { predictableSteps } from './predictable-steps';
import type { Guess } from './score-prediction';

const NONE: Answer = { chosen: [], arranged: [], guesses: {} };
const ITEM = { id: 'Q1', stem: 'Which?', facts: ['F07.1'] };

const MULTI: QuizItemOf<'multi'> = {
  ...ITEM,
  kind: 'multi',
  options: [
    { text: 'a', right: true, feedback: 'a counts' },
    { text: 'b', right: false, feedback: 'b does not', misconception: 'M05' },
    { text: 'c', right: true, feedback: 'c counts' },
  ],
};

const ORDER: QuizItemOf<'order'> = {
  ...ITEM,
  kind: 'order',
  pieces: ['one', 'two', 'three'].map((id) => ({ id, text: id })),
  swaps: [{ earlier: 'one', later: 'three', misconception: 'M07', feedback: 'one before three' }],
  otherwise: { misconception: 'M06', feedback: 'count again' },
  right: 'indeed',
};

const SCENE: Scene = {
  start: {
    version: 1,
    dockerfilePath: 'Dockerfile',
    buildArgs: {},
    files: { Dockerfile: { text: 'FROM node:20-slim\nRUN echo a > a\nCOPY x ./\n' }, x: { text: '1' } },
  },
  history: [],
  edits: [{ kind: 'write', path: 'x', text: '2' }],
};

const PREDICT: QuizItemOf<'predict'> = {
  ...ITEM,
  kind: 'predict',
  scene: SCENE,
  saidRan: { misconception: 'M06', feedback: 'nothing above' },
  saidCached: { misconception: 'M07', feedback: 'it takes x' },
  right: 'just the copy',
};

const CLAIM: QuizItemOf<'claim'> = {
  ...ITEM,
  kind: 'claim',
  scene: SCENE,
  step: { kind: 'writes', path: 'x' },
  options: [
    { text: 'runs', claims: 'ran', feedback: 'x is another' },
    { text: 'cached', claims: 'cached', feedback: 'no', misconception: 'M07' },
  ],
};

async function rebuild(): Promise<BuildResult> {
  const result = (await evaluateScene(SCENE, createNodeBuild())).at(-1);
  if (result === undefined) throw new Error('the scene built nothing');
  return result;
}

describe('options', () => {
  test.each<[readonly number[], boolean, readonly string[]]>([
    [[0, 2], true, ['a counts', 'c counts']],
    [[0], false, ['c counts']],
    [[0, 1, 2], false, ['b does not']],
    [[1], false, ['a counts', 'b does not', 'c counts']],
  ])('of several, %j: %s', (chosen, right, remarks) => {
    const verdict = gradeItem(MULTI, { ...NONE, chosen }, undefined);
    expect([verdict.right, verdict.remarks.map(({ text }) => text)]).toEqual([right, remarks]);
  });

  test('a wrong one names its misconception', () => {
    expect(gradeItem(MULTI, { ...NONE, chosen: [0, 1, 2] }, undefined).remarks).toEqual([{ text: 'b does not', misconception: 'M05' }]);
  });
});

test.each([
  [['one', 'two', 'three'], true, 'indeed'],
  [['three', 'two', 'one'], false, 'one before three'],
  [['two', 'one', 'three'], false, 'count again'],
])('an order %j: %s', (arranged, right, text) => {
  expect(gradeItem(ORDER, { ...NONE, arranged }, undefined)).toMatchObject({ right, remarks: [{ text }] });
});

describe('what the engine decides', () => {
  test.each<[Guess, Guess, boolean, readonly string[]]>([
    ['cached', 'ran', true, ['just the copy']],
    ['ran', 'ran', false, ['nothing above']],
    ['cached', 'cached', false, ['it takes x']],
    ['ran', 'cached', false, ['nothing above', 'it takes x']],
  ])('RUN %s and COPY %s: %s', async (run, copy, right, remarks) => {
    const result = await rebuild();
    const [first, second] = predictableSteps(result);
    const guesses = { [first?.id ?? '']: run, [second?.id ?? '']: copy };
    const verdict = gradeItem(PREDICT, { ...NONE, guesses }, result);
    expect([verdict.right, verdict.remarks.map(({ text }) => text)]).toEqual([right, remarks]);
  });

  test('a claim is right when the step does as it says', async () => {
    const result = await rebuild();
    expect([0, 1].map((place) => gradeItem(CLAIM, { ...NONE, chosen: [place] }, result).right)).toEqual([true, false]);
  });
});

test('a question is answered when every part of it is', () => {
  const steps = [{ id: 'a' }, { id: 'b' }];
  expect(isAnswered(MULTI, NONE, [])).toBe(false);
  expect(isAnswered(PREDICT, { ...NONE, guesses: { a: 'ran' } }, steps)).toBe(false);
  expect(isAnswered(PREDICT, { ...NONE, guesses: { a: 'ran', b: 'ran' } }, steps)).toBe(true);
});
