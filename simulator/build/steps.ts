import type { BuiltImage, Step, StepId, StepStatus } from '../build-types';
import type { Conversion } from '../llb/convert-types';
import { countSteps } from '../llb/declare-stages';
import { formatKey } from '../llb/dispatch-context';
import type { StageState } from '../llb/stage-state';
import type { Origin } from '../llb/types';
import { baseInputs, explainStep } from '../solver/explain';
import type { Solution, VertexResult } from '../solver/state';
import type { BuildFacts, StepFacts } from '../solver/types';

export interface StepsRequest {
  readonly conversions: readonly Conversion[];
  readonly solution: Solution;
  readonly history: readonly BuildFacts[];
  readonly current: readonly StepFacts[];
  readonly target: string;
}

export function stepIdOf(origin: Origin): StepId {
  return `${origin.platform}/${origin.stageIndex}/${origin.instructionIndex}${origin.link ? '/link' : ''}`;
}

/** Facts of every shown step, for this build's explanations and for those of later ones. */
export function factsOf(solution: Solution): StepFacts[] {
  return solution.order.flatMap(({ vertex, outcome, facts, files }) =>
    vertex.internal || vertex.origin === undefined ? [] : [{ name: vertex.name, origin: vertex.origin, outcome, inputs: facts, files }],
  );
}

/** Every step that the progress display shows, and those of stages that nobody needed, in the order of stages and instructions. */
export function stepsOf(request: StepsRequest): Step[] {
  const { solution, history, current } = request;
  const shown = solution.order.flatMap((result) => {
    const { origin, internal } = result.vertex;
    return origin === undefined || internal ? [] : [{ result, origin, id: stepIdOf(origin) }];
  });
  const ids = new Map(shown.map(({ result, id }) => [result.vertex.digest, id]));
  const results = new Map(shown.map(({ result, id }) => [id, result]));
  const idOf = (digest: string) => ids.get(digest);
  const context = { solution, history, current, idOf, resultOf: (step: StepId) => results.get(step) };
  const steps = shown.map(({ result, origin }) => ({
    ...stepOf(result, origin),
    why: explainStep(result, context),
    inputs: shownInputs(result, idOf),
  }));
  return [...steps, ...skippedSteps(request)].sort(byPlace(request.conversions));
}

function stepOf(result: VertexResult, origin: Origin): Omit<Step, 'why' | 'inputs'> {
  const { vertex, run } = result;
  const ran = result.outcome === 'ran' || result.outcome === 'failed';
  return {
    id: stepIdOf(origin),
    name: vertex.name,
    stage: origin.stageName,
    stageIndex: origin.stageIndex,
    instruction: origin.instruction,
    ...(origin.range === undefined ? {} : { range: origin.range }),
    status: statusOf(result),
    durationMs: timeOf(result),
    ...(result.fetched === undefined ? {} : { fetchedBytes: result.fetched.bytes }),
    ...(run === undefined ? {} : { runDurationMs: run.durationMs }),
    fidelity: run?.fidelity ?? 'exact',
    notices: run?.notices ?? [],
    output: ran ? (run?.output ?? []) : [],
    commands: run?.commands ?? [],
    ...(result.reportedCached === undefined ? {} : { reportedCached: result.reportedCached }),
    ...(result.error === undefined ? {} : { error: result.error }),
  };
}

/** What it took in this build: running, or fetching a result from an imported cache. */
export function timeOf({ outcome, run, fetched }: VertexResult): number {
  return outcome === 'ran' || outcome === 'failed' ? (run?.durationMs ?? 0) : (fetched?.durationMs ?? 0);
}

function statusOf({ outcome }: VertexResult): StepStatus {
  return outcome === 'not-reached' ? 'skipped' : outcome;
}

/** What it stands on first, then what it takes files from; internal vertices are looked through. */
function shownInputs({ vertex }: VertexResult, idOf: (digest: string) => StepId | undefined): StepId[] {
  const ordered = [...baseInputs(vertex), ...vertex.inputs];
  const ids = ordered.flatMap((input) => {
    const own = idOf(input.digest);
    return own !== undefined ? [own] : input.inputs.flatMap((below) => idOf(below.digest) ?? []);
  });
  return [...new Set(ids)];
}

function skippedSteps({ conversions, target }: StepsRequest): Step[] {
  const [conversion] = conversions;
  if (conversion === undefined) return [];
  return conversion.states
    .filter((state) => state.index >= 0 && !conversion.reachable.has(state))
    .flatMap((state) => skippedStepsOfStage(state, formatKey(conversion.platform), target));
}

/** Nothing is known of a stage that is not needed but its text: its variables were never expanded, its base never looked up. */
function skippedStepsOfStage(state: StageState, platform: string, target: string): Step[] {
  const { stage } = state;
  const hasBase = state.baseName !== 'scratch' && state.base === undefined;
  const total = countSteps(stage) + (hasBase ? 1 : 0);
  const lines = [
    ...(hasBase ? [{ index: -1, instruction: 'FROM', text: `FROM ${state.baseName}`, range: stage.range }] : []),
    ...stage.instructions.flatMap((instruction, index) =>
      instruction.kind === 'RUN' || instruction.kind === 'COPY' || instruction.kind === 'ADD' || instruction.kind === 'WORKDIR'
        ? [{ index, instruction: instruction.kind, text: instruction.original, range: instruction.range }]
        : [],
    ),
  ];
  return lines.map(({ index, instruction, text, range }, position) => ({
    id: `${platform}/${state.index}/${index}`,
    name: `[${state.displayName === '' ? '' : `${state.displayName} `}${position + 1}/${total}] ${text}`,
    stage: stage.name ?? String(state.index),
    stageIndex: state.index,
    instruction,
    range,
    status: 'skipped',
    why: { causes: [{ kind: 'not-needed', target }], chain: [] },
    durationMs: 0,
    fidelity: 'exact',
    notices: [],
    output: [],
    commands: [],
    inputs: [],
  }));
}

function byPlace(conversions: readonly Conversion[]): (a: Step, b: Step) => number {
  const platforms = conversions.map((conversion) => formatKey(conversion.platform));
  const key = (step: Step) => {
    const parts = step.id.split('/');
    const link = parts.at(-1) === 'link' ? 1 : 0;
    const instruction = Number(parts.at(-1 - link));
    const platform = parts.slice(0, -2 - link).join('/');
    // FROM comes before the triggers of the base, which count from -1000.
    return [
      platforms.indexOf(platform),
      step.stageIndex < 0 ? Number.MAX_SAFE_INTEGER : step.stageIndex,
      step.instruction === 'FROM' ? -1e6 : instruction,
      link,
    ];
  };
  return (a, b) => {
    const [left, right] = [key(a), key(b)];
    for (const [index, value] of left.entries()) {
      const difference = value - (right[index] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

/** Steps know which of the first image's layers they made. */
export function withLayerIndexes(steps: readonly Step[], images: readonly BuiltImage[]): Step[] {
  const byStep = new Map(images[0]?.layers.flatMap((layer, index) => (layer.stepId === undefined ? [] : [[layer.stepId, index] as const])) ?? []);
  return steps.map((step) => {
    const layerIndex = byStep.get(step.id);
    return layerIndex === undefined ? step : { ...step, layerIndex };
  });
}
