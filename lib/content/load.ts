import { basename, join } from 'node:path';
import { ContentError } from './content-error';
import type { LessonContent, LessonInfo, Misconceptions, PredictGame, Quiz } from './lesson-content';
import { loadLab } from './load-lab';
import { loadScene } from './load-scene';
import { contentRoot, lessonFolder, lessonFolders, lessonIdOf } from './paths';
import { readJson } from './read-json';
import { interviewSchema, lessonSchema, misconceptionsSchema } from './schema/lesson-schema';
import { predictSchema } from './schema/predict-schema';
import { quizSchema } from './schema/quiz-schema';

/** Ids of the lessons that have content, in course order. */
export function lessonIds(): readonly string[] {
  return lessonFolders().map(lessonIdOf);
}

/** What a list of lessons shows. */
export function loadLessonInfo(id: string): LessonInfo {
  const file = join(lessonFolder(id), 'lesson.json');
  const info = readJson(file, lessonSchema);
  if (info.id === id) return info;
  throw new ContentError([{ file, field: 'id', found: JSON.stringify(info.id), remedy: `use ${JSON.stringify(id)}, as the folder is called` }]);
}

/** A lesson's data for its page. Node only: pages call it while the site is exported. Throws a `ContentError` when a file does not fit. */
export function loadLesson(id: string): LessonContent {
  const folder = lessonFolder(id);
  return {
    folder: basename(folder),
    info: loadLessonInfo(id),
    quiz: loadQuiz(folder),
    predict: loadPredict(folder),
    interview: readJson(join(folder, 'interview.json'), interviewSchema).questions,
    lab: loadLab(join(folder, 'lab')).definition,
    misconceptions: loadMisconceptions(),
  };
}

export function loadMisconceptions(): Misconceptions {
  return readJson(join(contentRoot(), 'misconceptions.json'), misconceptionsSchema);
}

function loadQuiz(folder: string): Quiz {
  const quiz = readJson(join(folder, 'quiz.json'), quizSchema);
  return { ...quiz, items: quiz.items.map((item) => ('scene' in item ? { ...item, scene: loadScene(folder, item.scene) } : item)) };
}

function loadPredict(folder: string): PredictGame {
  const game = readJson(join(folder, 'predict.json'), predictSchema);
  return { ...game, rounds: game.rounds.map((round) => ({ ...round, scene: loadScene(folder, round.scene) })) };
}
