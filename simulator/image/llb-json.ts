import { assertNever } from '../assert-never';
import type { OwnerPart, OwnerSpec } from '../fs/owner';
import type { ExecMount, ExecOp, FileAction, FileOp, InputIndex, Op } from '../llb/types';
import { base64 } from './base64';
import type { Platform } from './types';

/**
 * Operations as BuildKit prints its protocol buffers (moby/buildkit solver/pb/json.go, ops.pb.go): what is zero or empty is not there,
 * keys in the order of the messages. Input numbers are those of the vertex; -1 is scratch.
 */
export function opJson(op: Op, local: LocalAttributes): object {
  return { Op: operation(op, local), ...platformField(op), constraints: {} };
}

/** How the build context is asked for. */
export interface LocalAttributes {
  readonly excludePatterns: readonly string[];
  /** Relative to the context; empty when all of it is wanted. */
  readonly followPaths: readonly string[];
}

function operation(op: Op, local: LocalAttributes): object {
  switch (op.kind) {
    case 'image':
      return { source: { identifier: `docker-image://${op.reference}` } };
    case 'local':
      return { source: { identifier: 'local://context', attrs: localAttributes(local) } };
    case 'remote':
      return { source: { identifier: op.source === 'git' ? `git://${op.url}` : op.url, ...checksumField(op.checksum) } };
    case 'file':
      return { file: { actions: fileActions(op) } };
    case 'exec':
      return { exec: execution(op) };
    case 'merge':
      return { merge: { inputs: op.inputs.map((input) => filled({ input: indexOf(input) })) } };
    default:
      return assertNever(op);
  }
}

function platformField(op: Op): object {
  if (op.kind !== 'image' && op.kind !== 'exec') return {};
  return { platform: platformJson(op.platform) };
}

function platformJson({ architecture, os, variant = '', osVersion = '' }: Platform): object {
  return filled({ Architecture: architecture, OS: os, Variant: variant, OSVersion: osVersion });
}

function localAttributes({ excludePatterns, followPaths }: LocalAttributes): object {
  return {
    ...(excludePatterns.length === 0 ? {} : { 'local.excludepatterns': JSON.stringify(excludePatterns) }),
    ...(followPaths.length === 0 ? {} : { 'local.followpaths': JSON.stringify(followPaths) }),
    'local.sharedkeyhint': 'context',
  };
}

function checksumField(checksum: string | undefined): object {
  return checksum === undefined ? {} : { attrs: { 'http.checksum': checksum } };
}

/** Every action works on the result of the one before it, numbered behind the inputs; the last one's is the operation's. */
function fileActions({ base, actions }: FileOp): readonly object[] {
  const inputs = new Set([base, ...actions.map(sourceOf)].filter((input) => input !== undefined)).size;
  return actions.map((action, index) => ({
    input: index === 0 ? indexOf(base) : inputs + index - 1,
    secondaryInput: indexOf(sourceOf(action)),
    output: index === actions.length - 1 ? 0 : -1,
    Action: fileAction(action, base),
  }));
}

function sourceOf(action: FileAction): InputIndex {
  return action.kind === 'copy' ? action.source : undefined;
}

function fileAction(action: FileAction, base: InputIndex): object {
  const owner = { owner: ownerJson(action.owner, base) };
  switch (action.kind) {
    case 'copy':
      return {
        copy: filled({
          src: action.src,
          dest: action.dest,
          ...owner,
          mode: typeof action.mode === 'string' ? 0 : (action.mode ?? -1),
          followSymlink: action.followSymlink,
          dirCopyContents: action.dirCopyContents,
          attemptUnpackDockerCompatibility: action.attemptUnpack,
          createDestPath: action.createDestPath,
          allowWildcard: action.allowWildcard,
          allowEmptyWildcard: action.allowEmptyWildcard,
          timestamp: -1,
          include_patterns: action.includePatterns,
          exclude_patterns: action.excludePatterns,
          modeStr: typeof action.mode === 'string' ? action.mode : '',
          required_paths: action.requiredPaths,
        }),
      };
    case 'mkdir': {
      const timestamp = action.timestampSeconds === undefined ? -1 : action.timestampSeconds * 1e9;
      return { mkdir: filled({ path: action.path, mode: action.mode, makeParents: action.makeParents, ...owner, timestamp }) };
    }
    case 'mkfile':
      return { mkfile: filled({ path: action.path, mode: action.mode, data: base64(action.data), ...owner, timestamp: -1 }) };
    default:
      return assertNever(action);
  }
}

/** Names are looked up in the input that the action works on. */
function ownerJson(owner: OwnerSpec | undefined, base: InputIndex): object | undefined {
  if (owner === undefined) return undefined;
  const part = (given: OwnerPart | undefined) => (given === undefined ? undefined : { User: userJson(given, base) });
  return filled({ user: part(owner.user), group: part(owner.group) });
}

function userJson(part: OwnerPart, base: InputIndex): object {
  return 'id' in part ? filled({ byId: part.id >>> 0 }) : { byName: filled({ name: part.name, input: indexOf(base) }) };
}

const NETWORKS = { default: 0, host: 1, none: 2 } as const;

function execution(op: ExecOp): object {
  const proxies = op.proxyEnv.filter((entry) => /^[a-z]/.test(entry)).map((entry) => entry.split(/=(.*)/s, 2));
  return filled({
    meta: filled({
      args: op.args,
      env: op.env,
      cwd: op.cwd,
      user: op.user,
      proxy_env: proxies.length === 0 ? undefined : Object.fromEntries(proxies),
      removeMountStubsRecursive: true,
    }),
    mounts: [filled({ input: indexOf(op.base), dest: '/' }), ...op.mounts.map(mountJson)],
    network: NETWORKS[op.network],
    security: op.security === 'insecure' ? 1 : 0,
    secretenv: op.secretEnv.map(({ id, name, optional }) => filled({ ID: id, name, optional })),
  });
}

const SHARINGS = { shared: 0, private: 1, locked: 2 } as const;

function mountJson(mount: ExecMount): object {
  const dest = mount.target;
  switch (mount.kind) {
    case 'bind':
      return filled({ input: indexOf(mount.input), selector: selectorOf(mount), dest, output: -1, readonly: mount.readOnly });
    case 'cache': {
      const cacheOpt = filled({ ID: mount.cacheId, sharing: SHARINGS[mount.sharing] });
      const place = { input: indexOf(mount.input), selector: mount.selector, dest, output: -1, readonly: mount.readOnly };
      return filled({ ...place, mountType: 3, cacheOpt });
    }
    case 'tmpfs':
      return filled({ input: -1, dest, output: -1, readonly: mount.readOnly, mountType: 4, TmpfsOpt: filled({ size: mount.sizeBytes }) });
    case 'secret':
      return filled({ input: -1, dest, mountType: 1, secretOpt: forwarded(mount) });
    case 'ssh':
      return filled({ input: -1, dest, mountType: 2, SSHOpt: forwarded(mount) });
    default:
      return assertNever(mount);
  }
}

/** The folder of scripts names its root, other mounts of a whole input do not (dockerfile2llb/convert.go, dispatchRun). */
function selectorOf(mount: Extract<ExecMount, { readonly kind: 'bind' }>): string {
  return mount.selector === '' && mount.target === '/dev/pipes/' ? '/' : mount.selector;
}

function forwarded({ id, uid, gid, mode, optional }: Extract<ExecMount, { readonly kind: 'secret' | 'ssh' }>): object {
  return filled({ ID: id, uid, gid, mode, optional });
}

function indexOf(input: InputIndex): number {
  return input ?? -1;
}

/** Go's `omitempty`. */
function filled(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || value === 0 || value === false || (Array.isArray(value) && value.length === 0);
}
