import * as z from 'zod';

/** Ids as the course numbers them; the message says what would do. */
const id = (pattern: RegExp, example: string) => z.string().regex(pattern, { message: `use an id such as ${example}` });

export const slug = id(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, '"build-cache": lower-case words joined by hyphens');
export const factId = id(/^F\d{2}\.\d{1,2}$/, '"F07.6"');
export const correctionId = id(/^P\d{2}$/, '"P18"');
export const misconceptionId = id(/^M\d{2}$/, '"M05"');
export const goalId = id(/^[A-Z][A-Za-z0-9-]*$/, '"C1"');
/** What exercises a fact: `quiz:Q3`, `predict:R1`, `lab:C4`, `interview:I4`, `race`. */
export const activityId = id(/^(?:race|(?:quiz|predict|lab|interview):[A-Za-z0-9-]+)$/, '"quiz:Q3", "predict:R1", "lab:C4" or "race"');

/** Text for the page: not empty, no blanks at its ends. */
export const text = z
  .string()
  .min(1, { message: 'write some text' })
  .regex(/^\S(?:[\s\S]*\S)?$/, { message: 'take the blanks off its ends' });
