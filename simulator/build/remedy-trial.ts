import type { BuildRequest, FileChange, StepId } from '../build-types';
import { listFiles } from '../fs/file-listing';
import type { Vertex } from '../llb/types';
import { compareFiles } from '../solver/compare';
import type { VertexResult } from '../solver/state';
import type { BuildCache } from '../solver/types';
import { lineAfter } from './apply-remedy';
import type { RemedyAction } from './remedy-types';
import { type Solved, solveRequest } from './solve-request';
import { stepIdOf } from './steps';

/** Solves that one question may cost. Each runs at most what the step stands on. */
const MOST_TRIALS = 60;

export type SolvedSteps = Extract<Solved, { ok: true }>;

/** Where a step is to be found: by the line of its instruction, since edits above it move its number. */
export interface Place {
  readonly id: StepId;
  readonly platform: string;
  /** Absent for a base image's triggers, which keep their numbers. */
  readonly line: number | undefined;
  readonly link: boolean;
}

export function placeOf({ vertex }: VertexResult): Place | undefined {
  const { origin } = vertex;
  return origin === undefined ? undefined : { id: stepIdOf(origin), platform: origin.platform, line: origin.range?.startLine, link: origin.link };
}

/** Where the step stands once the actions are done; undefined when they take it away. */
export function placeAfter(place: Place, actions: readonly RemedyAction[]): Place | undefined {
  if (place.line === undefined) return place;
  const line = lineAfter(place.line, actions);
  return line === undefined ? undefined : { ...place, line };
}

function isAt(place: Place, { origin, internal }: Vertex): boolean {
  if (origin === undefined || internal) return false;
  if (place.line === undefined) return stepIdOf(origin) === place.id;
  return origin.range?.startLine === place.line && origin.platform === place.platform && origin.link === place.link;
}

/** Work that can be laid aside before each trial: it yields, and goes on when it is asked to. */
export type Trying<T> = Generator<undefined, T, undefined>;

/** Asks the solver "what if", a bounded number of times. */
export interface Trials {
  /** The steps up to the place, or all of them. */
  solve(request: BuildRequest, place?: Place): Trying<SolvedSteps | undefined>;
  /** Whether the step is answered from the cache. */
  hits(request: BuildRequest, place: Place | undefined): Trying<boolean>;
}

export function createTrials(isAborted: () => boolean): Trials {
  let left = MOST_TRIALS;
  function* solve(request: BuildRequest, place?: Place): Trying<SolvedSteps | undefined> {
    yield;
    if (left-- <= 0 || isAborted()) return undefined;
    const solved = solveRequest(request, {}, place === undefined ? undefined : (vertex) => isAt(place, vertex));
    return solved.ok ? solved : undefined;
  }
  function* hits(request: BuildRequest, place: Place | undefined): Trying<boolean> {
    return place !== undefined && stepAt(yield* solve(request, place), place)?.outcome === 'cached';
  }
  return { solve, hits };
}

export function stepAt(solved: SolvedSteps | undefined, place: Place): VertexResult | undefined {
  return solved?.solution.order.find(({ vertex }) => isAt(place, vertex));
}

/** The cache as a solve left it, for a build that comes after. */
export function cacheAfter(solved: SolvedSteps): BuildCache {
  const { synced: _before, ...cache } = solved.solution.cache;
  return { ...cache, context: solved.context, ...(solved.synced === undefined ? {} : { synced: solved.synced }) };
}

/** Whether two builds end in the same images: every file and owner (times apart) but for what may differ, and what each program printed. */
export function endsAlike(one: SolvedSteps, other: SolvedSteps, mayDiffer: (change: FileChange) => boolean): boolean {
  if (one.solution.failed !== undefined || other.solution.failed !== undefined) return false;
  const images = one.conversions.map((_, index) => [finalTree(one, index), finalTree(other, index)] as const);
  const alike = images.every(([left, right]) => {
    if (left === undefined || right === undefined) return left === right;
    return compareFiles(listFiles('', left), listFiles('', right)).every(mayDiffer);
  });
  return alike && printedAlike(one, other);
}

function finalTree({ conversions, solution }: SolvedSteps, index: number) {
  const output = conversions[index]?.target.output;
  return output === undefined ? undefined : solution.results.get(output.digest)?.snapshot?.tree;
}

function printedAlike(one: SolvedSteps, other: SolvedSteps): boolean {
  const printed = printedBy(other);
  return [...printedBy(one)].every(([text, output]) => (printed.get(text) ?? output) === output);
}

function printedBy({ solution }: SolvedSteps): ReadonlyMap<string, string> {
  const printed = new Map<string, string>();
  for (const { vertex, run } of solution.order) {
    const { op, origin } = vertex;
    if (op.kind === 'exec' && origin !== undefined) printed.set(`${origin.platform} ${origin.text}`, JSON.stringify(run?.output ?? []));
  }
  return printed;
}
