import { resolveReference, withoutDigest } from '../catalog/reference';
import type { BaseImage } from '../catalog/types';
import type { Diagnostic } from '../diagnostics';
import type { Platform } from '../image/types';
import { parseTrigger } from '../instructions/trigger';
import { checkBasePlatform } from '../linter';
import { quoteGo } from '../parser/quote';
import { withSuggestion } from '../parser/suggest';
import { toCommand } from './commands';
import type { ConvertOptions, ConvertResult } from './convert-types';
import { dispatchError, formatKey } from './dispatch-context';
import { EMPTY_ENV } from './env-list';
import { type Command, emptyImage, inheritFromBase, reachableStages, type StageState, type StageTable } from './stage-state';
import { nextStepName } from './step-name';
import { createVertex } from './vertex';

export interface ResolveOptions extends Omit<ConvertOptions, 'target' | 'targetPlatform'> {
  readonly stages: StageTable;
  readonly target: StageState;
  readonly targetPlatform: Platform;
  readonly escape: '\\' | '`';
}

type Resolved = { readonly kind: 'resolved' } | Exclude<ConvertResult, { kind: 'converted' }>;

/** Triggers of a base take places before all of the stage's own instructions. */
const FIRST_TRIGGER = -1000;

/**
 * Resolves base images of the stages that are needed and puts their ONBUILD triggers in front; a trigger can name further
 * images, so this goes on until nothing new turns up (dockerfile2llb/convert.go, resolveStages).
 */
export function resolveBases(options: ResolveOptions): Resolved {
  for (;;) {
    const reachable = reachableStages(options.target);
    const malformed = findMalformedBase(options.stages.states);
    if (malformed !== undefined) return malformed;
    for (const state of options.stages.states) {
      const problem = resolveBase(state, reachable.has(state), options);
      if (problem !== undefined) return problem;
    }
    let found = false;
    for (const state of options.stages.states) {
      if (!reachable.has(state)) continue;
      inheritFromBase(state);
      const triggers = takeTriggers(state);
      if (triggers.length === 0) continue;
      const added = addTriggers(state, triggers, options);
      if (typeof added !== 'boolean') return { kind: 'failed', error: added };
      found ||= added;
    }
    if (!found) return { kind: 'resolved' };
  }
}

/**
 * A base whose name is no reference fails before any registry has answered. All bases are looked up at the same time; of several such
 * names it is nearly always the last one that fails the build, since its goroutine was started last and so runs first.
 */
function findMalformedBase(states: readonly StageState[]): Exclude<Resolved, { kind: 'resolved' | 'needs-part' }> | undefined {
  for (const state of [...states].reverse()) {
    if (!isUnresolved(state) || state.baseName === 'scratch') continue;
    const reference = resolveReference(state.baseName);
    if (reference.ok) continue;
    const message = `failed to parse stage name ${quoteGo(state.baseName)}: ${reference.message}`;
    return { kind: 'failed', error: dispatchError(message, state.stage.range.startLine === 0 ? undefined : state.stage.range) };
  }
  return undefined;
}

function isUnresolved(state: StageState): boolean {
  return state.base === undefined && !state.dispatched && !state.resolved;
}

function resolveBase(state: StageState, reachable: boolean, options: ResolveOptions): Exclude<Resolved, { kind: 'resolved' }> | undefined {
  if (!isUnresolved(state)) return undefined;
  state.resolved = reachable;
  if (state.baseName === 'scratch') {
    state.output = undefined;
    state.image = emptyImage(options.targetPlatform);
    state.platform = options.targetPlatform;
    state.dispatched = state.unregistered;
    return undefined;
  }
  const { range } = state.stage;
  const reference = resolveReference(state.baseName);
  if (!reference.ok) throw new Error(`a malformed base got past the check: ${state.baseName}`);
  if (state.unregistered) state.dispatched = true;
  if (!reachable) {
    leaveForLater(state, reference.reference.text);
    return undefined;
  }
  const platform = state.platform ?? options.targetPlatform;
  const lookup = options.lookupImage(reference.reference, platform);
  if (lookup.kind === 'needs-part') return lookup;
  if (lookup.kind !== 'found') return notFound(state, reference.reference.text, lookup, options);
  options.report(checkBasePlatform(state.completedName ?? state.baseName, platform, lookup.image.platform, range));
  adoptImage(state, lookup.image, reference.reference.text, platform, options);
  return undefined;
}

/**
 * A stage that only an ONBUILD trigger will need has its FROM step counted and its name completed all the same, so that the step is
 * 2 of 2 when it comes to be needed, and a failed look-up names the image in full (resolveBaseImage, called once per round).
 */
function leaveForLater(state: StageState, reference: string): void {
  state.completedName = reference;
  if (state.commandTotal > 0) state.commandIndex += 1;
}

function notFound(
  state: StageState,
  reference: string,
  lookup:
    | { readonly kind: 'not-found'; readonly suggestions: readonly string[] }
    | { readonly kind: 'no-platform'; readonly platforms: readonly string[] },
  options: ResolveOptions,
): Exclude<Resolved, { kind: 'resolved' | 'needs-part' }> {
  const wanted = formatKey(state.platform ?? options.targetPlatform);
  const reason = lookup.kind === 'not-found' ? `${reference}: not found` : `no match for platform in manifest: not found`;
  const name = state.completedName ?? state.baseName;
  const failure = `${name}: failed to resolve source metadata for ${reference}: ${reason}`;
  const message = withSuggestion(failure, name, [...options.stages.names(), ...commonImageNames()]);
  return {
    kind: 'failed',
    error: dispatchError(message, state.stage.range.startLine === 0 ? undefined : state.stage.range),
    suggestions:
      lookup.kind === 'not-found' ? lookup.suggestions : lookup.platforms.map((platform) => `--platform=${platform} (asked for ${wanted})`),
    beyondCatalog: true,
  };
}

/** Names that a misspelt base is compared with; the odd `docker.io/library` without a slash is BuildKit's own. */
function commonImageNames(): string[] {
  const repositories = ['alpine', 'busybox', 'centos', 'debian', 'golang', 'ubuntu', 'fedora'];
  return repositories.flatMap((name) => [name, `docker.io/library${name}`, `${name}:latest`, `docker.io/library${name}:latest`]);
}

/** `reference` as the Dockerfile has it, completed: a step shows the tag that was written, or none when only a digest was. */
function adoptImage(state: StageState, image: BaseImage, reference: string, platform: Platform, options: ResolveOptions): void {
  state.baseImage = image;
  state.image = {
    os: image.platform.os,
    architecture: image.platform.architecture,
    ...(image.platform.variant === undefined ? {} : { variant: image.platform.variant }),
    ...(image.author === undefined ? {} : { author: image.author }),
    config: image.config,
    history: image.history,
  };
  state.platform = platform;
  if (image.layers.length === 0) return;
  const shown = withoutDigest(reference);
  state.output = createVertex({ kind: 'image', reference: `${shown}@${image.digest}`, platform }, [], {
    name: nextStepName(`FROM ${shown}`, { state, multiPlatform: options.multiPlatform, platform, env: EMPTY_ENV, isOnBuild: false }),
    origin: {
      platform: formatKey(options.targetPlatform),
      stageIndex: state.index,
      stageName: state.stage.name ?? String(state.index),
      instructionIndex: -1,
      instruction: 'FROM',
      ...(state.stage.range.startLine === 0 ? {} : { range: state.stage.range, errorRange: state.stage.range }),
      text: state.stage.original,
      link: false,
      env: EMPTY_ENV,
      argNames: [],
    },
  });
}

/** Triggers of the base image, and of a base stage's own ONBUILD lines; both fire once. */
function takeTriggers(state: StageState): string[] {
  const triggers = [...(state.image.config.OnBuild ?? [])];
  if (state.base !== undefined && !state.onBuildInitialised) {
    for (const { instruction } of state.base.commands) if (instruction.kind === 'ONBUILD') triggers.push(instruction.trigger);
    state.onBuildInitialised = true;
  }
  const { OnBuild: _fired, ...config } = state.image.config;
  state.image = { ...state.image, config };
  return triggers;
}

/** True when a trigger brought a stage or image that was not there before. */
function addTriggers(state: StageState, triggers: readonly string[], options: ResolveOptions): boolean | Diagnostic {
  const commands: Command[] = [];
  let hasNew = false;
  for (const [position, text] of triggers.entries()) {
    const trigger = parseTrigger(text, state.stage.range);
    if (!trigger.ok) return dispatchError(trigger.error, state.stage.range);
    const result = toCommand(trigger.value, options.stages, { index: FIRST_TRIGGER + position, isOnBuild: true, escape: options.escape });
    if (!result.ok) return dispatchError(result.error.message, state.stage.range);
    commands.push(result.command);
    for (const source of result.command.sources) {
      if (source === undefined) continue;
      hasNew = true;
      state.deps.set(source, result.command.instruction);
      if (source.unregistered) options.stages.add(source);
    }
  }
  state.commands = [...commands, ...state.commands];
  state.commandTotal += commands.length;
  return hasNew;
}
