import type { BuildRequest, FileChange } from '../build-types';
import { sha256Hex } from '../digest/sha256';
import type { Instruction } from '../instructions/types';
import { applyActions } from './apply-remedy';
import { manifestsIn } from './package-manifests';
import { dockerfilePathOf, dockerfileText, ignoreFilePathOf } from './prepare';
import { readDockerfile } from './read-dockerfile';
import { cacheAfter, endsAlike, type Place, placeAfter, type SolvedSteps, stepAt, type Trials, type Trying } from './remedy-trial';
import type { Remedy, RemedyAction } from './remedy-types';
import { changedFiles, isIgnoreFile } from './remedy-undo';
import { sourceStatements } from './statement-diff';
import { isInRepositoryFolder, neededNowhere, patternsFor } from './unneeded-files';

export interface BetterQuestion {
  readonly request: BuildRequest;
  /** The request as it would have had to be for a hit; what differs is the change that the remedy must stand. */
  readonly before: BuildRequest;
  readonly place: Place;
  readonly placeBefore: Place;
  /** The request, solved up to the step. */
  readonly solved: SolvedSteps;
  readonly trials: Trials;
}

type Better = Pick<Remedy, 'kind' | 'actions' | 'effect'> & {
  /** The recipe's edits of the earlier version. */ readonly earlier?: readonly RemedyAction[];
};

/** How a recipe edits one version of the Dockerfile, given the step's line in it; undefined where it does not fit. */
interface Recipe {
  readonly kind: Better['kind'];
  readonly actions: (request: BuildRequest, place: Place) => readonly RemedyAction[] | undefined;
  /** Files that the image may lose by it. */
  readonly mayDiffer?: (path: string) => boolean;
}

/** Changes that keep what was changed and yet spare the step. The image stays the same, or the remedy is not offered. */
export function* betterCandidates(question: BetterQuestion): Trying<readonly Better[]> {
  const whole = yield* question.trials.solve(question.request);
  if (whole === undefined || whole.solution.failed !== undefined) return [];
  const found: Better[] = [];
  for (const recipe of recipesFor(question)) {
    const better = yield* tryRecipe(recipe, question, whole);
    if (better !== undefined) found.push(better);
  }
  return found;
}

function* tryRecipe(recipe: Recipe, question: BetterQuestion, whole: SolvedSteps): Trying<Better | undefined> {
  const { request, place, trials } = question;
  const actions = recipe.actions(request, place);
  if (actions === undefined) return undefined;
  const [better, betterPlace] = [applyActions(request, actions), placeAfter(place, actions)];
  if (betterPlace === undefined) return undefined;
  const proof = yield* proofOf(recipe, question, better, betterPlace);
  if (proof === undefined) return undefined;
  const ended = yield* trials.solve({ ...better, cache: cacheAfter(whole) });
  const isDockerfile = isCopyOf(dockerfileText(request) ?? '', dockerfileText(better) ?? '');
  const mayDiffer = (change: FileChange) => isDockerfile(change) || (isMissing(change) && recipe.mayDiffer?.(change.path) === true);
  if (ended === undefined || !endsAlike(whole, ended, mayDiffer)) return undefined;
  return { kind: recipe.kind, actions, ...proof };
}

function* proofOf(
  recipe: Recipe,
  { before, placeBefore, trials }: BetterQuestion,
  better: BuildRequest,
  betterPlace: Place,
): Trying<Pick<Better, 'effect' | 'earlier'> | undefined> {
  if (yield* trials.hits(better, betterPlace)) return { effect: 'now' };
  const earlier = recipe.actions(before, placeBefore) ?? [];
  const earlierPlace = placeAfter(placeBefore, earlier);
  const first = earlierPlace === undefined ? undefined : yield* trials.solve(applyActions(before, earlier), earlierPlace);
  if (first === undefined || !(yield* trials.hits({ ...better, cache: cacheAfter(first) }, betterPlace))) return undefined;
  return { effect: 'next', earlier };
}

/** `COPY . .` takes the Dockerfile along, which a remedy edits: that copy is not what the image is for. */
function isCopyOf(text: string, edited: string): (change: FileChange) => boolean {
  const [before, after] = [text, edited].map((version) => sha256Hex(new TextEncoder().encode(version)));
  return ({ change, before: old, after: now }) => change === 'content' && old?.sha256 === before && now?.sha256 === after;
}

const isMissing = ({ change }: FileChange) => change === 'added' || change === 'removed';

function recipesFor({ request, solved, place }: BetterQuestion): readonly Recipe[] {
  const own = stepAt(solved, place)?.vertex.origin?.instruction;
  const link: readonly Recipe[] = own === 'COPY' || own === 'ADD' ? [LINK] : [];
  const files = changedFiles(request, solved).filter((path) => !isIgnoreFile(path));
  const ignore: readonly Recipe[] = files.length === 0 ? [] : [ignoreRecipe(files, request)];
  if (place.line === undefined) return ignore;
  const distances = movableDistances(request, place.line, solved);
  return [...link, ...ignore, ...distances.flatMap((distance) => [moveRecipe(distance), manifestsRecipe(distance)])];
}

/** Instructions of the step's stage above it, as counted upwards from it, that can bring a change to it. */
function movableDistances(request: BuildRequest, line: number, solved: SolvedSteps): readonly number[] {
  const ranAt = new Set(solved.solution.order.flatMap(({ vertex, outcome }) => (outcome === 'ran' ? (vertex.origin?.range?.startLine ?? []) : [])));
  const above = instructionsAbove(request, line);
  if (stepIsUnknown(solved, above.at(-1)?.range.startLine ?? line)) return [];
  return above
    .map((instruction, index) => ({ instruction, distance: index + 1 }))
    .filter(
      ({ instruction: { kind, range } }) => kind === 'ARG' || kind === 'ENV' || ((kind === 'COPY' || kind === 'ADD') && ranAt.has(range.startLine)),
    )
    .slice(0, MOST_MOVES)
    .map(({ distance }) => distance);
}

const MOST_MOVES = 6;

/** Nothing is proven of programs that are not simulated. */
function stepIsUnknown({ solution }: SolvedSteps, fromLine: number): boolean {
  return solution.order.some(({ vertex, run }) => run?.fidelity === 'unknown' && (vertex.origin?.range?.startLine ?? 0) >= fromLine);
}

/** Nearest first. */
function instructionsAbove(request: BuildRequest, line: number): readonly Instruction[] {
  const { stages } = readDockerfile(dockerfileText(request) ?? '').dockerfile;
  const stage = stages.find(({ instructions }) => instructions.some(({ range }) => range.startLine === line));
  return (stage?.instructions ?? []).filter(({ range }) => range.startLine < line).reverse();
}

interface Moved {
  readonly instruction: Instruction;
  readonly source: string;
  /** Instructions that it passes on the way below the step, the step included. */
  readonly passed: readonly string[];
  /** The first line behind the step. */
  readonly behind: number;
}

function movedInstruction(request: BuildRequest, place: Place, distance: number): Moved | undefined {
  const instruction = instructionsAbove(request, place.line ?? 0)[distance - 1];
  const statements = sourceStatements(dockerfileText(request) ?? '');
  const from = statements.findIndex(({ range }) => range.startLine === instruction?.range.startLine);
  const to = statements.findIndex(({ range }) => range.startLine === place.line);
  const [source, step] = [statements[from]?.source, statements[to]];
  if (instruction === undefined || source === undefined || step === undefined) return undefined;
  return { instruction, source, passed: statements.slice(from + 1, to + 1).map((statement) => statement.source), behind: step.range.endLine + 1 };
}

function moveRecipe(distance: number): Recipe {
  return {
    kind: 'move-below',
    actions: (request, place) => {
      const moved = movedInstruction(request, place, distance);
      if (moved === undefined || moved.passed.some((text) => declaredNames(moved.instruction).some((name) => text.includes(name)))) return undefined;
      const { range } = moved.instruction;
      return [
        { kind: 'remove-instruction', range, text: moved.source },
        { kind: 'insert-instruction', line: moved.behind, text: moved.source, purpose: 'move' },
      ];
    },
  };
}

function declaredNames(instruction: Instruction): readonly string[] {
  if (instruction.kind === 'ARG') return instruction.args.map(({ name }) => name);
  return instruction.kind === 'ENV' ? instruction.pairs.map(({ name }) => name) : [];
}

/** `COPY . .` gives way to a copy of the files that say what to install; the rest is copied once that is done. */
function manifestsRecipe(distance: number): Recipe {
  return {
    kind: 'copy-manifests-first',
    actions: (request, place) => {
      const moved = movedInstruction(request, place, distance);
      if (moved?.instruction.kind !== 'COPY') return undefined;
      const { sources, inline, from, dest, range, exclude, parents } = moved.instruction;
      const [folder, second] = sources;
      if (folder === undefined || second !== undefined || inline.length > 0 || from !== undefined || exclude.length > 0 || parents) return undefined;
      const manifests = manifestsIn(request.context, folder);
      const flags = /^\s*\S+((?:\s+--\S+)*)/.exec(moved.source)?.[1] ?? '';
      if (manifests.length === 0) return undefined;
      const text = `COPY${flags} ${manifests.join(' ')} ${dest.endsWith('/') ? dest : `${dest}/`}`;
      return [
        { kind: 'replace-instruction', range, before: moved.source, after: text, purpose: 'manifests-first' },
        { kind: 'insert-instruction', line: moved.behind, text: moved.source, purpose: 'move' },
      ];
    },
  };
}

const LINK: Recipe = {
  kind: 'link',
  actions: (request, place) => {
    const statement = sourceStatements(dockerfileText(request) ?? '').find(({ range }) => range.startLine === place.line);
    if (statement === undefined || /\s--link\b/.test(statement.source)) return undefined;
    const after = statement.source.replace(/^(\s*\S+)/, '$1 --link');
    return [{ kind: 'replace-instruction', range: statement.range, before: statement.source, after, purpose: 'link' }];
  },
};

/**
 * Keeps the changed files out of the context. Without them the image must be the same, but for files that are about the build, the
 * repository or its readers: what a program reads when it runs cannot be known here.
 */
function ignoreRecipe(files: readonly string[], request: BuildRequest): Recipe {
  const unneeded = files.filter((path) => neededNowhere(path, dockerfilePathOf(request)));
  return {
    kind: 'ignore',
    actions: (version) => [{ kind: 'ignore', path: ignoreFilePathOf(version), patterns: patternsFor(files) }],
    // A copy may land anywhere, but it keeps the last part of its name.
    mayDiffer: (path) => isIgnoreFile(path) || isInRepositoryFolder(path) || unneeded.some((file) => lastPart(file) === lastPart(path)),
  };
}

function lastPart(path: string): string | undefined {
  return path.split('/').at(-1);
}
