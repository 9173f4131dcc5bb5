import { expect, test } from 'vitest';
import { EMPTY_PROGRESS, type ProgressRecord } from '@/lib/progress/record';
import { type LessonParts, lastLessonWith } from './last-lesson';

const parts = (id: string): LessonParts => ({ lesson: id, quiz: `${id}-quiz`, predict: `${id}-predict`, lab: `${id}-lab` });
const answer = (answeredAtMs: number) => ({ q1: { firstTryCorrect: true, correct: true, attempts: 1, answeredAtMs } });

test.each<[string, Partial<ProgressRecord>, string | undefined]>([
  ['nothing yet', {}, undefined],
  ['one lesson read', { lessons: { a: { readAtMs: 1 } } }, 'a'],
  ['read the one, then answered in the other', { lessons: { a: { readAtMs: 1 } }, quizzes: { 'b-quiz': answer(2) } }, 'b'],
  ['a goal counts', { lessons: { a: { readAtMs: 1 } }, goals: { 'b-lab': { C1: 3 } }, quizzes: { 'a-quiz': answer(2) } }, 'b'],
  ['a round of the game counts', { predictions: { 'a-predict': { '1': { right: 1, total: 2, atMs: 9 } } }, goals: { 'b-lab': { C1: 3 } } }, 'a'],
  ['a prediction in the lab counts', { predictions: { 'a-lab': { '1': { right: 1, total: 2, atMs: 9 } } }, goals: { 'b-lab': { C1: 3 } } }, 'a'],
  ['a lesson that is gone does not', { lessons: { gone: { readAtMs: 5 }, a: { readAtMs: 1 } } }, 'a'],
])('%s', (_, record, expected) => {
  expect(lastLessonWith({ ...EMPTY_PROGRESS, ...record }, [parts('a'), parts('b')])?.lesson).toBe(expected);
});
