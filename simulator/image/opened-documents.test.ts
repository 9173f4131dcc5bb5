import { expect, test } from 'vitest';
import type { ArchiveBlob } from './archive-blobs';
import { createDocumentList } from './opened-documents';

const blobs: Readonly<Record<string, unknown>> = {
  m: { layers: [{ digest: 's', annotations: { 'in-toto.io/predicate-type': 'https://spdx.dev/Document' } }, { digest: 'gone' }, 7] },
  s: { predicate: {} },
  odd: { layers: 'none' },
};

const blobOf = (digest: string): ArchiveBlob | undefined =>
  Object.hasOwn(blobs, digest) ? { sha256: digest, sizeBytes: 1, text: JSON.stringify(blobs[digest]) } : undefined;

test('a manifest of attestations brings its statements, as far as they are there', () => {
  const list = createDocumentList();
  list.addAttestation({ digest: 'm', annotations: { 'vnd.docker.reference.digest': 'sha256:1' } }, blobOf);
  list.addAttestation({ digest: 'odd' }, blobOf);
  list.addAttestation({ digest: 'elsewhere' }, blobOf);
  list.addAttestation('nonsense', blobOf);
  expect(list.documents.map(({ json: _json, ...document }) => document)).toEqual([
    { kind: 'attestation-manifest', digest: 'm', about: 'sha256:1' },
    { kind: 'attestation', digest: 's', predicateType: 'https://spdx.dev/Document' },
    { kind: 'attestation-manifest', digest: 'odd' },
  ]);
});

test('their number is bounded', () => {
  const list = createDocumentList();
  for (let number = 0; number < 1000; number++) list.addIndex(String(number), '{}');
  expect(list.documents).toHaveLength(64);
});
