import type { PipPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { tellBuildFailure } from './build-failure';
import { keptWheel } from './built-wheels';
import { BUILD_ENVIRONMENT_MILLISECONDS } from './figures';
import type { Gathered } from './gather';
import type { Installation } from './installation';
import type { InstalledDistribution } from './installed';
import { buildFailure } from './native-build';
import { noteBeyond, noteRelease, noteRemote } from './notices';
import { archiveAnswer, isCached } from './pip-cache';
import { failureLines, networkFailure, pipSize, say } from './pip-messages';
import type { Candidate, Resolution, ResolutionStep } from './resolve';
import { targetOf } from './target';

export interface ObtainRequest {
  readonly context: ProgramContext;
  readonly python: Installation;
  readonly world: PipPart;
  readonly gathered: Gathered;
  readonly installed: ReadonlyMap<string, InstalledDistribution>;
  readonly pipVersion: string;
}

/** Prints one step; an exit code when it ends the command. */
export function tellStep(request: ObtainRequest, step: ResolutionStep, cache: string | undefined): number | undefined {
  const { context, python } = request;
  const { options } = request.gathered;
  const from = step.from === '' ? '' : ` (from ${step.from})`;
  if (step.kind === 'satisfied') {
    say(
      context,
      options,
      `Requirement already satisfied: ${step.asked} in ${displayPath(context, step.installed.site)}${from} (${step.installed.version})`,
    );
    return undefined;
  }
  const { candidate } = step;
  if (candidate.source.kind === 'index') return tellCollected(request, candidate, step.asked, from, cache);
  if (candidate.source.kind === 'wheel') {
    say(context, options, `Processing ${displayPath(context, candidate.source.wheel.path)}${from}`);
    return undefined;
  }
  const { project, editable } = candidate.source;
  say(
    context,
    options,
    editable
      ? `Obtaining file://${project.folder}`
      : `Processing ${project.folder === context.workingDirectory ? './.' : displayPath(context, project.folder)}`,
  );
  if (options.buildIsolation && !context.network) {
    say(context, options, "  Installing build dependencies: started\n  Installing build dependencies: finished with status 'error'");
    return networkFailure(context, project.buildRequires[0] ?? 'setuptools', 'setuptools');
  }
  tellPreparation(context, options, editable ? 'editable' : 'wheel');
  context.work({ kind: 'compute', milliseconds: BUILD_ENVIRONMENT_MILLISECONDS });
  if (python.minor !== '' && options.buildIsolation) context.work({ kind: 'download', bytes: BUILD_TOOLS_BYTES, requests: 2 });
  return undefined;
}

/** setuptools, which most builds ask for, into an environment that is thrown away. */
const BUILD_TOOLS_BYTES = 1_200_000;

function tellCollected(request: ObtainRequest, candidate: Candidate, asked: string, from: string, cache: string | undefined): number | undefined {
  const { context, python } = request;
  const { options } = request.gathered;
  if (!context.network) return networkFailure(context, asked, candidate.name);
  if (candidate.source.kind !== 'index') return undefined;
  say(context, options, `Collecting ${asked}${from}`);
  const { archive, sdist } = candidate.source;
  const { metadataBytes, wheelBytes } = candidate.distribution;
  const cached = cache !== undefined && isCached(context, cache, archiveAnswer(archive, wheelBytes));
  const kept = keptWheel(context, cache, candidate, targetOf(context, python));
  if (kept !== undefined) {
    say(context, options, `  Using cached ${kept.file}`);
    return undefined;
  }
  if (!sdist) {
    say(context, options, `  ${cached ? 'Using cached' : 'Downloading'} ${archive}.metadata (${pipSize(metadataBytes)})`);
    return undefined;
  }
  say(context, options, `  ${cached ? 'Using cached' : 'Downloading'} ${archive} (${pipSize(wheelBytes)})`);
  say(context, options, "  Installing build dependencies: started\n  Installing build dependencies: finished with status 'done'");
  const failure = buildFailure(context, python, candidate.name, candidate.distribution);
  if (failure?.stage === 'requirements') return tellBuildFailure({ ...request, options }, candidate.name, failure);
  tellPreparation(context, { quiet: options.quiet }, 'wheel', false);
  context.work({ kind: 'compute', milliseconds: BUILD_ENVIRONMENT_MILLISECONDS });
  return undefined;
}

function tellPreparation(context: ProgramContext, options: { readonly quiet: number }, kind: 'wheel' | 'editable', isolated = true): void {
  const metadata = kind === 'editable' ? 'Preparing editable metadata (pyproject.toml)' : 'Preparing metadata (pyproject.toml)';
  const phases = [
    ...(isolated ? ['Installing build dependencies'] : []),
    ...(kind === 'editable' ? ['Checking if build backend supports build_editable'] : []),
    `Getting requirements to build ${kind}`,
    metadata,
  ];
  for (const phase of phases) say(context, options, `  ${phase}: started\n  ${phase}: finished with status 'done'`);
}

/** Paths below the working directory are shown from there. */
export function displayPath(context: ProgramContext, path: string): string {
  const here = context.workingDirectory.replace(/\/+$/, '');
  return here !== '' && path.startsWith(`${here}/`) ? `.${path.slice(here.length)}` : path;
}

export function tellFailure(request: ObtainRequest, { failure }: Resolution): number {
  const { context, world, gathered } = request;
  if (failure === undefined) return 0;
  const { options } = gathered;
  const elsewhere = options.noIndex || options.indexUrl !== undefined || options.extraIndexUrls.length > 0;
  if (!context.network && !options.noIndex && failure.kind === 'unknown-name') return networkFailure(context, failure.asked, failure.name);
  if (failure.kind === 'unknown-name' && elsewhere && !options.noIndex) {
    // Another index may well have it: nothing is said for it and nothing against.
    noteRemote(context, failure.asked);
    return 0;
  }
  for (const line of failureLines(failure)) context.err(`${line}\n`);
  if (failure.kind === 'unknown-name' && !options.noIndex) noteBeyond(context, world, failure.name);
  if (failure.kind === 'no-version') noteRelease(context, world, failure.name);
  return 1;
}
