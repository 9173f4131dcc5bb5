import { sha256Hex } from '../digest/sha256';
import type { Predicate } from './attestation-manifest';
import { base64 } from './base64';
import type { BuildStep, BuildSteps } from './build-steps';
import { sortedRecord } from './go-json';
import type { Descriptor } from './manifest-json';

/** What provenance tells of one platform's build. */
export interface BuildRecord {
  /** Path of the Dockerfile in the build context, and its text. */
  readonly dockerfilePath: string;
  readonly dockerfileText: string;
  /** As the frontend gets them: `build-arg:NAME`, `label:NAME`, `target`, `no-cache`. */
  readonly args: Readonly<Record<string, string>>;
  readonly secrets: readonly Forwarded[];
  readonly ssh: readonly Forwarded[];
  /** Package URLs with the digest behind them; sorted. */
  readonly dependencies: readonly { readonly uri: string; readonly sha256?: string }[];
  readonly builderPlatform: string;
  readonly graph: BuildSteps;
  /** Layer chains of the results whose blobs exist, by number of their step. */
  readonly layers: ReadonlyMap<number, readonly Descriptor[]>;
  readonly startedSeconds: number;
  readonly durationMs: number;
  /** 25 letters and digits. */
  readonly invocationId: string;
}

export interface Forwarded {
  readonly id: string;
  readonly optional: boolean;
}

export type ProvenanceVersion = 'v1' | 'v0.2';

/**
 * SLSA provenance as BuildKit writes it (moby/buildkit solver/llbsolver/provenance/predicate.go, provenance.go). `min` has neither the
 * values of build arguments and labels, nor secrets' names, nor the graph, nor the Dockerfile.
 */
export function provenance(record: BuildRecord, mode: 'min' | 'max', version: ProvenanceVersion): Predicate {
  const value = version === 'v1' ? slsa1(record, mode) : slsa02(record, mode);
  return { type: `https://slsa.dev/provenance/${version}`, value, fidelity: 'modelled', modelled: modelledPlaces(mode, version) };
}

/** Frontend and protocol of the BuildKit that is simulated. */
const DOCKERFILE_VERSION = '1.26.0-dev';
const COMPATIBILITY_VERSION = 30;

function slsa1(record: BuildRecord, mode: 'min' | 'max'): object {
  const dependencies = record.dependencies.map(material);
  return {
    buildDefinition: {
      buildType: 'https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md',
      ...(dependencies.length === 0 ? {} : { resolvedDependencies: dependencies }),
      externalParameters: { configSource: { path: record.dockerfilePath }, request: requestJson(record, mode) },
      // These pass through a map, so that every key in them is sorted, down to the operations (provenance/types, MarshalJSON).
      internalParameters: sortedDeep({
        ...(mode === 'min' ? {} : { buildConfig: buildConfig(record.graph) }),
        builderPlatform: record.builderPlatform,
        dockerfileVersion: DOCKERFILE_VERSION,
      }),
    },
    runDetails: {
      builder: { id: '' },
      metadata: {
        invocationId: record.invocationId,
        startedOn: momentText(record.startedSeconds),
        finishedOn: momentText(record.startedSeconds + record.durationMs / 1000),
        buildkit_metadata: mode === 'min' ? {} : metadata(record),
        buildkit_completeness: { request: isRequestComplete(record, mode), resolvedDependencies: false },
      },
    },
  };
}

function slsa02(record: BuildRecord, mode: 'min' | 'max'): object {
  const materials = record.dependencies.map(material);
  return {
    builder: { id: '' },
    buildType: 'https://mobyproject.org/buildkit@v1',
    ...(materials.length === 0 ? {} : { materials }),
    invocation: {
      configSource: { entryPoint: record.dockerfilePath },
      parameters: requestJson(record, mode),
      environment: { dockerfileVersion: DOCKERFILE_VERSION, platform: record.builderPlatform },
    },
    ...(mode === 'min' ? {} : { buildConfig: buildConfig(record.graph) }),
    metadata: {
      buildInvocationID: record.invocationId,
      buildStartedOn: momentText(record.startedSeconds),
      buildFinishedOn: momentText(record.startedSeconds + record.durationMs / 1000),
      completeness: { parameters: isRequestComplete(record, mode), environment: true, materials: false },
      reproducible: false,
      'https://mobyproject.org/buildkit@v1#metadata': mode === 'min' ? {} : metadata(record),
    },
  };
}

function modelledPlaces(mode: 'min' | 'max', version: ProvenanceVersion): readonly string[] {
  const run = RUN_PLACES[version];
  const [config, meta] = version === 'v1' ? [V1_CONFIG, '/runDetails/metadata/buildkit_metadata'] : [V02_CONFIG, V02_METADATA];
  return mode === 'min' ? run : [...run, `${config}/digestMapping`, `${meta}/source/infos/0/digestMapping`, `${meta}/layers`];
}

const RUN_PLACES: Readonly<Record<ProvenanceVersion, readonly string[]>> = {
  v1: ['invocationId', 'startedOn', 'finishedOn'].map((name) => `/runDetails/metadata/${name}`),
  'v0.2': ['buildInvocationID', 'buildStartedOn', 'buildFinishedOn'].map((name) => `/metadata/${name}`),
};
const V1_CONFIG = '/buildDefinition/internalParameters/buildConfig';
const V02_CONFIG = '/buildConfig';
const V02_METADATA = '/metadata/https:~1~1mobyproject.org~1buildkit@v1#metadata';

function material({ uri, sha256 }: BuildRecord['dependencies'][number]): object {
  return { uri, ...(sha256 === undefined ? {} : { digest: { sha256 } }) };
}

/** The build context is there in name only: it is not a source whose state anybody could look up again, so materials are never complete. */
const LOCALS = [{ name: 'context' }, { name: 'dockerfile' }];

function requestJson(record: BuildRecord, mode: 'min' | 'max'): object {
  const args = shownArgs(record, mode);
  const argsField = Object.keys(args).length === 0 ? {} : { args };
  const root = { configSource: { path: record.dockerfilePath }, request: argsField };
  return {
    frontend: 'dockerfile.v0',
    ...argsField,
    ...(mode === 'min' || record.secrets.length === 0 ? {} : { secrets: record.secrets.map(forwardedJson) }),
    ...(mode === 'min' || record.ssh.length === 0 ? {} : { ssh: record.ssh.map(forwardedJson) }),
    locals: LOCALS,
    // The client's own request, when it asked for anything; `min` empties it and leaves it there.
    ...(Object.keys(record.args).length === 0 ? {} : { root }),
    compatibilityVersion: COMPATIBILITY_VERSION,
  };
}

const isPrivate = (name: string) => name.startsWith('build-arg:') || name.startsWith('label:');

function shownArgs({ args }: BuildRecord, mode: 'min' | 'max'): Readonly<Record<string, string>> {
  return sortedRecord(mode === 'max' ? args : Object.fromEntries(Object.entries(args).filter(([name]) => !isPrivate(name))));
}

function isRequestComplete({ args }: BuildRecord, mode: 'min' | 'max'): boolean {
  return mode === 'max' || !Object.keys(args).some(isPrivate);
}

function forwardedJson({ id, optional }: Forwarded): object {
  return { id, ...(optional ? { optional } : {}) };
}

function buildConfig({ steps }: BuildSteps): object {
  return { llbDefinition: steps.map(stepJson), digestMapping: digestMapping(steps) };
}

function stepJson({ id, op, inputs }: Pick<BuildStep, 'id' | 'op' | 'inputs'>): object {
  return { id, op, ...(inputs.length === 0 ? {} : { inputs }) };
}

function digestMapping(steps: readonly Pick<BuildStep, 'id' | 'digest'>[]): Readonly<Record<string, string>> {
  return sortedRecord(Object.fromEntries(steps.map(({ id, digest }) => [digest, id])));
}

function metadata(record: BuildRecord): object {
  const layers = Object.fromEntries([...record.layers].map(([number, descriptors]) => [`step${number}:0`, [descriptors.map(layerJson)]]));
  return {
    source: { locations: locations(record.graph), infos: [sourceInfo(record)] },
    ...(record.layers.size === 0 ? {} : { layers: sortedRecord(layers) }),
  };
}

function layerJson({ mediaType, digest, size }: Descriptor): object {
  return { mediaType, digest, size };
}

/** Where each step stands in the Dockerfile: one range for every line, a list for every place. */
function locations({ steps }: BuildSteps): Readonly<Record<string, object>> {
  const places = steps.slice(0, -1).map(({ id, vertices }) => {
    const found = vertices.flatMap(({ origin }) => (origin === undefined ? [] : [origin.errorRange]));
    return [id, found.length === 0 ? {} : { locations: found.map((range) => (range === undefined ? {} : { ranges: lineRanges(range) })) }] as const;
  });
  return sortedRecord(Object.fromEntries(places));
}

function lineRanges({ startLine, endLine }: { readonly startLine: number; readonly endLine: number }): readonly object[] {
  return Array.from({ length: endLine - startLine + 1 }, (_, index) => ({ start: { line: startLine + index }, end: { line: startLine + index } }));
}

/** The Dockerfile itself, and how it was fetched. */
function sourceInfo({ dockerfilePath, dockerfileText }: BuildRecord): object {
  const fetch = {
    Op: {
      source: {
        identifier: 'local://dockerfile',
        attrs: { 'local.differ': 'none', 'local.followpaths': followed(dockerfilePath), 'local.sharedkeyhint': 'dockerfile' },
      },
    },
    constraints: {},
  };
  const steps = [
    { id: 'step0', op: fetch, inputs: [], digest: digestOf(fetch) },
    { id: 'step1', op: { Op: {} }, inputs: ['step0:0'], digest: digestOf([fetch]) },
  ];
  return {
    filename: dockerfilePath,
    language: 'Dockerfile',
    data: base64(dockerfileText),
    llbDefinition: steps.map(stepJson),
    digestMapping: digestMapping(steps),
  };
}

/** Stands for the digest of BuildKit's own message. */
function digestOf(definition: object): string {
  return `sha256:${sha256Hex(JSON.stringify(definition))}`;
}

/** Beside a file named `Dockerfile` one in lower case would do too (frontend/dockerui/config.go). */
function followed(path: string): string {
  const lower = /(?:^|\/)Dockerfile$/.test(path) ? [path.replace(/Dockerfile$/, 'dockerfile')] : [];
  return JSON.stringify([path, `${path}.dockerignore`, ...lower]);
}

/** As Go prints a time in JSON: as many digits behind the second as it takes. */
function momentText(seconds: number): string {
  return new Date(Math.round(seconds * 1000)).toISOString().replace(/\.?0*Z$/, 'Z');
}

function sortedDeep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedDeep);
  if (typeof value !== 'object' || value === null) return value;
  return sortedRecord(Object.fromEntries(Object.entries(value).map(([key, field]) => [key, sortedDeep(field)])));
}
