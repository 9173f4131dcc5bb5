/** How many checks a stage of `npm test` made, out of what its command said. */

/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {{ status: number, output: string }} Run what a command said, and its exit status */

/** A command that is one check by itself. @param {Run} run @returns {Count} */
export function wholeOrNothing({ status }) {
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A command of ours: its last line is `N passed, M failed`. @param {Run} run @returns {Count} */
export function lastLineCount(run) {
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(run.output) ?? [];
  return passed === undefined ? wholeOrNothing(run) : { passed: Number(passed), failed: Number(failed) };
}

/** vitest's JSON report. A file that could not even be loaded has no tests, and counts as a failure. @returns {Count} */
export function vitestCount(report) {
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken };
}

/** Playwright's JSON report. Errors outside of any test, a server that does not start for instance, count too. @returns {Count} */
export function playwrightCount(report) {
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length };
}

/**
 * A runner that ended badly without reporting a failure has failed all the same, and so has one that checked nothing.
 * @param {Count} counted
 * @param {Run} run
 * @returns {Count}
 */
export function settled(counted, run) {
  const silent = counted.failed === 0 && (run.status !== 0 || counted.passed === 0);
  return silent ? { ...counted, failed: 1 } : counted;
}
