import type { BuildError, BuildOutcome, BuildRequest, BuildResult, BuiltImage, Host } from '../build-types';
import { sha256Hex } from '../digest/sha256';
import { measureTree } from '../fs/context-tree';
import { assembleImage } from '../image/assemble';
import { indexJson } from '../image/manifest-json';
import type { Conversion } from '../llb/convert-types';
import type { Origin } from '../llb/types';
import type { Solution } from '../solver/state';
import type { BuildCache, BuildFacts } from '../solver/types';
import { dockerfileText, type Prepared } from './prepare';
import { solveRequest } from './solve-request';
import { factsOf, stepIdOf, stepsOf, withLayerIndexes } from './steps';
import { wallClockMs } from './timeline';

/** Earlier builds whose facts are kept for explanations. */
const REMEMBERED_BUILDS = 8;

/**
 * Builds an image as BuildKit would. A build that fails is an answer too, with the cache as far as it got. Throws for bugs of ours
 * alone, and when a part of the catalogue is missing that `missingCatalogParts` would have named.
 */
export async function buildImage(request: BuildRequest, host: Host = {}): Promise<BuildOutcome> {
  const solved = solveRequest(request, host);
  if (!solved.ok) return rejected(request, solved.prepared, solved.error);
  const { prepared, conversions, solution, context, synced } = solved;
  const usesContext = conversions.some((conversion) => conversion.contextPaths.size > 0);
  const current = factsOf(solution);
  const steps = stepsOf({ conversions, solution, history: request.cache.history, current, target: request.target ?? '' });
  const built = solution.failed === undefined ? await assembleAll(conversions, solution, request, host) : [];
  const result: BuildResult = {
    ok: solution.failed === undefined,
    ...(solution.failed === undefined ? {} : { error: stepError(solution) }),
    steps: withLayerIndexes(steps, built),
    warnings: prepared.lint().warnings,
    images: built,
    ...(built.length === 0 ? {} : { indexDigest: indexDigestOf(built) }),
    contextSent: usesContext ? measureTree(synced.sent) : { files: 0, bytes: 0 },
    durationMs: wallClockMs(solution),
    build: request.cache.builds + 1,
  };
  const snapshots = conversions.map(({ target }) => (target.output === undefined ? undefined : solution.results.get(target.output.digest)?.snapshot));
  const facts: BuildFacts = { build: result.build, steps: current, dockerfile: dockerfileText(request) ?? '', buildArgs: request.buildArgs ?? {} };
  return { result, snapshots, cache: { ...remember(solution.cache, facts), context, synced } };
}

function assembleAll(conversions: readonly Conversion[], solution: Solution, request: BuildRequest, host: Host): Promise<BuiltImage[]> {
  const origins = new Map(solution.order.flatMap(({ vertex }) => (vertex.origin === undefined ? [] : [[vertex.digest, vertex.origin] as const])));
  return Promise.all(
    conversions.map(({ target, epochSeconds }) =>
      assembleImage({
        draft: target.image,
        snapshot: target.output === undefined ? undefined : solution.results.get(target.output.digest)?.snapshot,
        baseEntries: target.baseImage?.history.length ?? 0,
        epochSeconds,
        compression: request.compression ?? 'none',
        stepOf: (vertex) => describeStep(origins.get(vertex)),
        host,
      }),
    ),
  );
}

function describeStep(origin: Origin | undefined): { readonly id: string; readonly createdBy: string } | undefined {
  return origin === undefined ? undefined : { id: stepIdOf(origin), createdBy: origin.text };
}

function indexDigestOf(images: readonly BuiltImage[]): string {
  const [only, second] = images;
  if (only !== undefined && second === undefined) return only.manifestDigest;
  const encoder = new TextEncoder();
  const manifests = images.map((image) => ({
    digest: image.manifestDigest,
    size: encoder.encode(image.manifestJson).length,
    platform: image.platform,
  }));
  return `sha256:${sha256Hex(indexJson(manifests))}`;
}

function stepError({ failed }: Solution): BuildError {
  const range = failed?.vertex.origin?.errorRange;
  return { message: failed?.error ?? '', ...(range === undefined ? {} : { range, line: range.startLine }) };
}

/** A build that never got to its first step. It counts, and leaves the cache as it was. */
function rejected(request: BuildRequest, prepared: Prepared, error: BuildError): BuildOutcome {
  const build = request.cache.builds + 1;
  return {
    result: {
      ok: false,
      error,
      steps: [],
      warnings: prepared.lint().warnings,
      images: [],
      contextSent: { files: 0, bytes: 0 },
      durationMs: 0,
      build,
    },
    cache: { ...request.cache, builds: build },
    snapshots: [],
  };
}

function remember(cache: BuildCache, facts: BuildFacts): BuildCache {
  return { ...cache, history: [...cache.history, facts].slice(-REMEMBERED_BUILDS) };
}
