import { expect, test } from 'vitest';
import type { BuildOutcome, BuildRequest, CacheMode, CacheType, ExportedCache } from '../build-types';
import { buildImage, EMPTY_CACHE, plainProgress } from '../index';
import { recordedCatalog } from '../testing/build-file';

const DOCKERFILE = `FROM busybox:1.36 AS build
WORKDIR /src
COPY deps.txt ./
RUN cat deps.txt > deps.out
COPY src ./src
RUN cat src/* > app.out
FROM busybox:1.36
WORKDIR /app
COPY --from=build /src/app.out ./
`;

function build(edit: Readonly<Record<string, string>> = {}, extras: Partial<BuildRequest> = {}): Promise<BuildOutcome> {
  const files = { Dockerfile: DOCKERFILE, 'deps.txt': 'a\n', 'src/x': '1\n', ...edit };
  return buildImage({
    context: new Map(Object.entries(files).map(([path, content]) => [path, { kind: 'file', content, mode: 0o644 }])),
    cache: EMPTY_CACHE,
    catalog: recordedCatalog(),
    nowSeconds: 1_787_000_000,
    ...extras,
  });
}

async function exported(mode: CacheMode, type: CacheType = 'registry'): Promise<ExportedCache> {
  const { exportedCaches } = await build({}, { cacheTo: [{ type, ref: 'team/app:cache', mode }] });
  const cache = exportedCaches?.[0];
  if (cache === undefined) throw new Error('nothing was exported');
  return cache;
}

const from = (cache: ExportedCache) => ({ cacheFrom: [{ type: 'registry' as const, ref: 'team/app:cache', cache }] });
const source = { type: 'registry', ref: 'team/app:cache' };
const causes = ({ result }: BuildOutcome) =>
  result.steps.map((step) => `${step.status} ${step.name.replace(/ FROM .*/, ' FROM')}: ${step.why.causes[0]?.kind}`);

test('a min cache when nothing changed: keys lead to the last stage, and no more is asked for', async () => {
  const outcome = await build({}, from(await exported('min')));
  expect(causes(outcome)).toEqual([
    'cached [build 1/6] FROM: base-image',
    'cached [build 2/6] WORKDIR /src: known-key',
    'cached [build 3/6] COPY deps.txt ./: known-key',
    'cached [build 4/6] RUN cat deps.txt > deps.out: known-key',
    'cached [build 5/6] COPY src ./src: known-key',
    'cached [build 6/6] RUN cat src/* > app.out: known-key',
    'cached [stage-1 2/3] WORKDIR /app: same-key',
    'cached [stage-1 3/3] COPY --from=build /src/app.out ./: same-key',
  ]);
  expect(outcome.result.steps.at(-1)?.why.causes).toEqual([{ kind: 'same-key', build: 0, from: source }]);
});

test('a min cache after an edit: the stage above has keys and no results, so that all of it runs', async () => {
  const outcome = await build({ 'src/x': '2\n' }, from(await exported('min')));
  expect(causes(outcome)).toEqual([
    'ran [build 1/6] FROM: base-image',
    'ran [build 2/6] WORKDIR /src: no-result',
    'ran [build 3/6] COPY deps.txt ./: no-result',
    'ran [build 4/6] RUN cat deps.txt > deps.out: no-result',
    'ran [build 5/6] COPY src ./src: files-changed',
    'ran [build 6/6] RUN cat src/* > app.out: step-above-ran',
    'cached [stage-1 2/3] WORKDIR /app: same-key',
    'ran [stage-1 3/3] COPY --from=build /src/app.out ./: files-changed',
  ]);
  expect(outcome.result.steps[1]?.why.causes).toEqual([{ kind: 'no-result', from: source }]);
});

test('a max cache after an edit: what stands above the edit is fetched, and the edit is named', async () => {
  const outcome = await build({ 'src/x': '2\n' }, from(await exported('max')));
  expect(causes(outcome).slice(0, 6)).toEqual([
    'cached [build 1/6] FROM: base-image',
    'cached [build 2/6] WORKDIR /src: same-key',
    'cached [build 3/6] COPY deps.txt ./: same-key',
    'cached [build 4/6] RUN cat deps.txt > deps.out: same-key',
    'ran [build 5/6] COPY src ./src: files-changed',
    'ran [build 6/6] RUN cat src/* > app.out: step-above-ran',
  ]);
  expect(outcome.result.steps[4]?.why.causes[0]).toMatchObject({ source: 'context', total: 1, files: [{ path: 'src/x', change: 'content' }] });
});

test('blobs are fetched where files are needed, and only there', async () => {
  const cache = await exported('max');
  const fetched = ({ result }: BuildOutcome) =>
    result.steps.flatMap((step, at) => (step.fetchedBytes === undefined ? [] : [[at, step.fetchedBytes, step.durationMs > 0]]));
  const [base = 0, ...others] = [...cache.layers].map((layer) => layer.blobBytes).sort((a, b) => b - a);
  const unchanged = await build({}, from(cache));
  expect(fetched(unchanged)).toEqual([[7, base + sizeOf(unchanged, [1, 2]), true]]);
  const edited = await build({ 'src/x': '2\n' }, from(cache));
  expect(fetched(edited).map(([at]) => at)).toEqual([3, 6]);
  expect(edited.result.durationMs).toBeGreaterThan(unchanged.result.durationMs);
  expect(others.length).toBe(7);
});

function sizeOf({ result }: BuildOutcome, layers: readonly number[]): number {
  return layers.reduce((sum, at) => sum + (result.images[0]?.layers[at]?.blobBytes ?? 0), 0);
}

test('after an import the builder goes on alone: with what it took over, and with keys of the rest', async () => {
  const { cache } = await build({}, from(await exported('max')));
  expect(causes(await build({}, { cache })).slice(4)).toEqual([
    'cached [build 5/6] COPY src ./src: known-key',
    'cached [build 6/6] RUN cat src/* > app.out: known-key',
    'cached [stage-1 2/3] WORKDIR /app: same-key',
    'cached [stage-1 3/3] COPY --from=build /src/app.out ./: same-key',
  ]);
  const edited = await build({ 'src/x': '2\n' }, { cache });
  expect(edited.result.steps[1]?.why.causes).toEqual([{ kind: 'no-result' }]);
});

test('an import of which nothing is there is told, and the build goes on', async () => {
  const { result } = await build({}, { cacheFrom: [{ type: 'registry', ref: 'team/app:none' }] });
  expect(result.ok).toBe(true);
  expect(result.cacheImports).toEqual([{ type: 'registry', ref: 'team/app:none', found: false, records: 0, results: 0 }]);
});

test('min is smaller than max; the transport makes no difference', async () => {
  const { result } = await build({}, { cacheTo: (['registry', 'local', 'gha'] as const).map((type) => ({ type, ref: 'x', mode: 'min' })) });
  const reports = result.cacheExports ?? [];
  expect(reports.map(({ records, results, layers }) => [records, results, layers])).toEqual(Array(3).fill([12, 2, 3]));
  expect(new Set(reports.map((report) => JSON.stringify(report.documents))).size).toBe(1);
  const max = await exported('max');
  expect(max.layers.length).toBe(8);
});

test('an inline cache is a key of the image config, and so changes the digest of the image but of no layer', async () => {
  const plain = await build();
  const inline = await build({}, { cacheTo: [{ type: 'inline' }] });
  const [before, after] = [plain.result.images[0], inline.result.images[0]];
  const { 'moby.buildkit.cache.v0': records, ...rest } = JSON.parse(after?.configJson ?? '');
  expect(rest).toEqual(JSON.parse(before?.configJson ?? ''));
  expect(atob(records)).toBe(inline.exportedCaches?.[0]?.documents[0]?.configJson);
  expect(after?.layers.map((layer) => layer.digest)).toEqual(before?.layers.map((layer) => layer.digest));
  expect([after?.configDigest, after?.manifestDigest]).not.toContain(before?.configDigest);
  expect(after?.manifestDigest).not.toBe(before?.manifestDigest);
});

test('a build that fails exports nothing', async () => {
  const { result, exportedCaches } = await build(
    { Dockerfile: 'FROM busybox:1.36\nRUN false\n' },
    { cacheTo: [{ type: 'local', ref: 'x', mode: 'max' }] },
  );
  expect([result.ok, result.cacheExports, exportedCaches]).toEqual([false, [], []]);
});

test('an image without a layer of its own leaves nothing to export', async () => {
  const { result, exportedCaches } = await build(
    { Dockerfile: 'FROM busybox:1.36\nENV A=1\n' },
    { cacheTo: [{ type: 'local', ref: 'x', mode: 'max' }] },
  );
  expect([result.ok, result.cacheExports, exportedCaches]).toEqual([true, [], [undefined]]);
});

test('the progress display tells of imports first and of exports last', async () => {
  const { result } = await build(
    {},
    {
      cacheFrom: [{ type: 'registry', ref: 'team/app:none' }],
      cacheTo: [{ type: 'inline' }, { type: 'registry', ref: 'team/app:cache', mode: 'max' }],
    },
  );
  const lines = plainProgress(result).split('\n');
  expect(lines.slice(0, 3)).toEqual(['#1 importing cache manifest from team/app:none', '#1 ERROR: team/app:none: not found', '']);
  const document = result.cacheExports?.[1]?.documents[0];
  const at = lines.findIndex((line) => line.endsWith('exporting cache to registry'));
  expect(lines.slice(at + 1, at + 4).map((line) => line.replace(/^#\d+ /, ''))).toEqual([
    'writing 8 layers done',
    `writing config ${document?.configDigest} done`,
    `writing cache image manifest ${document?.manifestDigest} done`,
  ]);
});
