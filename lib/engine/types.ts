import type { WorkspacePatch } from '@/lib/lab/file-edits';
import type { GoalResult, LabDefinition } from '@/lib/lab/types';
import type { Workspace } from '@/lib/lab/workspace';
import type { BuildResult, Diagnostic, Remedy, StepId } from '@/simulator';

/** A step as it can be named before anything is built: what a prediction is asked about. */
export interface PlannedStep {
  readonly id: string;
  readonly name: string;
  readonly instruction: string;
  readonly startLine: number | undefined;
}

/** The line of the ignore file that keeps a path out of the build context. */
export interface IgnoreVerdict {
  readonly pattern: string;
  /** 1-based line of the ignore file. */
  readonly line: number;
}

export interface Analysis {
  /** BuildKit's findings, errors first. */
  readonly diagnostics: readonly Diagnostic[];
  /** The steps that a build would show, in order; empty when the Dockerfile does not parse. */
  readonly steps: readonly PlannedStep[];
  /** Files that the build does not see, by path; absent where the engine does not tell. */
  readonly ignored?: Readonly<Record<string, IgnoreVerdict>>;
  /** Names that stages of the Dockerfile have been given, in order; absent where the engine does not tell. */
  readonly stages?: readonly string[];
}

/** A build as it can be done again: the same workspace at the same time gives the same bytes. */
export interface BuildMoment {
  /** Stands in for the clock. Seconds since 1970; when left out, a fixed time that moves on by a minute with each of the lab's builds. */
  readonly nowSeconds?: number;
}

/** A remedy with what it means for the workspace that was built. */
export interface ProvenRemedy {
  readonly remedy: Remedy;
  readonly patch: WorkspacePatch;
  /** Of a remedy for the next time: the earlier files with the remedy in place. Built before the patched workspace it makes that one's step a hit. */
  readonly rehearsal?: WorkspacePatch;
}

/** An image as the tar of an OCI layout. */
export type ExportedImage =
  | {
      readonly ok: true;
      readonly blob: Blob;
      /** One layer of modelled files stands for the base's published ones, so that digests differ. */
      readonly standIn: boolean;
    }
  | { readonly ok: false; readonly message: string };

/**
 * The engine as pages see it: one worker for the origin, one build cache per lab inside it.
 * Every call rejects with an `engineFailure` when no answer is possible; after `stopped` the next call starts a fresh worker
 * and brings the lab's cache back by building again.
 */
export interface Engine {
  /** Cheap enough for every pause in typing: parse, checks, planned steps. */
  analyse(workspace: Workspace): Promise<Analysis>;
  build(labId: string, workspace: Workspace, moment?: BuildMoment): Promise<BuildResult>;
  /**
   * Empties a lab's cache and brings it to where it was by building these again, oldest first; answers the results.
   * `moments` run alongside `workspaces`.
   */
  replay(labId: string, workspaces: readonly Workspace[], moments?: readonly BuildMoment[]): Promise<readonly BuildResult[]>;
  /** Forgets the lab's cache. */
  reset(labId: string): Promise<void>;
  grade(lab: LabDefinition, workspace: Workspace): Promise<readonly GoalResult[]>;
  /**
   * What would have kept a step of the lab's newest build cached, smallest change first. Works between other calls, never ahead of
   * them; a later question, or `stopRemedies`, ends it with none.
   */
  remedies(labId: string, stepId: StepId): Promise<readonly ProvenRemedy[]>;
  stopRemedies(labId: string): Promise<void>;
  /** The image of the lab's newest build. */
  exportImage(labId: string): Promise<ExportedImage>;
}
