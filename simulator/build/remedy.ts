import { assertNever } from '../assert-never';
import type { BuildRequest, Host, StepId } from '../build-types';
import type { Vertex } from '../llb/types';
import { applyActions } from './apply-remedy';
import { betterCandidates } from './remedy-better';
import { createTrials, type Place, placeAfter, placeOf, type Trying } from './remedy-trial';
import type { Remedy, RemedyAction } from './remedy-types';
import { undoCandidates } from './remedy-undo';
import { solveRequest } from './solve-request';
import { stepIdOf } from './steps';

/**
 * The changes after which a step that ran would have been a hit, smallest first; none for a step that was a hit, that failed, or that
 * no earlier build had. `request` is the one that was built, with the cache as it was before. Each remedy has been tried on the
 * solver, which takes about as long as a few builds: this is for when somebody asks, not for every build.
 */
export function explainRemedy(request: BuildRequest, stepId: StepId, host: Host = {}): readonly Remedy[] {
  const search = searchRemedies(request, stepId, host);
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
  }
}

/** `explainRemedy` in pieces: yields before each trial, so that whoever drives it can answer others meanwhile, or stop. */
export function* searchRemedies(request: BuildRequest, stepId: StepId, host: Host = {}): Trying<readonly Remedy[]> {
  if (request.cache.history.length === 0) return [];
  const isStep = ({ origin, internal }: Vertex) => origin !== undefined && !internal && stepIdOf(origin) === stepId;
  const solved = solveRequest(request, host, isStep);
  const step = solved.ok ? solved.solution.order.find(({ vertex }) => isStep(vertex)) : undefined;
  const place = step === undefined ? undefined : placeOf(step);
  if (!solved.ok || place === undefined || step?.outcome !== 'ran') return [];

  const trials = createTrials(() => host.signal?.aborted === true);
  const ways = yield* undoCandidates(request, place, solved, trials);
  const undo = ways.map((actions) => ({ kind: 'undo' as const, actions, effect: 'now' as const }));
  const [smallest] = [...undo].sort((a, b) => sizeOf(a.actions) - sizeOf(b.actions));
  const placeBefore = smallest === undefined ? undefined : placeAfter(place, smallest.actions);
  if (smallest === undefined || placeBefore === undefined) return [];
  const before = applyActions(request, smallest.actions);
  const better = yield* betterCandidates({ request, before, place, placeBefore, solved, trials });
  const rehearsed = better.map(({ earlier, ...remedy }) => ({
    ...remedy,
    ...(earlier === undefined ? {} : { rehearsal: [smallest.actions, earlier] }),
  }));
  return [...undo, ...rehearsed].map((remedy) => measured(remedy, place)).sort((a, b) => a.size - b.size);
}

function measured(remedy: Omit<Remedy, 'size' | 'line'>, place: Place): Remedy {
  const line = placeAfter(place, remedy.actions)?.line;
  return { ...remedy, ...(line === undefined ? {} : { line }), size: sizeOf(remedy.actions) };
}

/** The request as a remedy would have it. */
export function applyRemedy(request: BuildRequest, remedy: Pick<Remedy, 'actions'>): BuildRequest {
  return applyActions(request, remedy.actions);
}

function sizeOf(actions: readonly RemedyAction[]): number {
  return actions.reduce((sum, action) => sum + actionSize(action), 0);
}

function actionSize(action: RemedyAction): number {
  switch (action.kind) {
    case 'restore-file':
      return action.path.length + (action.entry?.kind === 'file' ? action.entry.content.length : 0);
    case 'set-build-arg':
      return action.name.length + (action.value?.length ?? 0);
    case 'replace-instruction':
      return changedLength(action.before, action.after);
    case 'remove-instruction':
    case 'insert-instruction':
      return action.text.length;
    case 'ignore':
      return action.patterns.join('\n').length;
    case 'use-cache':
      return 0;
    default:
      return assertNever(action);
  }
}

/** Characters between what two texts begin and end with alike, the longer side. */
function changedLength(before: string, after: string): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return Math.max(before.length, after.length) - start - end;
}
