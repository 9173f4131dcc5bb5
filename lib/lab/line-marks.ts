import type { Step, StepStatus } from '@/simulator';
import type { BuildRecord } from './store/types';
import { fileAt, type Workspace } from './workspace';

/** What became of the instruction that begins on a line. */
export interface LineMark {
  readonly line: number;
  readonly status: StepStatus;
}

const NO_MARKS: readonly LineMark[] = [];

/** Marks of the newest build, while the Dockerfile still reads as it did then: on other lines they would lie. */
export function lineMarks(build: BuildRecord | undefined, workspace: Workspace): readonly LineMark[] {
  const path = workspace.dockerfilePath;
  if (build?.result === undefined || fileAt(build.workspace, path)?.text !== fileAt(workspace, path)?.text) return NO_MARKS;
  return build.result.steps.flatMap(markOf);
}

function markOf({ range, status }: Step): readonly LineMark[] {
  return range === undefined ? [] : [{ line: range.startLine, status }];
}
