import { expect, test } from 'vitest';
import { buildSeries } from '../testing/build-file';

const HOME = 1_690_000_000;
const EPOCH = 1_700_000_000;

/** Time of the copied directory in the last layer; what was written during the build is set back to the epoch. */
async function directoryTime(dockerfiles: readonly string[]): Promise<number | undefined> {
  const [first = '', ...others] = dockerfiles;
  const edits = others.map((Dockerfile, index) => ({ edit: { Dockerfile, 'conf/f': `edited ${index}` } }));
  const builds = await buildSeries({ Dockerfile: first, 'conf/f': 'f', 'conf/g': 'g' }, [{}, ...edits]);
  return builds
    .at(-1)
    ?.images[0]?.layers.at(-1)
    ?.entries.find((entry) => entry.path === 'x')?.mtimeSeconds;
}

const COPY = 'FROM busybox:1.36\nCOPY conf /x\n';
const WITHOUT = 'FROM busybox:1.36\n';
const MOUNT = 'FROM busybox:1.36\nRUN --mount=type=bind,target=/m true\n';

test.each([
  ['a first build', [COPY], HOME],
  ['after an edit, the directory was written to', [COPY, COPY], EPOCH],
  ['a build that needs no context leaves the copy as it is', [COPY, WITHOUT, COPY], EPOCH],
  ['a read-only mount leaves it, too', [MOUNT, COPY], EPOCH],
  ['a writable mount ends it: the next build gets a whole new one', [MOUNT.replace('target', 'rw,target'), COPY], HOME],
] as const)('%s', async (_, dockerfiles, expected) => expect(await directoryTime(dockerfiles)).toBe(expected));
