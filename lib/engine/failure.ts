/** Why the engine could not answer. None of these is ever the Dockerfile's fault: a wrong Dockerfile is a result. */
export type EngineFailureKind =
  /** The worker had to be ended because it no longer answered. */
  | 'stopped'
  /** The browser would not start the worker, or its script did not arrive. */
  | 'not-started'
  /** A part of the catalogue could not be loaded. */
  | 'catalog-unavailable'
  /** An exception in the simulator: our own bug. */
  | 'broke';

const PREFIX = 'layerlab-engine/';

/** Travels through a worker as a plain `Error`, so what it is stands in its name, which structured cloning through comlink keeps. */
export function engineFailure(kind: EngineFailureKind, message: string): Error {
  const error = new Error(message);
  error.name = `${PREFIX}${kind}`;
  return error;
}

export function failureKindOf(error: unknown): EngineFailureKind {
  const name = error instanceof Error ? error.name : '';
  const kinds: readonly EngineFailureKind[] = ['stopped', 'not-started', 'catalog-unavailable', 'broke'];
  return kinds.find((kind) => name === `${PREFIX}${kind}`) ?? 'broke';
}

export function failureMessageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
