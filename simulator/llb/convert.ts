import type { Diagnostic } from '../diagnostics';
import type { Platform } from '../image/types';
import { normalizePlatform } from '../instructions/platform';
import { checkDefaultArgs } from '../linter';
import { quoteGo } from '../parser/quote';
import { withSuggestion } from '../parser/suggest';
import { resolveBases } from './base-image';
import { findCircularStage } from './circular';
import { toCommand } from './commands';
import type { ConvertOptions, ConvertResult } from './convert-types';
import { declareStages } from './declare-stages';
import { dispatch } from './dispatch';
import { type DispatchContext, type DispatchError, dispatchError } from './dispatch-context';
import { dispatchUser } from './dispatch-metadata';
import { inheritWorkdir } from './dispatch-workdir';
import { type EnvList, growEnv, splitEnv } from './env-list';
import { expandMetaArgs, platformArgs, proxyEnvironment } from './global-args';
import { resolveEpoch } from './source-date-epoch';
import { DEFAULT_PATH_ENV, inheritFromBase, reachableStages, type StageState, type StageTable } from './stage-state';
import type { Vertex } from './types';
import { createVertex } from './vertex';

/** The build context as a vertex; there is one in every graph, whatever is copied from it. */
export const CONTEXT_VERTEX: Vertex = createVertex({ kind: 'local' }, [], { name: '[internal] load build context', internal: true });

/** Turns a Dockerfile into a build graph and an image description for one platform (dockerfile2llb/convert.go, toDispatchState). */
export function convert(options: ConvertOptions): ConvertResult {
  const { dockerfile, report } = options;
  const { escape: escapeToken } = dockerfile.directives;
  const targetPlatform = options.targetPlatform ?? options.buildPlatform;
  const targetName = options.target || dockerfile.stages.at(-1)?.name || 'default';
  const defaults = platformArgs(options.buildPlatform, targetPlatform, targetName, options.buildArgs);
  const withDefaults = expandMetaArgs(dockerfile.metaArgs, defaults, {}, escapeToken);
  if (withDefaults.ok) report(checkDefaultArgs(dockerfile.stages, withDefaults.args, escapeToken));
  const meta = expandMetaArgs(dockerfile.metaArgs, defaults, options.buildArgs, escapeToken);
  if (!meta.ok) return failed(meta.error);

  const epoch = resolveEpoch(options.buildArgs, meta.args, dockerfile.stages);
  if (!epoch.ok) return failed(dispatchError(epoch.message, epoch.range));
  const { buildArgs, globalArgs, epochSeconds } = epoch;

  const declared = declareStages({ ...options, targetPlatform, globalArgs });
  if (!declared.ok) return failed(declared.error);
  const { stages } = declared;
  const target = findTarget(stages, options.target);
  if ('error' in target) return failed(target.error);
  const linked = linkStages(stages, escapeToken);
  if (linked !== undefined) return failed(linked);

  const bases = resolveBases({ ...options, stages, target: target.state, targetPlatform, escape: escapeToken });
  if (bases.kind !== 'resolved') return bases;
  if (options.ignoreRules.error !== undefined) return failed(dispatchError(options.ignoreRules.error));
  const contextPaths = new Set<string>();
  const context: DispatchContext = {
    stages,
    globalArgs,
    buildArgs,
    escape: escapeToken,
    buildContext: CONTEXT_VERTEX,
    targetPlatform,
    multiPlatform: options.multiPlatform,
    proxyEnv: proxyEnvironment(buildArgs),
    epochSeconds,
    report,
    ignoreRules: options.ignoreRules,
    contextPaths,
  };
  const reachable = reachableStages(target.state);
  const problem = dispatchStages(stages, reachable, context);
  if (problem !== undefined) return failed(problem);
  finalizeImage(target.state, options, targetPlatform);
  const conversion = { target: target.state, states: stages.states, reachable, platform: targetPlatform, epochSeconds, globalArgs, contextPaths };
  return { kind: 'converted', conversion };
}

function failed(error: Diagnostic): ConvertResult {
  return { kind: 'failed', error };
}

function findTarget(stages: StageTable, name: string | undefined): { readonly state: StageState } | { readonly error: Diagnostic } {
  if (name === undefined || name === '') {
    const last = stages.states.at(-1);
    return last === undefined ? { error: dispatchError('dockerfile contains no stages to build') } : { state: last };
  }
  const state = stages.findByName(name);
  if (state !== undefined) return { state };
  return { error: dispatchError(withSuggestion(`target stage ${quoteGo(name)} could not be found`, name, stages.names())) };
}

/** Finds what each instruction refers to. Images named by COPY --from become stages behind all the others. */
function linkStages(stages: StageTable, escapeToken: '\\' | '`'): DispatchError {
  for (const state of [...stages.states]) {
    for (const [index, instruction] of state.stage.instructions.entries()) {
      const result = toCommand(instruction, stages, { index, isOnBuild: false, escape: escapeToken });
      if (!result.ok) return result.error;
      state.commands.push(result.command);
      for (const source of result.command.sources) {
        if (source === undefined) continue;
        state.deps.set(source, instruction);
        if (source.unregistered) stages.add(source);
      }
    }
  }
  const circular = findCircularStage(stages.states);
  if (circular !== undefined) return circular;
  const [only, second] = stages.states;
  if (only !== undefined && second === undefined) only.displayName = '';
  return undefined;
}

function dispatchStages(stages: StageTable, reachable: ReadonlySet<StageState>, context: DispatchContext): DispatchError {
  for (const state of stages.states) {
    if (!reachable.has(state) || state.dispatched) continue;
    inheritFromBase(state);
    state.dispatched = true;
    state.platform ??= context.targetPlatform;
    initialiseFromImage(state);
    for (const command of state.commands) {
      const error = dispatch(state, command, context);
      if (error !== undefined) return error;
    }
  }
  return undefined;
}

function initialiseFromImage(state: StageState): void {
  const env = state.image.config.Env ?? [];
  if (state.platform?.os !== 'windows' && !env.some((entry) => splitEnv(entry)[0] === 'PATH')) {
    state.image = { ...state.image, config: { ...state.image.config, Env: [...env, DEFAULT_PATH_ENV] } };
  }
  let list: EnvList = state.env;
  for (const entry of state.image.config.Env ?? []) list = growEnv(list, ...splitEnv(entry));
  state.env = list;
  if (state.image.config.WorkingDir) inheritWorkdir(state, state.image.config.WorkingDir);
  if (state.image.config.User) dispatchUser(state, state.image.config.User, { commit: false });
}

/** Labels of the command line win and leave no history; the image is labelled with the target's platform whatever built it. */
function finalizeImage(target: StageState, options: ConvertOptions, targetPlatform: Platform): void {
  const { config } = target.image;
  const labels = Object.keys(options.labels).length === 0 ? config.Labels : { ...config.Labels, ...options.labels };
  target.image = { ...target.image, config: labels === undefined ? config : { ...config, Labels: labels } };
  if (options.targetPlatform === undefined) return;
  const same = targetPlatform.os === target.image.os && targetPlatform.architecture === target.image.architecture;
  const variant = targetPlatform.variant !== undefined || !same ? targetPlatform.variant : target.image.variant;
  const { variant: normalized, ...platform } = normalizePlatform({
    os: targetPlatform.os,
    architecture: targetPlatform.architecture,
    ...(variant === undefined ? {} : { variant }),
  });
  const { variant: _replaced, ...image } = target.image;
  target.image = { ...image, os: platform.os, architecture: platform.architecture, ...(normalized === undefined ? {} : { variant: normalized }) };
}
