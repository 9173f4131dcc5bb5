/**
 * Mutation testing of the solver: `npm run mutation` (docs/decisions/010-mutation-testing.md). No part of `npm test`.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['simulator/solver/**/*.ts', '!simulator/solver/**/*.test.ts'],
  /** Texts are names of fields in keys, or words for people: emptied, most of them still tell apart what they told apart. */
  mutator: { excludedMutations: ['StringLiteral'] },
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  /** There is none to rewrite: that takes a TypeScript older than 7. */
  tsconfigFile: 'tsconfig.none.json',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  ignoreStatic: true,
  incremental: true,
  incrementalFile: '.cache/mutation/incremental.json',
  tempDirName: '.stryker-tmp',
  ignorePatterns: ['/.cache', '/.next', '/out', '/app', '/components', '/e2e', '/bench', '/docs', '/recordings', '/public/monaco', '/public/workers'],
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  clearTextReporter: { allowColor: false, reportTests: false, reportScoreTable: true },
  timeoutMS: 15_000,
  thresholds: { high: 90, low: 80, break: null },
};
