import type { GoalResult, LabDefinition } from '@/lib/lab/types';
import type { Workspace } from '@/lib/lab/workspace';
import { WORKSPACE_MTIME_SECONDS } from '@/lib/lab/workspace';
import type { BuildCache, BuildOutcome, BuildResult, OciLayout, StepId } from '@/simulator';
import { blobOfChunks } from './blob-of-chunks';
import { engineFailure, failureMessageOf } from './failure';
import type { Analysis, BuildMoment, Engine, ProvenRemedy } from './types';

/** What the engine stands on, so that the same core serves in the worker, in a test and on the command line. */
export interface EnginePorts {
  readonly emptyCache: () => BuildCache;
  readonly analyse: (workspace: Workspace) => Analysis | Promise<Analysis>;
  /** Loads what the build needs of the catalogue before it answers. */
  readonly build: (workspace: Workspace, cache: BuildCache, nowSeconds: number) => Promise<BuildOutcome>;
  readonly grade: (lab: LabDefinition, workspace: Workspace) => Promise<readonly GoalResult[]>;
  /** Lets other calls be answered meanwhile, and ends early when `signal` says so. */
  readonly remedies: (question: RemedyQuestion, signal: { readonly aborted: boolean }) => Promise<readonly ProvenRemedy[]>;
  readonly layout: (outcome: BuildOutcome) => Promise<OciLayout>;
}

/** A build as it was asked for, and the step of it that ran. */
export interface RemedyQuestion {
  readonly workspace: Workspace;
  /** As it was before the build. */
  readonly cache: BuildCache;
  readonly nowSeconds: number;
  readonly stepId: StepId;
}

/** Time between two builds whose moment nobody gave. */
const SECONDS_BETWEEN_BUILDS = 60;

/**
 * The engine without its worker. A lab's calls are answered in the order in which they were made, even while one of them waits for
 * a part of the catalogue: a build never starts from the cache of a build that is still on its way.
 */
export function createEngineCore(ports: EnginePorts): Engine {
  const caches = new Map<string, BuildCache>();
  const lastCalls = new Map<string, Promise<unknown>>();
  const lastBuilds = new Map<string, Omit<RemedyQuestion, 'stepId'> & { readonly outcome: BuildOutcome }>();
  const searches = new Map<string, { aborted: boolean }>();

  const inOrder = <T>(labId: string, call: () => Promise<T>): Promise<T> => {
    const previous = lastCalls.get(labId) ?? Promise.resolve();
    const next = previous.then(call, call);
    lastCalls.set(labId, next);
    return next;
  };

  const buildNow = async (labId: string, workspace: Workspace, moment: BuildMoment | undefined): Promise<BuildResult> => {
    const cache = caches.get(labId) ?? ports.emptyCache();
    const nowSeconds = moment?.nowSeconds ?? WORKSPACE_MTIME_SECONDS + (cache.builds + 1) * SECONDS_BETWEEN_BUILDS;
    const outcome = await guarded(() => ports.build(workspace, cache, nowSeconds));
    caches.set(labId, outcome.cache);
    lastBuilds.set(labId, { workspace, cache, nowSeconds, outcome });
    return withoutContents(outcome.result);
  };

  const forget = (labId: string) => {
    caches.delete(labId);
    lastBuilds.delete(labId);
  };

  const stopSearch = (labId: string) => {
    const search = searches.get(labId);
    if (search !== undefined) search.aborted = true;
  };

  return {
    analyse: (workspace) => guarded(async () => ports.analyse(workspace)),
    build: (labId, workspace, moment) => inOrder(labId, () => buildNow(labId, workspace, moment)),
    replay: (labId, workspaces, moments) =>
      inOrder(labId, async () => {
        forget(labId);
        const results: BuildResult[] = [];
        for (const [index, workspace] of workspaces.entries()) results.push(await buildNow(labId, workspace, moments?.[index]));
        return results;
      }),
    reset: (labId) => inOrder(labId, async () => forget(labId)),
    grade: (lab, workspace) => guarded(() => ports.grade(lab, workspace)),
    // Not in line with the lab's builds: a build must not wait for it, and it reads only what it was given.
    remedies: async (labId, stepId) => {
      stopSearch(labId);
      const last = lastBuilds.get(labId);
      if (last === undefined) return [];
      const search = { aborted: false };
      searches.set(labId, search);
      return guarded(() => ports.remedies({ ...last, stepId }, search));
    },
    stopRemedies: async (labId) => stopSearch(labId),
    exportImage: (labId) =>
      inOrder(labId, () =>
        guarded(async () => {
          const last = lastBuilds.get(labId);
          if (last === undefined) return { ok: false, message: 'there is no image to export: nothing is built yet' };
          const layout = await ports.layout(last.outcome);
          return layout.ok ? { ok: true, standIn: layout.standIn, blob: await blobOfChunks(layout.chunks, 'application/x-tar') } : layout;
        }),
      ),
  };
}

/** An exception out of the simulator is our own bug; it keeps its words, and whoever asked learns which kind of failure it is. */
async function guarded<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('layerlab-engine/')) throw error;
    throw engineFailure('broke', failureMessageOf(error));
  }
}

/** Layers may list thousands of files; their bytes stay on this side of the worker. */
function withoutContents(result: BuildResult): BuildResult {
  return {
    ...result,
    images: result.images.map((image) => ({
      ...image,
      layers: image.layers.map((layer) => ({ ...layer, entries: layer.entries.map(({ content: _content, ...entry }) => entry) })),
    })),
  };
}
