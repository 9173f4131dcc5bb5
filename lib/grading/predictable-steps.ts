import type { BuildResult, Step } from '@/simulator';

/** The steps of a rebuild that can be guessed: a base image is always there, and a stage that is not needed is no question of the cache. */
export function predictableSteps(result: BuildResult): readonly Step[] {
  return result.steps.filter((step) => step.instruction !== 'FROM' && (step.status === 'cached' || step.status === 'ran'));
}
