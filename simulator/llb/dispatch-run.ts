import type { Mount, RunInstruction } from '../instructions/types';
import { matchHeredocMark } from '../parser/heredoc';
import { argsInScope, commitToHistory, type DispatchContext, type DispatchError, dispatchError, originOf, platformOf } from './dispatch-context';
import { withShell } from './dispatch-metadata';
import { type EnvList, envToArray, setEnv } from './env-list';
import { cleanPath, joinPath } from './go-path';
import type { Command, StageState } from './stage-state';
import { expandStepText, nextStepName, summarizeHeredoc, uppercaseKeyword } from './step-name';
import type { ExecMount, ExecOp, SecretEnv, Vertex } from './types';
import { createVertex, inputCollector } from './vertex';

/** RUN becomes one exec vertex (dockerfile2llb/convert.go, dispatchRun). */
export function dispatchRun(state: StageState, command: Command, instruction: RunInstruction, context: DispatchContext): DispatchError {
  const inputs = inputCollector();
  const base = inputs.add(state.output);
  const script = runScript(state, instruction);
  const mounts = convertMounts(state, command, instruction, context, inputs);
  if (!mounts.ok) return mounts.error;
  if (script.words.length === 0) {
    return dispatchError('failed to marshal LLB definition: arguments are required');
  }
  const op: ExecOp = {
    kind: 'exec',
    base,
    args: script.words,
    env: envToArray(state.env),
    cwd: state.workingDirectory,
    user: state.user,
    network: instruction.network === 'none' || instruction.network === 'host' ? instruction.network : 'default',
    security: instruction.security === 'insecure' ? 'insecure' : 'sandbox',
    mounts: script.file === undefined ? mounts.mounts : [...mounts.mounts, inlineScriptMount(script.file, state, context, inputs)].sort(byTarget),
    secretEnv: mounts.secretEnv,
    proxyEnv: context.proxyEnv,
    platform: platformOf(state, context),
  };
  state.output = createVertex(op, inputs.inputs, {
    name: nextStepName(uppercaseKeyword(runTitle(instruction, script.titleSuffix, maskSecrets(state.env, mounts.secretEnv), context)), {
      state,
      multiPlatform: context.multiPlatform,
      platform: platformOf(state, context),
      env: state.env,
      isOnBuild: command.isOnBuild,
    }),
    ignoreCache: state.ignoreCache,
    ...(state.noCacheFilter === undefined ? {} : { noCacheFilter: state.noCacheFilter }),
    origin: originOf(state, command, context),
  });
  const args = argsInScope(state.buildArgs, state.env);
  const createdBy = [...(args.length > 0 ? [`|${args.length}`, ...args] : []), ...script.words].join(' ');
  commitToHistory(state, `RUN ${createdBy}`, { layer: true, suffix: true });
  return undefined;
}

interface RunScript {
  readonly words: readonly string[];
  readonly titleSuffix: string;
  /** A here-document that starts with `#!` is put into a file, which the shell (or nothing) starts. */
  readonly file?: { readonly name: string; readonly content: string };
}

function runScript(state: StageState, { command }: RunInstruction): RunScript {
  const [first] = command.heredocs;
  const line = command.words[0] ?? '';
  if (first === undefined || command.form === 'exec') {
    return { words: command.form === 'shell' ? withShell(state, command.words) : command.words, titleSuffix: '' };
  }
  if (matchHeredocMark(line) === undefined) {
    const whole = line + command.heredocs.map((heredoc) => `\n${heredoc.raw}${heredoc.name}`).join('');
    return { words: withShell(state, [whole]), titleSuffix: '' };
  }
  const titleSuffix = ` (${summarizeHeredoc(first.content)})`;
  if (!first.content.startsWith('#!')) return { words: withShell(state, [first.content]), titleSuffix };
  return { words: withShell(state, [`/dev/pipes/${first.name}`]), titleSuffix, file: { name: first.name, content: first.content } };
}

function inlineScriptMount(
  file: { readonly name: string; readonly content: string },
  state: StageState,
  context: DispatchContext,
  inputs: ReturnType<typeof inputCollector>,
): ExecMount {
  const platform = platformOf(state, context);
  const vertex = createVertex(
    { kind: 'file', base: undefined, platform, actions: [{ kind: 'mkfile', path: `/${file.name}`, mode: 0o755, data: file.content }] },
    [],
    { name: '[internal] preparing inline document', internal: true },
  );
  return { kind: 'bind', input: inputs.add(vertex), target: '/dev/pipes/', readOnly: true, selector: '' };
}

/** The title shows variables with their values, even where the process gets them unexpanded. */
function runTitle(instruction: RunInstruction, suffix: string, env: EnvList, context: DispatchContext): string {
  return expandStepText(instruction.original + suffix, env, { escape: context.escape, rawQuotes: true, keepUnset: true });
}

function maskSecrets(env: EnvList, secrets: readonly SecretEnv[]): EnvList {
  return secrets.reduce((masked: EnvList, secret) => setEnv(masked, secret.name, '****'), env);
}

type Mounts =
  | { readonly ok: true; readonly mounts: readonly ExecMount[]; readonly secretEnv: readonly SecretEnv[] }
  | { readonly ok: false; readonly error: DispatchError };

function convertMounts(
  state: StageState,
  command: Command,
  instruction: RunInstruction,
  context: DispatchContext,
  inputs: ReturnType<typeof inputCollector>,
): Mounts {
  const sorted: ExecMount[] = [];
  const trailing: ExecMount[] = [];
  const secretEnv: SecretEnv[] = [];
  for (const [index, mount] of (instruction.parsedMounts ?? []).entries()) {
    if (mount.type === 'secret' || mount.type === 'ssh') {
      const converted = mount.type === 'secret' ? convertSecret(mount) : convertSsh(mount, index);
      if (converted === undefined) return { ok: false, error: dispatchError('one of source, target required', instruction.range) };
      if (converted.env !== undefined) secretEnv.push(converted.env);
      if (converted.mount !== undefined) trailing.push(converted.mount);
      continue;
    }
    const target = mountTarget(mount, state);
    if (target === '/') return { ok: false, error: dispatchError(`invalid mount target "${target}"`, instruction.range) };
    const source = command.sources[index];
    if (mount.from !== undefined && source !== undefined && !source.dispatched) {
      const message = `cannot mount from stage "${mount.from}" to "${mount.target}", stage needs to be defined before current command`;
      return { ok: false, error: dispatchError(message, instruction.range) };
    }
    if (mount.from === undefined && mount.type === 'bind') context.contextPaths.add(joinPath('/', mount.source ?? ''));
    sorted.push(convertDirectoryMount(mount, target, mountSource(mount, source, context), platformOf(state, context), inputs));
  }
  return { ok: true, mounts: [...sorted.sort(byTarget), ...trailing], secretEnv };
}

const byTarget = (a: ExecMount, b: ExecMount) => (a.target < b.target ? -1 : a.target > b.target ? 1 : 0);

function mountTarget(mount: Mount, state: StageState): string {
  return cleanPath(mount.target).startsWith('/') ? mount.target : joinPath('/', state.workingDirectory, mount.target);
}

function mountSource(mount: Mount, source: StageState | undefined, context: DispatchContext): Vertex | undefined {
  if (mount.from !== undefined) return source?.output;
  return mount.type === 'bind' ? context.buildContext : undefined;
}

function convertDirectoryMount(
  mount: Mount,
  target: string,
  source: Vertex | undefined,
  platform: ReturnType<typeof platformOf>,
  inputs: ReturnType<typeof inputCollector>,
): ExecMount {
  if (mount.type === 'tmpfs') return { kind: 'tmpfs', target, sizeBytes: mount.sizeBytes ?? 0 };
  let vertex = source;
  let selector = joinPath('/', mount.source ?? '');
  if (selector === '/' && (mount.uid !== undefined || mount.gid !== undefined || mount.mode !== undefined)) {
    vertex = mountPermissions(mount, source, platform);
    selector = '/cache';
  }
  const input = inputs.add(vertex);
  if (mount.type === 'bind') return { kind: 'bind', input, target, readOnly: mount.readOnly, selector: selector === '/' ? '' : selector };
  return {
    kind: 'cache',
    target,
    cacheId: `/${mount.cacheId ?? cleanPath(mount.target)}`,
    sharing: mount.sharing ?? 'shared',
    input,
    selector: selector === '/' ? '' : selector,
  };
}

/** A cache mount with an owner or mode starts from a directory made for it (dockerfile2llb/convert_runmount.go, setCacheUIDGID). */
function mountPermissions(mount: Mount, source: Vertex | undefined, platform: ReturnType<typeof platformOf>): Vertex {
  const inputs = source === undefined ? [] : [source];
  return createVertex(
    {
      kind: 'file',
      base: source === undefined ? undefined : 0,
      platform,
      actions: [
        {
          kind: 'mkdir',
          path: '/cache',
          mode: mount.mode ?? 0o755,
          makeParents: false,
          owner: { user: { id: mount.uid ?? 0 }, group: { id: mount.gid ?? 0 } },
        },
      ],
    },
    inputs,
    { name: '[internal] setting cache mount permissions', internal: true },
  );
}

function convertSecret(mount: Mount): { readonly mount?: ExecMount; readonly env?: SecretEnv } | undefined {
  const source = mount.source !== undefined && mount.source !== '' ? mount.source : mount.cacheId;
  const id = source ?? (mount.target === '' ? undefined : mount.target.slice(mount.target.lastIndexOf('/') + 1));
  if (id === undefined || id === '') return undefined;
  const optional = !mount.required;
  const env = mount.env === undefined ? undefined : { id, name: mount.env, optional };
  const target = mount.target !== '' ? mount.target : mount.env === undefined ? `/run/secrets/${id.slice(id.lastIndexOf('/') + 1)}` : undefined;
  return {
    ...(env === undefined ? {} : { env }),
    ...(target === undefined
      ? {}
      : { mount: { kind: 'secret', target, id, optional, uid: mount.uid ?? 0, gid: mount.gid ?? 0, mode: mount.mode ?? 0o400 } }),
  };
}

function convertSsh(mount: Mount, index: number): { readonly mount?: ExecMount; readonly env?: SecretEnv } {
  const id = mount.source ?? mount.cacheId ?? 'default';
  const target = mount.target !== '' ? mount.target : `/run/buildkit/ssh_agent.${index}`;
  return {
    mount: { kind: 'ssh', target, id, optional: !mount.required, uid: mount.uid ?? 0, gid: mount.gid ?? 0, mode: mount.mode ?? 0o600 },
  };
}
