import type { BuildResult } from '@/simulator';
import { expectationOf } from './expectation';

/** What `simulate --json` prints: a recording's keys, and what more the simulator knows of each step and layer. */
export function simulationJson(result: BuildResult): object {
  const expectation = expectationOf(result);
  const byName = new Map(result.steps.map((step) => [step.name, step]));
  return {
    ...expectation,
    ...(result.error === undefined
      ? {}
      : { error: { ...expectation.error, ...(result.error.suggestions ? { suggestions: result.error.suggestions } : {}) } }),
    steps: expectation.steps.map((step) => {
      const known = byName.get(step.name);
      return known === undefined
        ? step
        : {
            ...step,
            status: known.status,
            why: known.why,
            fidelity: known.fidelity,
            durationMs: known.durationMs,
            ...(known.fetchedBytes === undefined ? {} : { fetchedBytes: known.fetchedBytes }),
            notices: known.notices,
            output: known.output,
          };
    }),
    skipped: result.steps.filter((step) => step.why.causes[0]?.kind === 'not-needed').map((step) => step.name),
    images: (expectation.images ?? []).map((image, index) => ({
      ...image,
      sizeBytes: result.images[index]?.sizeBytes,
      fidelity: result.images[index]?.fidelity,
      layers: image.layers.map((layer, at) => ({
        ...layer,
        createdBy: result.images[index]?.layers[at]?.createdBy,
        wastedBytes: result.images[index]?.layers[at]?.wastedBytes,
        fidelity: result.images[index]?.layers[at]?.fidelity,
      })),
    })),
    ...(result.indexJson === undefined ? {} : { indexJson: result.indexJson }),
    ...(result.attestations === undefined ? {} : { attestations: result.attestations }),
    contextSent: result.contextSent,
    durationMs: result.durationMs,
    ...(result.cacheImports === undefined ? {} : { cacheImports: result.cacheImports }),
    ...(result.cacheExports === undefined ? {} : { cacheExports: result.cacheExports }),
  };
}
