import type { BuildError, BuildRequest } from '../build-types';
import { type IgnorePatterns, NO_IGNORE_PATTERNS, parseIgnoreFile } from '../fs/ignore';
import type { Platform } from '../image/types';
import { normalizePlatform, parsePlatform } from '../instructions/platform';
import type { Dockerfile } from '../instructions/types';
import { type Finding, type LintReport, parseCheckBuildArgument, reportFindings } from '../linter';
import type { Result } from '../parser/result';
import { frontendError } from './frontend-image';
import { readDockerfile } from './read-dockerfile';

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
  /** Set when there is nothing to build. */
  readonly error?: BuildError;
}

export function prepare(request: BuildRequest): Prepared {
  const buildArgs = buildArgsOf(request);
  const text = dockerfileText(request);
  const check = buildArgs.BUILDKIT_DOCKERFILE_CHECK === undefined ? undefined : parseCheckBuildArgument(buildArgs.BUILDKIT_DOCKERFILE_CHECK);
  const { dockerfile, diagnostics, findings: found } = readDockerfile(text ?? '', check?.ok ? check.value : undefined);
  const findings: Finding[] = [];
  const unshown: Finding[] = [];
  const [first] = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  const unread =
    missingDockerfile(request, text) ?? (check?.ok === false ? { message: check.error } : undefined) ?? frontendError(request, text ?? '');
  const error = unread ?? errorOf(first);
  if (unread === undefined) findings.push(...found);
  return {
    dockerfile,
    buildArgs,
    ignoreRules: ignoreRulesOf(request),
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
  return fileText(request, dockerfilePathOf(request));
}

/** Path in the context, without a leading `./`. */
export function dockerfilePathOf(request: Pick<BuildRequest, 'dockerfilePath'>): string {
  return (request.dockerfilePath ?? 'Dockerfile').replace(/^(?:\.?\/)+/, '');
}

function fileText({ context }: Pick<BuildRequest, 'context'>, path: string): string | undefined {
  const entry = context.get(path);
  if (entry?.kind !== 'file') return undefined;
  return typeof entry.content === 'string' ? entry.content : new TextDecoder('utf-8', { ignoreBOM: true }).decode(entry.content);
}

function missingDockerfile(request: BuildRequest, text: string | undefined): BuildError | undefined {
  if (text !== undefined) return undefined;
  const names = [...request.context.keys()].filter((path) => /dockerfile$/i.test(path) || /(?:^|\/)dockerfile\./i.test(path));
  return { message: `failed to read dockerfile: open ${dockerfilePathOf(request)}: no such file or directory`, suggestions: names };
}

/** `NAME.dockerignore` beside the Dockerfile takes the place of `.dockerignore`; they are not merged. */
export function ignoreFilePathOf(request: Pick<BuildRequest, 'context' | 'dockerfilePath'>): string {
  const own = `${dockerfilePathOf(request)}.dockerignore`;
  return request.context.get(own)?.kind === 'file' ? own : '.dockerignore';
}

function ignoreRulesOf(request: BuildRequest): IgnorePatterns {
  const text = fileText(request, ignoreFilePathOf(request));
  return text === undefined ? NO_IGNORE_PATTERNS : parseIgnoreFile(text);
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

/** The platforms to build for; `undefined` alone when none was asked for. */
export function targetPlatforms(request: BuildRequest): Result<readonly (Platform | undefined)[]> {
  if (request.platforms === undefined || request.platforms.length === 0) return { ok: true, value: [undefined] };
  const platforms: Platform[] = [];
  for (const text of request.platforms) {
    const parsed = parsePlatform(text);
    if (!parsed.ok) return { ok: false, error: `failed to parse target platform ${text}: ${parsed.error}` };
    platforms.push(normalizePlatform(parsed.value));
  }
  return { ok: true, value: platforms };
}
