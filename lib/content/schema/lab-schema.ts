import * as z from 'zod';
import { REASON_CODES } from '@/lib/grading/reason';
import type { Goal, PanelName, StepMatcher } from '@/lib/lab/types';
import { editsSchema } from './edit-schema';
import { goalId, slug, text } from './ids';

const PANELS: readonly PanelName[] = ['Editor', 'Context', 'Steps', 'Layers', 'Image', 'Builds', 'Checks'];

const argv = z.array(z.string().min(1)).min(1);
const matcher: z.ZodType<StepMatcher> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('runs'), anyOf: z.array(argv).min(1) }),
  z.strictObject({ kind: z.literal('writes'), path: z.string().min(1) }),
]);
export const stepMatcherSchema = matcher;

export const expectationSchema = z.strictObject({ step: matcher, status: z.enum(['cached', 'ran']) });

const common = {
  id: goalId,
  /** As it stands in Checks: what holds when the goal is reached. */
  title: text,
  /** What to think about when it does not hold; the grader adds which step and which file. */
  feedback: text,
};
const globs = z.array(z.string().min(1)).min(1);

export const goalSchema: z.ZodType<Goal> = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('builds') }),
  z.strictObject({ ...common, kind: z.literal('image-has'), paths: globs }),
  z.strictObject({ ...common, kind: z.literal('image-lacks'), paths: globs }),
  z.strictObject({ ...common, kind: z.literal('image-records'), edits: editsSchema, value: z.string().min(1) }),
  z.strictObject({ ...common, kind: z.literal('rebuild'), edits: editsSchema, expect: z.array(expectationSchema).min(1) }),
  z.strictObject({ ...common, kind: z.literal('rebuild-all-cached'), edits: editsSchema }),
  z.strictObject({ ...common, kind: z.literal('rebuild-fails'), edits: editsSchema, step: matcher }),
  z.strictObject({ ...common, kind: z.literal('series-time'), series: z.array(editsSchema).min(1), atMostRatio: z.number().gt(0).lt(1) }),
]);

/** `lab/lab.json`. The files that the learner starts from stand beside it in `start/`. */
export const labSchema = z.strictObject({
  id: slug,
  title: text,
  /** In the order of the tabs; the first after Editor is open at the start. */
  panels: z.array(z.literal(PANELS)).min(1),
  /** `ask`: every build asks for a guess per step first. */
  prediction: z.enum(['ask', 'off']),
  dockerfile: z.string().min(1).default('Dockerfile'),
  target: z.string().min(1).optional(),
  buildArgs: z.record(z.string(), z.string()).default({}),
  goals: z.array(goalSchema).min(1),
  hints: z.array(text),
  scenes: z.array(z.strictObject({ id: slug, title: text, edits: editsSchema })),
});

/** `expect.json` in each folder under `lab/wrong/`: every goal that must fail there, with the code of the reason. No other may. */
export const wrongAttemptSchema = z.strictObject({
  /** What the learner was thinking. */
  belief: text,
  misconception: z.string().regex(/^M\d{2}$/, { message: 'use an id such as "M07"' }),
  fails: z.record(goalId, z.literal(REASON_CODES)),
});
