import { sha256Hex } from '../digest/sha256';
import type { Op, Origin, Vertex } from './types';

export interface VertexOptions {
  readonly name: string;
  readonly internal?: boolean;
  readonly ignoreCache?: boolean;
  readonly noCacheFilter?: string;
  readonly origin?: Origin;
}

/**
 * Makes a vertex. Its digest covers the operation and the inputs, never name or place: equal steps of two stages are one
 * (moby/buildkit client/llb/marshal.go), and what was said of one, as that it has to run, holds for both.
 */
export function createVertex(op: Op, inputs: readonly Vertex[], options: VertexOptions): Vertex {
  const ignoreCache = options.ignoreCache ?? false;
  const definition = JSON.stringify([op, inputs.map((input) => input.digest)]);
  return {
    digest: `sha256:${sha256Hex(definition)}`,
    op,
    inputs,
    name: options.name,
    internal: options.internal ?? false,
    ignoreCache,
    ...(options.noCacheFilter === undefined ? {} : { noCacheFilter: options.noCacheFilter }),
    ...(options.origin === undefined ? {} : { origin: options.origin }),
  };
}

export interface InputCollector {
  readonly inputs: Vertex[];
  add(vertex: Vertex | undefined): number | undefined;
}

/** Collects inputs so that one vertex used twice is one input, named as it was the last time; scratch has no index. */
export function inputCollector(): InputCollector {
  const inputs: Vertex[] = [];
  return {
    inputs,
    add(vertex) {
      if (vertex === undefined) return undefined;
      const known = inputs.findIndex((input) => input.digest === vertex.digest);
      if (known >= 0) {
        inputs[known] = vertex;
        return known;
      }
      inputs.push(vertex);
      return inputs.length - 1;
    },
  };
}
