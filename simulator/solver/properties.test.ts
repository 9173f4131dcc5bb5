import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildSeries } from '../testing/build-file';
import { dockerfile, edit, files, PATHS } from '../testing/generators';

/** The image as a whole; times of directories that were synced again are not part of what a cache promises. */
const treeOf = (result: Awaited<ReturnType<typeof buildSeries>>[number] | undefined) => ({
  ok: result?.ok,
  config: result?.images[0]?.config,
  layers: result?.images[0]?.layers.map((layer) => layer.entries.map(({ mtimeSeconds: _time, ...entry }) => entry)),
});

test('a warm cache never changes the image', async () => {
  await fc.assert(
    fc.asyncProperty(dockerfile, files, fc.array(edit, { minLength: 1, maxLength: 6 }), async (text, content, edits) => {
      const start = { Dockerfile: text, ...content };
      const warm = await buildSeries(start, [{}, ...edits]);
      const end: Record<string, string> = { ...start };
      for (const { edit: change = {} } of edits) for (const [path, value] of Object.entries(change)) if (value !== null) end[path] = value;
      const [cold] = await buildSeries(end, [{}]);
      expect(treeOf(warm.at(-1))).toEqual(treeOf(cold));
    }),
    { numRuns: 60 },
  );
});

test('building the same again runs nothing', async () => {
  await fc.assert(
    fc.asyncProperty(dockerfile, files, async (text, content) => {
      const [, again] = await buildSeries({ Dockerfile: text, ...content }, [{}, {}]);
      expect(again?.steps.filter((step) => step.status === 'ran').map((step) => step.name)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('an edit reruns no step that does not stand on a step which takes the file', async () => {
  await fc.assert(
    fc.asyncProperty(dockerfile, files, fc.constantFrom(...PATHS), async (text, content, path) => {
      const [, after] = await buildSeries({ Dockerfile: text, ...content }, [{}, { edit: { [path]: 'edited\n' } }]);
      const takes = (name: string) =>
        name.includes('COPY . ') || name.includes(`COPY ${path} `) || (path.startsWith('dir/') && name.includes('COPY dir '));
      const first = after?.steps.findIndex((step) => takes(step.name)) ?? -1;
      const ran = after?.steps.flatMap((step, index) => (step.status === 'ran' ? [index] : [])) ?? [];
      if (first < 0) expect(ran).toEqual([]);
      else expect(ran.every((index) => index >= first)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('no Dockerfile makes a build throw', async () => {
  const words = fc.constantFrom(
    'FROM',
    'busybox:1.36',
    'scratch',
    'AS',
    'a',
    'RUN',
    'COPY',
    '--from=a',
    '.',
    '/x',
    'ARG',
    'X=1',
    '$X',
    '${X',
    'ENV',
    '\n',
    '\\\n',
    '<<EOF',
    'EOF',
    '[',
    '"a"',
    ']',
    '--mount=type=cache,target=/c',
    'WORKDIR',
    'USER',
    'é',
    '\t',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(words, { maxLength: 40 }), async (tokens) => {
      const [result] = await buildSeries({ Dockerfile: tokens.join(' '), x: '1' }, [{}]);
      expect(result?.ok === true || (result?.error?.message ?? '') !== '').toBe(true);
    }),
    { numRuns: 300 },
  );
});
