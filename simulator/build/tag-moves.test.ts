import { describe, expect, test } from 'vitest';
import type { BuildResult } from '../build-types';
import { type BuildStep, buildSeries, recordedCatalog } from '../testing/build-file';
import { analyse } from './analyse';

const MOVE_SECONDS = 1_790_000_000;
const BEFORE = { worldSeconds: MOVE_SECONDS - 1 };
const AFTER = { worldSeconds: MOVE_SECONDS };
const tagMoves = [{ reference: 'busybox:1.36', fromSeconds: MOVE_SECONDS }];

/** The same Dockerfile, built at several moments. */
function series(from: string, moments: readonly BuildStep[]): Promise<BuildResult[]> {
  return buildSeries(
    { Dockerfile: `FROM ${from}\nRUN echo hello > /f` },
    moments.map((moment) => ({ tagMoves, ...moment })),
  );
}

const layerOf = (result: BuildResult | undefined) => result?.images[0]?.layers[0]?.digest;

/** The digests before and after a build whose base has changed. */
function changeOf(result: BuildResult | undefined): readonly (string | undefined)[] {
  const cause = result?.steps.flatMap(({ why }) => why.causes).find(({ kind }) => kind === 'base-changed');
  return cause?.kind === 'base-changed' ? [cause.before, cause.after].map((reference) => reference.split('@')[1]) : [];
}
const statuses = (results: readonly BuildResult[]) => results.map(({ steps }) => steps.at(-1)?.status);

async function digests(): Promise<readonly (string | undefined)[]> {
  const [, after] = await series('busybox:1.36', [BEFORE, AFTER]);
  return changeOf(after);
}

describe('a tag that moves', () => {
  test.each([
    ['nothing moved yet', [BEFORE, BEFORE], ['ran', 'cached']],
    ['moved between the builds', [BEFORE, AFTER], ['ran', 'ran']],
    ['moved before both', [AFTER, AFTER], ['ran', 'cached']],
    ['without a moment the catalogue is as it is', [{}, BEFORE], ['ran', 'cached']],
    ['a move of another tag', [BEFORE, { ...AFTER, tagMoves: [{ reference: 'busybox:1.35', fromSeconds: MOVE_SECONDS }] }], ['ran', 'cached']],
    ['moved and back in time', [BEFORE, AFTER, BEFORE], ['ran', 'ran', 'cached']],
  ])('%s', async (_name, moments, expected) => {
    expect(statuses(await series('busybox:1.36', moments))).toEqual(expected);
  });

  test('the base is another image, and the cause names both digests', async () => {
    const [first, second] = await series('busybox:1.36', [BEFORE, AFTER]);
    const [before, after] = changeOf(second);
    expect([before, after]).toEqual([expect.stringMatching(/^sha256:/), expect.stringMatching(/^sha256:/)]);
    expect(after).not.toBe(before);
    expect(layerOf(second)).not.toBe(layerOf(first));
    expect([first?.images[0]?.layers[0]?.fidelity, second?.images[0]?.layers[0]?.fidelity]).toEqual(['exact', 'modelled']);
  });

  test('a digest holds it, with or without the tag', async () => {
    const [before] = await digests();
    for (const from of [`busybox@${before}`, `busybox:1.36@${before}`]) {
      expect(statuses(await series(from, [BEFORE, AFTER]))).toEqual(['ran', 'cached']);
    }
  });

  test('what the tag came to point at can be pinned as well', async () => {
    const [, after] = await digests();
    const [, moved] = await series('busybox:1.36', [BEFORE, AFTER]);
    const pinned = await series(`busybox@${after}`, [BEFORE, AFTER]);
    expect(statuses(pinned)).toEqual(['ran', 'cached']);
    expect(layerOf(pinned[0])).toBe(layerOf(moved));
  });

  test('the last of several moves counts, and may bring a digest', async () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    const moves = [{ reference: 'busybox:1.36', fromSeconds: MOVE_SECONDS + 9, digest }, ...tagMoves];
    const [, after] = await digests();
    const [, second] = await series('busybox:1.36', [
      { ...AFTER, tagMoves: moves },
      { worldSeconds: MOVE_SECONDS + 9, tagMoves: moves },
    ]);
    expect(changeOf(second)).toEqual([after, digest]);
  });

  test('an analysis follows', () => {
    const context = new Map();
    const dockerfileText = `FROM busybox@sha256:${'cd'.repeat(32)}\nRUN true`;
    const moves = [{ reference: 'busybox:1.36', fromSeconds: MOVE_SECONDS, digest: `sha256:${'cd'.repeat(32)}` }];
    const stepsWith = (moved: typeof moves) => analyse({ context, dockerfileText, catalog: recordedCatalog(), tagMoves: moved }).steps.length;
    expect([stepsWith([]), stepsWith(moves)]).toEqual([0, 2]);
  });
});
