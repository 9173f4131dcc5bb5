import type { BuildRequest, ContextEntry } from '../build-types';
import { listFiles } from '../fs/file-listing';
import { lookupNode } from '../fs/tree';
import { compareFiles } from '../solver/compare';
import type { BuildFacts } from '../solver/types';
import { applyActions } from './apply-remedy';
import { dockerfilePathOf, dockerfileText } from './prepare';
import { type Place, placeAfter, type SolvedSteps, type Trials, type Trying } from './remedy-trial';
import type { RemedyAction } from './remedy-types';
import { type StatementChange, sourceStatements, statementChanges } from './statement-diff';

/** Files that are tried one by one; more are taken back together. */
const SINGLE_FILES = 12;

/** Ways back, each a list of actions that work only together, smallest first. Every one has been tried. */
export function* undoCandidates(request: BuildRequest, place: Place, now: SolvedSteps, trials: Trials): Trying<readonly (readonly RemedyAction[])[]> {
  const isHit: IsHit = (actions) => trials.hits(applyActions(request, actions), placeAfter(place, actions));
  for (const earlier of earlierBuilds(request)) {
    const differences = differencesFrom(earlier, request, now);
    const single: (readonly RemedyAction[])[] = [];
    for (const actions of differences) if (yield* isHit(actions)) single.push(actions);
    if (single.length > 0) return single;
    const minimal = yield* smallestTogether(differences, isHit);
    if (minimal !== undefined) return [minimal];
  }
  return [];
}

type IsHit = (actions: readonly RemedyAction[]) => Trying<boolean>;

/** All differences taken back; then one after the other is put in again, as long as the step stays a hit. */
function* smallestTogether(differences: readonly (readonly RemedyAction[])[], isHit: IsHit): Trying<readonly RemedyAction[] | undefined> {
  if (differences.length < 2 || !(yield* isHit(differences.flat()))) return undefined;
  let kept = differences;
  for (const difference of differences) {
    const fewer = kept.filter((other) => other !== difference);
    if (yield* isHit(fewer.flat())) kept = fewer;
  }
  return kept.flat();
}

/** The last build, and the last one that had another Dockerfile or other arguments. */
function earlierBuilds({ cache }: BuildRequest): readonly BuildFacts[] {
  const newestFirst = [...cache.history].reverse().filter((build) => build.dockerfile !== undefined);
  const [last] = newestFirst;
  if (last === undefined) return [];
  const same = (build: BuildFacts) => build.dockerfile === last.dockerfile && JSON.stringify(build.buildArgs) === JSON.stringify(last.buildArgs);
  const other = newestFirst.find((build) => !same(build));
  return other === undefined ? [last] : [last, other];
}

function differencesFrom(earlier: BuildFacts, request: BuildRequest, now: SolvedSteps): readonly (readonly RemedyAction[])[] {
  const useCache: readonly RemedyAction[] = request.noCache || (request.noCacheFilter?.length ?? 0) > 0 ? [{ kind: 'use-cache' }] : [];
  const files = fileDifferences(request, now);
  return [
    ...useCache.map((action) => [action]),
    ...argDifferences(earlier.buildArgs ?? {}, request.buildArgs ?? {}).map((action) => [action]),
    ...(files.length > SINGLE_FILES ? [files] : files.map((action) => [action])),
    ...dockerfileDifferences(earlier.dockerfile ?? '', dockerfileText(request) ?? '').map((action) => [action]),
  ];
}

function argDifferences(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): RemedyAction[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((name): RemedyAction[] => {
    const value = before[name];
    if (value === now[name]) return [];
    return [{ kind: 'set-build-arg', name, ...(value === undefined ? {} : { value }) }];
  });
}

function dockerfileDifferences(before: string, now: string): RemedyAction[] {
  return statementChanges(sourceStatements(before), sourceStatements(now)).map(undoStatement);
}

function undoStatement({ before, after, line }: StatementChange): RemedyAction {
  if (after === undefined) return { kind: 'insert-instruction', line, text: before?.source ?? '', purpose: 'restore' };
  if (before === undefined) return { kind: 'remove-instruction', range: after.range, text: after.source };
  return { kind: 'replace-instruction', range: after.range, before: after.source, after: before.source, purpose: 'revert' };
}

/** Paths of the context that changed since the last build and that a step on the way takes; the Dockerfile is compared by instructions. */
export function changedFiles(request: BuildRequest, now: SolvedSteps): readonly string[] {
  const { context: before } = request.cache;
  if (before === undefined) return [];
  const taken = new Set(
    now.solution.order.flatMap(({ files }) => files.flatMap(({ source, files: list }) => (source === 'context' ? [...list.keys()] : []))),
  );
  return compareFiles(listFiles('', before), listFiles('', now.context))
    .filter(({ path, change }) => change === 'removed' || taken.has(path) || isIgnoreFile(path))
    .map(({ path }) => path);
}

export function isIgnoreFile(path: string): boolean {
  return path.endsWith('.dockerignore');
}

function fileDifferences(request: BuildRequest, now: SolvedSteps): RemedyAction[] {
  const own = request.dockerfileText === undefined ? dockerfilePathOf(request) : undefined;
  return changedFiles(request, now)
    .filter((path) => path !== own)
    .flatMap((path): RemedyAction[] => {
      const before = earlierEntry(request, path);
      if (before === undefined && !request.context.has(path)) return [];
      return [{ kind: 'restore-file', path, ...(before === undefined ? {} : { entry: before }) }];
    });
}

/** What the last build had at a path of the context. */
function earlierEntry({ cache, context }: BuildRequest, path: string): ContextEntry | undefined {
  const found = cache.context === undefined ? undefined : lookupNode(cache.context, path, { followLast: false });
  if (found?.ok !== true) return undefined;
  const { mode, mtimeSeconds } = found.value;
  const now = context.get(path);
  switch (found.value.kind) {
    case 'file':
      return found.value.content.kind === 'bytes'
        ? { ...(now?.kind === 'file' ? now : {}), kind: 'file', content: found.value.content.bytes, mode, mtimeSeconds }
        : undefined;
    case 'symlink':
      return { kind: 'symlink', target: found.value.target, mtimeSeconds };
    case 'directory':
      return { kind: 'directory', mode, mtimeSeconds };
  }
}
