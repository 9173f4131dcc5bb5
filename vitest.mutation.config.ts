import { defineConfig } from 'vitest/config';
import base from './vitest.config';

/** The tests that mutants of the solver are tried on: those that are quick, and the recordings about cache and graph. */
export default defineConfig({
  resolve: base.resolve ?? {},
  test: {
    include: ['lib/conformance/*.mutation.ts', 'simulator/solver/*.test.ts', 'simulator/build/{build-image,cache-transfer}.test.ts'],
    exclude: ['**/node_modules/**', 'simulator/solver/*properties.test.ts', 'simulator/solver/fidelity.test.ts'],
    testTimeout: 30_000,
    // One set of modules for all files: reading them anew for each takes longer than the tests.
    isolate: false,
    pool: 'threads',
    maxWorkers: 1,
  },
});
