import type { RunInstruction } from '../instructions/types';
import { matchHeredocMark } from '../parser/heredoc';
import { argsInScope, commitToHistory, type DispatchContext, type DispatchError, dispatchError, originOf, platformOf } from './dispatch-context';
import { withShell } from './dispatch-metadata';
import { convertMounts, withDirectoryMount } from './dispatch-mounts';
import { type EnvList, envToArray, setEnv } from './env-list';
import type { Command, StageState } from './stage-state';
import { expandStepText, nextStepName, summarizeHeredoc, uppercaseKeyword } from './step-name';
import type { ExecMount, ExecOp, SecretEnv } from './types';
import { createVertex, type InputCollector, inputCollector } from './vertex';

/** RUN becomes one exec vertex (dockerfile2llb/convert.go, dispatchRun). */
export function dispatchRun(state: StageState, command: Command, instruction: RunInstruction, context: DispatchContext): DispatchError {
  const inputs = inputCollector();
  const base = inputs.add(state.output);
  const script = runScript(state, instruction);
  const mounts = convertMounts(state, command, instruction, context, inputs);
  if (!mounts.ok) return mounts.error;
  if (instruction.devices !== undefined) {
    return dispatchError('device feature is only supported in Dockerfile frontend 1.14.0-labs or later', instruction.range);
  }
  if (script.words.length === 0) {
    return dispatchError('failed to marshal LLB definition: arguments are required');
  }
  const op: ExecOp = {
    kind: 'exec',
    base,
    args: script.words,
    env: envToArray(mounts.agentSocket === undefined ? state.env : withDefault(state.env, 'SSH_AUTH_SOCK', mounts.agentSocket)),
    cwd: state.workingDirectory,
    user: state.user,
    network: instruction.network === 'none' || instruction.network === 'host' ? instruction.network : 'default',
    security: instruction.security === 'insecure' ? 'insecure' : 'sandbox',
    mounts: script.file === undefined ? mounts.mounts : withDirectoryMount(mounts.mounts, inlineScriptMount(script.file, inputs)),
    secretEnv: mounts.secretEnv,
    proxyEnv: context.proxyEnv,
    platform: platformOf(state, context),
  };
  state.output = createVertex(op, inputs.inputs, {
    name: nextStepName(uppercaseKeyword(runTitle(instruction, script.titleSuffix, maskSecrets(state.env, mounts.secretEnv), context)), {
      state,
      multiPlatform: context.multiPlatform,
      platform: base === undefined ? undefined : platformOf(state, context),
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

function inlineScriptMount(file: { readonly name: string; readonly content: string }, inputs: InputCollector): ExecMount {
  const vertex = createVertex(
    { kind: 'file', base: undefined, actions: [{ kind: 'mkfile', path: `/${file.name}`, mode: 0o755, data: file.content }] },
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

function withDefault(env: EnvList, name: string, value: string): EnvList {
  return env.has(name) ? env : setEnv(env, name, value);
}
