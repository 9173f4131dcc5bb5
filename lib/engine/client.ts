import type { Workspace } from '@/lib/lab/workspace';
import { engineFailure, failureKindOf } from './failure';
import type { BuildMoment, Engine } from './types';

/** One running worker, as the client sees it. */
export interface EngineConnection {
  readonly engine: Engine;
  /** Answered whenever the worker's event loop turns. */
  ping(): Promise<void>;
  /** Settles, with the reason, if the worker fails to start or dies. */
  readonly failed: Promise<Error>;
  end(): void;
}

export interface EngineClientOptions {
  readonly connect: () => EngineConnection;
  /** How long a worker may leave a ping unanswered while somebody waits for it. Milliseconds. */
  readonly patienceMs?: number;
  readonly pingEveryMs?: number;
}

interface JournalEntry {
  readonly workspace: Workspace;
  readonly moment: BuildMoment;
}

/** As many builds as are done again after a worker had to be replaced. */
export const REPLAYED_BUILDS = 20;

/**
 * The engine in a worker that is started by the first call. A build that hangs keeps the worker's event loop from answering pings:
 * then it is ended, everyone waiting is told so (`stopped`), and the next call gets a fresh worker whose cache is rebuilt from
 * the builds that had succeeded. Waiting for the network leaves the event loop free and is never mistaken for a hang.
 */
export function createEngineClient(options: EngineClientOptions): Engine {
  const { connect, patienceMs = 10_000, pingEveryMs = 2_000 } = options;
  const journals = new Map<string, readonly JournalEntry[]>();
  /** Labs whose cache the present worker has. */
  let synced = new Set<string>();
  let connection: EngineConnection | undefined;

  const drop = (dead: EngineConnection) => {
    dead.end();
    if (connection === dead) {
      connection = undefined;
      synced = new Set();
    }
  };

  const call = async <T>(ask: (engine: Engine) => Promise<T>): Promise<T> => {
    connection ??= connect();
    const current = connection;
    const watch = watchPings(current, patienceMs, pingEveryMs);
    try {
      return await Promise.race([ask(current.engine), watch.stuck, current.failed.then((error) => Promise.reject(error))]);
    } catch (error) {
      const kind = failureKindOf(error);
      if (kind === 'stopped' || kind === 'not-started') drop(current);
      throw error;
    } finally {
      watch.end();
    }
  };

  /** Before a lab's first call on a new worker: its earlier builds. */
  const sync = async (engine: Engine, labId: string): Promise<void> => {
    if (synced.has(labId)) return;
    synced.add(labId);
    const journal = journals.get(labId) ?? [];
    if (journal.length > 0)
      await engine.replay(
        labId,
        journal.map((entry) => entry.workspace),
        journal.map((entry) => entry.moment),
      );
  };

  return {
    analyse: (workspace) => call((engine) => engine.analyse(workspace)),
    build: async (labId, workspace, moment = {}) => {
      const result = await call(async (engine) => {
        await sync(engine, labId);
        return engine.build(labId, workspace, moment);
      });
      journals.set(labId, [...(journals.get(labId) ?? []), { workspace, moment }].slice(-REPLAYED_BUILDS));
      return result;
    },
    replay: async (labId, workspaces, moments = []) => {
      synced.add(labId);
      const results = await call((engine) => engine.replay(labId, workspaces, moments));
      journals.set(labId, workspaces.map((workspace, index) => ({ workspace, moment: moments[index] ?? {} })).slice(-REPLAYED_BUILDS));
      return results;
    },
    reset: async (labId) => {
      journals.delete(labId);
      await call((engine) => engine.reset(labId));
    },
    grade: (lab, workspace) => call((engine) => engine.grade(lab, workspace)),
    remedies: (labId, stepId) =>
      call(async (engine) => {
        await sync(engine, labId);
        return engine.remedies(labId, stepId);
      }),
    stopRemedies: async (labId) => {
      if (connection !== undefined) await call((engine) => engine.stopRemedies(labId));
    },
    exportImage: (labId) =>
      call(async (engine) => {
        await sync(engine, labId);
        return engine.exportImage(labId);
      }),
  };
}

/** `stuck` rejects when a ping stays unanswered for too long; `end` stops looking. */
function watchPings(connection: EngineConnection, patienceMs: number, everyMs: number): { readonly stuck: Promise<never>; end(): void } {
  let patience: ReturnType<typeof setTimeout> | undefined;
  let next: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  const stuck = new Promise<never>((_resolve, reject) => {
    const ask = () => {
      patience = setTimeout(() => reject(engineFailure('stopped', `the simulator did not answer for ${patienceMs / 1000} seconds`)), patienceMs);
      connection.ping().then(
        () => {
          clearTimeout(patience);
          if (!ended) next = setTimeout(ask, everyMs);
        },
        () => undefined,
      );
    };
    next = setTimeout(ask, everyMs);
  });
  return {
    stuck,
    end: () => {
      ended = true;
      clearTimeout(patience);
      clearTimeout(next);
    },
  };
}
