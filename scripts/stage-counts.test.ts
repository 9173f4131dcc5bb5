import { describe, expect, test } from 'vitest';
import { lastLineCount, playwrightCount, settled, vitestCount, wholeOrNothing } from './stage-counts.mjs';

describe('stage counts', () => {
  test.each([
    ['a sum', { status: 0, output: 'words\n12 passed, 0 failed\n' }, [12, 0]],
    ['the last of two sums', { status: 1, output: '1 passed, 0 failed\n3 passed, 2 failed' }, [3, 2]],
    ['no sum, ended well', { status: 0, output: 'done' }, [1, 0]],
    ['no sum, ended badly', { status: 1, output: 'Error: 1 passed, 2 failed, it said' }, [0, 1]],
  ])('last line: %s', (_, run, [passed, failed]) => {
    expect(lastLineCount(run)).toEqual({ passed, failed });
  });

  test('a command as a whole', () => {
    expect([wholeOrNothing({ status: 0, output: '' }), wholeOrNothing({ status: 2, output: '' })]).toEqual([
      { passed: 1, failed: 0 },
      { passed: 0, failed: 1 },
    ]);
  });

  test('vitest: a file that does not load is a failure', () => {
    const testResults = [
      { status: 'passed', assertionResults: [{}, {}] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ];
    expect(vitestCount({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({ passed: 2, failed: 2 });
  });

  test('playwright: flaky is no pass, errors outside of tests count', () => {
    expect(playwrightCount({ stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: [{}] })).toEqual({ passed: 5, failed: 3 });
  });

  test.each([
    ['all well', { passed: 3, failed: 0 }, 0, 0],
    ['a crash after the last test', { passed: 3, failed: 0 }, 1, 1],
    ['nothing checked', { passed: 0, failed: 0 }, 0, 1],
    ['failures are counted once', { passed: 3, failed: 2 }, 1, 2],
  ])('%s', (_, counted, status, failed) => {
    expect(settled(counted, { status, output: '' }).failed).toBe(failed);
  });
});
