import { assertNever } from '../assert-never';
import type { CopyAction, ExecMount, ExecOp, FileAction, FileOp, Vertex } from '../llb/types';
import type { DecidingInputs } from './types';

/** The fields of a vertex's key as text that can be laid side by side and shown. Environment and files are compared on their own. */
export function decidingInputs(vertex: Vertex): DecidingInputs {
  const { op } = vertex;
  switch (op.kind) {
    case 'image':
      return { operation: 'FROM', base: op.reference };
    case 'local':
      return { operation: 'context' };
    case 'remote':
      return { operation: op.url };
    case 'merge':
      return { operation: 'LINK' };
    case 'file':
      return fileInputs(op);
    case 'exec':
      return execInputs(op);
    default:
      return assertNever(op);
  }
}

function execInputs(op: ExecOp): DecidingInputs {
  const [command] = op.args.slice(-1);
  const shell = op.args.slice(0, -1).join(' ');
  return {
    operation: command ?? '',
    shell,
    workingDirectory: op.cwd,
    user: op.user === '' ? 'root' : op.user,
    network: op.network,
    security: op.security,
    mounts: op.mounts.map(describeMount).join(', '),
  };
}

function describeMount(mount: ExecMount): string {
  switch (mount.kind) {
    case 'bind':
      return `type=bind,source=${mount.selector || '/'},target=${mount.target}${mount.readOnly ? '' : ',rw'}`;
    case 'cache':
      return `type=cache,target=${mount.target},sharing=${mount.sharing}`;
    case 'tmpfs':
      return `type=tmpfs,target=${mount.target}`;
    case 'secret':
    case 'ssh':
      return `type=${mount.kind},id=${mount.id},target=${mount.target}`;
    default:
      return assertNever(mount);
  }
}

function fileInputs(op: FileOp): DecidingInputs {
  return { operation: op.actions.map(describeAction).join('; '), flags: op.actions.map(describeFlags).find((flags) => flags !== '') ?? '' };
}

function describeAction(action: FileAction): string {
  switch (action.kind) {
    case 'copy':
      return `${action.src} → ${action.dest}`;
    case 'mkdir':
      return action.path;
    case 'mkfile':
      return action.data;
    default:
      return assertNever(action);
  }
}

function describeFlags(action: FileAction): string {
  const flags: string[] = [];
  if (action.owner !== undefined) flags.push(`owner=${[action.owner.user, action.owner.group].map(describeOwner).join(':')}`);
  if (action.kind === 'copy') flags.push(...copyFlags(action));
  return flags.join(' ');
}

function describeOwner(part: NonNullable<CopyAction['owner']>['user']): string {
  if (part === undefined) return '';
  return 'id' in part ? String(part.id) : part.name;
}

function copyFlags(action: CopyAction): string[] {
  const flags: string[] = [];
  if (action.mode !== undefined) flags.push(`mode=${typeof action.mode === 'number' ? action.mode.toString(8) : action.mode}`);
  if (action.excludePatterns.length > 0) flags.push(`exclude=${action.excludePatterns.join(',')}`);
  if (action.includePatterns.length > 0) flags.push('parents');
  return flags;
}
