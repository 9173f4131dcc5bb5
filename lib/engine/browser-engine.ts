import { wrap } from 'comlink';
import { workerUrl } from '@/lib/site/urls';
import { createEngineClient, type EngineConnection } from './client';
import { engineFailure } from './failure';
import type { Engine } from './types';

/** What the worker offers: the engine, and a sign of life. */
export interface WorkerApi extends Engine {
  ping(): void;
}

let shared: Engine | undefined;

/** The page's one engine. Its worker starts with the first call. */
export function browserEngine(): Engine {
  shared ??= createEngineClient({ connect: connectWorker });
  return shared;
}

function connectWorker(): EngineConnection {
  const worker = new Worker(workerUrl('engine'), { type: 'module' });
  const remote = wrap<WorkerApi>(worker);
  const failed = new Promise<Error>((resolve) => {
    worker.addEventListener('error', (event) => resolve(engineFailure('not-started', event.message || 'the script of the worker did not load')));
  });
  return {
    engine: {
      analyse: (workspace) => remote.analyse(workspace),
      build: (labId, workspace, moment) => remote.build(labId, workspace, moment),
      replay: (labId, workspaces, moments) => remote.replay(labId, workspaces, moments),
      reset: (labId) => remote.reset(labId),
      grade: (lab, workspace) => remote.grade(lab, workspace),
      remedies: (labId, stepId) => remote.remedies(labId, stepId),
      stopRemedies: (labId) => remote.stopRemedies(labId),
      exportImage: (labId) => remote.exportImage(labId),
    },
    ping: () => remote.ping(),
    failed,
    end: () => worker.terminate(),
  };
}
