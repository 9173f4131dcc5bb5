import type { BuildRequest, StepId } from '../build-types';
import { lookupImageAt, requiredPartsAt } from '../catalog/tag-moves';
import type { Diagnostic } from '../diagnostics';
import { matchIgnore } from '../fs/ignore';
import { expandWord } from '../instructions/word-expansion';
import { convert } from '../llb/convert';
import type { Conversion } from '../llb/convert-types';
import { expandMetaArgs, platformArgs } from '../llb/global-args';
import { graphOrder } from '../solver/solve';
import { EMPTY_CACHE } from '../solver/types';
import { BUILD_LIMITS, dockerfileLimit } from './limits';
import { BUILD_PLATFORM, dockerfileText, type Prepared, prepare, targetPlatforms } from './prepare';
import { readDockerfile } from './read-dockerfile';
import { stepIdOf } from './steps';

/** A step as it can be named before anything is built. */
export interface PlannedStep {
  readonly id: StepId;
  readonly name: string;
  readonly instruction: string;
  /** Line of the instruction; absent for triggers of a base image. */
  readonly line?: number;
}

export interface Analysis {
  /** Errors first, then what the build checks found; a failing lookup of a base image is an error here too. */
  readonly diagnostics: readonly Diagnostic[];
  /** The steps that a build would show; empty when it would not get that far. */
  readonly steps: readonly PlannedStep[];
  /** Paths of the context that the ignore file keeps out, with the line that decides. */
  readonly ignored: ReadonlyMap<string, { readonly pattern: string; readonly line: number }>;
}

/** Everything but the build: parse, convert, check. Parts of the catalogue that are missing cost the steps, nothing else. */
export function analyse(request: Omit<BuildRequest, 'cache' | 'nowSeconds'>): Analysis {
  const whole: BuildRequest = { ...request, cache: NO_CACHE, nowSeconds: 0 };
  const prepared = prepare(whole);
  const parseErrors = firstOfEach(prepared.diagnostics);
  const converted = prepared.error === undefined ? planned(whole, prepared) : { steps: [], errors: [] };
  const missing: readonly Diagnostic[] =
    prepared.error !== undefined && parseErrors.length === 0 ? [{ severity: 'error', message: prepared.error.message }] : [];
  return {
    diagnostics: [...missing, ...parseErrors, ...converted.errors, ...prepared.lint().warnings],
    steps: converted.steps,
    ignored: ignoredPaths(whole, prepared),
  };
}

const NO_CACHE = EMPTY_CACHE;

/** One wrong line can make every later one wrong in the same words: the first says it all. */
function firstOfEach(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const [first] = diagnostics;
  const seen = new Set<string>(first?.severity === 'error' && first.message !== NO_STAGE ? [NO_STAGE] : []);
  return diagnostics.filter(({ message }) => {
    if (seen.has(message)) return false;
    seen.add(message);
    return true;
  });
}

const NO_STAGE = 'no build stage in current context';

function planned(request: BuildRequest, prepared: Prepared): { readonly steps: readonly PlannedStep[]; readonly errors: readonly Diagnostic[] } {
  const platforms = targetPlatforms(request);
  if (!platforms.ok) return { steps: [], errors: [{ severity: 'error', message: platforms.error }] };
  const conversions: Conversion[] = [];
  for (const platform of platforms.value) {
    const converted = convert({
      dockerfile: prepared.dockerfile,
      target: request.target,
      buildArgs: prepared.buildArgs,
      labels: request.labels ?? {},
      buildPlatform: BUILD_PLATFORM,
      targetPlatform: platform,
      multiPlatform: platforms.value.length > 1,
      noCache: request.noCache ?? false,
      noCacheFilter: request.noCacheFilter ?? [],
      ignoreRules: prepared.ignoreRules,
      lookupImage: (reference, wanted) => lookupImageAt(request.catalog, reference, wanted, request),
      report: prepared.report,
    });
    if (converted.kind === 'failed') return { steps: [], errors: [converted.error] };
    if (converted.kind === 'needs-part') return { steps: [], errors: [] };
    conversions.push(converted.conversion);
  }
  const vertices = graphOrder(conversions.map((conversion) => conversion.target.output));
  const steps = vertices.flatMap((vertex): PlannedStep[] => {
    const { origin } = vertex;
    if (vertex.internal || origin === undefined) return [];
    const line = origin.range?.startLine;
    return [{ id: stepIdOf(origin), name: vertex.name, instruction: origin.instruction, ...(line === undefined ? {} : { line }) }];
  });
  return { steps: steps.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)), errors: [] };
}

function ignoredPaths(request: BuildRequest, { ignoreRules }: Prepared): Analysis['ignored'] {
  const ignored = new Map<string, { readonly pattern: string; readonly line: number }>();
  for (const path of request.context.keys()) {
    const decision = matchIgnore(ignoreRules, path);
    if (decision.ignored) ignored.set(path, { pattern: decision.pattern ?? '', line: decision.line ?? 0 });
  }
  return ignored;
}

/**
 * Names of the catalogue's parts that this build needs and the request does not have. Load them and ask again until none is left:
 * one part may lead to the next.
 */
export function missingCatalogParts(request: Omit<BuildRequest, 'cache' | 'nowSeconds'>): readonly string[] {
  const source = dockerfileText(request) ?? '';
  if (dockerfileLimit(source) !== undefined) return [];
  const { dockerfile } = readDockerfile(source);
  if (dockerfile.statements.length > BUILD_LIMITS.instructions) return [];
  const escapeToken = dockerfile.directives.escape;
  const buildArgs = request.buildArgs ?? {};
  const defaults = platformArgs(BUILD_PLATFORM, BUILD_PLATFORM, 'default', buildArgs);
  const meta = expandMetaArgs(dockerfile.metaArgs, defaults, buildArgs, escapeToken);
  const args = meta.ok ? meta.args : defaults;
  const stageNames = new Set(dockerfile.stages.flatMap((stage) => stage.name ?? []));
  const references = new Set<string>();
  const runText: string[] = [];
  for (const stage of dockerfile.stages) {
    references.add(expandWord(stage.baseName, args, { escape: escapeToken }).text);
    for (const instruction of stage.instructions) {
      if (instruction.kind === 'RUN') {
        runText.push(instruction.original, ...instruction.command.heredocs.map((heredoc) => heredoc.content));
        for (const mount of instruction.mounts) if (mount.from !== undefined) references.add(mount.from);
      }
      if (instruction.kind === 'COPY' && instruction.from !== undefined && !/^\d+$/.test(instruction.from)) references.add(instruction.from);
    }
  }
  // A script may call any tool; only when none is mentioned at all can a world be left out.
  const scripts = [...request.context.entries()].flatMap(([path, entry]) =>
    entry.kind === 'file' && typeof entry.content === 'string' && (/\.sh$/.test(path) || entry.content.startsWith('#!')) ? [entry.content] : [],
  );
  const text = [...runText, ...scripts].join('\n');
  const parts = new Set<string>();
  for (const reference of references) {
    if (reference === '' || reference === 'scratch' || stageNames.has(reference)) continue;
    for (const part of requiredPartsAt(request.catalog, reference, request, text)) parts.add(part);
  }
  return [...parts];
}
