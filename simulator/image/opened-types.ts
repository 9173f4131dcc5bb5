import type { LayerEntry } from '../fs/types';
import type { HistoryEntry, ImageConfig, Platform } from './types';

/** What opening may cost before it is given up. */
export interface OpenLimits {
  /** Files of the archive itself. */
  readonly files: number;
  /** Of all layers together. */
  readonly entries: number;
  /** Of all layers together, unpacked. */
  readonly unpackedBytes: number;
}

export const OPEN_LIMITS: OpenLimits = { files: 20_000, entries: 1_000_000, unpackedBytes: 16 * 2 ** 30 };

export interface OpenedLayer {
  /** Of the blob; the hash of what was there, whatever its name. */
  readonly digest: string;
  /** Of the tar; undefined where the packing cannot be read. */
  readonly diffId?: string;
  readonly blobBytes: number;
  readonly sizeBytes: number;
  readonly packing: 'none' | 'gzip' | 'zstd' | 'bzip2' | 'xz';
  readonly createdBy: string;
  /** Without content; empty where the packing cannot be read. */
  readonly entries: readonly LayerEntry[];
  /** Bytes of its files that a later layer hides or replaces. */
  readonly wastedBytes: number;
  /** Why `entries` may be short. */
  readonly problem?: string;
  /** Entries left out: paths that climb out of the root, and devices, which an image of ours never has. */
  readonly leftOut: { readonly outside: number; readonly devices: number };
}

/** One platform's image. */
export interface OpenedPlatform {
  readonly platform: Platform;
  readonly manifestDigest?: string;
  readonly manifestJson?: string;
  readonly configDigest: string;
  readonly configJson: string;
  readonly config: ImageConfig;
  readonly author?: string;
  readonly history: readonly HistoryEntry[];
  /** Bottom first. */
  readonly layers: readonly OpenedLayer[];
  /** Sum of the unpacked layers. */
  readonly sizeBytes: number;
  /** What a container sees: the layers laid over one another. */
  readonly merged: { readonly files: number; readonly fileBytes: number };
}

/** A document that belongs to no platform: an index that another names, and what attests where the image comes from or what is in it. */
export type OpenedDocument = { readonly digest: string; readonly json: string } & (
  | { readonly kind: 'index' }
  /** `about`: digest of the manifest that it speaks of. */
  | { readonly kind: 'attestation-manifest'; readonly about?: string }
  /** An in-toto statement. */
  | { readonly kind: 'attestation'; readonly predicateType?: string }
);

/** What is odd about an archive that could be opened. */
export type OpenNote =
  | { readonly kind: 'digest-mismatch'; readonly path: string; readonly actual: string }
  | { readonly kind: 'diff-id-mismatch'; readonly expected: string; readonly actual: string }
  | { readonly kind: 'missing-blob'; readonly path: string }
  | { readonly kind: 'attestation'; readonly digest: string };

export interface OpenedImage {
  /** `docker-save` is the form before Docker 25; `docker-save-oci` holds both descriptions. */
  readonly form: 'oci-layout' | 'docker-save' | 'docker-save-oci';
  /** `name:tag`, where the archive says so. */
  readonly tags: readonly string[];
  readonly images: readonly OpenedPlatform[];
  /** `index.json` or `manifest.json`, the entry point. */
  readonly indexJson: string;
  /** In the order in which they are named. */
  readonly documents: readonly OpenedDocument[];
  readonly notes: readonly OpenNote[];
}

export type OpenError =
  | { readonly kind: 'not-a-tar' }
  | { readonly kind: 'unreadable-packing'; readonly packing: string }
  | { readonly kind: 'cut-off' | 'damaged'; readonly detail: string }
  | { readonly kind: 'not-an-image'; readonly detail: string }
  | { readonly kind: 'too-large'; readonly limit: keyof OpenLimits; readonly atMost: number };

export type OpenResult = { readonly ok: true; readonly value: OpenedImage } | { readonly ok: false; readonly error: OpenError };
