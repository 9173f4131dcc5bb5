import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type BuildRequest, type BuildResult, buildImage, EMPTY_CACHE, plainProgress } from '../index';
import { isObject } from '../programs/json';
import { recordedCatalog } from '../testing/build-file';

interface Recorded {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly dockerfile?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly platforms?: readonly string[];
  readonly noCache?: boolean;
  readonly noCacheFilter?: readonly string[];
  readonly secrets?: Readonly<Record<string, string>>;
  /** The value of `attest:provenance`. */
  readonly attest?: string;
  readonly name?: string;
  /** `false`: built without an epoch. */
  readonly epoch?: boolean;
  readonly indexJson: string;
  readonly attestations: readonly { readonly manifestJson: string; readonly statements: readonly string[] }[];
}

/** What BuildKit 73ed6825 attested, recorded by machine: a build with an empty cache each. */
const RECORDED: readonly Recorded[] = JSON.parse(readFileSync(fileURLToPath(new URL('testing/recorded-attestations.json', import.meta.url)), 'utf8'));

function requestOf({ files, dockerfile, platforms, target, attest = '', name, epoch, ...same }: Recorded): Omit<BuildRequest, 'catalog' | 'cache'> {
  const provenance = attest.includes('mode=min') ? 'min' : 'max';
  const provenanceVersion = attest.includes('v0.2') ? 'v0.2' : 'v1';
  const { buildArgs = {}, labels = {}, noCache = false, noCacheFilter = [], secrets = {} } = same;
  return {
    context: new Map(Object.entries(files).map(([path, content]) => [path, { kind: 'file', content }])),
    ...(dockerfile === undefined ? {} : { dockerfilePath: dockerfile }),
    ...(platforms === undefined ? {} : { platforms }),
    ...(target === undefined ? {} : { target }),
    ...{ buildArgs, labels, noCache, noCacheFilter, secrets },
    ...(epoch === false ? {} : { sourceDateEpoch: 1_700_000_000 }),
    nowSeconds: 1_787_000_000,
    ...(same.attestations.length === 0 ? {} : { attest: { provenance, provenanceVersion, names: name === undefined ? [] : [name] } }),
  };
}

function build(recorded: Recorded): Promise<BuildResult> {
  return buildImage({ ...requestOf(recorded), cache: EMPTY_CACHE, catalog: recordedCatalog() }).then(({ result }) => result);
}

const RUN_FIELDS: ReadonlySet<string> = new Set([
  ...['invocationId', 'startedOn', 'finishedOn', 'buildInvocationID', 'buildStartedOn', 'buildFinishedOn'],
]);

/**
 * The document without what differs from run to run: times and names of runs, digests of BuildKit's own messages (they hold the session),
 * and digests of layers whose times are the clock's. Keys keep their order.
 */
function lasting(value: unknown, key = ''): unknown {
  if (RUN_FIELDS.has(key)) return 'of the run';
  if (key === 'digestMapping' && isObject(value)) return Object.values(value).sort();
  if (key === 'layers' && isObject(value))
    return Object.entries(value).map(([step, chains]) => [step, JSON.stringify(chains).replace(/[0-9a-f]{64}/g, '')]);
  if (Array.isArray(value)) return value.map((item) => lasting(item));
  return isObject(value) ? Object.entries(value).map(([name, field]) => [name, lasting(field, name)]) : value;
}

/** Of two names for one image BuildKit tells only one's layers, now this one's, now that one's. */
const RACES: ReadonlySet<string> = new Set(['a pinned base without tag']);

function withoutLayers(text: string): string {
  return text.replace(/,"layers":\{.*?\]\]\}/, '');
}

describe.each(RECORDED)('$title', (recorded) => {
  test('statements, key by key', async () => {
    const { attestations = [] } = await build(recorded);
    const prepare = RACES.has(recorded.title) ? withoutLayers : (text: string) => text;
    const read = (text: string) => lasting(JSON.parse(prepare(text)));
    expect(attestations.map(({ statements }) => statements.map(({ json }) => read(json)))).toEqual(
      recorded.attestations.map(({ statements }) => statements.map(read)),
    );
  });

  test('index and manifests', async () => {
    const shape = (text: string) => text.replace(/[0-9a-f]{64}/g, 'DIGEST').replace(/"size": \d+/g, 'SIZE');
    const { attestations = [], indexJson, images } = await build(recorded);
    expect(shape(indexJson ?? images[0]?.manifestJson ?? '')).toBe(shape(recorded.indexJson));
    expect(attestations.map(({ manifestJson }) => shape(manifestJson))).toEqual(recorded.attestations.map(({ manifestJson }) => shape(manifestJson)));
  });
});

function recordedAs(title: string): Recorded {
  const found = RECORDED.find((recorded) => recorded.title === title);
  if (found === undefined) throw new Error(`no recording ${title}`);
  return found;
}

test('max tells the values of build arguments, min does not', async () => {
  const textOf = async (title: string) => (await build(recordedAs(title))).attestations?.[0]?.statements[0]?.json ?? '';
  expect(await textOf('two stages, max')).toContain('s3cret');
  expect(await textOf('two stages, min')).not.toContain('s3cret');
});

test('places that are modelled exist, and are all that changes with the clock', async () => {
  const at = async (nowSeconds: number) => {
    const request = { ...requestOf(recordedAs('two stages, max')), cache: EMPTY_CACHE, catalog: recordedCatalog(), nowSeconds };
    return (await buildImage(request)).result.attestations?.[0]?.statements[0];
  };
  const [first, second] = [await at(1_787_000_000), await at(1_787_100_000)];
  const predicate = (json = '{}') => JSON.parse(json).predicate;
  const places = first?.modelled ?? [];
  const [one, other] = [predicate(first?.json), predicate(second?.json)];
  for (const document of [one, other]) for (const place of places) expect(takeOut(document, place)).toBe(true);
  expect(one).toEqual(other);
});

/** Takes the value at a JSON pointer out of the document; false when there is none. */
function takeOut(document: unknown, pointer: string): boolean {
  const names = pointer.split('/').slice(1);
  const last = names.pop() ?? '';
  let parent = document;
  for (const name of names) parent = isObject(parent) || Array.isArray(parent) ? Reflect.get(parent, name.replaceAll('~1', '/')) : undefined;
  return isObject(parent) && last in parent && Reflect.deleteProperty(parent, last);
}

test('the progress display names what was written', async () => {
  const result = await build(recordedAs('two platforms on scratch, min'));
  const lines = plainProgress(result).split('\n');
  const written = (what: string) => lines.filter((line) => line.includes(` exporting ${what} `)).map((line) => line.split(' ').at(-2));
  expect(written('attestation manifest')).toEqual(result.attestations?.map(({ manifestDigest }) => manifestDigest));
  expect(written('manifest list')).toEqual([result.indexDigest]);
});

test('with no attestations asked for the image is what it was', async () => {
  const recorded = recordedAs('two stages, max');
  const { attest: _asked, ...request } = requestOf(recorded);
  const plain = await buildImage({ ...request, cache: EMPTY_CACHE, catalog: recordedCatalog() });
  const attested = await build(recorded);
  expect(plain.result.images).toEqual(attested.images);
  expect([plain.result.attestations, plain.result.indexJson, plain.result.indexDigest]).toEqual([
    undefined,
    undefined,
    attested.images[0]?.manifestDigest,
  ]);
});

test('the SBOM stands before the provenance, which names the scanner', async () => {
  const request = { ...requestOf(recordedAs('scratch')), attest: { sbom: true, provenance: 'min' } } as const;
  const { result } = await buildImage({ ...request, cache: EMPTY_CACHE, catalog: recordedCatalog() });
  const [sbom, provenance] = result.attestations?.[0]?.statements ?? [];
  expect([sbom?.predicateType, provenance?.predicateType]).toEqual(['https://spdx.dev/Document', 'https://slsa.dev/provenance/v1']);
  expect(provenance?.json).toContain('"uri":"pkg:docker/docker/buildkit-syft-scanner@stable-1?platform=linux%2Famd64"');
  expect(sbom?.json).toContain(result.images[0]?.layers.at(-1)?.digest ?? 'no layer');
});
