import { assertNever } from '../assert-never';
import { parsePort } from '../instructions/ports';
import type { CommandLine, Instruction } from '../instructions/types';
import { checkKeyValueFormat, checkPortFormat, checkProtocolCasing, checkSecretName, checkShellForm } from '../linter';
import { growRecord } from './config-record';
import { commitToHistory, type DispatchContext, type DispatchError, dispatchError, setConfig } from './dispatch-context';
import { growEnv, setConfigEnv } from './env-list';
import { formatGoDuration, formatGoList, quoteGoList } from './go-format';
import { isSignal } from './signals';
import type { StageState } from './stage-state';

type Kind<K extends Instruction['kind']> = Extract<Instruction, { kind: K }>;

const DEFAULT_SHELL = ['/bin/sh', '-c'];

/** Puts the stage's shell before a shell-form command (dockerfile2llb/convert.go, withShell). */
export function withShell(state: StageState, words: readonly string[]): string[] {
  const shell = state.image.config.Shell;
  return [...(shell !== undefined && shell.length > 0 ? shell : DEFAULT_SHELL), words.join(' ')];
}

export function dispatchEnv(state: StageState, instruction: Kind<'ENV'>, context: DispatchContext): DispatchError {
  context.report(checkKeyValueFormat(instruction));
  let text = 'ENV';
  for (const { name, value } of instruction.pairs) {
    context.report(checkSecretName('ENV', name, instruction));
    text += ` ${name}=${value}`;
    // Whatever the image sets is in the state's list too.
    const isNew = !state.env.has(name);
    const list = state.image.config.Env ?? [];
    setConfig(state, { Env: isNew ? [...list, `${name}=${value}`] : setConfigEnv(list, name, value) });
    state.env = growEnv(state.env, name, value);
  }
  commitToHistory(state, text, { layer: false });
  return undefined;
}

export function dispatchLabel(state: StageState, instruction: Kind<'LABEL'>, context: DispatchContext): DispatchError {
  context.report(checkKeyValueFormat(instruction));
  let text = 'LABEL';
  for (const { name, value } of instruction.pairs) text += ` ${name}=${value}`;
  const added = instruction.pairs.map(({ name, value }) => [name, value] as const);
  setConfig(state, { Labels: growRecord(state.image.config.Labels, added) });
  commitToHistory(state, text, { layer: false });
  return undefined;
}

/** Shell and exec form of CMD and ENTRYPOINT as the config stores them. An empty list stays empty and leaves no field. */
function commandArgs(state: StageState, instruction: Kind<'CMD' | 'ENTRYPOINT'>, context: DispatchContext): readonly string[] {
  context.report(checkShellForm(instruction, (state.image.config.Shell ?? []).length > 0));
  const { form, words } = instruction.command;
  return form === 'exec' ? words : withShell(state, words);
}

export function dispatchCmd(state: StageState, instruction: Kind<'CMD'>, context: DispatchContext): DispatchError {
  const args = commandArgs(state, instruction, context);
  setConfig(state, { Cmd: args, ArgsEscaped: true });
  state.cmdSet = true;
  commitToHistory(state, `CMD ${quoteGoList(args)}`, { layer: false });
  return undefined;
}

export function dispatchEntrypoint(state: StageState, instruction: Kind<'ENTRYPOINT'>, context: DispatchContext): DispatchError {
  const args = commandArgs(state, instruction, context);
  setConfig(state, state.cmdSet ? { Entrypoint: args } : { Entrypoint: args, Cmd: [] });
  commitToHistory(state, `ENTRYPOINT ${quoteGoList(args)}`, { layer: false });
  return undefined;
}

export function dispatchHealthcheck(state: StageState, instruction: Kind<'HEALTHCHECK'>): DispatchError {
  const test = instruction.none ? ['NONE'] : healthTest(instruction.command);
  const { interval = 0, timeout = 0, startPeriod = 0, startInterval = 0, retries = 0 } = instruction;
  setConfig(state, {
    Healthcheck: {
      Test: test,
      ...(interval === 0 ? {} : { Interval: interval }),
      ...(timeout === 0 ? {} : { Timeout: timeout }),
      ...(startPeriod === 0 ? {} : { StartPeriod: startPeriod }),
      ...(startInterval === 0 ? {} : { StartInterval: startInterval }),
      ...(retries === 0 ? {} : { Retries: retries }),
    },
  });
  const fields = [
    `Test:${formatGoList(test)}`,
    `Interval:${formatGoDuration(interval)}`,
    `Timeout:${formatGoDuration(timeout)}`,
    `StartPeriod:${formatGoDuration(startPeriod)}`,
    `StartInterval:${formatGoDuration(startInterval)}`,
    `Retries:${retries}`,
  ];
  commitToHistory(state, `HEALTHCHECK {${fields.join(' ')}}`, { layer: false });
  return undefined;
}

function healthTest(line: CommandLine | undefined): string[] {
  if (line === undefined) return [];
  return line.form === 'exec' ? ['CMD', ...line.words] : ['CMD-SHELL', line.words.join(' ')];
}

export function dispatchExpose(state: StageState, instruction: Kind<'EXPOSE'>, context: DispatchContext): DispatchError {
  const ports: string[] = [];
  for (const word of instruction.ports) {
    const port = parsePort(word);
    context.report([...checkProtocolCasing(instruction, port), ...checkPortFormat(instruction, port)]);
    if (port.error !== undefined) return dispatchError(port.error, instruction.range);
    for (const name of port.ports) ports.push(name);
  }
  setConfig(state, { ExposedPorts: growRecord(state.image.config.ExposedPorts, ports.map(withNothing)) });
  commitToHistory(state, `EXPOSE ${formatGoList(ports)}`, { layer: false });
  return undefined;
}

/** Ports and volumes are a map to empty objects. */
function withNothing(name: string): readonly [string, object] {
  return [name, {}];
}

export function dispatchUser(state: StageState, user: string, options: { readonly commit: boolean }): DispatchError {
  state.user = user;
  setConfig(state, { User: user });
  if (options.commit) commitToHistory(state, `USER ${user}`, { layer: false });
  return undefined;
}

export function dispatchVolume(state: StageState, instruction: Kind<'VOLUME'>): DispatchError {
  if (instruction.volumes.includes('')) return dispatchError('VOLUME specified can not be an empty string', instruction.range);
  setConfig(state, { Volumes: growRecord(state.image.config.Volumes, instruction.volumes.map(withNothing)) });
  commitToHistory(state, `VOLUME ${formatGoList(instruction.volumes)}`, { layer: false });
  return undefined;
}

export function dispatchStopSignal(state: StageState, instruction: Kind<'STOPSIGNAL'>): DispatchError {
  if (!isSignal(instruction.signal)) return dispatchError(`invalid signal: ${instruction.signal}`, instruction.range);
  setConfig(state, { StopSignal: instruction.signal });
  commitToHistory(state, `STOPSIGNAL ${instruction.signal}`, { layer: false });
  return undefined;
}

export function dispatchShell(state: StageState, instruction: Kind<'SHELL'>): DispatchError {
  setConfig(state, { Shell: instruction.shell });
  commitToHistory(state, `SHELL ${formatGoList(instruction.shell)}`, { layer: false });
  return undefined;
}

export function dispatchMaintainer(state: StageState, instruction: Kind<'MAINTAINER'>): DispatchError {
  state.image = { ...state.image, author: instruction.maintainer };
  commitToHistory(state, `MAINTAINER ${instruction.maintainer}`, { layer: false });
  return undefined;
}

/** ONBUILD is kept for whoever builds on the image; it writes no history. */
export function dispatchOnbuild(state: StageState, instruction: Kind<'ONBUILD'>): DispatchError {
  setConfig(state, { OnBuild: [...(state.image.config.OnBuild ?? []), instruction.trigger] });
  return undefined;
}

type MetadataKind = Exclude<Instruction['kind'], 'RUN' | 'COPY' | 'ADD' | 'WORKDIR' | 'ARG'>;
export type MetadataInstruction = Extract<Instruction, { kind: MetadataKind }>;

/** The instructions that change the config alone. */
export function dispatchMetadata(state: StageState, instruction: MetadataInstruction, context: DispatchContext): DispatchError {
  switch (instruction.kind) {
    case 'ENV':
      return dispatchEnv(state, instruction, context);
    case 'LABEL':
      return dispatchLabel(state, instruction, context);
    case 'CMD':
      return dispatchCmd(state, instruction, context);
    case 'ENTRYPOINT':
      return dispatchEntrypoint(state, instruction, context);
    case 'HEALTHCHECK':
      return dispatchHealthcheck(state, instruction);
    case 'EXPOSE':
      return dispatchExpose(state, instruction, context);
    case 'USER':
      return dispatchUser(state, instruction.user, { commit: true });
    case 'VOLUME':
      return dispatchVolume(state, instruction);
    case 'STOPSIGNAL':
      return dispatchStopSignal(state, instruction);
    case 'SHELL':
      return dispatchShell(state, instruction);
    case 'MAINTAINER':
      return dispatchMaintainer(state, instruction);
    case 'ONBUILD':
      return dispatchOnbuild(state, instruction);
    default:
      return assertNever(instruction);
  }
}
