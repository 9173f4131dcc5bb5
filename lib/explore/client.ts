import { proxy, wrap } from 'comlink';
import { engineFailure } from '@/lib/engine/failure';
import { workerUrl } from '@/lib/site/urls';
import type { ArchiveSession, ExploreResult, FilePage, FileQuery, OnProgress } from './types';

/** A running worker that holds at most one archive. */
export interface ArchiveConnection {
  readonly session: ArchiveSession;
  /** Settles, with the reason, if the worker fails to start or dies. */
  readonly failed: Promise<Error>;
  end(): void;
}

export interface OpenOptions {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  readonly connect?: () => ArchiveConnection;
}

/** An archive in its worker. */
export interface ArchiveReader {
  readonly result: ExploreResult;
  files(query: FileQuery): Promise<FilePage>;
  close(): void;
}

/**
 * Opens an archive in a worker of its own, which ends with it: giving up stops the reading at once, however large the file is, and takes
 * its memory along. Rejects with the signal's reason when given up, and with an `engineFailure` when there was no worker to read it.
 */
export async function openArchive(file: Blob, { signal, onProgress, connect = connectWorker }: OpenOptions): Promise<ArchiveReader> {
  signal.throwIfAborted();
  const { session, failed, end } = connect();
  const dead = failed.then((error) => Promise.reject(error));
  dead.catch(() => undefined);
  const givenUp = new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
  try {
    const result = await Promise.race([session.open(file, onProgress), dead, givenUp]);
    if (!result.ok) end();
    return { result, files: (query) => Promise.race([session.files(query), dead]), close: end };
  } catch (error) {
    end();
    throw error;
  }
}

function connectWorker(): ArchiveConnection {
  const worker = new Worker(workerUrl('explore'), { type: 'module' });
  const remote = wrap<ArchiveSession>(worker);
  const failed = new Promise<Error>((resolve) => {
    worker.addEventListener('error', (event) => resolve(engineFailure('not-started', event.message || 'the script of the worker did not load')));
  });
  return {
    session: { open: (file, onProgress) => remote.open(file, proxy(onProgress)), files: (query) => remote.files(query) },
    failed,
    end: () => worker.terminate(),
  };
}
