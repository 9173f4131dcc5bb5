import { applyEdits } from '@/lib/grading/apply-edit';
import type { Build } from '@/lib/grading/build-session';
import { explainReason } from '@/lib/grading/explain-reason';
import { gradeLab } from '@/lib/grading/grade-lab';
import { sentenceText } from '@/lib/lab/message';
import type { GoalResult, LabDefinition } from '@/lib/lab/types';
import type { Workspace } from '@/lib/lab/workspace';
import type { LabFolder, NamedWorkspace, WrongAttempt } from '../load-lab';
import { type CheckResult, checked } from './check-result';

const FEWEST_SOLUTIONS = 3;
const FEWEST_WRONG_ATTEMPTS = 5;

/** The start builds and is no solution, every solution is one, and every wrong attempt fails in the way that it claims. */
export async function checkLab(lab: LabFolder, knownMisconceptions: ReadonlySet<string>, build: Build): Promise<readonly CheckResult[]> {
  return [
    checked('enough examples', countProblems(lab)),
    await checkStart(lab.definition, build),
    checked('edits of the scenes fit the start', sceneProblems(lab.definition)),
    ...(await Promise.all(lab.solutions.map((solution) => checkSolution(lab.definition, solution, build)))),
    checked('solution differs from the start in its Dockerfile only', differingFiles(lab)),
    ...(await Promise.all(lab.wrong.map((attempt) => checkWrongAttempt(lab.definition, attempt, knownMisconceptions, build)))),
  ];
}

function countProblems({ solutions, wrong }: LabFolder): readonly string[] {
  return [
    ...(solutions.length < FEWEST_SOLUTIONS ? [`${solutions.length} solutions; ${FEWEST_SOLUTIONS} are needed, the first in solution/`] : []),
    ...(wrong.length < FEWEST_WRONG_ATTEMPTS ? [`${wrong.length} wrong attempts; ${FEWEST_WRONG_ATTEMPTS} are needed`] : []),
  ];
}

async function checkStart(definition: LabDefinition, build: Build): Promise<CheckResult> {
  const failed = failedGoals(await gradeLab(definition, definition.start, build));
  const unbuildable = failed.find(({ reason }) => reason?.code === 'build-failed');
  const problems = unbuildable === undefined ? [] : [describe(unbuildable)];
  return checked('the start builds and does not reach the goals', failed.length === 0 ? ['it reaches all of them'] : problems);
}

function sceneProblems({ scenes, start }: LabDefinition): readonly string[] {
  return scenes.flatMap(({ id, edits }) => {
    const outcome = applyEdits(start, edits);
    return outcome.ok ? [] : [`${id}: ${sentenceText(explainReason(outcome.reason))}`];
  });
}

async function checkSolution(definition: LabDefinition, { name, workspace }: NamedWorkspace, build: Build): Promise<CheckResult> {
  return checked(`${name} reaches every goal`, failedGoals(await gradeLab(definition, workspace, build)).map(describe));
}

/** A solution that changed the project's other files would teach something else. */
function differingFiles({ definition: { start }, solutions }: LabFolder): readonly string[] {
  const [solution] = solutions;
  if (solution === undefined) return ['there is none'];
  const paths = new Set([...Object.keys(start.files), ...Object.keys(solution.workspace.files)]);
  return [...paths].filter((path) => path !== start.dockerfilePath && textOf(start, path) !== textOf(solution.workspace, path));
}

function textOf(workspace: Workspace, path: string): string | undefined {
  return workspace.files[path]?.text;
}

async function checkWrongAttempt(
  definition: LabDefinition,
  { name, workspace, fails, misconception }: WrongAttempt,
  knownMisconceptions: ReadonlySet<string>,
  build: Build,
): Promise<CheckResult> {
  const results = await gradeLab(definition, workspace, build);
  const problems = results.flatMap((result) => mismatch(result, fails[result.goal]));
  const unknownGoals = Object.keys(fails).filter((goal) => !results.some((result) => result.goal === goal));
  return checked(`wrong/${name} fails as stated`, [
    ...problems,
    ...unknownGoals.map((goal) => `the lab has no goal ${goal}`),
    ...(knownMisconceptions.has(misconception) ? [] : [`no misconception ${misconception}`]),
    ...(Object.keys(fails).length === 0 ? ['it states no failing goal'] : []),
  ]);
}

function mismatch(result: GoalResult, expected: string | undefined): readonly string[] {
  const actual = result.reason?.code;
  if (actual === expected) return [];
  if (expected === undefined) return [`${describe(result)} – not expected`];
  return [`${result.goal} should fail with ${expected}, and ${result.passed ? 'is reached' : `fails with ${actual}`}`];
}

function failedGoals(results: readonly GoalResult[]): readonly GoalResult[] {
  return results.filter(({ passed }) => !passed);
}

function describe({ goal, reason }: GoalResult): string {
  return reason === undefined ? goal : `${goal} (${reason.code}): ${sentenceText(explainReason(reason))}`;
}
