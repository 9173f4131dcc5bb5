import type { BuildError, BuildRequest } from '../build-types';
import type { Diagnostic } from '../diagnostics';
import { type IgnorePatterns, NO_IGNORE_PATTERNS, parseIgnoreFile } from '../fs/ignore';
import type { Platform } from '../image/types';
import { normalizePlatform, parsePlatform } from '../instructions/platform';
import type { Dockerfile } from '../instructions/types';
import { type Finding, type LintReport, parseCheckBuildArgument, reportFindings } from '../linter';
import { cleanPath } from '../llb/go-path';
import { parseBoolean } from '../parser/check-options';
import type { Result } from '../parser/result';
import { contextText, isContextDirectory, standInPath } from './context-files';
import { frontendError } from './frontend-image';
import { dockerfileLimit, requestLimit } from './limits';
import { readDockerfile } from './read-dockerfile';
import { requestedPlatforms } from './repeated-platforms';

/** Where builds run: the builder's own platform. */
export const BUILD_PLATFORM: Platform = { os: 'linux', architecture: 'amd64' };

/** A request with its Dockerfile read. */
export interface Prepared {
  readonly dockerfile: Dockerfile;
  /** `SOURCE_DATE_EPOCH` among them, from wherever it was given. */
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly ignoreRules: IgnorePatterns;
  /** Takes findings of one platform; only those of the first are shown, while all may fail the build (builder/build.go). */
  readonly report: (findings: readonly Finding[], platformIndex?: number) => void;
  /** What the build checks have found so far. */
  readonly lint: () => LintReport;
  /** What is wrong with the text; empty when it was not read. */
  readonly diagnostics: readonly Diagnostic[];
  /** Set when there is nothing to build. */
  readonly error?: BuildError;
}

export function prepare(request: BuildRequest): Prepared {
  const buildArgs = buildArgsOf(request);
  const whole = dockerfileText(request);
  const oversize = whole === undefined ? undefined : dockerfileLimit(whole);
  const text = oversize === undefined ? whole : '';
  const check = buildArgs.BUILDKIT_DOCKERFILE_CHECK === undefined ? undefined : parseCheckBuildArgument(buildArgs.BUILDKIT_DOCKERFILE_CHECK);
  const { dockerfile, diagnostics, findings: found } = readDockerfile(text ?? '', check?.ok ? check.value : undefined);
  const findings: Finding[] = [];
  const unshown: Finding[] = [];
  const [first] = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  const ignoreText = contextText(request.context, ignoreFilePathOf(request)) ?? '';
  const beyond = oversize ?? requestLimit(request, dockerfile.statements.length, ignoreText);
  const unread =
    beyond ??
    unusablePlatforms(request) ??
    missingDockerfile(request, text) ??
    (check?.ok === false ? { message: check.error } : undefined) ??
    frontendError(request, text ?? '');
  const error = unread ?? errorOf(first);
  if (unread === undefined) findings.push(...found);
  return {
    dockerfile,
    buildArgs,
    diagnostics: oversize === undefined ? diagnostics : [],
    ignoreRules: beyond !== undefined || ignoreText === '' ? NO_IGNORE_PATTERNS : parseIgnoreFile(ignoreText),
    report: (reported, platformIndex = 0) => void (platformIndex === 0 ? findings : unshown).push(...reported),
    lint: () => ({
      ...reportFindings([...findings, ...unshown], dockerfile.directives.check),
      warnings: reportFindings(findings, dockerfile.directives.check).warnings,
    }),
    ...(error === undefined ? {} : { error }),
  };
}

/** The text of the Dockerfile; undefined when the context has no such file. */
export function dockerfileText(request: Pick<BuildRequest, 'context' | 'dockerfilePath' | 'dockerfileText'>): string | undefined {
  if (request.dockerfileText !== undefined) return request.dockerfileText;
  return contextText(request.context, dockerfilePathOf(request));
}

/** Path in the context of the Dockerfile that is read, without a leading `./`. */
export function dockerfilePathOf(request: Pick<BuildRequest, 'context' | 'dockerfilePath'>): string {
  return standInPath(request.context, requestedPath(request));
}

function requestedPath(request: Pick<BuildRequest, 'dockerfilePath'>): string {
  return cleanPath((request.dockerfilePath ?? 'Dockerfile').replace(/^(?:\.?\/)+/, ''));
}

function missingDockerfile(request: BuildRequest, text: string | undefined): BuildError | undefined {
  if (text !== undefined) return undefined;
  const path = requestedPath(request);
  if (isContextDirectory(request.context, path)) return { message: `failed to read dockerfile: ${path} is not a regular file` };
  const names = [...request.context.keys()].filter((name) => /dockerfile$/i.test(name) || /(?:^|\/)dockerfile\./i.test(name));
  return { message: `failed to read dockerfile: open ${path}: no such file or directory`, suggestions: names };
}

/** `NAME.dockerignore` beside the Dockerfile takes the place of `.dockerignore`; they are not merged. */
export function ignoreFilePathOf(request: Pick<BuildRequest, 'context' | 'dockerfilePath'>): string {
  const own = `${requestedPath(request)}.dockerignore`;
  return contextText(request.context, own) === undefined ? '.dockerignore' : own;
}

function buildArgsOf(request: BuildRequest): Readonly<Record<string, string>> {
  const given = request.buildArgs ?? {};
  if (request.sourceDateEpoch === undefined || given.SOURCE_DATE_EPOCH !== undefined) return given;
  return { ...given, SOURCE_DATE_EPOCH: String(request.sourceDateEpoch) };
}

function errorOf(diagnostic: { readonly message: string; readonly range?: NonNullable<BuildError['range']> } | undefined): BuildError | undefined {
  if (diagnostic === undefined) return undefined;
  const { message, range } = diagnostic;
  return { message, ...(range === undefined ? {} : { range, line: range.startLine }) };
}

/** What is wrong with the platforms fails the build before the Dockerfile is read (moby/buildkit frontend/dockerui/config.go, init). */
function unusablePlatforms(request: BuildRequest): BuildError | undefined {
  const platforms = targetPlatforms(request);
  if (!platforms.ok) return { message: platforms.error };
  const { BUILDKIT_MULTI_PLATFORM: text } = request.buildArgs ?? {};
  const forced = text ? parseBoolean(text) : true;
  if (forced === undefined) return { message: `invalid boolean value for multi-platform: ${text ?? ''}` };
  if (!forced && platforms.value.length > 1) return { message: 'conflicting config: returning multiple target platforms is not allowed' };
  return undefined;
}

/** Steps bear their platform when there are several, or when a result for several was asked for all the same. */
export function namesPlatforms({ buildArgs }: Pick<BuildRequest, 'buildArgs'>, platformCount: number): boolean {
  return platformCount > 1 || parseBoolean(buildArgs?.BUILDKIT_MULTI_PLATFORM ?? '') === true;
}

/** The platforms to build for; `undefined` alone when none was asked for. */
export function targetPlatforms(request: BuildRequest): Result<readonly (Platform | undefined)[]> {
  const requested = requestedPlatforms(request);
  if (requested.length === 0) return { ok: true, value: [undefined] };
  const platforms: Platform[] = [];
  for (const text of requested) {
    const parsed = parsePlatform(text);
    if (!parsed.ok) return { ok: false, error: `failed to parse target platform ${text}: ${parsed.error}` };
    platforms.push(normalizePlatform(parsed.value));
  }
  return { ok: true, value: platforms };
}
