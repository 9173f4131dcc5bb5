import { isValidSymbolicMode } from '../fs/mode';
import { parseOwnerSpec } from '../fs/owner';
import type { CopyInstruction } from '../instructions/types';
import { checkCopySource } from '../linter';
import { quoteGo } from '../parser/quote';
import { commitToHistory, type DispatchContext, type DispatchError, dispatchError, originOf, platformOf } from './dispatch-context';
import { baseName, cleanPath, hasWildcard, joinPath, normalizeActionPath, normalizePath } from './go-path';
import { classifyRemote } from './remote-source';
import type { Command, StageState } from './stage-state';
import { expandStepText, stepName, uppercaseKeyword } from './step-name';
import type { CopyAction, FileOp, Vertex } from './types';
import { createVertex, inputCollector } from './vertex';

interface CopyPlan {
  readonly state: StageState;
  readonly instruction: CopyInstruction;
  readonly context: DispatchContext;
  readonly inputs: ReturnType<typeof inputCollector>;
  readonly common: Pick<CopyAction, 'owner' | 'mode' | 'createDestPath' | 'excludePatterns' | 'dest'>;
}

/** COPY and ADD become one file vertex, or with `--link` a copy onto nothing and a merge (dockerfile2llb/convert_copy.go). */
export function dispatchCopy(state: StageState, command: Command, instruction: CopyInstruction, context: DispatchContext): DispatchError {
  const source = copySource(state, command, instruction, context);
  if ('error' in source) return source.error;
  const mode = parseChmod(instruction.chmod);
  if (mode !== undefined && typeof mode === 'object') return dispatchError(mode.message, instruction.range);
  const checksumProblem = checkChecksum(instruction);
  if (checksumProblem !== undefined) return dispatchError(checksumProblem, instruction.range);

  const linked = instruction.link && (instruction.chmod === undefined || instruction.chmod === '');
  const inputs = inputCollector();
  const base = linked ? undefined : inputs.add(state.output);
  const plan: CopyPlan = {
    state,
    instruction,
    context,
    inputs,
    common: {
      ...(instruction.chown === undefined || instruction.chown === '' ? {} : { owner: parseOwnerSpec(instruction.chown) }),
      ...(mode === undefined ? {} : { mode }),
      createDestPath: true,
      excludePatterns: instruction.exclude,
      dest: normalizeActionPath(destination(state, instruction.dest), true),
    },
  };
  const actions: CopyAction[] = [];
  for (const path of instruction.sources) {
    const action = sourceAction(plan, path, source.vertex, command);
    if ('error' in action) return action.error;
    actions.push(action.action);
  }
  for (const file of instruction.inline) actions.push(inlineAction(plan, file.name, file.content));

  const op: FileOp = { kind: 'file', base, actions };
  addSteps(state, command, instruction, context, { op, inputs: inputs.inputs, linked });
  if (command.sources.length === 0) for (const path of instruction.sources) context.contextPaths.add(joinPath('/', path));
  commitToHistory(state, createdBy(instruction), { layer: true, suffix: true });
  return undefined;
}

function copySource(
  state: StageState,
  command: Command,
  instruction: CopyInstruction,
  context: DispatchContext,
): { readonly vertex: Vertex | undefined } | { readonly error: DispatchError } {
  const [from] = command.sources;
  if (instruction.kind === 'ADD' || from === undefined) return { vertex: context.buildContext };
  if (from.dispatched) return { vertex: from.output };
  const message = `cannot copy from stage ${quoteGo(instruction.from ?? '')}, it needs to be defined before current stage ${quoteGo(state.displayName)}`;
  return { error: dispatchError(message, instruction.range) };
}

function destination(state: StageState, dest: string): string {
  const relative = dest === '.' || dest === '' ? './' : dest;
  return normalizePath(state.workingDirectory, relative, true);
}

/** An octal number up to 07777 or a symbolic mode; what looks numeric gets the message about octal strings. */
function parseChmod(text: string | undefined): number | string | undefined | { readonly message: string } {
  if (text === undefined || text === '') return undefined;
  if (/^[0-7]+$/.test(text)) {
    const mode = Number.parseInt(text, 8);
    if (mode <= 0o7777) return mode;
  } else {
    const problem = isValidSymbolicMode(text);
    if (problem === undefined) return text;
    if (problem === 'symbolic') return { message: 'invalid syntax' };
  }
  return { message: `invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777` };
}

function checkChecksum(instruction: CopyInstruction): string | undefined {
  if (instruction.kind !== 'ADD' || instruction.checksum === undefined || instruction.checksum === '') return undefined;
  if (instruction.sources.length !== 1) return "checksum can't be specified for multiple sources";
  return classifyRemote(instruction.sources[0] ?? '') === undefined ? 'checksum requires HTTP(S) or Git sources' : undefined;
}

type ActionResult = { readonly action: CopyAction } | { readonly error: DispatchError };

function sourceAction(plan: CopyPlan, path: string, source: Vertex | undefined, command: Command): ActionResult {
  const remote = classifyRemote(path);
  if (remote !== undefined) return remoteAction(plan, path, remote);
  const { instruction, context } = plan;
  if (command.sources.length === 0) context.report(checkCopySource(instruction, path, context.ignoreRules.list));
  const parents = instruction.parents ? splitParents(path) : undefined;
  const unpack = instruction.kind === 'ADD' && (instruction.unpack ?? true);
  return {
    action: {
      kind: 'copy',
      source: plan.inputs.add(source),
      src: cleanPath(normalizePath('/', parents === undefined ? path : parents.src, false)),
      ...plan.common,
      followSymlink: true,
      dirCopyContents: true,
      attemptUnpack: unpack,
      allowWildcard: true,
      allowEmptyWildcard: true,
      includePatterns: parents === undefined ? [] : [parents.pattern],
      requiredPaths: parents?.required === undefined ? [] : [parents.required],
    },
  };
}

/** `--parents`: the part before `/./` is left out of the destination; without wildcards the path must exist. */
function splitParents(path: string): { readonly src: string; readonly pattern: string; readonly required?: string } {
  const pivot = path.indexOf('/./');
  const src = pivot < 0 ? '/' : path.slice(0, pivot);
  const pattern = normalizePath('/', pivot < 0 ? path : path.slice(pivot + 3), false);
  const required = hasWildcard(src) || hasWildcard(pattern) ? undefined : normalizePath('/', joinPath(src, pattern), false);
  return { src, pattern: pattern.replace(/^\//, ''), ...(required === undefined ? {} : { required }) };
}

function remoteAction(plan: CopyPlan, url: string, source: 'http' | 'git'): ActionResult {
  const { instruction, common } = plan;
  if (instruction.kind === 'COPY') {
    const what = source === 'git' ? "source can't be a git ref for COPY" : "source can't be a URL for COPY";
    return { error: dispatchError(what, instruction.range) };
  }
  const vertex = createVertex({ kind: 'remote', source, url, ...(instruction.checksum ? { checksum: instruction.checksum } : {}) }, [], {
    name: `[internal] ${url}`,
    internal: true,
  });
  return {
    action: {
      ...plainCopy(common),
      source: plan.inputs.add(vertex),
      src: source === 'git' ? '/' : `/${baseName(url)}`,
      attemptUnpack: instruction.unpack ?? false,
    },
  };
}

function inlineAction(plan: CopyPlan, name: string, content: string): CopyAction {
  const path = joinPath('/', name);
  const vertex = createVertex({ kind: 'file', base: undefined, actions: [{ kind: 'mkfile', path, mode: 0o644, data: content }] }, [], {
    name: '[internal] preparing inline document',
    internal: true,
  });
  return { ...plainCopy(plan.common), source: plan.inputs.add(vertex), src: path };
}

function plainCopy(common: CopyPlan['common']): Omit<CopyAction, 'source' | 'src'> {
  return {
    kind: 'copy',
    ...common,
    followSymlink: false,
    dirCopyContents: false,
    attemptUnpack: false,
    allowWildcard: false,
    allowEmptyWildcard: false,
    includePatterns: [],
    requiredPaths: [],
  };
}

interface CopyStep {
  readonly op: FileOp;
  readonly inputs: readonly Vertex[];
  readonly linked: boolean;
}

function addSteps(state: StageState, command: Command, instruction: CopyInstruction, context: DispatchContext, step: CopyStep): void {
  state.commandIndex += 1;
  const naming = { state, multiPlatform: context.multiPlatform, platform: platformOf(state, context), env: state.env, isOnBuild: command.isOnBuild };
  const title = uppercaseKeyword(expandStepText(instruction.original, state.env, { escape: context.escape }));
  const options = {
    ignoreCache: state.ignoreCache,
    ...(state.noCacheFilter === undefined ? {} : { noCacheFilter: state.noCacheFilter }),
  };
  const copy = createVertex(step.op, step.inputs, { name: stepName(title, naming), ...options, origin: originOf(state, command, context) });
  // On scratch there is nothing to merge with: the copy is the result (client/llb/merge.go, Merge).
  if (!step.linked || state.output === undefined) {
    state.output = copy;
    return;
  }
  const merged = inputCollector();
  const parts = [merged.add(state.output), merged.add(copy)];
  state.output = createVertex({ kind: 'merge', inputs: parts }, merged.inputs, {
    name: stepName(`LINK ${title}`, naming),
    ...options,
    origin: originOf(state, command, context, { link: true }),
  });
}

function createdBy(instruction: CopyInstruction): string {
  const words: string[] = [instruction.kind];
  if (instruction.kind === 'COPY' && instruction.parents) words.push('--parents');
  if (instruction.chown) words.push(`--chown=${instruction.chown}`);
  if (instruction.chmod) words.push(`--chmod=${instruction.chmod}`);
  words.push(...instruction.sources, ...instruction.inline.map((file) => `<<${file.name}`), instruction.dest);
  return words.join(' ');
}
