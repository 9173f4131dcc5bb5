import type { Diagnostic, LineRange } from '../diagnostics';
import type { IgnorePatterns } from '../fs/ignore';
import type { HistoryEntry, Platform } from '../image/types';
import type { Instruction } from '../instructions/types';
import type { Finding } from '../linter';
import { type EnvList, settleEnv } from './env-list';
import type { BuildArg, Command, StageState, StageTable } from './stage-state';
import type { Origin, Vertex } from './types';

/** What every instruction's conversion may look at; fixed for one platform of one build. */
export interface DispatchContext {
  readonly stages: StageTable;
  readonly globalArgs: EnvList;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly escape: '\\' | '`';
  readonly buildContext: Vertex;
  readonly targetPlatform: Platform;
  readonly multiPlatform: boolean;
  readonly proxyEnv: readonly string[];
  /** Seconds; goes into WORKDIR's key. */
  readonly epochSeconds: number | undefined;
  /** Takes what build checks have found; whether a rule is skipped is decided later. */
  readonly report: (findings: readonly Finding[]) => void;
  readonly ignoreRules: IgnorePatterns;
  /** Filled while converting: what is taken from the build context, absolute. */
  readonly contextPaths: Set<string>;
}

/** An error of the conversion: undefined when all went well. */
export type DispatchError = Diagnostic | undefined;

export function dispatchError(message: string, range?: LineRange): Diagnostic {
  return { severity: 'error', message, ...(range === undefined ? {} : { range }) };
}

const HISTORY_COMMENT = 'buildkit.dockerfile.v0';

/** Appends to the stage's history (dockerfile2llb/convert.go, commitToHistory). */
export function commitToHistory(state: StageState, createdBy: string, options: { readonly layer: boolean; readonly suffix?: boolean }): void {
  const entry: HistoryEntry = {
    createdBy: options.suffix ? `${createdBy} # buildkit` : createdBy,
    comment: HISTORY_COMMENT,
    emptyLayer: !options.layer,
  };
  state.historyLength += createdBy.length;
  state.image = { ...state.image, history: [...state.image.history, entry] };
}

export function setConfig(state: StageState, change: Partial<StageState['image']['config']>): void {
  state.image = { ...state.image, config: { ...state.image.config, ...change } };
}

export function platformOf(state: StageState, context: DispatchContext): Platform {
  return state.platform ?? context.targetPlatform;
}

export function originOf(state: StageState, command: Command, context: DispatchContext, options: { readonly link?: boolean } = {}): Origin {
  const { instruction } = command;
  return {
    platform: formatKey(context.targetPlatform),
    stageIndex: state.index,
    stageName: state.stage.name ?? String(state.index),
    instructionIndex: command.index,
    instruction: stepInstruction(instruction),
    ...(command.isOnBuild ? {} : { range: instruction.range }),
    errorRange: instruction.range,
    text: instruction.original,
    link: options.link ?? false,
    env: settleEnv(state.env),
    argNames: state.buildArgs.map((arg) => arg.name),
  };
}

function stepInstruction(instruction: Instruction): Origin['instruction'] {
  switch (instruction.kind) {
    case 'RUN':
    case 'COPY':
    case 'ADD':
    case 'WORKDIR':
      return instruction.kind;
    default:
      throw new Error(`${instruction.kind} makes no step`);
  }
}

export function formatKey(platform: Platform): string {
  return [platform.os, platform.architecture, platform.variant].filter((part) => part !== undefined && part !== '').join('/');
}

/** ARG values in scope, the last of a name in the place of the first (dockerfile2llb/convert.go, runCommandString). */
export function argsInScope(buildArgs: readonly BuildArg[], env: EnvList): string[] {
  const values = new Map<string, string>();
  for (const arg of buildArgs) values.set(arg.name, env.get(arg.name) ?? arg.value ?? '');
  return [...values].map(([name, value]) => `${name}=${value}`);
}
