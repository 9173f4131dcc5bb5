import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type CacheBuild, type CacheCase, type CacheExpectation, replayCacheCase } from '../testing/cache-recordings';

const FOLDER = fileURLToPath(new URL('../../recordings-cache', import.meta.url));

const cases = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name): CacheCase[] => JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8')));

/** Packed layers are near, not equal, and what a step made of the clock is another time's. */
function comparable(answer: CacheExpectation, build: CacheBuild): Record<string, unknown> {
  const { ok, failedImports, inline, exported } = answer;
  const steps = answer.steps.map(({ name, cached }) => `${cached ? 'CACHED' : 'ran   '} ${name}`);
  const layers = build.compression === 'gzip' || build.clock ? undefined : answer.layers;
  const caches = Object.fromEntries(
    Object.entries(exported ?? {}).map(([name, cache]) => [name, cache && { shape: cache.shape, blobs: cache.blobs }]),
  );
  return { note: build.note, ok, steps, failedImports, layers, inline, exported: caches };
}

test.each(cases.map((recorded) => [recorded.name, recorded] as const))(
  '%s: the same steps are cached, and the same is exported',
  async (_, recorded) => {
    const answers = await replayCacheCase(recorded);
    const wanted = recorded.builds.map((build) => comparable(build.expect, build));
    expect(answers.map((answer, index) => comparable(answer, recorded.builds[index] ?? NO_BUILD))).toEqual(wanted);
  },
);

const NO_BUILD: CacheBuild = { expect: { ok: false, steps: [], failedImports: 0 } };

test('there are recordings', () => {
  expect(cases.flatMap((recorded) => recorded.builds).length).toBeGreaterThan(150);
});
