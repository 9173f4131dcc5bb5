/**
 * What goes through the front door: plain data that survives `structuredClone`.
 * The keys of a recording (`corpus/README.md`) are a subset of `BuildResult`.
 */
import type { CacheExport, CacheExportReport, CacheImport, CacheImportReport } from './build/cache-types';
import type { Remedy } from './build/remedy-types';
import type { WorldMoment } from './catalog/tag-moves';
import type { Catalog } from './catalog/types';
import type { Diagnostic, LineRange } from './diagnostics';
import type { Fidelity } from './fidelity';
import type { LayerEntry } from './fs/types';
import type { AttestRequest, ImageAttestations } from './image/attestation-types';
import type { HistoryEntry, ImageConfig, Platform } from './image/types';
import type { Notice, OutputLine } from './shell/types';
import type { CacheSource, ExportedCache } from './solver/exported-cache';
import type { BuildCache, Snapshot } from './solver/types';

export type { CacheExport, CacheExportReport, CacheImport, CacheImportReport } from './build/cache-types';
export type { TagMove, WorldMoment } from './catalog/tag-moves';
export type { AttestationStatement, AttestRequest, ImageAttestations } from './image/attestation-types';
export type { CacheDocuments, CacheMode, CacheSource, CacheType, ExportedCache } from './solver/exported-cache';

export type ContextEntry =
  | {
      readonly kind: 'file';
      readonly content: string | Uint8Array;
      readonly mode?: number;
      readonly mtimeSeconds?: number;
      readonly uid?: number;
      readonly gid?: number;
    }
  | { readonly kind: 'symlink'; readonly target: string; readonly mtimeSeconds?: number }
  | { readonly kind: 'directory'; readonly mode?: number; readonly mtimeSeconds?: number };

/** The build context: slash-separated path relative to its root → entry. Parent directories need not be listed. */
export type BuildContext = ReadonlyMap<string, ContextEntry>;

export type CostProfileName = 'ci' | 'laptop' | 'hotel';

export interface BuildRequest extends WorldMoment {
  readonly context: BuildContext;
  /** Path of the Dockerfile in the context; `Dockerfile` when left out. */
  readonly dockerfilePath?: string;
  /** Text of a Dockerfile that lies outside the context; then `dockerfilePath` is only its name. */
  readonly dockerfileText?: string;
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  /** As `linux/amd64`; the first is the default build platform too. */
  readonly platforms?: readonly string[];
  readonly noCache?: boolean;
  readonly noCacheFilter?: readonly string[];
  readonly secrets?: Readonly<Record<string, string>>;
  readonly cache: BuildCache;
  /** Looked into besides `cache`; of several that know the same step, the last one counts. */
  readonly cacheFrom?: readonly CacheImport[];
  readonly cacheTo?: readonly CacheExport[];
  readonly catalog: Catalog;
  /** Stands in for the clock. Seconds since 1970. */
  readonly nowSeconds: number;
  /** `SOURCE_DATE_EPOCH`, with the exporter's timestamp rewriting. Seconds since 1970. */
  readonly sourceDateEpoch?: number;
  readonly compression?: 'none' | 'gzip';
  /** Statements that go out with the image; they make it an index. */
  readonly attest?: AttestRequest;
  readonly costProfile?: CostProfileName;
}

/** Names a step within one build: `<platform>/<stage index>/<instruction index>`, stable between builds of one Dockerfile. */
export type StepId = string;

export type StepStatus = 'cached' | 'ran' | 'skipped' | 'failed';

export interface Step {
  readonly id: StepId;
  /** As the progress display prints it: `[build 2/4] COPY . .`. */
  readonly name: string;
  /** Stage name, or its number as text. */
  readonly stage: string;
  readonly stageIndex: number;
  /** `FROM`, `RUN`, `COPY`, `ADD` or `WORKDIR`. */
  readonly instruction: string;
  /** Of the instruction in the Dockerfile; absent for a base image's triggers. */
  readonly range?: LineRange;
  readonly status: StepStatus;
  /**
   * Set where BuildKit's display calls the step cached, or does not, against `status`: steps above a missing source, which it never got
   * to, are CACHED there, and a WORKDIR on scratch that is found but not needed is not.
   */
  readonly reportedCached?: boolean;
  readonly why: Why;
  /** Simulated; 0 for a cached step, unless its result had to be fetched from an imported cache. */
  readonly durationMs: number;
  /** Bytes of blobs that were fetched from an imported cache for it. */
  readonly fetchedBytes?: number;
  /** What it took, or would take, when it runs; known once it has run. */
  readonly runDurationMs?: number;
  readonly fidelity: Fidelity;
  readonly notices: readonly Notice[];
  readonly output: readonly OutputLine[];
  /** argv of the programs that it started when it ran (also kept for a cached step). */
  readonly commands: readonly (readonly string[])[];
  readonly error?: string;
  /** Steps of this build that it stands on, nearest first. */
  readonly inputs: readonly StepId[];
  /** Index into the first image's `layers`, when it made one of them. */
  readonly layerIndex?: number;
}

/** Why a step was a hit, a miss, skipped or failed: causes as data, the deciding one first. Never empty. */
export interface Why {
  readonly causes: readonly Cause[];
  /** The chain of steps from this one up to the first miss, when the deciding cause lies above. */
  readonly chain: readonly StepId[];
  /** What would have kept the hit, smallest change first; only where somebody asked `explainRemedy` and put the answer here. */
  readonly remedy?: readonly Remedy[];
}

export interface FileChange {
  readonly path: string;
  readonly change: 'added' | 'removed' | 'content' | 'mode' | 'type' | 'link-target' | 'owner';
  readonly before?: FileFacts;
  readonly after?: FileFacts;
}

export interface FileFacts {
  readonly sizeBytes: number;
  readonly mode: number;
  /** Hex. */
  readonly sha256?: string;
}

export type Cause =
  /**
   * A hit: same operation on the same inputs as in an earlier build. `build` counts this cache's builds from 1; with `from` the result
   * lies in an imported cache, and `build` is 0.
   */
  | { readonly kind: 'same-key'; readonly build: number; readonly from?: CacheSource }
  /** A hit although what lies above ran again: the files it takes are the same. */
  | { readonly kind: 'same-content'; readonly build: number; readonly from?: CacheSource }
  /** A hit by key alone: what stands on it was found, so that nobody asked for its files. `from` is absent where the builder itself knows the key. */
  | { readonly kind: 'known-key'; readonly from?: CacheSource }
  /** Its key is known, but no result lies there, as above the last stage of a `min` cache, and something that ran needed its files. */
  | { readonly kind: 'no-result'; readonly from?: CacheSource }
  | { readonly kind: 'base-image'; readonly reference: string; readonly digest?: string }
  /** Nothing like it has been built with this cache. */
  | { readonly kind: 'never-built' }
  | { readonly kind: 'step-added' }
  | { readonly kind: 'step-above-ran'; readonly step: StepId; readonly stepName: string }
  | { readonly kind: 'step-above-removed'; readonly text: string }
  | { readonly kind: 'files-changed'; readonly source: 'context' | StepId; readonly files: readonly FileChange[]; readonly total: number }
  | { readonly kind: 'text-changed'; readonly before: string; readonly after: string }
  | { readonly kind: 'variable-changed'; readonly variable: 'ARG' | 'ENV'; readonly name: string; readonly before?: string; readonly after?: string }
  | {
      readonly kind: 'option-changed';
      readonly option: 'working directory' | 'user' | 'shell' | 'network' | 'security' | 'mount' | 'flag';
      readonly before?: string;
      readonly after?: string;
    }
  | { readonly kind: 'base-changed'; readonly before: string; readonly after: string }
  | { readonly kind: 'no-cache'; readonly filter?: string }
  /** It failed the last time, and a failed step is not cached. */
  | { readonly kind: 'failed-before' }
  | { readonly kind: 'not-needed'; readonly target: string }
  | { readonly kind: 'not-reached'; readonly step: StepId }
  | { readonly kind: 'failed'; readonly message: string };

export interface ImageLayer {
  readonly diffId: string;
  /** Digest of the blob. */
  readonly digest: string;
  /** Bytes of the uncompressed tar. */
  readonly sizeBytes: number;
  readonly blobBytes: number;
  readonly base: boolean;
  readonly createdBy: string;
  readonly stepId?: StepId;
  /** Empty for a base's layers. */
  readonly entries: readonly LayerEntry[];
  /** Bytes of files in it that a later layer hides or replaces. */
  readonly wastedBytes: number;
  readonly fidelity: Fidelity;
}

export interface BuiltImage {
  readonly platform: Platform;
  readonly manifestDigest: string;
  readonly configDigest: string;
  /** The very documents. */
  readonly manifestJson: string;
  readonly configJson: string;
  readonly config: ImageConfig;
  readonly architecture: string;
  readonly author?: string;
  readonly history: readonly HistoryEntry[];
  /** Bottom first. */
  readonly layers: readonly ImageLayer[];
  /** Sum of the uncompressed layers. */
  readonly sizeBytes: number;
  readonly fidelity: Fidelity;
}

export interface BuildError {
  /** Without the `failed to solve:` prefix. */
  readonly message: string;
  readonly line?: number;
  readonly range?: LineRange;
  /** What may have been meant, nearest first: base images, files of the context. */
  readonly suggestions?: readonly string[];
  /** Set when the reference may exist in the real world but the simulated one does not have it. */
  readonly beyondCatalog?: boolean;
}

export interface BuildResult {
  readonly ok: boolean;
  readonly error?: BuildError;
  /** In the order of stages and instructions; skipped ones included. */
  readonly steps: readonly Step[];
  readonly warnings: readonly Diagnostic[];
  readonly images: readonly BuiltImage[];
  /** Of the index; of the manifest where an image goes out alone. */
  readonly indexDigest?: string;
  /** The very document, of several platforms or of an image with attestations. */
  readonly indexJson?: string;
  /** In the order of the index; an image without layers has no provenance. */
  readonly attestations?: readonly ImageAttestations[];
  /** What the build read of the context. */
  readonly contextSent: { readonly files: number; readonly bytes: number };
  /** Simulated wall-clock time; independent steps overlap. */
  readonly durationMs: number;
  /** Number of this build within its cache, from 1. */
  readonly build: number;
  /** One for each of the request's `cacheFrom`. */
  readonly cacheImports?: readonly CacheImportReport[];
  /** One for each of the request's `cacheTo` for which there was something to export; none when the build failed. */
  readonly cacheExports?: readonly CacheExportReport[];
}

export interface BuildOutcome {
  readonly result: BuildResult;
  readonly cache: BuildCache;
  /** Runs alongside the request's `cacheTo`; undefined where there was nothing to export. Empty when the build failed. */
  readonly exportedCaches?: readonly (ExportedCache | undefined)[];
  /** What an export says of when: the epoch, or the time of the build. Seconds since 1970. */
  readonly createdSeconds?: number;
  /** The file system behind each of the result's images; opaque, for `ociLayout`. */
  readonly snapshots: readonly (Snapshot | undefined)[];
}

/** Ports that a host may supply for speed; answers must not depend on them. */
export interface Host {
  /** SHA-256 in hex over the concatenation of chunks, each of which must be read before the next is asked for. */
  readonly sha256?: (chunks: Iterable<Uint8Array>, totalBytes: number) => string | Promise<string>;
  readonly onStep?: (name: string, status: StepStatus) => void;
  readonly signal?: { readonly aborted: boolean };
}
