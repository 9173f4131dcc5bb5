import type { Cause, StepId, Why } from '../build-types';
import type { Vertex } from '../llb/types';
import { compareWithEarlier } from './compare';
import { findCounterpart } from './counterpart';
import type { ExplainContext } from './explain-context';
import type { CacheSource } from './exported-cache';
import type { VertexResult } from './state';

/** Why a step was a hit or a miss: the deciding cause first. Answers come from what was compared, never from the text of the file alone. */
export function explainStep(result: VertexResult, context: ExplainContext): Why {
  return { causes: causesOf(result, context), chain: result.outcome === 'ran' ? chainOf(result, context) : [] };
}

function causesOf(result: VertexResult, context: ExplainContext): readonly Cause[] {
  switch (result.outcome) {
    case 'cached':
      return [hitCause(result, context)];
    case 'failed':
      return [{ kind: 'failed', message: result.error ?? '' }];
    case 'not-reached':
      return [{ kind: 'not-reached', step: idOfFailed(context) }];
    case 'ran':
      return missCauses(result, context);
  }
}

function idOfFailed({ solution, idOf }: ExplainContext): StepId {
  return (solution.failed === undefined ? undefined : idOf(solution.failed.vertex.digest)) ?? '';
}

function hitCause(result: VertexResult, context: ExplainContext): Cause {
  if (result.vertex.op.kind === 'image') return baseCause(result.vertex);
  if (result.keyOnly !== undefined) return { kind: 'known-key', ...fromOf(result.keyOnly.source) };
  const { build = 0, imported } = result.match?.record ?? {};
  const from = fromOf(imported);
  const stageRan = result.vertex.inputs.some(
    (input) => input.op.kind !== 'local' && !input.internal && context.solution.results.get(input.digest)?.outcome === 'ran',
  );
  return result.match?.via === 'content' && stageRan ? { kind: 'same-content', build, ...from } : { kind: 'same-key', build, ...from };
}

function fromOf(source: CacheSource | undefined): { readonly from?: CacheSource } {
  return source === undefined ? {} : { from: { type: source.type, ref: source.ref } };
}

function baseCause(vertex: Vertex): Cause {
  const reference = vertex.op.kind === 'image' ? vertex.op.reference : '';
  const [name = reference, digest] = reference.split('@');
  return { kind: 'base-image', reference: name, ...(digest === undefined ? {} : { digest }) };
}

function missCauses(result: VertexResult, context: ExplainContext): readonly Cause[] {
  const { vertex } = result;
  if (vertex.ignoreCache) return [{ kind: 'no-cache', ...(vertex.noCacheFilter === undefined ? {} : { filter: vertex.noCacheFilter }) }];
  if (result.keyOnly !== undefined && vertex.op.kind !== 'image') return [{ kind: 'no-result', ...fromOf(result.keyOnly.source) }];
  const above = stepAboveThatRan(result, context);
  const earlier = findCounterpart(result, context);
  if (earlier === undefined) {
    if (vertex.op.kind === 'image') return [baseCause(vertex)];
    if (context.history.length === 0) return [{ kind: 'never-built' }];
    return above === undefined ? [{ kind: 'step-added' }] : [{ kind: 'step-added' }, above];
  }
  const own = compareWithEarlier(result, earlier.facts, context.idOf);
  if (own.length === 0 && vertex.op.kind === 'image') return [baseCause(vertex)];
  const causes = above === undefined ? own : [...own, above];
  if (causes.length > 0) return causes;
  if (earlier.removedAbove !== undefined) return [{ kind: 'step-above-removed', text: earlier.removedAbove }];
  return earlier.facts.outcome === 'failed' ? [{ kind: 'failed-before' }] : [{ kind: 'never-built' }];
}

/** The nearest step below which this one stands and which ran in this build. */
function stepAboveThatRan(result: VertexResult, { solution, idOf }: ExplainContext): Extract<Cause, { kind: 'step-above-ran' }> | undefined {
  for (const input of baseInputs(result.vertex)) {
    const above = solution.results.get(input.digest);
    const step = above?.outcome === 'ran' ? idOf(input.digest) : undefined;
    if (above !== undefined && step !== undefined) return { kind: 'step-above-ran', step, stepName: above.vertex.name };
  }
  return undefined;
}

/** The inputs that count by key alone: what a step is laid upon. */
export function baseInputs(vertex: Vertex): readonly Vertex[] {
  const { op } = vertex;
  if (op.kind === 'merge') return vertex.inputs;
  if (op.kind !== 'file' && op.kind !== 'exec') return [];
  const base = op.base === undefined ? undefined : vertex.inputs[op.base];
  return base === undefined ? [] : [base];
}

/** From the step above up to the first one that missed for a reason of its own. */
function chainOf(result: VertexResult, context: ExplainContext): readonly StepId[] {
  const chain: StepId[] = [];
  for (let above = stepAboveThatRan(result, context); above !== undefined; ) {
    chain.push(above.step);
    const next = context.resultOf(above.step);
    above = next === undefined ? undefined : stepAboveThatRan(next, context);
  }
  return chain;
}
