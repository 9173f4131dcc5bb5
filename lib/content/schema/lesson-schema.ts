import * as z from 'zod';
import { activityId, correctionId, factId, slug, text } from './ids';

/** `lesson.json`: what a lesson is about and what it needs. */
export const lessonSchema = z.strictObject({
  id: slug,
  title: text,
  /** One sentence for lists of lessons. */
  summary: text,
  minutes: z.int().min(1).max(240),
  /** Ids of lessons. */
  prerequisites: z.array(slug),
  certifications: z.array(z.enum(['AZ-400', 'DOP-C02', 'CKAD', 'PCDE', 'DevSecOps'])),
  badges: z.array(z.enum(['fast', 'small', 'reproducible', 'secure', 'traceable'])),
  outcomes: z.array(text).min(1),
  glossary: z.array(z.strictObject({ term: text, meaning: text })).min(1),
  /** At most five lines. */
  recap: z.array(text).min(1).max(5),
  /** Every fact that the text states, and what exercises it. */
  facts: z.record(factId, z.array(activityId).min(1, { message: 'name an activity that exercises the fact' })),
  /** Common simplifications that the text puts right. */
  corrections: z.array(correctionId),
  /** Commits of the worked example, built one after another with both Dockerfiles. */
  race: z
    .strictObject({
      /** The lab's goal that times a series of commits; `race/slow` and `race/fast` hold the Dockerfiles. */
      goal: z.string().min(1),
      /** A title for each commit of the series, in order. */
      commits: z.array(text).min(1),
    })
    .optional(),
});

/** `interview.json`: questions with the points that a good answer makes. */
export const interviewSchema = z.strictObject({
  questions: z
    .array(
      z.strictObject({
        id: z.string().regex(/^I\d{1,2}$/, { message: 'use an id such as "I4"' }),
        question: text,
        rubric: z.array(z.strictObject({ point: text, marks: z.int().min(1) })).min(1),
        bonus: z.array(text),
        answer: text,
      }),
    )
    .min(1),
});

/** Frontmatter of `index.mdx`. */
export const frontmatterSchema = z.strictObject({ title: text, description: text });

/** `misconceptions.json` of the whole course. */
export const misconceptionsSchema = z.record(z.string().regex(/^M\d{2}$/, { message: 'use an id such as "M05"' }), z.strictObject({ belief: text }));
