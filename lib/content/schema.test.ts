import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { ContentError } from './content-error';
import { checkValue } from './read-json';
import { goalSchema, labSchema, wrongAttemptSchema } from './schema/lab-schema';
import { frontmatterSchema, lessonSchema } from './schema/lesson-schema';
import { predictSchema } from './schema/predict-schema';
import { quizItemSchema } from './schema/quiz-schema';

/** What an author reads; the file's name is left out. */
function problemsOf(schema: z.ZodType, value: unknown): readonly string[] {
  try {
    checkValue('x.json', value, schema);
    return [];
  } catch (error) {
    if (error instanceof ContentError) return error.message.split('\n').map((line) => line.replace(/^x\.json:? ?/, ''));
    throw error;
  }
}

const GOAL = { id: 'C1', title: 'Builds', feedback: 'It has to.', kind: 'builds' };
const LAB = { id: 'a-lab', title: 'A lab', panels: ['Editor'], prediction: 'ask', goals: [GOAL], hints: [], scenes: [] };
const OPTION = { text: 'Yes', right: true, feedback: 'So it is.' };
const WRONG = { text: 'No', right: false, feedback: 'Not so.', misconception: 'M05' };
const SINGLE = { id: 'Q1', kind: 'single', stem: 'Is it?', facts: ['F07.1'], options: [OPTION, WRONG, WRONG] };

describe('an author reads where the mistake is and how to mend it', () => {
  test.each<[string, z.ZodType, unknown, readonly string[]]>([
    ['a whole lab fits', labSchema, LAB, []],
    ['a missing field', labSchema, { ...LAB, title: undefined }, ['title: found nothing; a value of type string is needed']],
    ['a misspelled field', labSchema, { ...LAB, hint: [] }, [expect.stringMatching(/^found \{.*…; remove "hint": no such field$/)]],
    [
      'a panel that does not exist',
      labSchema,
      { ...LAB, panels: ['Logs'] },
      [expect.stringMatching(/^panels\[0\]: found "Logs"; use one of "Editor", "Context"/)],
    ],
    ['no goal', labSchema, { ...LAB, goals: [] }, ['goals: found []; at least 1 needed']],
    [
      'an id that is none',
      labSchema,
      { ...LAB, id: 'A Lab' },
      ['id: found "A Lab"; use an id such as "build-cache": lower-case words joined by hyphens'],
    ],
    [
      'a kind of goal that does not exist',
      goalSchema,
      { ...GOAL, kind: 'bilds' },
      ['kind: found "bilds"; give "kind" one of the kinds that the schema lists'],
    ],
    [
      'an edit deep inside',
      goalSchema,
      { ...GOAL, kind: 'rebuild-all-cached', edits: [{ kind: 'touch', path: '../x' }] },
      ['edits[0].path: found "../x"; use a path relative to the build context, such as "src/app.js"'],
    ],
    [
      'a reason that grading never gives',
      wrongAttemptSchema,
      { belief: 'b', misconception: 'M05', fails: { C1: 'nope' } },
      [expect.stringMatching(/^fails\.C1: found "nope"; use one of "edit-file-missing"/)],
    ],
    [
      'two right options',
      quizItemSchema,
      { ...SINGLE, options: [OPTION, OPTION, WRONG] },
      [expect.stringMatching(/^options: found .*; mark exactly one option as right$/)],
    ],
    [
      'a wrong option without its misconception',
      quizItemSchema,
      { ...SINGLE, options: [OPTION, WRONG, { ...WRONG, misconception: undefined }] },
      ['options[2].misconception: found nothing; name the misconception behind this wrong option'],
    ],
    ['text with blanks at its end', frontmatterSchema, { title: 'T ', description: 'D' }, ['title: found "T "; take the blanks off its ends']],
    [
      'a fact that nothing exercises',
      lessonSchema.pick({ facts: true }),
      { facts: { 'F07.1': [] } },
      ['facts.F07.1: found []; name an activity that exercises the fact'],
    ],
    [
      'a round without an edit',
      predictSchema.shape.rounds.element.shape.scene,
      { project: 'p', edit: [] },
      ['edit: found []; name at least one edit'],
    ],
  ])('%s', (_, schema, value, expected) => expect(problemsOf(schema, value)).toEqual(expected));
});
