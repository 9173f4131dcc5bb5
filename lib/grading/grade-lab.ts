import type { Goal, GoalResult, LabDefinition } from '@/lib/lab/types';
import type { Workspace } from '@/lib/lab/workspace';
import { type Build, type BuildSession, createBuildSession } from './build-session';
import { judgeGoal } from './judge-goal';

/**
 * Judges a learner's workspace by what its builds do. All builds start from one cold build of the workspace, and goals that ask for
 * the same follow-up share it. A workspace that does not build reaches no goal; each says so.
 */
export async function gradeLab(definition: LabDefinition, workspace: Workspace, build: Build): Promise<readonly GoalResult[]> {
  const session = createBuildSession(workspace, build);
  const results: GoalResult[] = [];
  for (const goal of definition.goals) results.push(await gradeGoal(goal, session, definition, build));
  return results;
}

async function gradeGoal(goal: Goal, session: BuildSession, definition: LabDefinition, build: Build): Promise<GoalResult> {
  const found = await judgeGoal(goal, session, { start: definition.start, build });
  return found === undefined ? { goal: goal.id, passed: true } : { goal: goal.id, passed: false, reason: found };
}
