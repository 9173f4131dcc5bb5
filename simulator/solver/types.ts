import type { BaseImage } from '../catalog/types';
import type { Fidelity } from '../fidelity';
import type { SyncedContext } from '../fs/context-sync';
import type { FileListing } from '../fs/file-listing';
import type { LayerDiff, Tree } from '../fs/types';
import type { Origin } from '../llb/types';
import type { Notice, OutputLine } from '../shell/types';
import type { CacheSource, ExportedLayer } from './exported-cache';

/** A file system at some point of a build, and how it came to be: each snapshot adds one layer to its parent's. */
export interface Snapshot {
  readonly tree: Tree;
  /** Absent for a base image and for the first step on scratch. */
  readonly parent: Snapshot | undefined;
  /** A base image: its published layers stand for this snapshot. */
  readonly image?: BaseImage;
  /** Set where the layer is not simply what differs from the parent: the copy of a `--link`, moved onto another parent. */
  readonly diff?: LayerDiff;
  /** When the step ran. Seconds since 1970. */
  readonly createdSeconds: number;
  /** Digest of the vertex that made it. */
  readonly vertex: string;
  readonly fidelity: Fidelity;
}

/** What a step did when it ran; kept with its result, so that a hit can still tell. */
export interface RunRecord {
  readonly durationMs: number;
  readonly output: readonly OutputLine[];
  readonly commands: readonly (readonly string[])[];
  readonly fidelity: Fidelity;
  readonly notices: readonly Notice[];
}

export interface CacheRecord {
  readonly key: string;
  /** Absent for scratch. */
  readonly snapshot: Snapshot;
  readonly run: RunRecord;
  /** Number of the build that made it, or brought it in, from 1; 0 for one that lies in an imported cache. */
  readonly build: number;
  /** The cache in which it lies, and the blobs that would have to be fetched, bottom first. */
  readonly imported?: CacheSource & { readonly layers: readonly ExportedLayer[] };
}

/** What decided a step, kept from build to build so that a later one can say what changed. */
export interface StepFacts {
  readonly name: string;
  readonly origin: Origin;
  readonly outcome: 'cached' | 'ran' | 'failed' | 'not-reached';
  readonly inputs: DecidingInputs;
  /** Files that were compared by content, per source: `context` or a stage's step. */
  readonly files: readonly { readonly source: string; readonly files: FileListing }[];
}

/** Fields of an operation's key, as text, so that two can be laid side by side. */
export interface DecidingInputs {
  readonly operation: string;
  readonly workingDirectory?: string;
  readonly user?: string;
  readonly shell?: string;
  readonly network?: string;
  readonly security?: string;
  readonly mounts?: string;
  readonly flags?: string;
  readonly base?: string;
}

/** Facts of one earlier build. */
export interface BuildFacts {
  readonly build: number;
  readonly steps: readonly StepFacts[];
  /** What was asked for; absent in caches written before it was kept. */
  readonly dockerfile?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
}

/** Opaque to everything outside `solver/`; immutable: a build returns a new one and shares what did not change. */
export interface BuildCache {
  readonly version: 1;
  /** Builds that have used this cache. */
  readonly builds: number;
  /** (operation, input number, selector, key of the input) → keys of results that have it. */
  readonly links: ReadonlyMap<string, readonly string[]>;
  /** By key. */
  readonly records: ReadonlyMap<string, CacheRecord>;
  /** Content of cache mounts, by id. */
  readonly mounts: ReadonlyMap<string, Tree>;
  /** Snapshots whose blobs exist, because an image or a cache was written from them: even a `min` export takes them along. */
  readonly packed?: ReadonlySet<Snapshot>;
  /** Newest last; bounded. */
  readonly history: readonly BuildFacts[];
  /** The whole build context as last seen, so that what did not change stays the same object. */
  readonly context?: Tree;
  /** The part of it that was sent, and the builder's copy. */
  readonly synced?: SyncedContext;
}

export const EMPTY_CACHE: BuildCache = { version: 1, builds: 0, links: new Map(), records: new Map(), mounts: new Map(), history: [] };
