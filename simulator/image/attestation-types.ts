import type { Fidelity } from '../fidelity';
import type { Platform } from './types';

/** What is to be said about an image besides the image itself; nothing by default. */
export interface AttestRequest {
  /** `max` says all that BuildKit knows of the build, values of build arguments included; `min` leaves out what could be secret. */
  readonly provenance?: 'min' | 'max' | false;
  /** `v1` when left out. */
  readonly provenanceVersion?: 'v1' | 'v0.2';
  /** A list of what is installed in the image, as SPDX. */
  readonly sbom?: boolean;
  /** Names under which the image goes out; each becomes a subject of every statement. Without any the subject is empty, as in BuildKit. */
  readonly names?: readonly string[];
}

/** An in-toto statement, which is a layer of an attestation manifest. */
export interface AttestationStatement {
  readonly predicateType: string;
  readonly digest: string;
  readonly sizeBytes: number;
  /** The very document. */
  readonly json: string;
  readonly fidelity: Fidelity;
  /** Places of the predicate (JSON pointers) whose values stand for what only a builder that runs would have: times, names of runs, digests of its graph. */
  readonly modelled: readonly string[];
}

/** What is attested about one platform's image. */
export interface ImageAttestations {
  readonly platform: Platform;
  /** Digest of the manifest that it is about. */
  readonly subjectDigest: string;
  readonly manifestDigest: string;
  readonly manifestJson: string;
  /** In the order of the manifest's layers: the SBOM first. */
  readonly statements: readonly AttestationStatement[];
}
