import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../digest/sha256';
import { bytesContent, contentBytes, contentChunks, contentKey, contentSha256, contentSize, sameContent } from './content';
import type { FileContent, GeneratedContent } from './types';

const generated = (sizeBytes: number, more: Partial<GeneratedContent> = {}): GeneratedContent => ({
  kind: 'generated',
  seed: 'curl 7.88',
  sizeBytes,
  ...more,
});
const opaque: FileContent = { kind: 'opaque', sha256: sha256Hex('abc'), sizeBytes: 3 };

describe('generated content', () => {
  test.each([0, 1, 65_535, 65_536, 65_537, 1_000_003])('%i bytes are exactly that many', (size) => {
    const content = generated(size);
    const total = [...(contentChunks(content) ?? [])].reduce((sum, chunk) => sum + chunk.length, 0);
    expect([total, contentSize(content), contentBytes(content)?.length]).toEqual([size, size, size]);
  });

  test('the seed decides, and a shorter file is the beginning of a longer one', () => {
    const [long, short] = [contentBytes(generated(5000)), contentBytes(generated(3000))];
    expect(long?.subarray(0, 3000)).toEqual(short);
    expect(contentSha256(generated(3000, { seed: 'other' }))).not.toBe(contentSha256(generated(3000)));
  });

  test.each([
    ['text', 0.2, 0.35],
    ['binary', 0.35, 0.55],
  ] as const)('%s packs to between %d and %d of its size', (texture, least, most) => {
    const bytes = contentBytes(generated(1_000_000, { texture })) ?? new Uint8Array();
    const ratio = gzipSync(bytes, { level: 6, mtime: 0 }).length / bytes.length;
    expect(ratio).toBeGreaterThan(least);
    expect(ratio).toBeLessThan(most);
  });

  test('zeros are zeros, whatever the seed', () => {
    const zeros = [generated(100_000, { texture: 'zeros' }), generated(100_000, { texture: 'zeros', seed: 'other' })] as const;
    expect(contentSha256(zeros[0])).toBe(sha256Hex(new Uint8Array(100_000)));
    expect(sameContent(...zeros)).toBe(true);
  });

  test('a gigabyte comes as a name and views of one pool', () => {
    const blocks = new Set<ArrayBufferLike>();
    let total = 0;
    for (const chunk of contentChunks(generated(1e9)) ?? []) {
      total += chunk.length;
      blocks.add(chunk.buffer);
    }
    expect([total, blocks.size]).toEqual([1e9, 2]);
  });
});

test('content is the same when its bytes are, or its recipe', () => {
  expect(sameContent(bytesContent('a'), bytesContent('a'))).toBe(true);
  expect(sameContent(bytesContent('a'), bytesContent('b'))).toBe(false);
  expect(sameContent(bytesContent('abc'), opaque)).toBe(true);
  expect(sameContent(generated(9), generated(9))).toBe(true);
  expect(sameContent(generated(9), generated(9, { texture: 'text' }))).toBe(false);
  expect(contentKey(bytesContent('abc'))).toBe(contentKey(opaque));
});

test('opaque content has a hash and no bytes', () => {
  expect([contentSha256(opaque), contentBytes(opaque), contentChunks(opaque)]).toEqual([sha256Hex('abc'), undefined, undefined]);
});
