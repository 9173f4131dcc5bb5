import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Work } from '../shell/types';
import { durationMs, printedDuration } from './cost-model';

const amount = fc.integer({ min: 0, max: 2e9 });
const count = fc.integer({ min: 0, max: 50_000 });
const anyWork: fc.Arbitrary<Work> = fc.oneof(
  fc.record({ kind: fc.constant('download' as const), bytes: amount, requests: count }),
  fc.record({ kind: fc.constant('unpack' as const), bytes: amount, files: count }),
  fc.record({ kind: fc.constant('write' as const), bytes: amount, files: count }),
  fc.record({ kind: fc.constant('compute' as const), milliseconds: count }),
);

describe('durationMs', () => {
  test('more work never takes less time, in any profile', () => {
    fc.assert(
      fc.property(fc.array(anyWork, { maxLength: 8 }), anyWork, fc.constantFrom('ci', 'laptop', 'hotel'), (work, more, profile) => {
        expect(durationMs([...work, more], profile)).toBeGreaterThanOrEqual(durationMs(work, profile));
      }),
    );
  });

  test('no work takes no time', () => {
    for (const profile of ['ci', 'laptop', 'hotel'] as const) expect(durationMs([], profile)).toBe(0);
  });

  test('a download is slowest in the hotel, a computation on the runner', () => {
    const download: Work = { kind: 'download', bytes: 50e6, requests: 100 };
    const compute: Work = { kind: 'compute', milliseconds: 1000 };
    expect(durationMs([download], 'ci')).toBeLessThan(durationMs([download], 'laptop'));
    expect(durationMs([download], 'laptop')).toBeLessThan(durationMs([download], 'hotel'));
    expect(durationMs([compute], 'laptop')).toBeLessThan(durationMs([compute], 'ci'));
  });
});

test.each([
  [0, '0ms'],
  [734, '734ms'],
  [2_600, '3s'],
  [61_000, '1m'],
])('%d ms prints as %s', (milliseconds, text) => {
  expect(printedDuration(milliseconds)).toBe(text);
});
