import * as z from 'zod';
import { factId, misconceptionId, slug, text } from './ids';
import { expectationSchema } from './lab-schema';
import { sceneSchema } from './scene-schema';

/** What a wrong answer shows: the idea behind it, and what is so instead. */
const wrongIdea = z.strictObject({ misconception: misconceptionId, feedback: text });

const option = z
  .strictObject({
    text,
    right: z.boolean(),
    feedback: text,
    misconception: misconceptionId.optional(),
  })
  .refine((value) => value.right || value.misconception !== undefined, {
    path: ['misconception'],
    message: 'name the misconception behind this wrong option',
  })
  .refine((value) => !value.right || value.misconception === undefined, { path: ['misconception'], message: 'a right option has none' });

const item = {
  id: z.string().regex(/^Q\d{1,2}$/, { message: 'use an id such as "Q3"' }),
  stem: text,
  /** Lines of code shown under the stem. */
  code: z.array(z.string()).min(1).optional(),
  facts: z.array(factId).min(1),
};

const single = z
  .strictObject({ ...item, kind: z.literal('single'), options: z.array(option).min(3) })
  .refine((value) => value.options.filter(({ right }) => right).length === 1, { path: ['options'], message: 'mark exactly one option as right' });

const multi = z
  .strictObject({ ...item, kind: z.literal('multi'), options: z.array(option).min(3) })
  .refine((value) => value.options.some(({ right }) => right) && value.options.some(({ right }) => !right), {
    path: ['options'],
    message: 'mark at least one option as right and leave one wrong',
  });

/** One answer out of several, each a claim about the rebuild; which one is right is computed, so none is marked. */
const claim = z.strictObject({
  ...item,
  kind: z.literal('claim'),
  scene: sceneSchema,
  options: z
    .array(z.strictObject({ text, claims: expectationSchema.shape.status, feedback: text, misconception: misconceptionId.optional() }))
    .min(3),
  /** The step that the claims are about. */
  step: expectationSchema.shape.step,
});

/** Pieces in their right order; the page shuffles them. */
const order = z.strictObject({
  ...item,
  kind: z.literal('order'),
  pieces: z.array(z.strictObject({ id: slug, text })).min(3),
  /** Swaps worth their own feedback: `later` was put above `earlier`. The first that applies speaks. */
  swaps: z.array(z.strictObject({ earlier: slug, later: slug, ...wrongIdea.shape })).min(1),
  otherwise: wrongIdea,
  /** Said when the order is right. */
  right: text,
});

/** Cached or ran, for each step of a rebuild; the right answers are computed. */
const predict = z.strictObject({
  ...item,
  kind: z.literal('predict'),
  scene: sceneSchema,
  /** The learner said that a cached step runs. */
  saidRan: wrongIdea.optional(),
  /** The learner said that a step which runs is cached. */
  saidCached: wrongIdea.optional(),
  right: text,
});

export const quizItemSchema = z.discriminatedUnion('kind', [single, multi, claim, order, predict]);

/** `quiz.json` of a lesson. */
export const quizSchema = z
  .strictObject({ id: slug, title: text, items: z.array(quizItemSchema).min(1) })
  .refine((quiz) => new Set(quiz.items.map(({ id }) => id)).size === quiz.items.length, { path: ['items'], message: 'give every item its own id' });
