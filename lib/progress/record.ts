import * as z from 'zod/mini';

/** Milliseconds since 1970. */
const instant = z.number();

const quizAnswer = z.object({
  /** Whether the very first try was right: what the overview counts. */
  firstTryCorrect: z.boolean(),
  /** Whether any try was right. */
  correct: z.boolean(),
  attempts: z.number(),
  answeredAtMs: instant,
});

const predictionScore = z.object({ right: z.number(), total: z.number(), atMs: instant });

const progressRecord = z.object({
  version: z.literal(1),
  /** Lesson id → when it was read to the end. */
  lessons: z.record(z.string(), z.object({ readAtMs: instant })),
  /** Quiz id → question id → answer. */
  quizzes: z.record(z.string(), z.record(z.string(), quizAnswer)),
  /** Lab id → goal id → when it was first reached. */
  goals: z.record(z.string(), z.record(z.string(), instant)),
  /** Lab or game id → build or round id → score. */
  predictions: z.record(z.string(), z.record(z.string(), predictionScore)),
});

/** What a learner has done, keyed by the ids of lessons, quizzes and labs. Grows only; nothing in it is ever graded again. */
export type ProgressRecord = Readonly<z.infer<typeof progressRecord>>;
export type QuizAnswer = Readonly<z.infer<typeof quizAnswer>>;
export type PredictionScore = Readonly<z.infer<typeof predictionScore>>;

export const EMPTY_PROGRESS: ProgressRecord = { version: 1, lessons: {}, quizzes: {}, goals: {}, predictions: {} };

/** `undefined` when the text is not a record that this version understands. */
export function parseProgress(text: string): ProgressRecord | undefined {
  try {
    const parsed = z.safeParse(progressRecord, JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export function withLessonRead(record: ProgressRecord, lesson: string, atMs: number): ProgressRecord {
  if (record.lessons[lesson] !== undefined) return record;
  return { ...record, lessons: { ...record.lessons, [lesson]: { readAtMs: atMs } } };
}

export function withQuizAnswer(record: ProgressRecord, quiz: string, question: string, correct: boolean, atMs: number): ProgressRecord {
  const before = record.quizzes[quiz]?.[question];
  const answer: QuizAnswer = {
    firstTryCorrect: before?.firstTryCorrect ?? correct,
    correct: correct || (before?.correct ?? false),
    attempts: (before?.attempts ?? 0) + 1,
    answeredAtMs: atMs,
  };
  return { ...record, quizzes: { ...record.quizzes, [quiz]: { ...record.quizzes[quiz], [question]: answer } } };
}

/** Goals stay reached: a later build that misses one again takes nothing away. */
export function withGoalsPassed(record: ProgressRecord, lab: string, goals: readonly string[], atMs: number): ProgressRecord {
  const before = record.goals[lab] ?? {};
  const fresh = goals.filter((goal) => before[goal] === undefined);
  if (fresh.length === 0) return record;
  return { ...record, goals: { ...record.goals, [lab]: { ...before, ...Object.fromEntries(fresh.map((goal) => [goal, atMs])) } } };
}

export function withPrediction(record: ProgressRecord, game: string, round: string, score: PredictionScore): ProgressRecord {
  return { ...record, predictions: { ...record.predictions, [game]: { ...record.predictions[game], [round]: score } } };
}
