import { resolveReference } from '../catalog/reference';
import type { Diagnostic } from '../diagnostics';
import type { Platform } from '../image/types';
import { parsePlatform } from '../instructions/platform';
import type { Stage } from '../instructions/types';
import { expandWord } from '../instructions/word-expansion';
import { checkConstantPlatform, checkFromArgs, checkRedundantPlatform } from '../linter';
import { suggest } from '../parser/suggest';
import type { ConvertOptions } from './convert-types';
import { dispatchError } from './dispatch-context';
import type { EnvList } from './env-list';
import { createStageState, type StageState, StageTable } from './stage-state';

export interface DeclareOptions extends Omit<ConvertOptions, 'targetPlatform'> {
  readonly targetPlatform: Platform;
  readonly globalArgs: EnvList;
}

type Declared = { readonly ok: true; readonly stages: StageTable } | { readonly ok: false; readonly error: Diagnostic };

/** FROM lines with their variables, in order (dockerfile2llb/convert.go, buildDispatchStates). */
export function declareStages(options: DeclareOptions): Declared {
  const stages = new StageTable();
  // A filter that names nothing means all stages (moby/buildkit frontend/dockerui/config.go, IsNoCache).
  const noCache = options.noCache || (options.noCacheFilter.length > 0 && options.noCacheFilter.join(',') === '');
  for (const stage of options.dockerfile.stages) {
    const state = createStageState(stage, stage.index);
    const error = expandFrom(state, stage, options);
    if (error !== undefined) return { ok: false, error };
    const misnamed = checkContextName(stage);
    if (misnamed !== undefined) return { ok: false, error: misnamed };
    stages.add(state);
    state.commandTotal = countSteps(stage) + (state.baseName !== 'scratch' && state.base === undefined ? 1 : 0);
    const filter = options.noCacheFilter.flatMap((names) => names.split(',')).find((name) => name.toLowerCase() === (stage.name ?? '').toLowerCase());
    state.ignoreCache = noCache || filter !== undefined;
    state.noCacheFilter = noCache ? undefined : filter;
  }
  return { ok: true, stages };
}

/**
 * A stage's name might be that of a build context given from outside, and so has to be a reference, which `base-` is not
 * (moby/buildkit frontend/dockerui/config.go, NamedContext).
 */
function checkContextName({ name }: Stage): Diagnostic | undefined {
  if (name === undefined || name === '') return undefined;
  const reference = resolveReference(name.toLowerCase());
  return reference.ok ? undefined : dispatchError(`invalid context name ${name.toLowerCase()}: ${reference.message}`);
}

/** WORKDIR counts even where it makes no step of its own. */
export function countSteps(stage: Stage): number {
  return stage.instructions.filter(({ kind }) => kind === 'ADD' || kind === 'COPY' || kind === 'RUN' || kind === 'WORKDIR').length;
}

function expandFrom(state: StageState, stage: Stage, options: DeclareOptions): Diagnostic | undefined {
  const { globalArgs } = options;
  const { escape: escapeToken } = options.dockerfile.directives;
  const known = [...new Set([...globalArgs.keys(), ...options.dockerfile.metaArgs.flatMap(({ args }) => args.map(({ name }) => name))])];
  const name = expandWord(stage.baseName, globalArgs, { escape: escapeToken });
  options.report(checkFromArgs(stage, name.unmatched, known));
  if (name.error !== undefined) return dispatchError(name.error, stage.range);
  if (name.text === '') return dispatchError(`base name (${stage.baseName}) should not be blank`, stage.range);
  state.baseName = name.text;
  if (stage.platform === undefined || stage.platform === '') return undefined;

  const platform = expandWord(stage.platform, globalArgs, { escape: escapeToken });
  options.report(checkFromArgs(stage, platform.unmatched, known));
  options.report(checkRedundantPlatform(stage, platform, globalArgs.get('TARGETPLATFORM') ?? ''));
  options.report(checkConstantPlatform(stage, platform));
  if (platform.error !== undefined) return dispatchError(`failed to process arguments for platform ${platform.text}: ${platform.error}`, stage.range);
  const hint = suggestAny(platform.unmatched, [...globalArgs.keys()]);
  if (platform.text === '') return dispatchError(`empty platform value from expression ${stage.platform}${hint}`, stage.range);
  const parsed = parsePlatform(platform.text);
  if (!parsed.ok) return dispatchError(`failed to parse platform ${stage.platform}: ${parsed.error}${hint}`, stage.range);
  state.platform = parsed.value;
  return undefined;
}

function suggestAny(names: Iterable<string>, known: readonly string[]): string {
  for (const name of names) {
    const near = suggest(name, known);
    if (near !== undefined) return ` (did you mean ${near}?)`;
  }
  return '';
}
