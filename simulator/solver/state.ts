import type { CostProfileName, StepStatus } from '../build-types';
import type { BaseImage } from '../catalog/types';
import type { Tree } from '../fs/types';
import type { Vertex } from '../llb/types';
import type { ProgramTable } from '../shell/types';
import type { CacheSource } from './exported-cache';
import type { ImportedKeys } from './imported-keys';
import type { KeyStore, Match } from './key-store';
import type { BuildCache, RunRecord, Snapshot, StepFacts } from './types';

/** What steps work with, besides each other's results. */
export interface SolveInputs {
  readonly context: Tree;
  /** Why the context cannot be sent. */
  readonly contextError?: string;
  /** The image behind an image vertex. */
  readonly imageOf: (vertex: Vertex) => BaseImage;
  readonly programs: ProgramTable;
  readonly secrets: Readonly<Record<string, string>>;
  readonly nowSeconds: number;
  readonly costProfile: CostProfileName;
  readonly onStep?: (name: string, status: StepStatus) => void;
  readonly isCancelled?: () => boolean;
  /** Exported caches to look into besides the builder's own, as the request lists them. */
  readonly imports?: readonly ImportedKeys[];
}

/** Blobs of an imported result that had to be downloaded, since something needed its files. */
export interface Fetched {
  readonly bytes: number;
  readonly layers: number;
  readonly durationMs: number;
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
  /**
   * A hit by key alone: no result lies there, and as long as nobody asks for its files none is made. Its snapshot is undefined.
   * Set with the outcome `ran`, it says that somebody asked.
   */
  readonly keyOnly?: { readonly source: CacheSource | undefined };
  readonly fetched?: Fetched;
}

export interface Solution {
  /** By vertex digest; every vertex that the targets need. */
  readonly results: ReadonlyMap<string, VertexResult>;
  /** In the order of the graph: inputs before what uses them. */
  readonly order: readonly VertexResult[];
  readonly failed: VertexResult | undefined;
  readonly cache: BuildCache;
  /** See `SolveState.contextSealed`. */
  readonly contextSealed: boolean;
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
  failed: VertexResult | undefined;
  /**
   * Something was put on top of the builder's copy of the context, as `--mount=type=bind,rw` does. That ends the copy: the next build gets a
   * whole new one (moby/buildkit source/local/source.go, snapshot; cache/refs.go, finalize).
   */
  contextSealed: boolean;
  /** Files and directories that steps of this build may still add. */
  entriesLeft: number;
  /** Vertices whose imported result was taken over. */
  readonly loaded: Set<string>;
  /** Digests of blobs that came from imported caches in this build, and of those that base images brought. */
  readonly fetchedBlobs: Set<string>;
  readonly pulledBlobs: Set<string>;
  /** See `BuildCache.packed`. */
  packed: ReadonlySet<Snapshot>;
}
