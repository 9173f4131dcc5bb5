// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the instructions under test hold placeholders of their own.
import { describe, expect, test } from 'vitest';
import { compilePatterns } from '../fs/pattern-matcher';
import { parseDockerfile } from '../instructions/parse-dockerfile';
import { parsePort } from '../instructions/ports';
import type { Instruction } from '../instructions/types';
import { expandWord } from '../instructions/word-expansion';
import { parseCheckBuildArgument } from './check-comments';
import type { Finding } from './finding';
import { RULES } from './rules';
import { checkCopySource } from './rules/copy-ignored-file';
import { checkPortFormat } from './rules/expose-invalid-format';
import { checkProtocolCasing } from './rules/expose-proto-casing';
import { checkConstantPlatform } from './rules/from-platform-flag-const-disallowed';
import { checkBasePlatform } from './rules/invalid-base-image-platform';
import { checkDefaultArgs } from './rules/invalid-default-arg-in-from';
import { checkShellForm } from './rules/json-args-recommended';
import { checkKeyValueFormat } from './rules/legacy-key-value-format';
import { checkRepeated } from './rules/multiple-instructions-disallowed';
import { checkRedundantPlatform } from './rules/redundant-target-platform';
import { checkSecretName } from './rules/secrets-used-in-arg-or-env';
import { checkFromArgs } from './rules/undefined-arg-in-from';
import { checkVariables } from './rules/undefined-var';
import { checkWorkdir } from './rules/workdir-relative-path';

const PLACE = { range: { startLine: 2, endLine: 3 }, comments: [] };

const messages = (findings: readonly Finding[]) => findings.map(({ message }) => message);

function instruction<Kind extends Instruction['kind']>(line: string, ...kinds: readonly Kind[]): Extract<Instruction, { kind: Kind }> {
  const found = parseDockerfile(`FROM a\n${line}`).value.stages[0]?.instructions[0];
  const isWanted = (candidate: Instruction | undefined): candidate is Extract<Instruction, { kind: Kind }> =>
    kinds.some((kind) => kind === candidate?.kind);
  if (!isWanted(found)) throw new Error(`not a ${kinds.join(' or ')}: ${line}`);
  return found;
}

test('every rule has its own name and says what it is about', () => {
  expect(new Set(RULES.map(({ name }) => name)).size).toBe(22);
  expect(RULES.filter(({ experimental }) => experimental).map(({ name }) => name)).toEqual(['InvalidDefinitionDescription']);
  expect(RULES.find(({ name }) => name === 'JSONArgsRecommended')?.url).toBe('https://docs.docker.com/go/dockerfile/rule/json-args-recommended/');
});

test('a malformed build argument names itself', () => {
  expect(parseCheckBuildArgument('x')).toEqual({ ok: false, error: 'failed to parse build-arg:BUILDKIT_DOCKERFILE_CHECK: invalid check option "x"' });
});

describe('variables', () => {
  test('declared ones may be unset, others are reported with the nearest name that has a value', () => {
    expect(messages(checkVariables(PLACE, ['ARG', 'VERSOIN', 'X', 'BUILDKIT_SBOM_SCAN_STAGE'], ['ARG'], ['PATH', 'VERSION']))).toEqual([
      "Usage of undefined variable '$VERSOIN' (did you mean $VERSION?)",
      "Usage of undefined variable '$X'",
    ]);
  });

  test('of FROM', () => {
    expect(messages(checkFromArgs(PLACE, ['BSAE', 'KNOWN'], ['BASE', 'KNOWN']))).toEqual([
      "FROM argument 'BSAE' is not declared (did you mean BASE?)",
    ]);
  });

  test.each([
    ['API_KEY', 1],
    ['token', 1],
    ['DB_PASSWORD_2', 1],
    ['KEYBOARD', 0],
    ['MY-KEY', 0],
    ['PUBLIC_KEY', 0],
    ['TOKEN_FILE', 0],
  ])('%s as a secret', (name, count) => expect(checkSecretName('ENV', name, PLACE)).toHaveLength(count));

  test('the message names instruction and variable', () => {
    expect(messages(checkSecretName('ARG', 'AUTH', PLACE))).toEqual(['Do not use ARG or ENV instructions for sensitive data (ARG "AUTH")']);
  });

  test('defaults of base images', () => {
    const { stages } = parseDockerfile('FROM busybox:${TAG}\nFROM $BASE\nFROM busybox:${TAG:-1}\nFROM Upper').value;
    expect(messages(checkDefaultArgs(stages, new Map(), '\\'))).toEqual([
      'Default value for ARG busybox:${TAG} results in empty or invalid base image name',
      'Default value for ARG $BASE results in empty or invalid base image name',
      'Default value for ARG Upper results in empty or invalid base image name',
    ]);
    expect(
      checkDefaultArgs(
        stages.slice(0, 2),
        new Map([
          ['TAG', '1'],
          ['BASE', 'a/b'],
        ]),
        '\\',
      ),
    ).toEqual([]);
  });
});

describe('platforms', () => {
  const variables = new Map([
    ['TARGETPLATFORM', 'linux/amd64'],
    ['BUILDPLATFORM', 'linux/amd64'],
    ['X', ''],
  ]);
  const redundant = (platform: string) => checkRedundantPlatform({ ...PLACE, platform }, expandWord(platform, variables), 'linux/amd64');
  const constant = (platform: string, name?: string) =>
    checkConstantPlatform({ ...PLACE, ...(name ? { name } : {}) }, expandWord(platform, variables));

  test.each([
    ['$TARGETPLATFORM', 1],
    ['${TARGETPLATFORM:-linux/arm64}', 1],
    ['$BUILDPLATFORM', 0],
    ['$TARGETPLATFORM$X', 0],
    ['$TARGETPLATFORM/v8', 0],
    ['linux/amd64', 0],
  ])('%s is redundant', (platform, count) => expect(redundant(platform)).toHaveLength(count));

  test.each([
    ['linux/amd64', undefined, 1],
    ['amd64', 'build', 1],
    ['linux/amd64', 'build-amd64', 0],
    ['linux/amd64', 'linux', 0],
    ['$BUILDPLATFORM', undefined, 0],
    ['nonsense', undefined, 0],
  ])('%s in stage %s is constant', (platform, name, count) => expect(constant(platform, name)).toHaveLength(count));

  test('of the base image', () => {
    const arm = { os: 'linux', architecture: 'arm64', variant: 'v8' };
    expect(messages(checkBasePlatform('busybox', { os: 'linux', architecture: 'amd64' }, arm, PLACE.range))).toEqual([
      'Base image busybox was pulled with platform "linux/arm64", expected "linux/amd64" for current build',
    ]);
    expect(checkBasePlatform('busybox', { os: 'linux', architecture: 'arm64' }, arm, PLACE.range)).toEqual([]);
  });
});

describe('instructions', () => {
  test('old key/value form, once each', () => {
    expect(messages(checkKeyValueFormat(instruction('env A b', 'ENV', 'LABEL')))).toEqual([
      '"env key=value" should be used instead of legacy "env key value" format',
    ]);
    expect(checkKeyValueFormat(instruction('LABEL a=b', 'ENV', 'LABEL'))).toEqual([]);
  });

  test('shell form, unless a shell was chosen', () => {
    const cmd = instruction('CMD a', 'CMD');
    expect(messages(checkShellForm(cmd, false))).toEqual(['JSON arguments recommended for CMD to prevent unintended behavior related to OS signals']);
    expect(checkShellForm(cmd, true)).toEqual([]);
    expect(checkShellForm(instruction('CMD ["a"]', 'CMD'), false)).toEqual([]);
  });

  test('the overridden one of two is reported', () => {
    const later = instruction('CMD ["b"]', 'CMD');
    expect(checkRepeated(later, { startLine: 9, endLine: 9 })).toMatchObject([{ range: { startLine: 9 } }]);
    expect(checkRepeated(later, undefined)).toEqual([]);
  });

  test('relative directories', () => {
    expect(messages(checkWorkdir(instruction('WORKDIR a', 'WORKDIR'), false))).toEqual([
      'Relative workdir "a" can have unexpected results if the base image changes',
    ]);
    expect(checkWorkdir(instruction('WORKDIR a', 'WORKDIR'), true)).toEqual([]);
    expect(checkWorkdir(instruction('WORKDIR /a', 'WORKDIR'), false)).toEqual([]);
  });

  test.each([
    ['80/TCP', ["Defined protocol '80/TCP' in EXPOSE instruction should be lowercase"]],
    ['8080:80', ["EXPOSE instruction should not define an IP address or host-port mapping, found '8080:80'"]],
    ['1:80/QUIC', []],
    ['80/tcp', []],
  ])('EXPOSE %s', (raw, expected) => {
    const spec = parsePort(raw);
    expect(messages([...checkProtocolCasing(PLACE, spec), ...checkPortFormat(PLACE, spec)])).toEqual(expected);
  });

  test.each([
    [['a.txt'], './a.txt', ['Attempting to Copy file "a.txt" that is excluded by .dockerignore']],
    [['dir'], 'dir/x', ['Attempting to Copy file "dir/x" that is excluded by .dockerignore']],
    [['a.txt'], 'b.txt', []],
    [['a.txt', '!b'], 'a.txt', []],
    [['a.txt'], '.', []],
    [['*'], '.', ['Attempting to Copy file "." that is excluded by .dockerignore']],
    [[], 'a.txt', []],
  ])('COPY with %j ignored: %s', (patterns, source, expected) => {
    const compiled = compilePatterns(patterns);
    if (!compiled.ok) throw new Error(compiled.message);
    expect(messages(checkCopySource(instruction('COPY a b', 'COPY'), source, compiled.list))).toEqual(expected);
  });
});
