import type { BuildFacts, RunRecord, Snapshot } from './types';

/** How an exported cache travels: inside the image, as an artifact of its own, as a folder, or through GitHub's cache service. */
export type CacheType = 'inline' | 'registry' | 'local' | 'gha';

/** `min` keeps the results of what the image consists of; `max` those of every step that the build knows. */
export type CacheMode = 'min' | 'max';

/** Where an exported cache lies. */
export interface CacheSource {
  readonly type: CacheType;
  /** Reference, folder or scope, as it was given. */
  readonly ref: string;
}

/** From a record to one that it stands on. */
export interface CacheRecordLink {
  /** Position among the records. */
  readonly record: number;
  /** Empty where the input counts as a whole. */
  readonly selector: string;
}

/** A key that steps are looked up by, and what lies there (moby/buildkit cache/remotecache/v1/types). */
export interface ExportedRecord {
  /** Digest of the operation, or `content:` and a checksum of files. */
  readonly operation: string;
  /** Per input the keys that it may be known by; without inputs it is a root. */
  readonly inputs: readonly (readonly CacheRecordLink[])[];
  /** Absent where only the key is known, as above the last stage in `min` mode. */
  readonly result?: ExportedResult;
}

export interface ExportedResult {
  readonly snapshot: Snapshot;
  readonly run: RunRecord;
  /** The blobs that make up the snapshot, bottom first. */
  readonly layers: readonly ExportedLayer[];
}

export interface ExportedLayer {
  readonly digest: string;
  readonly diffId: string;
  readonly mediaType: string;
  readonly blobBytes: number;
  /** Bytes of the uncompressed tar. */
  readonly sizeBytes: number;
  /** When its step ran. Seconds since 1970. */
  readonly createdSeconds: number;
}

/** What a builder reads of an exported cache, as a person can see it. */
export interface CacheDocuments {
  /** `application/vnd.buildkit.cacheconfig.v0`; for an inline cache the records alone, which the image config holds in base64. */
  readonly configJson: string;
  readonly configDigest: string;
  /** Absent for an inline cache: the image's manifest lists its layers. */
  readonly manifestJson?: string;
  readonly manifestDigest?: string;
}

/** A cache outside of its builder: plain data, to be handed to a later build's `cacheFrom`. Snapshots in it are opaque. */
export interface ExportedCache {
  readonly version: 1;
  readonly type: CacheType;
  readonly mode: CacheMode;
  /** One list; an inline cache has one for each platform's image. */
  readonly chains: readonly (readonly ExportedRecord[])[];
  /** Runs alongside `chains`. */
  readonly documents: readonly CacheDocuments[];
  /** Blobs that it refers to, each once. */
  readonly layers: readonly ExportedLayer[];
  /** The build that wrote it, so that one that imports it can say what changed since. */
  readonly facts: BuildFacts;
}
