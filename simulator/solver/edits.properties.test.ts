import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BuildResult } from '../build-types';
import { dependentsOf, takesFile } from '../testing/dependents';
import { applyEdit, buildScenario, type Scenario, type ScenarioEdit } from '../testing/scenario';
import { SCENARIO_PATHS, scenario, scenarioEdit } from '../testing/scenario-generators';
import { EMPTY_CACHE } from './types';

/** All that a cache must not change. */
const answerOf = ({ ok, error, warnings, indexDigest, images }: BuildResult) => ({
  ok,
  error,
  warnings,
  indexDigest,
  digests: images.map(({ manifestDigest, configDigest }) => [manifestDigest, configDigest]),
});

/** A step as it is called whatever its number. */
const nameOf = (name: string) => name.replace(/^\[(\S+ )?\d+\/\d+\]/, '[$1]');

const timeout = 120_000;

test('a build after any edits gives what a build from nothing gives, and takes from the cache only what has run', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(scenario, fc.array(scenarioEdit, { minLength: 25, maxLength: 25 }), async (start, edits) => {
      let current = start;
      let cache = EMPTY_CACHE;
      const ran = new Set<string>();
      for (const edit of [undefined, ...edits]) {
        if (edit !== undefined) current = applyEdit(current, edit);
        const warm = await buildScenario(current, cache);
        cache = warm.cache;
        expect(answerOf(warm.result)).toEqual(answerOf((await buildScenario(current, EMPTY_CACHE)).result));
        const cached = warm.result.steps.filter(({ status }) => status === 'cached').map(({ name }) => nameOf(name));
        expect(cached.filter((name) => !ran.has(name))).toEqual([]);
        for (const { status, name } of warm.result.steps) if (status === 'ran') ran.add(nameOf(name));
      }
    }),
    { numRuns: 6 },
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
