import { describe, expect, test } from 'vitest';
import type { BuildResult } from '../build-types';
import { EMPTY_CACHE } from '../solver/types';
import { type BuildStep, buildSeries, recordedCatalog } from '../testing/build-file';
import { buildImage } from './build-image';

/** Corners that few builds reach; all answers are BuildKit's own, at the commit of the recordings. */
const FILES = { a: 'A\n', b: 'B\n' };

async function build(dockerfile: string, options: BuildStep = {}): Promise<BuildResult> {
  const [result] = await buildSeries({ ...FILES, Dockerfile: dockerfile }, [options]);
  if (result === undefined) throw new Error('a series of one build has one result');
  return result;
}

describe('errors quote names as Go does', () => {
  test.each([
    ['FROM a\\\\', 'failed to parse stage name "a\\\\": invalid reference format', 1],
    ['FROM a\u00a0b', 'failed to parse stage name "a\\u00a0b": invalid reference format', 1],
    ['FROM scratch\nCOPY .\u00a0 /x/', 'failed to compute cache key: failed to calculate checksum of ref REF: "/.\\u00a0": not found', 2],
  ])('%j', async (dockerfile, message, line) => {
    const { error } = await build(dockerfile);
    expect([error?.message, error?.line]).toEqual([message, line]);
  });
});

describe('a source that is no pattern', () => {
  const invalid = (patterns: string) => `rpc error: code = Unknown desc = invalid includepatterns: [${patterns}]: syntax error in pattern`;
  test.each([
    ['FROM scratch\nCOPY ["a" /x', invalid('[a'), undefined],
    ['FROM scratch\nCOPY b a /x/\nADD a[ /y', invalid('a a[ b'), undefined],
    ['FROM busybox:1.36\nRUN --mount=source=a[,target=/m ls /m', invalid('a['), undefined],
    ['FROM scratch\nCOPY . /x\nCOPY [a /y', 'failed to compute cache key: failed to calculate checksum of ref REF: syntax error in pattern', 3],
    ['FROM scratch\nADD [a] /x/', undefined, undefined],
  ])('%j', async (dockerfile, message, line) => {
    const { error, steps } = await build(dockerfile);
    expect([error?.message, error?.line]).toEqual([message, line]);
    if (error !== undefined && line === undefined) expect(steps.filter((step) => step.status === 'cached')).toEqual([]);
  });
});

describe('bases and names', () => {
  test('of several malformed bases the last is blamed, and before one that is not there', async () => {
    const { error } = await build('FROM nope AS a\nFROM UP1 AS b\nFROM UP2\nCOPY --from=a / /');
    expect(error).toMatchObject({ line: 3, message: expect.stringContaining('"UP2"') });
  });

  test.each([
    ['FROM scratch AS base-', 'invalid context name base-: invalid reference format'],
    ['FROM scratch AS a..b', 'invalid context name a..b: invalid reference format'],
    ['FROM scratch AS a.b', undefined],
  ])('%j', async (dockerfile, message) => expect((await build(dockerfile)).error?.message).toBe(message));

  test('rules that were broken are named in the order in which they were', async () => {
    const { error } = await build('# check=error=true\nFROM scratch\nMAINTAINER x\nENV a b\nCMD x');
    expect(error?.message).toBe('lint violation found for rules: MaintainerDeprecated, LegacyKeyValueFormat, JSONArgsRecommended');
  });
});

describe('platforms', () => {
  test('a RUN on nothing at all has none in its name', async () => {
    const { steps } = await build('FROM scratch\nRUN x', { platforms: ['linux/amd64', 'linux/arm64'] });
    expect(steps.map((step) => step.name)).toEqual(['[1/1] RUN x', '[1/1] RUN x']);
  });

  test('an image for Windows has backslashes and no PATH', async () => {
    const { images } = await build('FROM scratch\nLABEL a=b', { platforms: ['windows/amd64'] });
    expect(images[0]?.config).toEqual({ WorkingDir: '\\', Labels: { a: 'b' } });
  });

  test('one that is none comes before every other error, and before any finding', async () => {
    const { error, warnings } = await build('FROM scratch AS A\nFOO', { platforms: ['nope'] });
    expect([error?.message, error?.line, warnings]).toEqual([
      'failed to parse target platform nope: "nope": unknown operating system or architecture: invalid argument',
      undefined,
      [],
    ]);
  });

  test('without files nothing is said of a platform that was asked for twice', async () => {
    const { warnings } = await build('FROM scratch', { platforms: ['linux/amd64', 'linux/amd64'] });
    expect(warnings).toEqual([]);
  });

  test.each([
    [[''], ['amd64'], []],
    [['linux/amd64,linux/arm64'], ['amd64', 'arm64'], []],
    [['linux/amd64', 'linux/x86_64'], ['amd64', 'amd64'], ['Duplicate platform result requested "linux/x86_64"']],
  ])('%j', async (platforms, architectures, warnings) => {
    const result = await build('FROM scratch\nCOPY a /a', { platforms });
    expect(result.images.map((image) => image.architecture)).toEqual(architectures);
    expect(result.warnings.map((warning) => warning.message)).toEqual(warnings);
  });
});

describe('RUN', () => {
  const failed = (command: string, rest: string) => `process "/bin/sh -c ${command}" did not complete successfully: ${rest}`;
  test.each([
    ['USER 4294967295\nRUN id', failed('id', 'uids and gids must be in range 0-2147483647')],
    ['USER -1\nRUN id', failed('id', 'uids and gids must be in range 0-2147483647')],
    ['USER 1:-1\nRUN id', failed('id', 'uids and gids must be in range 0-2147483647')],
    ['RUN --mount=type=tmpfs,target=/t,ro touch /t/x', failed('touch /t/x', 'exit code: 1')],
    ['RUN --mount=type=tmpfs,target=/t,source=a true', failed('true', 'open /a: no such file or directory')],
    ['RUN --mount=type=secret,id=x,env= true', failed('true', 'exit code: 1')],
    ['RUN --mount=type=secret,id=x,env=Y test "${Y-unset}" = ""', undefined],
  ])('%s', async (lines, message) => expect((await build(`FROM busybox:1.36\n${lines}`)).error?.message).toBe(message));

  test('a tmpfs that cannot be written is another step', async () => {
    const lines = (option: string) => ({ Dockerfile: `FROM busybox:1.36\nRUN --mount=type=tmpfs,target=/t${option} true` });
    const results = await buildSeries(lines(''), [{}, { edit: lines(',rw') }, { edit: lines(',ro') }]);
    expect(results.map(({ steps }) => steps.at(-1)?.status)).toEqual(['ran', 'cached', 'ran']);
  });
});

test('a filter of stages that names none runs everything anew', async () => {
  const results = await buildSeries({ ...FILES, Dockerfile: 'FROM scratch\nCOPY a /a' }, [{}, { noCacheFilter: [] }, { noCacheFilter: [''] }]);
  expect(results.map(({ steps }) => steps.at(-1)?.status)).toEqual(['ran', 'cached', 'ran']);
});

describe('which file is the Dockerfile', () => {
  const files = { 'sub/Dockerfile': 'FROM scratch\nLABEL f=sub', dockerfile: 'FROM scratch\nLABEL f=lower' };
  test.each([
    ['Dockerfile', 'lower', undefined],
    ['sub/../sub/./Dockerfile', 'sub', undefined],
    ['sub', undefined, 'failed to read dockerfile: sub is not a regular file'],
    ['sub/dockerfile', undefined, 'failed to read dockerfile: open sub/dockerfile: no such file or directory'],
  ])('%s', async (dockerfilePath, label, message) => {
    const [result] = await buildSeries(files, [{ dockerfilePath }]);
    expect([result?.images[0]?.config.Labels?.f, result?.error?.message]).toEqual([label, message]);
  });

  test('a symlink is followed, to an ignore file as well', async () => {
    const { result } = await buildImage({
      context: new Map([
        ['Dockerfile', { kind: 'symlink', target: 'docker/file' }],
        ['docker/file', { kind: 'file', content: 'FROM scratch\nCOPY a /a' }],
        ['.dockerignore', { kind: 'symlink', target: '/docker/ignore' }],
        ['docker/ignore', { kind: 'file', content: 'a' }],
        ['a', { kind: 'file', content: 'A' }],
      ]),
      cache: EMPTY_CACHE,
      catalog: recordedCatalog(),
      nowSeconds: 1_787_000_000,
    });
    expect(result.error).toMatchObject({ message: expect.stringContaining('"/a": not found'), line: 2 });
  });
});

describe('arguments that the builder reads', () => {
  const RUN_TWICE = 'FROM busybox:1.36\nRUN --mount=type=cache,target=/c test ! -e /c/x && touch /c/x #';

  test('a namespace keeps cache mounts apart', async () => {
    const results = await buildSeries({ Dockerfile: RUN_TWICE }, [
      {},
      { edit: { Dockerfile: `${RUN_TWICE}2` }, buildArgs: { BUILDKIT_CACHE_MOUNT_NS: 'own' } },
      { edit: { Dockerfile: `${RUN_TWICE}3` } },
    ]);
    expect(results.map(({ ok }) => ok)).toEqual([true, true, false]);
  });

  test.each([
    ['1', undefined, '[linux/amd64 1/1] COPY a /a', undefined],
    ['false', undefined, '[1/1] COPY a /a', undefined],
    ['x', undefined, undefined, 'invalid boolean value for multi-platform: x'],
    ['0', ['linux/amd64', 'linux/arm64'], undefined, 'conflicting config: returning multiple target platforms is not allowed'],
  ])('BUILDKIT_MULTI_PLATFORM=%s %j', async (value, platforms, name, message) => {
    const options = { buildArgs: { BUILDKIT_MULTI_PLATFORM: value }, ...(platforms === undefined ? {} : { platforms }) };
    const { steps, error } = await build('FROM scratch\nCOPY a /a', options);
    expect([steps[0]?.name, error?.message]).toEqual([name, message]);
  });

  test('several stages of a filter may come as one text', async () => {
    const Dockerfile = 'FROM scratch AS one\nCOPY a /a\nFROM scratch AS two\nCOPY --from=one /a /b';
    const [, again] = await buildSeries({ ...FILES, Dockerfile }, [{}, { noCacheFilter: ['one,TWO'] }]);
    expect(again?.steps.map((step) => step.status)).toEqual(['ran', 'ran']);
  });
});
