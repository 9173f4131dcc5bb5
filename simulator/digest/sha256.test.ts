import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSha256, sha256Hex, sha256OfChunks } from './sha256';

test('of a text, as published', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('whole, in pieces and step by step it is what Node computes', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (chunks) => {
      const whole = Buffer.concat(chunks);
      const hasher = createSha256();
      for (const chunk of chunks) hasher.update(chunk);
      const expected = createHash('sha256').update(whole).digest('hex');
      expect([sha256Hex(new Uint8Array(whole)), sha256OfChunks(chunks), hasher.hex()]).toEqual([expected, expected, expected]);
    }),
  );
});
