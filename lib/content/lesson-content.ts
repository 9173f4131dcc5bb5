import type * as z from 'zod';
import type { LabDefinition } from '@/lib/lab/types';
import type { Scene } from './scene';
import type { interviewSchema, lessonSchema, misconceptionsSchema } from './schema/lesson-schema';
import type { predictSchema } from './schema/predict-schema';
import type { quizItemSchema } from './schema/quiz-schema';

/** A content file's item with its scene loaded in place of the scene's description. */
type WithScene<T> = T extends { scene: unknown } ? Omit<T, 'scene'> & { readonly scene: Scene } : T;

export type LessonInfo = Readonly<z.infer<typeof lessonSchema>>;
export type QuizItem = Readonly<WithScene<z.infer<typeof quizItemSchema>>>;
export type QuizItemOf<Kind extends QuizItem['kind']> = Extract<QuizItem, { kind: Kind }>;
export type PredictRound = Readonly<WithScene<z.infer<typeof predictSchema>['rounds'][number]>>;
export type InterviewQuestion = Readonly<z.infer<typeof interviewSchema>['questions'][number]>;

export interface Quiz {
  readonly id: string;
  readonly title: string;
  readonly items: readonly QuizItem[];
}

export interface PredictGame {
  readonly id: string;
  readonly title: string;
  readonly rounds: readonly PredictRound[];
}

/** Misconception id → the belief in a few words. */
export type Misconceptions = Readonly<z.infer<typeof misconceptionsSchema>>;

/** Everything of a lesson but its text: plain data, which a page may hand on to client components. */
export interface LessonContent {
  readonly folder: string;
  readonly info: LessonInfo;
  readonly quiz: Quiz;
  readonly predict: PredictGame;
  readonly interview: readonly InterviewQuestion[];
  readonly lab: LabDefinition;
  /** Those that the lesson's questions name. */
  readonly misconceptions: Misconceptions;
}
