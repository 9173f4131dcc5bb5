import { join } from 'node:path';
import { type Build, type Built, buildAfter, buildOn } from '@/lib/grading/build-session';
import type { Workspace, WorkspaceEdit } from '@/lib/lab/workspace';
import type { BuildResult } from '@/simulator';
import { ContentError } from './content-error';
import { loadLessonInfo } from './load';
import { loadLab } from './load-lab';
import { lessonFolder } from './paths';
import { readFiles } from './read-files';

/** The worked example: the same commits built with two Dockerfiles. Every figure is the simulator's. */
export interface Race {
  readonly slow: RaceLane;
  readonly fast: RaceLane;
  /** Titles of the commits, in order. */
  readonly commits: readonly string[];
}

export interface RaceLane {
  readonly dockerfile: string;
  /** One per commit. */
  readonly builds: readonly RaceBuild[];
}

export interface RaceBuild {
  readonly durationMs: number;
  readonly steps: readonly { readonly name: string; readonly status: 'cached' | 'ran' }[];
}

/** Builds a lesson's worked example: `race/slow` and `race/fast` over the lab's project, through the commits of the lab's timed goal. */
export async function loadRace(lessonId: string, build: Build): Promise<Race> {
  const folder = lessonFolder(lessonId);
  const file = join(folder, 'lesson.json');
  const { race } = loadLessonInfo(lessonId);
  if (race === undefined) throw new ContentError([{ file, field: 'race', found: 'nothing', remedy: 'describe the race that the text shows' }]);
  const { definition } = loadLab(join(folder, 'lab'));
  const goal = definition.goals.find(({ id }) => id === race.goal);
  if (goal?.kind !== 'series-time' || goal.series.length !== race.commits.length) {
    throw new ContentError([
      { file, field: 'race.goal', found: race.goal, remedy: 'name a timed goal of the lab with as many commits as there are titles' },
    ]);
  }
  const lane = (name: string) =>
    runLane(build, { ...definition.start, files: { ...definition.start.files, ...readFiles(join(folder, 'race', name)) } }, goal.series);
  return { slow: await lane('slow'), fast: await lane('fast'), commits: race.commits };
}

async function runLane(build: Build, workspace: Workspace, series: readonly (readonly WorkspaceEdit[])[]): Promise<RaceLane> {
  const builds: RaceBuild[] = [];
  let current: Built = await buildOn(build, workspace, undefined);
  for (const edits of series) {
    const next = await buildAfter(build, current, edits);
    if (!next.ok || !next.value.result.ok)
      throw new Error(`a commit of the race does not build: ${JSON.stringify(next.ok ? next.value.result.error : next.reason)}`);
    current = next.value;
    builds.push(raceBuildOf(current.result));
  }
  return { dockerfile: workspace.files[workspace.dockerfilePath]?.text ?? '', builds };
}

function raceBuildOf(result: BuildResult): RaceBuild {
  const steps = result.steps.flatMap(({ name, status }) => (status === 'cached' || status === 'ran' ? [{ name, status }] : []));
  return { durationMs: result.durationMs, steps };
}

export function stepsThatRan(build: RaceBuild): number {
  return build.steps.filter(({ status }) => status === 'ran').length;
}
