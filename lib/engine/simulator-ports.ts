import { gradeLab } from '@/lib/grading/grade-lab';
import { WITHOUT_DIGESTS } from '@/lib/grading/without-digests';
import { contextOf, fileAt, type NoCache, WORKSPACE_MTIME_SECONDS, type Workspace, withNoCache } from '@/lib/lab/workspace';
import {
  analyse,
  type BuildCache,
  type BuildOutcome,
  type BuildRequest,
  buildImage,
  EMPTY_CACHE,
  type Host,
  missingCatalogParts,
  ociLayout,
  parseDockerfile,
  searchRemedies,
} from '@/simulator';
import type { CatalogLoader } from './catalog-loader';
import type { EnginePorts } from './core';
import { engineFailure } from './failure';
import { nextTurn } from './next-turn';
import { provenRemedy } from './proven-remedy';
import type { Analysis } from './types';

/** Between the builds that grading makes, so that the later is never the earlier one's equal in time. */
const GRADING_STEP_SECONDS = 60;

/** The engine's ports on the real simulator. `loader` brings the catalogue's parts as builds ask for them. */
export function simulatorPorts(loader: CatalogLoader, host: Host): EnginePorts {
  const build = async (workspace: Workspace, cache: BuildCache, nowSeconds: number, using: Host = host): Promise<BuildOutcome> => {
    const request = requestOf(workspace);
    await loadParts(loader, request);
    return buildImage({ ...request, catalog: loader.catalog(), cache, nowSeconds }, using);
  };
  return {
    emptyCache: () => EMPTY_CACHE,
    build: (workspace, cache, nowSeconds) => build(workspace, cache, nowSeconds),
    analyse: async (workspace): Promise<Analysis> => {
      const request = requestOf(workspace);
      // Without the base image's part the text can still be checked; only the steps are missing then.
      await loadParts(loader, request).catch(() => undefined);
      const { diagnostics, steps, ignored } = analyse({ ...request, catalog: loader.catalog() });
      return {
        diagnostics,
        steps: steps.map(({ id, name, instruction, line }) => ({ id, name, instruction, startLine: line })),
        ignored: Object.fromEntries(ignored),
        stages: stageNames(workspace),
      };
    },
    grade: (lab, workspace) =>
      // Goals are about the files: a build that was told not to use the cache says nothing about them.
      gradeLab(lab, withNoCache(workspace, 'none'), (asked, cache = EMPTY_CACHE) =>
        build(asked, cache, WORKSPACE_MTIME_SECONDS + (cache.builds + 1) * GRADING_STEP_SECONDS, WITHOUT_DIGESTS),
      ),
    remedies: async ({ workspace, cache, nowSeconds, stepId }, signal) => {
      const asked = requestOf(workspace);
      await loadParts(loader, asked);
      const request = { ...asked, catalog: loader.catalog(), cache, nowSeconds };
      const search = searchRemedies(request, stepId, { ...host, signal });
      for (;;) {
        await nextTurn();
        if (signal.aborted) return [];
        const { done, value } = search.next();
        if (done) return value.map((remedy) => provenRemedy(remedy, request, workspace));
      }
    },
    layout: (outcome) => ociLayout(outcome, host),
  };
}

function stageNames(workspace: Workspace): readonly string[] {
  const text = fileAt(workspace, workspace.dockerfilePath)?.text ?? '';
  return parseDockerfile(text).value.stages.flatMap(({ name }) => name ?? []);
}

type Request = Omit<BuildRequest, 'cache' | 'catalog' | 'nowSeconds'>;

function requestOf(workspace: Workspace): Request {
  return {
    context: contextOf(workspace),
    dockerfilePath: workspace.dockerfilePath,
    buildArgs: workspace.buildArgs,
    ...(workspace.target === undefined ? {} : { target: workspace.target }),
    ...noCacheOf(workspace.noCache),
  };
}

function noCacheOf(noCache: NoCache = 'none'): Pick<Request, 'noCache' | 'noCacheFilter'> {
  if (noCache === 'none') return {};
  return noCache === 'all' ? { noCache: true } : { noCacheFilter: noCache };
}

/** One part may name the next: an image its packages' world. More rounds than this would be a part that asks for itself. */
const MAX_ROUNDS = 8;

async function loadParts(loader: CatalogLoader, request: Request): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const missing = missingCatalogParts({ ...request, catalog: loader.catalog() });
    if (missing.length === 0) return;
    await loader.load(missing);
  }
  throw engineFailure('catalog-unavailable', 'the catalogue keeps asking for more parts');
}
