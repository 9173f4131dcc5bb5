import type { CostProfileName, StepStatus } from '../build-types';
import type { BaseImage } from '../catalog/types';
import type { Tree } from '../fs/types';
import type { Vertex } from '../llb/types';
import type { ProgramTable } from '../shell/types';
import type { KeyStore, Match } from './key-store';
import type { BuildCache, RunRecord, Snapshot, StepFacts } from './types';

/** What steps work with, besides each other's results. */
export interface SolveInputs {
  readonly context: Tree;
  /** The image behind an image vertex. */
  readonly imageOf: (vertex: Vertex) => BaseImage;
  readonly programs: ProgramTable;
  readonly secrets: Readonly<Record<string, string>>;
  readonly nowSeconds: number;
  readonly costProfile: CostProfileName;
  readonly onStep?: (name: string, status: StepStatus) => void;
  readonly isCancelled?: () => boolean;
}

export interface VertexResult {
  readonly vertex: Vertex;
  readonly outcome: StepFacts['outcome'];
  readonly snapshot: Snapshot | undefined;
  readonly keys: readonly string[];
  /** How a hit was found, and in which build it had run. */
  readonly match: Match | undefined;
  readonly run: RunRecord | undefined;
  readonly files: StepFacts['files'];
  readonly facts: StepFacts['inputs'];
  readonly error?: string;
  /** What BuildKit's display says, where `outcome` says otherwise. */
  readonly reportedCached?: boolean;
}

export interface Solution {
  /** By vertex digest; every vertex that the targets need. */
  readonly results: ReadonlyMap<string, VertexResult>;
  /** In the order of the graph: inputs before what uses them. */
  readonly order: readonly VertexResult[];
  readonly failed: VertexResult | undefined;
  readonly cache: BuildCache;
}

/** A solve under way; changed in place until it ends. */
export interface SolveState {
  readonly build: number;
  readonly store: KeyStore;
  readonly inputs: SolveInputs;
  readonly mounts: Map<string, Tree>;
  /** Cache mounts that a step without cache has emptied in this build. */
  readonly freshMounts: Set<string>;
  readonly results: Map<string, VertexResult>;
}
