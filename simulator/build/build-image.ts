import type { BuildError, BuildOutcome, BuildRequest, BuildResult, BuiltImage, Host } from '../build-types';
import { lookupImage } from '../catalog/lookup';
import type { BaseImage } from '../catalog/types';
import { sha256Hex } from '../digest/sha256';
import { syncContext } from '../fs/context-sync';
import { contextTree, measureTree, sentContext } from '../fs/context-tree';
import { assembleImage } from '../image/assemble';
import { indexJson } from '../image/manifest-json';
import type { Platform } from '../image/types';
import { convert } from '../llb/convert';
import type { Conversion, ConvertFailure } from '../llb/convert-types';
import type { Origin, Vertex } from '../llb/types';
import { worldProgramTable } from '../programs/world';
import { solve } from '../solver/solve';
import type { Solution } from '../solver/state';
import type { BuildCache, BuildFacts } from '../solver/types';
import { BUILD_PLATFORM, type Prepared, prepare, targetPlatforms } from './prepare';
import { factsOf, stepIdOf, stepsOf, withLayerIndexes } from './steps';
import { wallClockMs } from './timeline';

/** Earlier builds whose facts are kept for explanations. */
const REMEMBERED_BUILDS = 8;

/** mtime of context entries that do not say. Seconds since 1970. */
const CONTEXT_MTIME_SECONDS = 1_690_000_000;

/**
 * Builds an image as BuildKit would. A build that fails is an answer too, with the cache as far as it got. Throws for bugs of ours
 * alone, and when a part of the catalogue is missing that `missingCatalogParts` would have named.
 */
export async function buildImage(request: BuildRequest, host: Host = {}): Promise<BuildOutcome> {
  const prepared = prepare(request);
  if (prepared.error !== undefined) return rejected(request, prepared, prepared.error);
  const platforms = targetPlatforms(request);
  if (!platforms.ok) return rejected(request, prepared, { message: platforms.error });

  const images = new Map<string, BaseImage>();
  const conversions: Conversion[] = [];
  for (const platform of platforms.value) {
    const converted = convertFor(platform, platforms.value.length > 1, request, prepared, images);
    if (converted.kind === 'needs-part') throw new Error(`part of the catalogue not loaded: ${converted.part}`);
    if (converted.kind === 'failed') return rejected(request, prepared, buildError(converted));
    conversions.push(converted.conversion);
  }
  const violation = prepared.lint().error;
  if (violation !== undefined) return rejected(request, prepared, { message: violation });
  return run(request, prepared, conversions, images, host);
}

function convertFor(
  platform: Platform | undefined,
  multiPlatform: boolean,
  request: BuildRequest,
  prepared: Prepared,
  images: Map<string, BaseImage>,
): ReturnType<typeof convert> {
  return convert({
    dockerfile: prepared.dockerfile,
    target: request.target,
    buildArgs: prepared.buildArgs,
    labels: request.labels ?? {},
    buildPlatform: BUILD_PLATFORM,
    targetPlatform: platform,
    multiPlatform,
    noCache: request.noCache ?? false,
    noCacheFilter: request.noCacheFilter ?? [],
    epochSeconds: prepared.epochSeconds,
    ignoreRules: prepared.ignoreRules,
    lookupImage: (reference, wanted) => {
      const found = lookupImage(request.catalog, reference, wanted);
      if (found.kind === 'found')
        images.set(imageKey(`${found.image.reference.replace(/@sha256:[0-9a-f]+$/, '')}@${found.image.digest}`, wanted), found.image);
      return found;
    },
    report: prepared.report,
  });
}

const imageKey = (reference: string, platform: Platform) => [reference, platform.os, platform.architecture, platform.variant ?? ''].join(' ');

async function run(
  request: BuildRequest,
  prepared: Prepared,
  conversions: readonly Conversion[],
  images: ReadonlyMap<string, BaseImage>,
  host: Host,
): Promise<BuildOutcome> {
  const full = contextTree(request.context, prepared.ignoreRules, {
    mtimeSeconds: CONTEXT_MTIME_SECONDS,
    rootMtimeSeconds: request.nowSeconds,
    ...(request.cache.context === undefined ? {} : { previous: request.cache.context }),
  });
  const sent = sentContext(
    full,
    conversions.flatMap((conversion) => [...conversion.contextPaths]),
  );
  const synced = syncContext(request.cache.synced, sent, request.nowSeconds);
  const usesContext = conversions.some((conversion) => conversion.contextPaths.size > 0);
  const solution = solve(
    conversions.map((conversion) => conversion.target.output),
    request.cache,
    {
      context: synced.copy,
      imageOf: (vertex) => imageOf(vertex, images),
      programs: worldProgramTable(request.catalog),
      secrets: request.secrets ?? {},
      nowSeconds: request.nowSeconds,
      costProfile: request.costProfile ?? 'ci',
      ...(host.onStep === undefined ? {} : { onStep: host.onStep }),
      ...(host.signal === undefined ? {} : { isCancelled: () => host.signal?.aborted === true }),
    },
  );
  const current = factsOf(solution);
  const steps = stepsOf({ conversions, solution, history: request.cache.history, current, target: request.target ?? '' });
  const built = solution.failed === undefined ? await assembleAll(conversions, solution, prepared, request, host) : [];
  const result: BuildResult = {
    ok: solution.failed === undefined,
    ...(solution.failed === undefined ? {} : { error: stepError(solution) }),
    steps: withLayerIndexes(steps, built),
    warnings: prepared.lint().warnings,
    images: built,
    ...(built.length === 0 ? {} : { indexDigest: indexDigestOf(built) }),
    contextSent: usesContext ? measureTree(sent) : { files: 0, bytes: 0 },
    durationMs: wallClockMs(solution),
    build: request.cache.builds + 1,
  };
  const snapshots = conversions.map(({ target }) => (target.output === undefined ? undefined : solution.results.get(target.output.digest)?.snapshot));
  return { result, snapshots, cache: { ...remember(solution.cache, { build: result.build, steps: current }), context: full, synced } };
}

function imageOf(vertex: Vertex, images: ReadonlyMap<string, BaseImage>): BaseImage {
  if (vertex.op.kind !== 'image') throw new Error('not an image');
  const image = images.get(imageKey(vertex.op.reference, vertex.op.platform));
  if (image === undefined) throw new Error(`image was never looked up: ${vertex.op.reference}`);
  return image;
}

function assembleAll(
  conversions: readonly Conversion[],
  solution: Solution,
  prepared: Prepared,
  request: BuildRequest,
  host: Host,
): Promise<BuiltImage[]> {
  const origins = new Map(solution.order.flatMap(({ vertex }) => (vertex.origin === undefined ? [] : [[vertex.digest, vertex.origin] as const])));
  return Promise.all(
    conversions.map(({ target }) =>
      assembleImage({
        draft: target.image,
        snapshot: target.output === undefined ? undefined : solution.results.get(target.output.digest)?.snapshot,
        baseEntries: target.baseImage?.history.length ?? 0,
        epochSeconds: prepared.epochSeconds,
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
  const range = failed?.vertex.origin?.range;
  return { message: failed?.error ?? '', ...(range === undefined ? {} : { range, line: range.startLine }) };
}

function buildError(failure: ConvertFailure): BuildError {
  const { message, range } = failure.error;
  return {
    message,
    ...(range === undefined ? {} : { range, line: range.startLine }),
    ...(failure.suggestions === undefined ? {} : { suggestions: failure.suggestions }),
    ...(failure.beyondCatalog === undefined ? {} : { beyondCatalog: failure.beyondCatalog }),
  };
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
