import type { BuildResult, Diagnostic } from '@/simulator';
import type { GoalResult, LabDefinition } from '@/lib/lab/types';
import type { Workspace } from '@/lib/lab/workspace';

/** A step as it can be named before anything is built: what a prediction is asked about. */
export interface PlannedStep {
  readonly id: string;
  readonly name: string;
  readonly instruction: string;
  readonly startLine: number | undefined;
}

export interface Analysis {
  /** BuildKit's findings, errors first. */
  readonly diagnostics: readonly Diagnostic[];
  /** The steps that a build would show, in order; empty when the Dockerfile does not parse. */
  readonly steps: readonly PlannedStep[];
}

/**
 * The engine as pages see it: one worker for the origin, one build cache per lab inside it.
 * Every call rejects with `EngineStopped` when the worker had to be ended; the next call starts a fresh one.
 */
export interface Engine {
  /** Cheap enough for every pause in typing: parse, checks, planned steps. */
  analyse(workspace: Workspace): Promise<Analysis>;
  build(labId: string, workspace: Workspace): Promise<BuildResult>;
  /** Brings a lab's cache to where it was by building these again; answers the results. */
  replay(labId: string, workspaces: readonly Workspace[]): Promise<readonly BuildResult[]>;
  /** Forgets the lab's cache. */
  reset(labId: string): Promise<void>;
  grade(lab: LabDefinition, workspace: Workspace): Promise<readonly GoalResult[]>;
}
