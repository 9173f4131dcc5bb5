import type { CacheExport, CacheImport, CacheType, ExportedCache } from '../build-types';
import { sha256Hex } from '../digest/sha256';
import { type BuildOutcome, type BuildResult, buildImage, EMPTY_CACHE } from '../index';
import { recordedCatalog } from './build-file';

interface RecordedTransfer {
  readonly type: CacheType;
  readonly name: string;
  readonly mode?: 'min' | 'max';
}

export interface ExportExpectation {
  readonly shape: readonly string[];
  /** That the manifest lists. */
  readonly blobs: number;
  /** The very documents; in few recordings. */
  readonly documents?: { readonly manifest: string; readonly config: string };
}

/** What BuildKit did; written by machine, see `recordings-cache/README.md`. */
export interface CacheExpectation {
  readonly ok: boolean;
  readonly steps: readonly { readonly name: string; readonly cached: boolean }[];
  /** Imports of which nothing was found; a folder that is not there the client leaves out by itself. */
  readonly failedImports: number;
  /** Digests of the image's layers, per platform. */
  readonly layers?: readonly (readonly string[])[];
  /** Shape of the records that the image carries, per platform. */
  readonly inline?: readonly (readonly string[] | null)[];
  /** By name; null where nothing was exported. */
  readonly exported?: Readonly<Record<string, ExportExpectation | null>>;
}

export interface CacheBuild {
  readonly note?: string;
  /** The builder's own cache is emptied before. */
  readonly emptyCache?: boolean;
  /** Against the case's files, not against those of the build before. */
  readonly edit?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly platforms?: readonly string[];
  readonly noCache?: boolean;
  readonly noCacheFilter?: readonly string[];
  readonly secrets?: Readonly<Record<string, string>>;
  readonly compression?: 'none' | 'gzip';
  /** A step reads the clock, so that its files are not the same twice. */
  readonly clock?: boolean;
  readonly cacheTo?: readonly RecordedTransfer[];
  readonly cacheFrom?: readonly RecordedTransfer[];
  readonly expect: CacheExpectation;
}

export interface CacheCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly builds: readonly CacheBuild[];
}

const FILES_SECONDS = 1_690_000_000;
const EDIT_SECONDS = FILES_SECONDS + 1000;

/** Builds a recorded case anew; answers what the simulator says in the recording's terms. */
export async function replayCacheCase({ files, builds }: CacheCase): Promise<readonly CacheExpectation[]> {
  const shelf = new Map<string, ExportedCache>();
  const answers: CacheExpectation[] = [];
  let cache = EMPTY_CACHE;
  for (const [index, build] of builds.entries()) {
    if (build.emptyCache) cache = EMPTY_CACHE;
    const outcome = await buildImage({
      context: new Map([...entriesOf(files, FILES_SECONDS), ...entriesOf(build.edit ?? {}, EDIT_SECONDS)]),
      catalog: recordedCatalog(),
      cache,
      nowSeconds: 1_787_000_000 + index,
      sourceDateEpoch: 1_700_000_000,
      compression: build.compression ?? 'none',
      ...optionsOf(build),
      cacheTo: (build.cacheTo ?? []).map(({ name, ...wanted }): CacheExport => ({ ...wanted, ref: name })),
      cacheFrom: (build.cacheFrom ?? []).map(({ type, name }): CacheImport => {
        const found = shelf.get(`${type} ${name}`);
        return { type, ref: name, ...(found === undefined ? {} : { cache: structuredClone(found) }) };
      }),
    });
    cache = outcome.cache;
    for (const [at, { type, name }] of (build.cacheTo ?? []).entries()) {
      const exported = outcome.exportedCaches?.[at];
      if (exported !== undefined) shelf.set(`${type} ${name}`, exported);
    }
    answers.push(answerOf(outcome, build));
  }
  return answers;
}

function entriesOf(files: Readonly<Record<string, string>>, mtimeSeconds: number) {
  return Object.entries(files).map(([path, content]) => [path, { kind: 'file' as const, content, mode: 0o644, mtimeSeconds }] as const);
}

function optionsOf({ target, buildArgs, platforms, noCache, noCacheFilter, secrets }: CacheBuild) {
  return {
    ...(target === undefined ? {} : { target }),
    ...(buildArgs === undefined ? {} : { buildArgs }),
    ...(platforms === undefined ? {} : { platforms }),
    ...(noCache === undefined ? {} : { noCache }),
    ...(noCacheFilter === undefined ? {} : { noCacheFilter }),
    ...(secrets === undefined ? {} : { secrets }),
  };
}

function answerOf({ result, exportedCaches = [] }: BuildOutcome, build: CacheBuild): CacheExpectation {
  const inlineAt = build.cacheTo?.findIndex(({ type }) => type === 'inline') ?? -1;
  const others = (build.cacheTo ?? []).flatMap(({ type, name }, at) => (type === 'inline' ? [] : [[name, exportedOf(exportedCaches[at])] as const]));
  return {
    ok: result.ok,
    steps: shownSteps(result),
    failedImports: (result.cacheImports ?? []).filter(({ found, type }) => !found && type !== 'local').length,
    ...(result.ok ? { layers: result.images.map((image) => image.layers.map((layer) => layer.digest)) } : {}),
    ...(inlineAt < 0 || !result.ok
      ? {}
      : { inline: exportedCaches[inlineAt]?.documents.map(({ configJson }) => cacheShape({ records: JSON.parse(configJson) })) ?? [null] }),
    ...(others.length === 0 ? {} : { exported: Object.fromEntries(others) }),
  };
}

function exportedOf(cache: ExportedCache | undefined): NonNullable<CacheExpectation['exported']>[string] {
  const [document] = cache?.documents ?? [];
  if (document === undefined) return null;
  const { configJson: config, manifestJson: manifest = '{}' } = document;
  return { shape: cacheShape(JSON.parse(config)), blobs: JSON.parse(manifest).layers.length, documents: { manifest, config } };
}

function shownSteps(result: BuildResult): CacheExpectation['steps'] {
  return result.steps
    .filter((step) => step.instruction !== 'FROM' && step.why.causes[0]?.kind !== 'not-needed')
    .map((step) => ({ name: step.name, cached: step.reportedCached ?? step.status === 'cached' }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

interface ConfigDocument {
  readonly layers?: readonly { readonly parent?: number }[];
  readonly records?: readonly {
    readonly inputs?: readonly (readonly { readonly selector?: string; readonly link: number }[])[];
    readonly layers?: readonly { readonly layer: number }[];
    readonly chains?: readonly { readonly layers: readonly number[] }[];
  }[];
}

/**
 * A cache config without its digests: every record as what it stands on and how many layers its result has. Roots go uncounted, since of
 * the two keys of a base image BuildKit knows one or both, as it happens.
 */
export function cacheShape({ layers, records = [] }: ConfigDocument): readonly string[] {
  const depth = (at: number): number => ((layers?.[at]?.parent ?? 0) === -1 ? 1 : 1 + depth(layers?.[at]?.parent ?? 0));
  const known = new Map<number, string>();
  const text = (at: number): string => {
    const before = known.get(at);
    if (before !== undefined) return before;
    const { inputs = [], layers: results = [], chains = [] } = records[at] ?? {};
    const below = inputs.map((input) => {
      const links = input.map(({ selector, link }) => (text(link) === ROOT ? ROOT : `${selector ? 'sel:' : ''}${short(text(link))}`));
      return `[${links
        .filter((link, index) => link !== ROOT || links.indexOf(link) === index)
        .sort()
        .join(' ')}]`;
    });
    const told = [
      ...results.map(({ layer }) => (layers === undefined ? `upto ${layer + 1}` : `layers ${depth(layer)}`)),
      ...chains.map((chain) => `chain ${chain.layers.join(',')}`),
    ].join('; ');
    const whole = `${below.join('') || ROOT}${told === '' ? '' : ` ${told}`}`;
    known.set(at, whole);
    return whole;
  };
  return records
    .map((_, at) => text(at))
    .filter((record) => record !== ROOT)
    .map((record) => `${short(record)} = ${record}`)
    .sort();
}

const ROOT = 'root';

function short(text: string): string {
  return sha256Hex(text).slice(0, 8);
}
