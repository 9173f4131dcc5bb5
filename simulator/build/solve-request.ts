import type { BuildError, BuildRequest, Host } from '../build-types';
import { catalogAt } from '../catalog/debian-versions';
import { withoutDigest } from '../catalog/reference';
import { lookupImageAt } from '../catalog/tag-moves';
import type { BaseImage } from '../catalog/types';
import { type SyncedContext, syncContext } from '../fs/context-sync';
import { contextPatternError, contextTree, sentContext } from '../fs/context-tree';
import type { Tree } from '../fs/types';
import type { Platform } from '../image/types';
import { convert } from '../llb/convert';
import type { Conversion, ConvertFailure } from '../llb/convert-types';
import { entitlementError } from '../llb/entitlements';
import type { Vertex } from '../llb/types';
import { worldProgramTable } from '../programs/world';
import { type ImportedKeys, openImport } from '../solver/imported-keys';
import { graphOrder, solve } from '../solver/solve';
import type { Solution } from '../solver/state';
import { BUILD_PLATFORM, namesPlatforms, type Prepared, prepare, targetPlatforms } from './prepare';

/** mtime of context entries that do not say. Seconds since 1970. */
const CONTEXT_MTIME_SECONDS = 1_690_000_000;

/** A build as far as its steps: everything but the image. */
export type Solved =
  | { readonly ok: false; readonly prepared: Prepared; readonly error: BuildError }
  | {
      readonly ok: true;
      readonly prepared: Prepared;
      readonly conversions: readonly Conversion[];
      readonly solution: Solution;
      /** The context as the ignore file leaves it, the part of it that was sent, and the builder's copy. */
      readonly context: Tree;
      /** What the client sent; absent when no step needs the context. */
      readonly sentTree: Tree | undefined;
      /** The builder's copy of the context for the next build; without one it gets a whole new one. */
      readonly synced: SyncedContext | undefined;
      /** Exported caches that were looked into. */
      readonly imports: readonly ImportedKeys[];
      /** The image behind an image vertex. */
      readonly imageOf: (vertex: Vertex) => BaseImage;
    };

/** Reads, converts and solves. With `upTo` only the vertices that it picks are asked for, and so only what they stand on runs. */
export function solveRequest(request: BuildRequest, host: Host = {}, upTo?: (vertex: Vertex) => boolean): Solved {
  const prepared = prepare(request);
  if (prepared.error !== undefined) return { ok: false, prepared, error: prepared.error };
  const platforms = targetPlatforms(request);
  if (!platforms.ok) return { ok: false, prepared, error: { message: platforms.error } };

  const images = new Map<string, BaseImage>();
  const conversions: Conversion[] = [];
  for (const [index, platform] of platforms.value.entries()) {
    const converted = convertFor({ platform, index, isOneOfMany: namesPlatforms(request, platforms.value.length) }, request, prepared, images);
    if (converted.kind === 'needs-part') throw new Error(`part of the catalogue not loaded: ${converted.part}`);
    if (converted.kind === 'failed') return { ok: false, prepared, error: buildError(converted) };
    conversions.push(converted.conversion);
  }
  const violation = prepared.lint().error;
  if (violation !== undefined) return { ok: false, prepared, error: { message: violation } };
  const outputs = conversions.map((conversion) => conversion.target.output);
  const refused = entitlementError(outputs);
  if (refused !== undefined) return { ok: false, prepared, error: { message: refused } };
  const targets = upTo === undefined ? outputs : graphOrder(outputs).filter(upTo);
  return solveConverted({ request, prepared, conversions, images, host, targets });
}

function convertFor(
  { platform, index, isOneOfMany }: { readonly platform: Platform | undefined; readonly index: number; readonly isOneOfMany: boolean },
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
    multiPlatform: isOneOfMany,
    noCache: request.noCache ?? false,
    noCacheFilter: request.noCacheFilter ?? [],
    ignoreRules: prepared.ignoreRules,
    lookupImage: (reference, wanted) => {
      const found = lookupImageAt(request.catalog, reference, wanted, request);
      if (found.kind === 'found') images.set(imageKey(`${withoutDigest(reference.text)}@${found.image.digest}`, wanted), found.image);
      return found;
    },
    report: (findings) => prepared.report(findings, index),
  });
}

const imageKey = (reference: string, platform: Platform) => [reference, platform.os, platform.architecture, platform.variant ?? ''].join(' ');

interface Converted {
  readonly request: BuildRequest;
  readonly prepared: Prepared;
  readonly conversions: readonly Conversion[];
  readonly images: ReadonlyMap<string, BaseImage>;
  readonly host: Host;
  readonly targets: readonly (Vertex | undefined)[];
}

function solveConverted({ request, prepared, conversions, images, host, targets }: Converted): Solved {
  const context = contextTree(request.context, prepared.ignoreRules, {
    mtimeSeconds: CONTEXT_MTIME_SECONDS,
    rootMtimeSeconds: request.nowSeconds,
    ...(request.cache.context === undefined ? {} : { previous: request.cache.context }),
  });
  const sources = conversions.flatMap((conversion) => [...conversion.contextPaths]);
  const sent = sentContext(context, sources);
  const contextError = contextPatternError(context, sources);
  const usesContext = conversions.some((conversion) => conversion.contextPaths.size > 0);
  const synced = usesContext ? syncContext(request.cache.synced, sent, request.nowSeconds) : request.cache.synced;
  const imports = (request.cacheFrom ?? []).flatMap(({ cache, ...source }) => (cache === undefined ? [] : openImport(cache, source)));
  const imageBehind = (vertex: Vertex) => imageOf(vertex, images);
  const solution = solve(targets, request.cache, {
    context: synced?.copy ?? sent,
    ...(contextError === undefined ? {} : { contextError }),
    imageOf: imageBehind,
    imports,
    programs: worldProgramTable(catalogAt(request.catalog, request.worldSeconds)),
    secrets: request.secrets ?? {},
    nowSeconds: request.nowSeconds,
    costProfile: request.costProfile ?? 'ci',
    ...(host.onStep === undefined ? {} : { onStep: host.onStep }),
    ...(host.signal === undefined ? {} : { isCancelled: () => host.signal?.aborted === true }),
  });
  const kept = solution.contextSealed ? undefined : synced;
  return {
    ok: true,
    prepared,
    conversions,
    solution,
    context,
    sentTree: usesContext ? synced?.sent : undefined,
    synced: kept,
    imports,
    imageOf: imageBehind,
  };
}

function imageOf(vertex: Vertex, images: ReadonlyMap<string, BaseImage>): BaseImage {
  if (vertex.op.kind !== 'image') throw new Error('not an image');
  const image = images.get(imageKey(vertex.op.reference, vertex.op.platform));
  if (image === undefined) throw new Error(`image was never looked up: ${vertex.op.reference}`);
  return image;
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
