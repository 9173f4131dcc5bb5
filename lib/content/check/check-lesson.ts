import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Build } from '@/lib/grading/build-session';
import { ContentError } from '../content-error';
import { lessonIds, loadLesson } from '../load';
import { loadLab } from '../load-lab';
import { lessonFolder } from '../paths';
import { loadRace, stepsThatRan } from '../race';
import { readFrontmatter } from '../read-frontmatter';
import { checkActivities } from './check-activities';
import { checkLab } from './check-lab';
import { checkQuestions, checkRounds } from './check-questions';
import { broken, type CheckResult, checked, holds } from './check-result';
import { checkText } from './check-text';

/** Everything that is checked about a lesson, by building what it shows and asks. Files that do not fit their schema end it at once. */
export async function checkLesson(id: string, build: Build): Promise<readonly CheckResult[]> {
  try {
    const results = await checkAll(id, build);
    return results.map((result) => ({ ...result, name: `${id}: ${result.name}` }));
  } catch (error) {
    if (error instanceof ContentError) return [broken(`${id}: files fit their schemas`, error.message)];
    throw error;
  }
}

async function checkAll(id: string, build: Build): Promise<readonly CheckResult[]> {
  const folder = lessonFolder(id);
  const lesson = loadLesson(id);
  const lab = loadLab(join(folder, 'lab'));
  const text = join(folder, 'index.mdx');
  const mdx = readFileSync(text, 'utf8');
  const known = new Set(Object.keys(lesson.misconceptions));
  readFrontmatter(text, mdx);
  return [
    holds('files fit their schemas'),
    ...checkText(mdx, lesson.info, lessonIds()),
    checkActivities(lesson),
    ...(await checkLab(lab, known, build)),
    ...(await checkQuestions(lesson.quiz.items, known, build)),
    ...(await checkRounds(lesson.predict.rounds, known, build)),
    ...(lesson.info.race === undefined ? [] : [await checkRace(id, build)]),
  ];
}

/** The text says that the good order repeats less: the engine has to agree, in steps and in time. */
async function checkRace(id: string, build: Build): Promise<CheckResult> {
  const { slow, fast } = await loadRace(id, build);
  const cost = (lane: typeof slow) => ({
    steps: lane.builds.reduce((sum, each) => sum + stepsThatRan(each), 0),
    ms: lane.builds.reduce((sum, each) => sum + each.durationMs, 0),
  });
  const [slowly, quickly] = [cost(slow), cost(fast)];
  return checked('the race is won by the good order', [
    ...(quickly.steps < slowly.steps ? [] : [`${quickly.steps} steps against ${slowly.steps}`]),
    ...(quickly.ms < slowly.ms ? [] : [`${quickly.ms} ms against ${slowly.ms} ms`]),
  ]);
}
