import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generatedChunks } from '../fs/generated-content';
import type { GeneratedContent } from '../fs/types';
import { packGzip } from './gzip';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const content = fc.record({
  kind: fc.constant<'generated'>('generated'),
  seed: fc.string({ maxLength: 4 }),
  sizeBytes: fc.integer({ min: 0, max: 120_000 }),
  texture: fc.constantFrom('text', 'binary', 'zeros'),
});

function chunksOf(pieces: readonly (GeneratedContent | Uint8Array)[]): Uint8Array[] {
  return pieces.flatMap((piece) => (piece instanceof Uint8Array ? [piece] : [...generatedChunks(piece)]));
}

test.each([1, 6] as const)('unpacks to what was packed, and is as long as it says, level %i', (level) => {
  fc.assert(
    fc.property(fc.array(fc.oneof(content, fc.uint8Array({ maxLength: 2_000 })), { minLength: 1, maxLength: 5 }), (pieces) => {
      const chunks = chunksOf(pieces);
      fc.pre(chunks.some((chunk) => chunk.length > 0));
      const { parts, sizeBytes } = packGzip(chunks, level);
      const packed = Buffer.concat(parts);
      expect(packed.length).toBe(sizeBytes);
      expect(sha256(gunzipSync(packed))).toBe(sha256(Buffer.concat(chunks)));
    }),
    { numRuns: 20 },
  );
});

test('equal bytes pack to equal bytes, and large stand-ins share what they have in common', () => {
  const file = (seed: string): GeneratedContent => ({ kind: 'generated', seed, sizeBytes: 3_000_000, texture: 'text' });
  const [first, again, other] = [file('a'), file('a'), file('b')].map((made) => packGzip(chunksOf([made])));
  expect(Buffer.concat(first?.parts ?? []).equals(Buffer.concat(again?.parts ?? []))).toBe(true);
  const shared = new Set(first?.parts);
  const own = other?.parts.filter((part) => !shared.has(part)).reduce((sum, part) => sum + part.length, 0) ?? Number.POSITIVE_INFINITY;
  expect(own).toBeLessThan((other?.sizeBytes ?? 0) / 10);
});

test('nothing packs to a stream of nothing', () => {
  expect(gunzipSync(Buffer.concat(packGzip([]).parts)).length).toBe(0);
});
