import type { BuildError, BuildOutcome, BuildRequest, BuildResult, BuiltImage, Host } from '../build-types';
import { sha256Hex } from '../digest/sha256';
import { measureTree } from '../fs/context-tree';
import { assembleImage } from '../image/assemble';
import { attestationEntry } from '../image/attestation-manifest';
import type { ImageAttestations } from '../image/attestation-types';
import { indexJson } from '../image/manifest-json';
import type { Origin } from '../llb/types';
import type { ExportedCache } from '../solver/exported-cache';
import type { Solution } from '../solver/state';
import type { BuildCache, BuildFacts } from '../solver/types';
import { attestImages } from './attest';
import { exportReports, importReports } from './cache-types';
import { type ExportCachesOptions, type ExportedCaches, exportCaches, inlineCaches } from './export-caches';
import { dockerfileText, type Prepared } from './prepare';
import { repeatedPlatforms } from './repeated-platforms';
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
  const { prepared, conversions, solution, context, sentTree, synced } = solved;
  const hasFiles = solution.failed === undefined && conversions.some(({ target }) => target.output !== undefined);
  const current = factsOf(solution);
  const build = request.cache.builds + 1;
  const facts: BuildFacts = { build, steps: current, dockerfile: dockerfileText(request) ?? '', buildArgs: request.buildArgs ?? {} };
  const steps = stepsOf({ conversions, solution, history: historyOf(request), current, target: request.target ?? '' });
  const { built, attestations, exported } = solution.failed === undefined ? await writeAll({ request, solved, facts, host }) : NOTHING_WRITTEN;
  const result: BuildResult = {
    ok: solution.failed === undefined,
    ...(solution.failed === undefined ? {} : { error: stepError(solution) }),
    steps: withLayerIndexes(steps, built),
    warnings: [...prepared.lint().warnings, ...(hasFiles ? repeatedPlatforms(request) : [])],
    images: built,
    ...indexOf(built, attestations),
    contextSent: sentTree === undefined ? { files: 0, bytes: 0 } : measureTree(sentTree),
    durationMs: wallClockMs(solution),
    build,
    ...cacheReports(request, exported),
  };
  const snapshots = conversions.map(({ target }) => (target.output === undefined ? undefined : solution.results.get(target.output.digest)?.snapshot));
  const packed = exported?.packed ?? solution.cache.packed ?? new Set();
  const { synced: _before, ...rest } = remember(solution.cache, facts);
  const cache = { ...rest, context, packed, ...(synced === undefined ? {} : { synced }) };
  const createdSeconds = conversions[0]?.epochSeconds ?? request.nowSeconds;
  return { result, snapshots, createdSeconds, cache, ...(request.cacheTo === undefined ? {} : { exportedCaches: exported?.caches ?? [] }) };
}

interface Written {
  readonly built: readonly BuiltImage[];
  readonly attestations: readonly ImageAttestations[];
  readonly exported: ExportedCaches | undefined;
}

const NOTHING_WRITTEN: Written = { built: [], attestations: [], exported: undefined };

/** Images first: a cache that is written next to them finds their layers packed (moby/buildkit solver/llbsolver/solver.go, Solve). */
async function writeAll(options: ExportCachesOptions): Promise<Written> {
  const { request, solved, host } = options;
  const inline = await inlineCaches(options);
  const built = await assembleAll(solved, request, inline, host);
  const attestations = request.attest === undefined ? [] : await attestImages({ request, solved, images: built, host });
  return { built, attestations, exported: await exportCaches(inline, options) };
}

/** Builds that filled an imported cache explain as well as the builder's own. */
function historyOf({ cache, cacheFrom = [] }: BuildRequest): readonly BuildFacts[] {
  return [...cacheFrom.flatMap((imported) => imported.cache?.facts ?? []), ...cache.history];
}

function cacheReports({ cacheFrom, cacheTo }: BuildRequest, exported: ExportedCaches | undefined): Partial<BuildResult> {
  return {
    ...(cacheFrom === undefined ? {} : { cacheImports: importReports(cacheFrom) }),
    ...(cacheTo === undefined ? {} : { cacheExports: exportReports(cacheTo, exported?.caches ?? []) }),
  };
}

function assembleAll(
  { conversions, solution }: ExportCachesOptions['solved'],
  request: BuildRequest,
  inline: readonly (ExportedCache | undefined)[],
  host: Host,
): Promise<BuiltImage[]> {
  const origins = new Map(solution.order.flatMap(({ vertex }) => (vertex.origin === undefined ? [] : [[vertex.digest, vertex.origin] as const])));
  return Promise.all(
    conversions.map(({ target, epochSeconds }, index) =>
      assembleImage({
        draft: target.image,
        snapshot: target.output === undefined ? undefined : solution.results.get(target.output.digest)?.snapshot,
        baseEntries: target.baseImage?.history.length ?? 0,
        epochSeconds,
        compression: request.compression ?? 'none',
        stepOf: (vertex) => describeStep(origins.get(vertex)),
        host,
        ...inlineCacheOf(inline[index]),
      }),
    ),
  );
}

function inlineCacheOf(cache: ExportedCache | undefined): { readonly inlineCache?: string } {
  const [document] = cache?.documents ?? [];
  return document === undefined ? {} : { inlineCache: document.configJson };
}

function describeStep(origin: Origin | undefined): { readonly id: string; readonly createdBy: string } | undefined {
  return origin === undefined ? undefined : { id: stepIdOf(origin), createdBy: origin.text };
}

/** Several platforms, and an image with attestations, go out as an index. */
function indexOf(
  images: readonly BuiltImage[],
  attestations: readonly ImageAttestations[],
): Pick<BuildResult, 'indexDigest' | 'indexJson' | 'attestations'> {
  const [only, second] = images;
  if (only === undefined) return {};
  if (second === undefined && attestations.length === 0) return { indexDigest: only.manifestDigest };
  const encoder = new TextEncoder();
  const manifests = images.map((image) => ({
    digest: image.manifestDigest,
    size: encoder.encode(image.manifestJson).length,
    platform: image.platform,
  }));
  const document = indexJson([...manifests, ...attestations.map(attestationEntry)]);
  return { indexDigest: `sha256:${sha256Hex(document)}`, indexJson: document, ...(attestations.length === 0 ? {} : { attestations }) };
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
