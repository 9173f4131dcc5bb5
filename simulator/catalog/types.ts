import type { Fidelity } from '../fidelity';
import type { Tree } from '../fs/types';
import type { HistoryEntry, ImageConfig, Platform } from '../image/types';

/** Where a figure comes from, and of when it is. */
export interface Provenance {
  readonly source: string;
  readonly asOf: string;
}

export interface BaseLayer {
  /** SHA-256 of the uncompressed tar; a stand-in derived from `digest` where the published one is not known. */
  readonly diffId: string;
  /** Of the blob that a manifest names. */
  readonly digest: string;
  readonly mediaType: string;
  /** Blob bytes, compressed when the media type says so. */
  readonly blobBytes: number;
  /** Bytes of the uncompressed tar. */
  readonly sizeBytes: number;
  readonly createdBy: string;
}

/** One platform's image behind a reference, ready to be built upon. */
export interface BaseImage {
  /** With registry and tag: `docker.io/library/node:20-slim`. */
  readonly reference: string;
  /** What the tag points at: an index, or a manifest for a single-platform image. */
  readonly digest: string;
  readonly manifestDigest: string;
  readonly platform: Platform;
  readonly config: ImageConfig;
  readonly author?: string;
  readonly history: readonly HistoryEntry[];
  /** Bottom first. */
  readonly layers: readonly BaseLayer[];
  /** The merged root file system. */
  readonly tree: Tree;
  readonly fidelity: Fidelity;
  readonly provenance: Provenance;
}

/** Package managers' worlds; each is a part of the catalogue that is loaded only when a build needs it. */
export type PackageWorld = 'apt-bookworm' | 'apk' | 'npm' | 'pip' | 'go' | 'maven';

/**
 * The part of the simulated world that has been loaded: plain data, keyed by part name
 * (`images`, `image/node`, `apt-bookworm`, `npm`). Parts are opaque to everything outside `catalog/`.
 */
export type Catalog = ReadonlyMap<string, unknown>;

export type ImageLookup =
  | { readonly kind: 'found'; readonly image: BaseImage }
  /** The part that holds it is not loaded yet. */
  | { readonly kind: 'needs-part'; readonly part: string }
  | { readonly kind: 'not-found'; readonly suggestions: readonly string[] }
  | { readonly kind: 'no-platform'; readonly platforms: readonly string[] };
