import { sha256Hex } from '../digest/sha256';
import type { AttestationStatement, ImageAttestations } from './attestation-types';
import { goJson, goJsonIndented } from './go-json';
import { type IndexEntry, MANIFEST } from './manifest-json';
import type { Platform } from './types';

export interface Subject {
  readonly digest: string;
  readonly sizeBytes: number;
  readonly platform: Platform;
  /** Package URLs of the names that the image goes by. */
  readonly names: readonly string[];
}

export interface Predicate {
  readonly type: string;
  readonly value: object;
  readonly modelled: readonly string[];
  readonly fidelity: AttestationStatement['fidelity'];
}

/** The statements about one image and the manifest that holds them. */
export function attest(subject: Subject, predicates: readonly Predicate[]): ImageAttestations {
  return collect(
    subject,
    predicates.map((predicate) => statement(subject, predicate)),
  );
}

/**
 * The same statements about another manifest: an export in which a stand-in takes the place of the base has digests of its own, and a
 * statement about a manifest that is not there would be about nothing.
 */
export function retarget(attestations: ImageAttestations, digest: string, sizeBytes: number): ImageAttestations {
  const subject: Subject = { digest, sizeBytes, platform: attestations.platform, names: [] };
  const [before, after] = [hexOf(attestations.subjectDigest), hexOf(digest)];
  return collect(
    subject,
    attestations.statements.map((made) => ({ ...made, ...document(made.json.replaceAll(before, after)) })),
  );
}

/** An index names attestation manifests behind all images, for a platform that no runtime has. */
export function attestationEntry(attestations: ImageAttestations): IndexEntry {
  return {
    digest: attestations.manifestDigest,
    size: bytesOf(attestations.manifestJson),
    annotations: { 'vnd.docker.reference.digest': attestations.subjectDigest, 'vnd.docker.reference.type': 'attestation-manifest' },
    platform: { os: 'unknown', architecture: 'unknown' },
  };
}

/** The `config` of an attestation manifest, an OCI artifact: `{}`. */
export const EMPTY_CONFIG_JSON = '{}';

const IN_TOTO = 'application/vnd.in-toto+json';
const EMPTY_CONFIG = {
  mediaType: 'application/vnd.oci.empty.v1+json',
  digest: `sha256:${sha256Hex(EMPTY_CONFIG_JSON)}`,
  size: EMPTY_CONFIG_JSON.length,
  data: 'e30=',
};

function hexOf(digest: string): string {
  return digest.slice('sha256:'.length);
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

function document(json: string): Pick<AttestationStatement, 'digest' | 'sizeBytes' | 'json'> {
  return { digest: `sha256:${sha256Hex(json)}`, sizeBytes: bytesOf(json), json };
}

function statement(subject: Subject, { type, value, modelled, fidelity }: Predicate): AttestationStatement {
  const subjects = subject.names.map((name) => ({ name, digest: { sha256: hexOf(subject.digest) } }));
  const json = goJson({ _type: 'https://in-toto.io/Statement/v1', predicateType: type, subject: subjects, predicate: value });
  return { predicateType: type, ...document(json), fidelity, modelled };
}

/** An OCI artifact since BuildKit 0.31 (moby/buildkit exporter/containerimage/export.go, DefaultOCIArtifact): older ones wrote an image config. */
function collect({ digest, sizeBytes, platform }: Subject, statements: readonly AttestationStatement[]): ImageAttestations {
  const manifestJson = goJsonIndented({
    schemaVersion: 2,
    mediaType: MANIFEST,
    artifactType: 'application/vnd.docker.attestation.manifest.v1+json',
    config: EMPTY_CONFIG,
    layers: statements.map((made) => ({
      mediaType: IN_TOTO,
      digest: made.digest,
      size: made.sizeBytes,
      annotations: { 'in-toto.io/predicate-type': made.predicateType },
    })),
    subject: { mediaType: MANIFEST, digest, size: sizeBytes },
  });
  return { platform, subjectDigest: digest, manifestDigest: `sha256:${sha256Hex(manifestJson)}`, manifestJson, statements };
}
