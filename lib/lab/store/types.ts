import type { EngineFailureKind } from '@/lib/engine/failure';
import type { Analysis, Engine, ExportedImage, PlannedStep, ProvenRemedy } from '@/lib/engine/types';
import type { Outcome } from '@/lib/grading/reason';
import type { ProgressState } from '@/lib/progress/store';
import type { BuildResult, Remedy, StepId, StepStatus } from '@/simulator';
import type { FileProblem, WorkspacePatch } from '../file-edits';
import type { LabStorage, StorageProblem } from '../lab-storage';
import type { Guess, Guesses, PredictionScore } from '../predict';
import type { GoalResult, LabDefinition } from '../types';
import type { NoCache, Workspace, WorkspaceEdit } from '../workspace';

/** The world outside a lab. */
export interface LabPorts {
  readonly engine: Engine;
  readonly storage: LabStorage;
  /** Needs the Dockerfile's parser for some edits, so it is loaded when a scene is first played. */
  readonly loadApplyEdits: () => Promise<ApplyEdits>;
  readonly progress: Pick<ProgressState, 'recordGoalsPassed' | 'recordPrediction'>;
  readonly nowSeconds: () => number;
  /** Tells this tab from others. */
  readonly writer: string;
}

export type ApplyEdits = (workspace: Workspace, edits: readonly WorkspaceEdit[]) => Outcome<Workspace>;

export interface EngineFailure {
  readonly kind: EngineFailureKind;
  readonly message: string;
}

/** A change of files that can be taken back, by the patch that does so. */
export interface UndoEntry {
  readonly action: string;
  readonly patch: WorkspacePatch;
}

/** What happened, to be said aloud; `sequence` makes two alike ones different. */
export interface Announcement {
  readonly sequence: number;
  readonly text: string;
}

export type EditProblem = { readonly problem: FileProblem; readonly path: string };

export interface WorkspaceSlice {
  readonly workspace: Workspace;
  /** Newest last, bounded. */
  readonly undo: readonly UndoEntry[];
  readonly redo: readonly UndoEntry[];
  readonly announcement: Announcement;
  announce(text: string): void;
  editText(path: string, text: string): void;
  /** `undefined` when it went well. */
  addFile(path: string, text?: string): EditProblem | undefined;
  renameFile(from: string, to: string): EditProblem | undefined;
  deleteFile(path: string): EditProblem | undefined;
  touchFile(path: string): EditProblem | undefined;
  setExecutable(path: string, executable: boolean): EditProblem | undefined;
  /** `undefined` takes the argument away. */
  setBuildArg(name: string, value: string | undefined): void;
  setNoCache(noCache: NoCache): void;
  /** Answers why the scene's edits do not fit, or `undefined`. */
  applyScene(sceneId: string): Promise<GoalResult['reason'] | undefined>;
  resetFiles(): void;
  undoLast(): void;
  redoLast(): void;
}

export interface EditorSlice {
  readonly openPaths: readonly string[];
  readonly activePath: string;
  /** A place that the editor is asked to show. */
  readonly reveal: { readonly path: string; readonly line: number; readonly sequence: number } | undefined;
  openFile(path: string, line?: number): void;
  closeFile(path: string): void;
}

export interface AnalysisSlice {
  /** Of the newest workspace that was looked at. */
  readonly analysis: Analysis | undefined;
  readonly analysedWorkspace: Workspace | undefined;
  analyse(): Promise<void>;
}

export type Prediction =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'asking';
      readonly steps: readonly PlannedStep[];
      readonly guesses: Guesses /** Ids that were still open when the guesses were handed in. */;
      readonly missing: readonly string[];
    };

export interface PredictionSlice {
  readonly prediction: Prediction;
  guess(stepId: string, guess: Guess): void;
  guessAll(guess: Guess): void;
  submitGuesses(): Promise<void>;
  skipPrediction(): Promise<void>;
  cancelPrediction(): void;
}

/** One build of the history. */
export interface BuildRecord {
  /** From 1, within this history; the number that causes speak of. */
  readonly number: number;
  readonly atSeconds: number;
  readonly workspace: Workspace;
  /** Absent when the guess was skipped or not asked for. */
  readonly guesses?: Guesses;
  readonly score?: PredictionScore;
  /** Absent until the build has been done again after a reload. */
  readonly result?: BuildResult;
}

export interface BuildSlice {
  /** Oldest first. */
  readonly builds: readonly BuildRecord[];
  readonly building: 'no' | 'preparing' | 'building' | 'replaying';
  readonly engineFailure: EngineFailure | undefined;
  /** Asks for guesses first where the lab wants them; otherwise builds. */
  pressBuild(): Promise<void>;
  /** A build on the way to another need not be graded. */
  runBuild(guesses: Guesses | undefined, options?: { readonly grades: boolean }): Promise<void>;
  emptyCache(): Promise<void>;
  /** The newest build's image as an archive. An engine that fails is an answer too. */
  exportImage(): Promise<ExportedImage>;
}

/** What has been asked about a step of a build that ran. */
export type RemedySearch =
  | { readonly kind: 'none' }
  | ({ readonly build: number; readonly stepId: StepId } & (
      | { readonly kind: 'searching' }
      | { readonly kind: 'found'; readonly remedies: readonly ProvenRemedy[] }
      | { readonly kind: 'failed'; readonly failure: EngineFailure }
    ));

/** A remedy that the learner tried, and what its step did in the build that shows it. */
export interface TriedRemedy {
  readonly build: number;
  readonly remedy: Remedy;
  readonly stepName: string;
  readonly status: StepStatus;
}

export interface RemedySlice {
  readonly remedySearch: RemedySearch;
  readonly tried: TriedRemedy | undefined;
  /** About a step of the newest build. */
  askRemedies(stepId: StepId): Promise<void>;
  stopRemedies(): void;
  /** Edits the workspace, in one step that can be undone, and builds; where it takes a build before to show the hit, that one too. */
  tryRemedy(index: number): Promise<void>;
}

export interface ChecksSlice {
  /** Absent until the first grading. */
  readonly goalResults: readonly GoalResult[] | undefined;
  readonly gradedBuild: number | undefined;
  readonly grading: boolean;
  readonly gradingFailure: EngineFailure | undefined;
  grade(): Promise<void>;
}

export type StorageState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly problem: StorageProblem };

export interface StorageSlice {
  readonly storage: StorageState;
  /** Something that was found at the start or on the way, until it is dismissed. */
  readonly storageNotice: 'unreadable' | 'other-tab' | undefined;
  dismissStorageNotice(): void;
  /** Takes over what was saved and builds the history again. */
  restore(): Promise<void>;
  /** Writes down what has changed. `leaving`: the page may be gone before an ordinary write is done. */
  save(leaving?: boolean): Promise<void>;
}

export type LabState = { readonly definition: LabDefinition } & WorkspaceSlice &
  EditorSlice &
  AnalysisSlice &
  PredictionSlice &
  BuildSlice &
  RemedySlice &
  ChecksSlice &
  StorageSlice;
