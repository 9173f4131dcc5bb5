import { describe, expect, test } from 'vitest';
import type { BuildResult, Step } from '../build-types';
import { type BuildStep, buildSeries } from '../testing/build-file';

/** All answers here are BuildKit's own to the same files, at the commit of the recordings. */
const FILES = { a: 'A\n', b: 'B\n' };

async function build(dockerfile: string, options: BuildStep = {}): Promise<BuildResult> {
  const [result] = await buildSeries({ ...FILES, Dockerfile: dockerfile }, [options]);
  if (result === undefined) throw new Error('a series of one build has one result');
  return result;
}

/** Steps as BuildKit's display has them: a star for CACHED. */
const shown = (steps: readonly Step[]) =>
  steps
    .filter((step) => step.why.causes[0]?.kind !== 'not-needed')
    .map((step) => ((step.reportedCached ?? step.status === 'cached') ? `${step.name} *` : step.name));

describe('errors', () => {
  const notFound = (path: string) => `failed to compute cache key: failed to calculate checksum of ref REF: "${path}": not found`;
  test.each([
    ['FROM scratch\nRUN --security=insecure true', 'failed to load LLB: security.insecure is not allowed', undefined],
    ['FROM scratch\nRUN --network=host true', 'failed to load LLB: network.host is not allowed', undefined],
    ['FROM scratch\nRUN --device=gpu true', 'device feature is only supported in Dockerfile frontend 1.14.0-labs or later', 2],
    ['FROM busybox:1.36\nRUN --mount=type=ssh,source=x true', 'ssh does not support source', 2],
    ['FROM busybox:1.36\nRUN --mount=type=ssh,id=k,required true', 'no SSH key "k" forwarded from the client', 2],
    [
      '# syntax=acme/frontend\nFROM scratch',
      `failed to resolve source metadata for docker.io/acme/frontend:latest: docker.io/acme/frontend:latest: not found`,
      1,
    ],
    ['FROM busybox:1.36 AS p\nONBUILD RUN exit 3\nFROM p', 'process "/bin/sh -c exit 3" did not complete successfully: exit code: 3', 3],
    ['FROM busybox:1.36 AS p\nONBUILD COPY --from=9 a b\nFROM p', 'invalid stage index 9', 3],
    ['FROM busybox:1.36\nRUN exit 3\nCOPY gone /x', notFound('/gone'), 3],
    [
      'FROM busybox:1.36\nRUN --mount=type=cache,target=/c,source=sub ls /c',
      'process "/bin/sh -c ls /c" did not complete successfully: open /sub: no such file or directory',
      2,
    ],
    ['FROM busybox:1.36\nRUN rm -rf /etc', 'process "/bin/sh -c rm -rf /etc" did not complete successfully: exit code: 1', 2],
  ])('%j', async (dockerfile, message, line) => {
    const { error } = await build(dockerfile);
    expect([error?.message, error?.line]).toEqual([message, line]);
  });

  test('a malformed ignore file', async () => {
    const [result] = await buildSeries({ ...FILES, Dockerfile: 'FROM scratch\nCOPY a /', '.dockerignore': 'a[\n' }, [{}]);
    expect(result).toMatchObject({ error: { message: 'syntax error in pattern' }, steps: [] });
  });

  test.each([
    ['abc', 'invalid SOURCE_DATE_EPOCH: abc'],
    ['other', 'SOURCE_DATE_EPOCH stage must use FROM scratch'],
    ['context', undefined],
    ['', undefined],
  ])('SOURCE_DATE_EPOCH=%s', async (value, message) => {
    const { error } = await build('FROM busybox:1.36 AS other\nFROM scratch', { buildArgs: { SOURCE_DATE_EPOCH: value } });
    expect(error?.message).toBe(message);
  });
});

describe('steps', () => {
  test.each([
    ['FROM scratch\nCOPY --link a /', ['[1/1] COPY --link a /']],
    ['FROM busybox@sha256:2af3e764766abdfa022a70333d231ca801ab62043a118ddc907936c27b601c6b', ['[1/1] FROM docker.io/library/busybox']],
    [
      'FROM busybox:1.36\nRUN --mount=from=busybox:1.36,target=/m true',
      ['[stage-0 2/2] RUN --mount=from=busybox:1.36,target=/m true', 'FROM docker.io/library/busybox:1.36'],
    ],
    [
      'FROM busybox:1.36 AS s\nFROM busybox:1.36 AS p\nONBUILD COPY --from=s /bin /b\nFROM p',
      ['[s 2/1] FROM docker.io/library/busybox:1.36', '[stage-2 1/1] ONBUILD COPY --from=s /bin /b'],
    ],
    [
      'FROM busybox:1.36\nRUN echo 1 > /1\nCOPY gone /x\nRUN true',
      ['[1/4] FROM docker.io/library/busybox:1.36', '[2/4] RUN echo 1 > /1 *', '[3/4] COPY gone /x', '[4/4] RUN true'],
    ],
  ])('%j', async (dockerfile, expected) => expect(shown((await build(dockerfile)).steps)).toEqual(expected));

  test('what two platforms copy alike onto scratch is one step', async () => {
    const { steps, images } = await build('FROM scratch\nCOPY a /', { platforms: ['linux/amd64', 'linux/arm64'] });
    expect([shown(steps), images.length]).toEqual([['[linux/amd64 1/1] COPY a /'], 2]);
  });

  test('a WORKDIR on scratch counts as cached only where its directory is needed', async () => {
    const file = (name: string) => `FROM scratch\nWORKDIR /x\nCOPY ${name} .\n`;
    const results = await buildSeries({ ...FILES, Dockerfile: file('a') }, [{}, {}, { edit: { Dockerfile: file('b') } }]);
    expect(results.map(({ steps }) => shown(steps))).toEqual([
      ['[1/2] WORKDIR /x', '[2/2] COPY a .'],
      ['[1/2] WORKDIR /x', '[2/2] COPY a . *'],
      ['[1/2] WORKDIR /x *', '[2/2] COPY b .'],
    ]);
  });

  test('a file of the same name and content is the same, whatever directory it is in', async () => {
    const file = (path: string) => `FROM scratch\nCOPY ${path} /x\n`;
    const files = { 'd/f': 'same\n', 'e/f': 'same\n', Dockerfile: file('d/f') };
    const [, moved] = await buildSeries(files, [{}, { edit: { Dockerfile: file('e/f') } }]);
    expect(shown(moved?.steps ?? [])).toEqual(['[1/1] COPY e/f /x *']);
  });

  test('where the base is mounted too, a rebuilt base with the same files is no reason to run', async () => {
    const file = (text: string) => `FROM busybox:1.36 AS base\nRUN ${text}\nFROM base\nRUN --mount=from=base,target=/m cat /m/q\n`;
    const [, again] = await buildSeries({ Dockerfile: file('touch -d @1600000000 /q') }, [
      {},
      { edit: { Dockerfile: file('touch  -d @1600000000 /q') } },
    ]);
    expect(again?.steps.at(-1)?.status).toBe('cached');
  });
});

describe('warnings', () => {
  test('a base image of another platform', async () => {
    const { warnings } = await build('FROM appbase:1', { platforms: ['linux/arm64'] });
    expect(warnings.map(({ message }) => message)).toEqual([
      'Base image appbase:1 was pulled with platform "linux/amd64", expected "linux/arm64" for current build (line 1)',
    ]);
  });

  test('those of a second platform are not shown', async () => {
    const { warnings } = await build('FROM appbase:1', { platforms: ['linux/amd64', 'linux/arm64'] });
    expect(warnings).toEqual([]);
  });
});

describe('what a RUN finds mounted', () => {
  const HOSTS = '127.0.0.1\tlocalhost buildkitsandbox\n::1\tlocalhost ip6-localhost ip6-loopback\n';
  test.each([
    ['cp /etc/hosts /o', HOSTS],
    ['echo x >> /etc/hosts; cp /etc/hosts /o', HOSTS],
    ['rm -f /etc/hosts; echo $? > /o', '1\n'],
    ['mkdir /sys/x; echo $? > /o', '1\n'],
    ['touch /dev/x && ls /dev/x > /o', '/dev/x\n'],
    ['ln -s /tmp /t && mkdir /t/x && cd /t/x && pwd -P > /o', '/tmp/x\n'],
  ])('%s', async (command, expected) => {
    const { images } = await build(`FROM busybox:1.36\nRUN ${command}\n`);
    const entries = images[0]?.layers.at(-1)?.entries ?? [];
    const content = entries.find(({ path }) => path === 'o')?.content;
    expect(content?.kind === 'bytes' ? new TextDecoder().decode(content.bytes) : undefined).toBe(expected);
    expect(entries.filter(({ path }) => /^(?:etc|dev|sys|proc)/.test(path))).toEqual([]);
  });

  test('mounting leaves the times of directories alone', async () => {
    const { images } = await build('FROM busybox:1.36\nRUN chmod 700 /etc\n');
    expect(images[0]?.layers.at(-1)?.entries).toMatchObject([{ path: 'etc', mode: 0o700, mtimeSeconds: 1_680_000_000 }]);
  });

  test('a directory that is reached through a link is known by its real path', async () => {
    const { images } = await build('FROM busybox:1.36\nRUN ln -s /tmp /t\nWORKDIR /t/x\nRUN pwd > here\n');
    expect(images[0]?.layers.at(-1)?.entries.at(-1)).toMatchObject({ path: 'tmp/x/here', sizeBytes: '/tmp/x\n'.length });
  });
});
