import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BuildOutcome, BuildRequest, ExportedCache } from '../build-types';
import { buildImage, EMPTY_CACHE } from '../index';
import { recordedCatalog } from '../testing/build-file';
import { files, stagedDockerfile } from '../testing/generators';

/** For a machine that is busy with other tests. */
const PATIENCE_MS = 60_000;

function build(text: string, content: Readonly<Record<string, string>>, extras: Partial<BuildRequest>) {
  const entries = Object.entries({ Dockerfile: text, ...content });
  return buildImage({
    context: new Map(entries.map(([path, file]) => [path, { kind: 'file', content: file, mode: 0o644 }])),
    cache: EMPTY_CACHE,
    catalog: recordedCatalog(),
    nowSeconds: 1_787_000_000,
    ...extras,
  });
}

const digestsOf = ({ result }: BuildOutcome) => result.images.map((image) => image.manifestDigest);

test.each(['min', 'max'] as const)(
  'a %s cache in an empty builder: nothing runs, and the image is the same',
  async (mode) => {
    await fc.assert(
      fc.asyncProperty(stagedDockerfile, files, async (text, content) => {
        const first = await build(text, content, { cacheTo: [{ type: 'registry', ref: 'cache:1', mode }] });
        const [cache] = first.exportedCaches ?? [];
        if (cache === undefined) return;
        const again = await build(text, content, { cacheFrom: [{ type: 'registry', ref: 'cache:1', cache: structuredClone(cache) }] });
        expect(again.result.steps.filter((step) => step.status === 'ran').map((step) => step.name)).toEqual([]);
        expect(digestsOf(again)).toEqual(digestsOf(first));
      }),
      { numRuns: 40 },
    );
  },
  PATIENCE_MS,
);

const filesOf = ({ result }: BuildOutcome) => ({
  ok: result.ok,
  layers: result.images[0]?.layers.map((layer) => layer.entries.map(({ mtimeSeconds: _time, ...entry }) => entry)),
});

test(
  'an import never changes the image, whatever was edited since',
  async () => {
    await fc.assert(
      fc.asyncProperty(stagedDockerfile, files, files, fc.constantFrom('min', 'max'), async (text, before, after, mode) => {
        const { exportedCaches = [] } = await build(text, before, { cacheTo: [{ type: 'local', ref: 'cache', mode }] });
        const [cache] = exportedCaches;
        const [warm, cold] = await Promise.all([
          build(text, after, { cacheFrom: [{ type: 'local', ref: 'cache', ...(cache === undefined ? {} : { cache }) }] }),
          build(text, after, {}),
        ]);
        expect(filesOf(warm)).toEqual(filesOf(cold));
      }),
      { numRuns: 40 },
    );
  },
  PATIENCE_MS,
);

const move = fc.record({
  content: files,
  mode: fc.constantFrom('min' as const, 'max' as const),
  type: fc.constantFrom('local' as const, 'inline' as const),
  isFresh: fc.boolean(),
  /** Which of the caches so far are imported. */
  imports: fc.array(fc.nat(3), { maxLength: 3 }),
  noCache: fc.constantFrom([], [], ['build']),
});

test(
  'builders that pass caches around build what an empty builder builds',
  async () => {
    await fc.assert(
      fc.asyncProperty(stagedDockerfile, stagedDockerfile, fc.array(move, { minLength: 2, maxLength: 5 }), async (one, other, moves) => {
        const shelf: ExportedCache[] = [];
        let cache = EMPTY_CACHE;
        for (const [index, { content, mode, type, isFresh, imports, noCache }] of moves.entries()) {
          const text = index % 3 === 2 ? other : one;
          const cacheFrom = [...new Set(imports)].flatMap((at) => (shelf[at] === undefined ? [] : [{ type, ref: String(at), cache: shelf[at] }]));
          const outcome = await build(text, content, {
            cache: isFresh ? EMPTY_CACHE : cache,
            cacheFrom,
            cacheTo: [{ type, ref: 'cache', mode }],
            noCacheFilter: noCache,
            nowSeconds: 1_787_000_000 + index,
          });
          cache = outcome.cache;
          for (const exported of outcome.exportedCaches ?? []) if (exported !== undefined) shelf.push(exported);
          expect(filesOf(outcome)).toEqual(filesOf(await build(text, content, {})));
        }
      }),
      { numRuns: 40 },
    );
  },
  PATIENCE_MS,
);

test(
  'what a cache exported, it exports again',
  async () => {
    await fc.assert(
      fc.asyncProperty(stagedDockerfile, files, fc.constantFrom('min', 'max'), async (text, content, mode) => {
        const first = await build(text, content, { cacheTo: [{ type: 'local', ref: 'cache', mode }] });
        const [cache] = first.exportedCaches ?? [];
        if (cache === undefined) return;
        const again = await build(text, content, {
          cacheFrom: [{ type: 'local', ref: 'cache', cache }],
          cacheTo: [{ type: 'local', ref: 'cache', mode }],
        });
        expect(again.exportedCaches?.[0]?.documents).toEqual(cache.documents);
      }),
      { numRuns: 40 },
    );
  },
  PATIENCE_MS,
);
