import * as z from 'zod';
import { factId, misconceptionId, slug, text } from './ids';
import { sceneSchema } from './scene-schema';

/** `predict.json`: a game of rounds, each a rebuild after one edit. */
export const predictSchema = z.strictObject({
  id: slug,
  title: text,
  rounds: z
    .array(
      z.strictObject({
        id: z.string().regex(/^R\d{1,2}$/, { message: 'use an id such as "R3"' }),
        title: text,
        /** What happened, told as a small event. */
        story: text,
        scene: sceneSchema,
        facts: z.array(factId).min(1),
        /** The rule in one or two sentences, shown once the guess is in. */
        rule: text,
        misconception: misconceptionId,
      }),
    )
    .min(1),
});
