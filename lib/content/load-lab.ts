import { join } from 'node:path';
import type * as z from 'zod';
import type { ReasonCode } from '@/lib/grading/reason';
import type { LabDefinition } from '@/lib/lab/types';
import type { Workspace } from '@/lib/lab/workspace';
import { subfolders } from './paths';
import { readFiles } from './read-files';
import { readJson } from './read-json';
import { labSchema, wrongAttemptSchema } from './schema/lab-schema';

/** A workspace that stands in the lab's folder as an example of how to solve it, or how not to. */
export interface NamedWorkspace {
  readonly name: string;
  readonly workspace: Workspace;
}

export interface WrongAttempt extends NamedWorkspace {
  readonly belief: string;
  readonly misconception: string;
  /** Goal → code of the reason for which it must fail. */
  readonly fails: Readonly<Partial<Record<string, ReasonCode>>>;
}

/** A lab with everything that its folder holds; only `definition` goes to the page. */
export interface LabFolder {
  readonly folder: string;
  readonly definition: LabDefinition;
  /** `solution/` first, then those under `solutions/`. */
  readonly solutions: readonly NamedWorkspace[];
  readonly wrong: readonly WrongAttempt[];
}

/** Reads `lab.json`, `start/`, `solution/`, `solutions/*` and `wrong/*`. Of the last two, only what differs from the start need be there. */
export function loadLab(folder: string): LabFolder {
  const lab = readJson(join(folder, 'lab.json'), labSchema);
  const start = workspaceOf(lab, readFiles(join(folder, 'start')));
  const overStart = (path: string) => ({ ...start, files: { ...start.files, ...readFiles(path) } });
  return {
    folder,
    definition: definitionOf(lab, start),
    solutions: [
      { name: 'solution', workspace: { ...start, files: readFiles(join(folder, 'solution')) } },
      ...subfolders(join(folder, 'solutions')).map((name) => ({ name, workspace: overStart(join(folder, 'solutions', name)) })),
    ],
    wrong: subfolders(join(folder, 'wrong')).map((name) => loadWrongAttempt(join(folder, 'wrong', name), name, overStart)),
  };
}

function loadWrongAttempt(folder: string, name: string, overStart: (path: string) => Workspace): WrongAttempt {
  const expected = readJson(join(folder, 'expect.json'), wrongAttemptSchema);
  const workspace = overStart(folder);
  const { 'expect.json': _, ...files } = workspace.files;
  return { name, workspace: { ...workspace, files }, ...expected };
}

type LabFile = z.infer<typeof labSchema>;

function workspaceOf(lab: LabFile, files: Workspace['files']): Workspace {
  return { version: 1, files, dockerfilePath: lab.dockerfile, buildArgs: lab.buildArgs, ...(lab.target === undefined ? {} : { target: lab.target }) };
}

function definitionOf({ id, title, panels, goals, hints, scenes, prediction }: LabFile, start: Workspace): LabDefinition {
  return { id, title, panels, start, goals, hints, scenes, prediction };
}
