import { expect, test } from 'vitest';
import { type AttestArguments, parseAttest } from './attest-options';

const MAX = { provenance: 'max', provenanceVersion: 'v1' };

test.each<[AttestArguments, object]>([
  [{}, {}],
  [{ provenance: '' }, { provenance: 'max' }],
  [{ provenance: 'true' }, { provenance: 'max' }],
  [{ provenance: 'false' }, { provenance: false }],
  [{ provenance: 'mode=min' }, { provenance: 'min', provenanceVersion: 'v1' }],
  [{ provenance: 'mode=max,version=v0.2' }, { provenance: 'max', provenanceVersion: 'v0.2' }],
  [{ sbom: '' }, { sbom: true }],
  [{ sbom: 'false' }, { sbom: false }],
  [{ attest: ['type=provenance', 'type=sbom'] }, { ...MAX, sbom: true }],
  [
    { attest: ['type=provenance,mode=min'], provenance: 'false' },
    { provenance: false, provenanceVersion: 'v1' },
  ],
])('%o', (given, expected) => {
  expect(parseAttest(given)).toEqual({ ok: true, attest: expected });
});

test.each<[AttestArguments, string]>([
  [{ provenance: 'mode=all' }, '--provenance mode=all: expected true, false, mode=min or mode=max'],
  [{ provenance: 'maybe' }, '--provenance maybe: expected'],
  [{ provenance: 'version=v1.1' }, '--provenance version=v1.1: expected'],
  [{ sbom: 'generator=x' }, '--sbom generator=x: expected true or false'],
  [{ attest: ['sbom'] }, '--attest sbom: expected type=provenance'],
  [{ attest: ['type=sbom,generator=x'] }, '--attest type=sbom,generator=x: expected'],
])('%o is refused', (given, message) => {
  const parsed = parseAttest(given);
  expect(parsed.ok ? '' : parsed.message).toContain(message);
});
