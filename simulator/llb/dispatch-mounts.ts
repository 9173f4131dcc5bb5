import type { Mount, RunInstruction } from '../instructions/types';
import { quoteGo } from '../parser/quote';
import { type DispatchContext, type DispatchError, dispatchError } from './dispatch-context';
import { baseName, cleanPath, joinPath } from './go-path';
import type { Command, StageState } from './stage-state';
import type { ExecMount, SecretEnv, Vertex } from './types';
import { createVertex, type InputCollector } from './vertex';

export type ConvertedMounts =
  | {
      readonly ok: true;
      /** Bound, cached and temporary directories by target; then secrets, then sockets, each in the order written. */
      readonly mounts: readonly ExecMount[];
      readonly secretEnv: readonly SecretEnv[];
      /** Where the first SSH agent listens; the value of SSH_AUTH_SOCK unless the stage has one. */
      readonly agentSocket?: string;
    }
  | { readonly ok: false; readonly error: DispatchError };

type Collected = Record<'directories' | 'secrets' | 'sockets', ExecMount[]> & { readonly secretEnv: SecretEnv[] };

/** The mounts of one RUN (dockerfile2llb/convert_runmount.go, dispatchRunMounts). */
export function convertMounts(
  state: StageState,
  command: Command,
  instruction: RunInstruction,
  context: DispatchContext,
  inputs: InputCollector,
): ConvertedMounts {
  const collected: Collected = { directories: [], secrets: [], sockets: [], secretEnv: [] };
  for (const [index, mount] of (instruction.parsedMounts ?? []).entries()) {
    const problem = addMount(collected, mount, command.sources[index], { state, context, inputs });
    if (problem !== undefined) return { ok: false, error: dispatchError(problem, instruction.range) };
  }
  const [first] = collected.sockets;
  return {
    ok: true,
    mounts: [...collected.directories.sort(byTarget), ...collected.secrets, ...collected.sockets],
    secretEnv: collected.secretEnv,
    ...(first === undefined ? {} : { agentSocket: first.target }),
  };
}

/** Puts one more directory among those sorted by target. */
export function withDirectoryMount(mounts: readonly ExecMount[], added: ExecMount): readonly ExecMount[] {
  const isDirectory = (mount: ExecMount) => mount.kind !== 'secret' && mount.kind !== 'ssh';
  return [...[...mounts.filter(isDirectory), added].sort(byTarget), ...mounts.filter((mount) => !isDirectory(mount))];
}

const byTarget = (a: ExecMount, b: ExecMount) => (a.target < b.target ? -1 : a.target > b.target ? 1 : 0);

interface MountPlace {
  readonly state: StageState;
  readonly context: DispatchContext;
  readonly inputs: InputCollector;
}

/** Answers what is wrong with the mount. */
function addMount(collected: Collected, mount: Mount, from: StageState | undefined, place: MountPlace): string | undefined {
  if (mount.from && from !== undefined && !from.dispatched) {
    return `cannot mount from stage ${quoteGo(mount.from)} to ${quoteGo(mount.target)}, stage needs to be defined before current command`;
  }
  if (mount.type === 'secret') return addSecret(collected, mount);
  if (mount.type === 'ssh') return addSocket(collected, mount);
  const target = mountTarget(mount, place.state);
  if (target === '/') return `invalid mount target "${target}"`;
  // A tmpfs has no use for the build context, and yet makes BuildKit send all of it.
  if (!mount.from && mount.type !== 'cache') place.context.contextPaths.add(joinPath('/', mount.source ?? ''));
  collected.directories.push(directoryMount(mount, target, mountSource(mount, from, place.context), place));
  return undefined;
}

function mountTarget(mount: Mount, state: StageState): string {
  return cleanPath(mount.target).startsWith('/') ? mount.target : joinPath('/', state.workingDirectory, mount.target);
}

function mountSource(mount: Mount, from: StageState | undefined, context: DispatchContext): Vertex | undefined {
  if (mount.from) return from?.output;
  return mount.type === 'bind' ? context.buildContext : undefined;
}

function directoryMount(mount: Mount, target: string, source: Vertex | undefined, { inputs, context }: MountPlace): ExecMount {
  let vertex = source;
  let path = joinPath('/', mount.source ?? '');
  if (mount.type === 'tmpfs') {
    return { kind: 'tmpfs', target, sizeBytes: mount.sizeBytes ?? 0, readOnly: mount.readOnly, selector: path === '/' ? '' : path };
  }
  if (path === '/' && (mount.uid !== undefined || mount.gid !== undefined || mount.mode !== undefined)) {
    vertex = mountPermissions(mount, source);
    path = '/cache';
  }
  const input = inputs.add(vertex);
  const selector = path === '/' ? '' : path;
  if (mount.type === 'bind') return { kind: 'bind', input, target, readOnly: mount.readOnly, selector };
  return {
    kind: 'cache',
    target,
    cacheId: `${context.buildArgs.BUILDKIT_CACHE_MOUNT_NS ?? ''}/${mount.cacheId || cleanPath(mount.target)}`,
    sharing: mount.sharing ?? 'shared',
    readOnly: mount.readOnly,
    input,
    selector,
  };
}

/** A cache mount with an owner or mode starts from a directory made for it (setCacheUIDGID). */
function mountPermissions(mount: Mount, source: Vertex | undefined): Vertex {
  const owner = { user: { id: mount.uid ?? 0 }, group: { id: mount.gid ?? 0 } };
  return createVertex(
    {
      kind: 'file',
      base: source === undefined ? undefined : 0,
      actions: [{ kind: 'mkdir', path: '/cache', mode: mount.mode ?? 0o755, makeParents: false, owner }],
    },
    source === undefined ? [] : [source],
    { name: '[internal] setting cache mount permissions', internal: true },
  );
}

/** A secret without `env` is a file, one with it is a variable, and a file too when a target is given (convert_secrets.go). */
function addSecret(collected: Collected, mount: Mount): string | undefined {
  const id = mount.source || mount.cacheId || (mount.target === '' ? '' : baseName(mount.target));
  if (id === '') return 'one of source, target required';
  const optional = !mount.required;
  if (mount.env !== undefined) collected.secretEnv.push({ id, name: mount.env, optional });
  if (mount.env !== undefined && mount.target === '') return undefined;
  const target = mount.target || `/run/secrets/${baseName(id)}`;
  collected.secrets.push({ kind: 'secret', target, id, optional, uid: mount.uid ?? 0, gid: mount.gid ?? 0, mode: mount.mode ?? 0o400 });
  return undefined;
}

/** The id stays empty when none is given: whoever forwards keys reads that as `default` (convert_ssh.go; client/llb/exec.go). */
function addSocket(collected: Collected, mount: Mount): string | undefined {
  if (mount.source) return 'ssh does not support source';
  const target = mount.target || `/run/buildkit/ssh_agent.${collected.sockets.length}`;
  const [uid, gid, mode] = [mount.uid ?? 0, mount.gid ?? 0, mount.mode ?? 0o600];
  collected.sockets.push({ kind: 'ssh', target, id: mount.cacheId ?? '', optional: !mount.required, uid, gid, mode });
  return undefined;
}
