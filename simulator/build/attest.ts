import type { BuildRequest, BuiltImage, Host } from '../build-types';
import { resolveReference } from '../catalog/reference';
import { sha256Hex } from '../digest/sha256';
import { EMPTY_TREE } from '../fs/tree';
import { baseDescriptors, layerBlob } from '../image/assemble';
import { attest, type Predicate } from '../image/attestation-manifest';
import type { ImageAttestations } from '../image/attestation-types';
import { type BuildSteps, buildSteps } from '../image/build-steps';
import type { Descriptor } from '../image/manifest-json';
import { imagePackageUrl } from '../image/package-url';
import { type BuildRecord, provenance } from '../image/provenance';
import type { Platform } from '../image/types';
import { formatPlatform, normalizePlatform } from '../instructions/platform';
import type { Conversion } from '../llb/convert-types';
import { spdxDocument } from '../scan/spdx';
import { withPacked } from '../solver/export-records';
import { layerChain } from '../solver/layer-diff';
import type { Snapshot } from '../solver/types';
import { forwardedTo } from './forwarded';
import { BUILD_PLATFORM, dockerfilePathOf, dockerfileText } from './prepare';
import { resolvedImages, scannerImage } from './resolved-images';
import { extraSbomTargets } from './sbom-targets';
import type { Solved } from './solve-request';
import { wallClockMs } from './timeline';

export interface AttestOptions {
  readonly request: BuildRequest;
  readonly solved: Extract<Solved, { ok: true }>;
  readonly images: readonly BuiltImage[];
  readonly host: Host;
}

/**
 * What the request wants attested, image by image: the SBOM before the provenance (moby/buildkit control/control.go, Solve). An image without
 * layers has no provenance, because there is no result that it could hang on (llbsolver/proc/provenance.go).
 */
export async function attestImages(options: AttestOptions): Promise<readonly ImageAttestations[]> {
  const { request, solved, images } = options;
  const attested = await Promise.all(
    solved.conversions.map(async (conversion, index) => {
      const image = images[index];
      if (image === undefined) return [];
      const predicates = [...sbomsOf(conversion, image, options), ...(await provenanceOf(conversion, options))];
      const sizeBytes = new TextEncoder().encode(image.manifestJson).length;
      const names = subjectNames(request.attest?.names ?? [], image.platform);
      return predicates.length === 0 ? [] : [attest({ digest: image.manifestDigest, sizeBytes, platform: image.platform, names }, predicates)];
    }),
  );
  return attested.flat();
}

function sbomsOf(conversion: Conversion, image: BuiltImage, options: AttestOptions): readonly Predicate[] {
  const { request, solved } = options;
  if (!request.attest?.sbom) return [];
  const tree = snapshotOf(conversion, options)?.tree ?? EMPTY_TREE;
  const common = { createdSeconds: request.nowSeconds, subject: image.manifestDigest };
  const core = spdxDocument(tree, { ...common, name: 'sbom', layerOf: layerFinder(image) });
  const extras = extraSbomTargets(conversion, solved).map((extra) =>
    spdxDocument(extra.tree, { ...common, name: extra.name, layerOf: () => undefined }),
  );
  return [core, ...extras].map((value) => ({ type: 'https://spdx.dev/Document', value, fidelity: 'modelled', modelled: [''] }));
}

/** The newest of the image's own layers that has a file; what lies below is the base's, which is only told apart when it is a single layer. */
function layerFinder({ layers }: BuiltImage): (path: string) => string | undefined {
  const base = layers.filter((layer) => layer.base);
  const found = new Map(
    layers.flatMap(({ entries, digest }) => entries.flatMap(({ type, path }) => (type === 'file' ? [[path, digest] as const] : []))),
  );
  return (path) => found.get(path.slice(1)) ?? (base.length === 1 ? base[0]?.digest : undefined);
}

async function provenanceOf(conversion: Conversion, options: AttestOptions): Promise<readonly Predicate[]> {
  const { provenance: mode, provenanceVersion = 'v1' } = options.request.attest ?? {};
  return mode && conversion.target.output !== undefined ? [provenance(await recordOf(conversion, options), mode, provenanceVersion)] : [];
}

function snapshotOf({ target }: Conversion, { solved }: AttestOptions): Snapshot | undefined {
  return target.output === undefined ? undefined : solved.solution.results.get(target.output.digest)?.snapshot;
}

function subjectNames(names: readonly string[], platform: Platform): readonly string[] {
  return names.flatMap((name) => {
    const resolved = resolveReference(name);
    return resolved.ok ? [imagePackageUrl(resolved.reference, platform)] : [];
  });
}

async function recordOf(conversion: Conversion, options: AttestOptions): Promise<BuildRecord> {
  const { request, solved } = options;
  const { output } = conversion.target;
  if (output === undefined) throw new Error('provenance of nothing');
  const graph = buildSteps(output, {
    excludePatterns: solved.prepared.ignoreRules.list.patterns.map(({ text, isException }) => (isException ? `!${text}` : text)),
    followPaths: followPaths([...conversion.contextPaths]),
  });
  const args = requestArgs(request, solved.prepared.buildArgs);
  return {
    dockerfilePath: dockerfilePathOf(request),
    dockerfileText: dockerfileText(request) ?? '',
    args,
    ...forwardedTo(output),
    dependencies: resolvedImages(conversion, solved.conversions, request.attest?.sbom ? scannerImage(BUILD_PLATFORM) : []),
    builderPlatform: formatPlatform(normalizePlatform(BUILD_PLATFORM)),
    graph,
    layers: await layersOf(graph, options),
    startedSeconds: request.nowSeconds,
    durationMs: wallClockMs(solved.solution),
    invocationId: invocationId(JSON.stringify([request.nowSeconds, output.digest, args])),
  };
}

/** As the client hands them to the frontend; the platform is not among them, since it belongs to whoever builds (provenance/predicate.go, FilterArgs). */
function requestArgs(request: BuildRequest, buildArgs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const noCache = request.noCache ? '' : request.noCacheFilter?.length ? request.noCacheFilter.join(',') : undefined;
  return {
    ...prefixed('build-arg:', buildArgs),
    ...prefixed('label:', request.labels ?? {}),
    ...(noCache === undefined ? {} : { 'no-cache': noCache }),
    ...(request.target ? { target: request.target } : {}),
  };
}

function prefixed(prefix: string, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));
}

/** Relative and sorted; all of the context, when a step takes all of it (dockerfile2llb/convert.go, normalizeContextPaths). */
function followPaths(paths: readonly string[]): readonly string[] {
  return paths.includes('/') ? [] : [...new Set(paths.map((path) => path.replace(/^\/+/, '')))].sort();
}

/** Results whose blobs are there: what was just exported, what an earlier export packed, and base images. */
async function layersOf(graph: BuildSteps, options: AttestOptions): Promise<ReadonlyMap<number, readonly Descriptor[]>> {
  const { solution } = options.solved;
  const exported = options.solved.conversions.flatMap((other) => snapshotOf(other, options) ?? []);
  const packed = withPacked(solution, exported);
  const layers = new Map<number, readonly Descriptor[]>();
  for (const [number, { vertices }] of graph.steps.entries()) {
    const vertex = vertices[0];
    const snapshot = vertex === undefined ? undefined : solution.results.get(vertex.digest)?.snapshot;
    if (snapshot === undefined || !(snapshot.image !== undefined || packed.has(snapshot))) continue;
    layers.set(number, await chainDescriptors(snapshot, options));
  }
  return layers;
}

/** Layers as the builder keeps them: the exporter rewrites times in copies. */
async function chainDescriptors(snapshot: Snapshot, { request, host }: AttestOptions): Promise<readonly Descriptor[]> {
  const { base, steps } = layerChain(snapshot);
  const shape = { epochSeconds: undefined, compression: request.compression ?? 'none', host } as const;
  const own = await Promise.all(steps.map((step) => layerBlob(step, shape)));
  return [...baseDescriptors(base?.image), ...own.map((blob) => blob.descriptor)];
}

/** Twenty-five letters and digits, as BuildKit's are; the same build at the same time has the same ones. */
function invocationId(seed: string): string {
  const digits = BigInt(`0x${sha256Hex(seed)}`).toString(36);
  return digits.slice(-25).padStart(25, '0');
}
