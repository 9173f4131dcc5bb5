import type { StepId } from '../build-types';
import type { Solution, VertexResult } from './state';
import type { BuildFacts, StepFacts } from './types';

/** The step that a vertex shows as; internal vertices show as none. */
export type StepIdOf = (vertexDigest: string) => StepId | undefined;

export interface ExplainContext {
  readonly solution: Solution;
  /** Earlier builds, newest last. */
  readonly history: readonly BuildFacts[];
  readonly current: readonly StepFacts[];
  readonly idOf: StepIdOf;
  readonly resultOf: (step: StepId) => VertexResult | undefined;
}
