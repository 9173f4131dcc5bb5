import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BuildResult } from '../build-types';
import { dependentsOf, takesFile } from '../testing/dependents';
import { applyEdit, buildScenario, dockerfileOf, type Scenario, type ScenarioEdit } from '../testing/scenario';
import { SCENARIO_PATHS, scenario, scenarioEdit } from '../testing/scenario-generators';
import { EMPTY_CACHE } from './types';

/** All that a cache must not change. Of several errors it may: the first in time is told, and what is cached takes no time. */
const answerOf = ({ ok, warnings, indexDigest, images }: BuildResult) => ({
  ok,
  warnings,
  indexDigest,
  digests: images.map(({ manifestDigest, configDigest }) => [manifestDigest, configDigest]),
});

/**
 * A RUN that mounts the very stage it stands on is found by what that holds (`solver/cache-map.ts`, execDependency), and then brings the
 * layers below it as they once were: the same files, in other layers.
 */
const mayMountItsOwnBase = (current: Scenario) => {
  const text = dockerfileOf(current);
  return [...text.matchAll(/^FROM (s\d+) /gm)].some(([, stage]) => text.includes(`--mount=from=${stage},`));
};

const filesOf = ({ ok, warnings, images }: BuildResult) => ({
  ok,
  warnings,
  files: images.map(({ layers }) => [...new Set(layers.flatMap(({ entries }) => entries.map(({ path }) => path)))].sort()),
});

/** A step without its stage and number: equal steps of two stages are one, under whichever name came first. */
const instructionOf = (name: string) => name.replace(/^\[[^\]]*\] /, '');

/**
 * Without `touch`: a key does not see a time, so what is cached keeps the old one, and a file that is copied over itself is in the later
 * layer exactly when the two times differ. There a builder's answer does depend on what it has built before, BuildKit's too.
 */
const timelessEdit = scenarioEdit.filter(({ kind }) => kind !== 'touch');

const timeout = 120_000;
/** In one row, with one cache from the first to the last. */
const EDITS = 200;

test('a build after any edits gives what a build from nothing gives, and takes from the cache only what has run', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(scenario, fc.array(timelessEdit, { minLength: EDITS, maxLength: EDITS }), async (start, edits) => {
      let current = start;
      let cache = EMPTY_CACHE;
      const ran = new Set<string>();
      for (const edit of [undefined, ...edits]) {
        if (edit !== undefined) current = applyEdit(current, edit);
        const warm = await buildScenario(current, cache);
        cache = warm.cache;
        const cold = await buildScenario(current, EMPTY_CACHE);
        const answer = mayMountItsOwnBase(current) ? filesOf : answerOf;
        expect(answer(warm.result)).toEqual(answer(cold.result));
        const cached = warm.result.steps.filter(({ status }) => status === 'cached').map(({ name }) => instructionOf(name));
        expect(cached.filter((instruction) => !ran.has(instruction))).toEqual([]);
        for (const { status, name } of warm.result.steps) if (status === 'ran') ran.add(instructionOf(name));
      }
    }),
    { numRuns: 3 },
  );
});

/** Lines of the steps that ran when an edit followed a build of everything. */
async function linesThatRan(before: Scenario, edit: ScenarioEdit): Promise<readonly number[]> {
  const first = await buildScenario(before, EMPTY_CACHE);
  const second = await buildScenario(applyEdit(before, edit), first.cache);
  return first.result.ok
    ? second.result.steps.flatMap(({ status, range }) => (status === 'ran' && range !== undefined ? [range.startLine] : []))
    : [];
}

test('an edited file reruns only what takes it, and what stands on that', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(scenario, fc.constantFrom(...SCENARIO_PATHS), fc.constantFrom('write', 'chmod', 'touch'), async (start, path, kind) => {
      const edit: ScenarioEdit =
        kind === 'write' ? { kind, path, content: 'edited\n' } : kind === 'chmod' ? { kind, path, mode: 0o700 } : { kind: 'touch', path };
      const may = dependentsOf(start, ({ text }) => kind !== 'touch' && takesFile(text, path));
      expect((await linesThatRan(start, edit)).filter((line) => !may.has(line))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('another value of an argument reruns only what is below its ARG', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(scenario, fc.constantFrom('A', 'UNUSED'), async (start, name) => {
      const may = dependentsOf(start, ({ text }) => name === 'A' && /^ARG A\b/.test(text));
      expect((await linesThatRan(start, { kind: 'argument', name, value: 'other' })).filter((line) => !may.has(line))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
