import type { BaseImage } from '../catalog/types';
import type { HistoryEntry, ImageConfig, Platform } from '../image/types';
import type { Instruction, Stage } from '../instructions/types';
import { settleRecord } from './config-record';
import { type EnvList, settleEnv } from './env-list';
import type { Vertex } from './types';

/** The image that a stage describes so far; `config` and `history` are replaced, never changed in place. */
export interface ImageDraft {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly author?: string;
  readonly config: ImageConfig;
  /** A new entry has no `created`: the exporter knows the time. */
  readonly history: readonly HistoryEntry[];
}

export interface Command {
  readonly instruction: Instruction;
  /** Position among the stage's own instructions; triggers of a base count from -1000. */
  readonly index: number;
  /** Stages that COPY --from or a RUN's mounts name, in order of the mounts. */
  readonly sources: readonly (StageState | undefined)[];
  readonly isOnBuild: boolean;
}

export interface BuildArg {
  readonly name: string;
  readonly value?: string;
}

/**
 * What is known of a stage while the graph is being written: the counterpart of `dispatchState`
 * (moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go). Changed in place during conversion only.
 */
export interface StageState {
  readonly stage: Stage;
  /** 0-based; -1 for an image that COPY --from or a mount names without a stage of its own. */
  readonly index: number;
  /** As the progress display shows it; empty in a file of one stage. */
  displayName: string;
  baseName: string;
  /** The base's name in full, once an earlier round of resolving has left it for later. */
  completedName: string | undefined;
  base: StageState | undefined;
  platform: Platform | undefined;
  output: Vertex | undefined;
  env: EnvList;
  workingDirectory: string;
  user: string;
  image: ImageDraft;
  baseImage: BaseImage | undefined;
  commands: Command[];
  readonly deps: Map<StageState, Instruction | undefined>;
  buildArgs: BuildArg[];
  commandIndex: number;
  commandTotal: number;
  ignoreCache: boolean;
  noCacheFilter: string | undefined;
  readonly unregistered: boolean;
  dispatched: boolean;
  resolved: boolean;
  onBuildInitialised: boolean;
  workdirSet: boolean;
  cmdSet: boolean;
  /** Characters of what it has added to the history, its stages below included. */
  historyLength: number;
  readonly seenOnce: Map<'CMD' | 'ENTRYPOINT' | 'HEALTHCHECK', Instruction>;
}

export function createStageState(stage: Stage, index: number, options: { readonly unregistered?: boolean } = {}): StageState {
  return {
    stage,
    index,
    displayName: stage.name ?? `stage-${index}`,
    baseName: stage.baseName,
    completedName: undefined,
    base: undefined,
    platform: undefined,
    output: undefined,
    env: new Map(),
    workingDirectory: '/',
    user: '',
    image: { os: '', architecture: '', config: {}, history: [] },
    baseImage: undefined,
    commands: [],
    deps: new Map(),
    buildArgs: [],
    commandIndex: 0,
    commandTotal: 0,
    ignoreCache: false,
    noCacheFilter: undefined,
    unregistered: options.unregistered ?? false,
    dispatched: false,
    resolved: false,
    onBuildInitialised: false,
    workdirSet: false,
    cmdSet: false,
    historyLength: 0,
    seenOnce: new Map(),
  };
}

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
export const DEFAULT_PATH_ENV = `PATH=${DEFAULT_PATH}`;

/** The image of `FROM scratch`: it has a working directory and, unless it is for Windows, a PATH (dockerfile2llb/image.go, emptyImage). */
export function emptyImage(platform: Platform): ImageDraft {
  return {
    os: platform.os,
    architecture: platform.architecture,
    ...(platform.variant === undefined ? {} : { variant: platform.variant }),
    config: { ...(platform.os === 'windows' ? {} : { Env: [DEFAULT_PATH_ENV] }), WorkingDir: '/' },
    history: [],
  };
}

/** Stages by position and by name; names are found whatever their case, but FROM looks them up as written. */
export class StageTable {
  readonly states: StageState[] = [];
  private readonly byName = new Map<string, StageState>();

  add(state: StageState): void {
    this.states.push(state);
    state.base = this.byName.get(state.baseName);
    if (state.stage.name !== undefined && state.stage.name !== '') this.byName.set(state.stage.name.toLowerCase(), state);
  }

  findByName(name: string): StageState | undefined {
    return this.byName.get(name.toLowerCase());
  }

  names(): string[] {
    return this.states.map((state) => state.displayName).filter((name) => name !== '');
  }
}

/** Everything that a stage can reach through its base and what it copies or mounts, itself included. */
export function reachableStages(target: StageState): ReadonlySet<StageState> {
  const reached = new Set<StageState>();
  const pending = [target];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    if (reached.has(state)) continue;
    reached.add(state);
    if (state.base !== undefined) pending.push(state.base);
    pending.push(...state.deps.keys());
  }
  return reached;
}

/** A stage FROM a stage gets its files, image, variables and arguments; its triggers have fired (dispatchState.init). */
export function inheritFromBase(state: StageState): void {
  const { base } = state;
  if (base === undefined) return;
  state.output = base.output;
  state.platform = base.platform;
  const { OnBuild: _fired, ...config } = base.image.config;
  for (const record of [config.Labels, config.Volumes, config.ExposedPorts]) settleRecord(record);
  state.image = { ...base.image, config };
  state.historyLength = base.historyLength;
  state.baseImage = base.baseImage;
  state.workdirSet = base.workdirSet;
  state.env = settleEnv(base.env);
  state.workingDirectory = base.workingDirectory;
  state.user = base.user;
  state.buildArgs = [...base.buildArgs];
}
