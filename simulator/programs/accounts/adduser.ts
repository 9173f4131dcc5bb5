import type { Program, ProgramContext } from '../../shell/types';
import {
  accountProblem,
  addGroup,
  addMember,
  addUser,
  freeNumber,
  makeHome,
  readGroups,
  readUsers,
  removeGroup,
  removeUser,
  splitArguments,
} from './account-files';

/** Debian's adduser.conf: ordinary and system numbers, both from below. */
const ORDINARY = [1000, 59_999] as const;
const SYSTEM = [100, 999] as const;
const STYLE = { backups: true };
const VALUES = new Set(['--uid', '--gid', '--ingroup', '--home', '--shell', '--gecos', '--comment', '--firstuid', '--lastuid', '--conf', '-u', '-g']);

/**
 * Debian's `adduser`, a script over the shadow tools with other defaults: it makes homes, and a system account without a group gets
 * `nogroup`. Called as `addgroup`, or with `--group`, it makes a group.
 */
export const adduser: Program = (context) => {
  const { options, words } = splitArguments(context.args, VALUES);
  const [name, group] = words;
  if (name === undefined) return complain(context, 'adduser: Only one or two names allowed.', 1);
  const problem =
    accountProblem(context.name === 'addgroup' ? 'group' : 'user', name, options.get('--uid') ?? options.get('-u'), [
      options.get('--gecos'),
      options.get('--comment'),
      options.get('--home'),
      options.get('--shell'),
    ]) ?? accountProblem('group', name, context.name === 'addgroup' ? options.get('--gid') : undefined);
  if (problem !== undefined) return complain(context, `${context.name}: ${problem}`, 1);
  // Its lock file, which stays.
  context.fs.write('/run/adduser', '');
  if (context.name === 'addgroup' || (options.has('--group') && !options.has('--system'))) return addGroupOnly(context, name, options);
  if (group !== undefined) return joinGroup(context, name, group);
  if (readUsers(context).some((user) => user.name === name)) {
    if (!options.has('--system')) return complain(context, `adduser: The user \`${name}' already exists.`, 1);
    context.err(`info: The system user \`${name}' already exists. Exiting.\n`);
    return 0;
  }
  const wantsPassword = !options.has('--system') && !options.has('--disabled-password') && !options.has('--disabled-login');
  return options.has('--system') ? addSystemUser(context, name, options) : addOrdinaryUser(context, name, options, wantsPassword);
};

function addSystemUser(context: ProgramContext, name: string, options: ReadonlyMap<string, string>): number {
  const uid = numberOf(context, options);
  const group = groupOf(context, name, options, uid, SYSTEM, 'nogroup');
  if (group === undefined) return complain(context, `adduser: The group \`${options.get('--ingroup') ?? options.get('--gid')}' does not exist.`, 1);
  context.err(`Adding system user \`${name}' (UID ${uid}) ...\n`);
  const home = options.get('--home') ?? '/nonexistent';
  addUser(
    context,
    {
      name,
      uid,
      gid: group,
      comment: options.get('--gecos') ?? options.get('--comment') ?? '',
      home,
      shell: options.get('--shell') ?? '/usr/sbin/nologin',
    },
    STYLE,
  );
  if (home !== '/nonexistent' && !options.has('--no-create-home')) makeHome(context, home, uid, group, 0o755);
  else context.err(`Not creating home directory \`${home}'.\n`);
  return 0;
}

function addOrdinaryUser(context: ProgramContext, name: string, options: ReadonlyMap<string, string>, wantsPassword: boolean): number {
  const wanted = options.get('--uid') ?? options.get('-u');
  const uid =
    wanted === undefined
      ? freeNumber([...readUsers(context).map((user) => user.uid), ...readGroups(context).map((known) => known.gid)], ORDINARY)
      : Number(wanted);
  if (readUsers(context).some((user) => user.uid === uid)) return complain(context, `adduser: The UID ${uid} is already in use.`, 1);
  context.out(`Adding user \`${name}' ...\n`);
  const group = groupOf(context, name, options, uid, ORDINARY, undefined);
  if (group === undefined) return complain(context, `adduser: The group \`${options.get('--ingroup') ?? options.get('--gid')}' does not exist.`, 1);
  context.out(`Adding new user \`${name}' (${uid}) with group \`${options.get('--ingroup') ?? name} (${group})' ...\n`);
  const home = options.get('--home') ?? `/home/${name}`;
  addUser(
    context,
    { name, uid, gid: group, comment: options.get('--gecos') ?? options.get('--comment') ?? '', home, shell: options.get('--shell') ?? '/bin/bash' },
    STYLE,
  );
  if (!options.has('--no-create-home')) {
    context.out(`Creating home directory \`${home}' ...\nCopying files from \`/etc/skel' ...\n`);
    makeHome(context, home, uid, group, 0o700);
  }
  // passwd asks on a terminal that a build step does not have.
  return wantsPassword && context.stdin.length === 0
    ? complain(context, 'passwd: Authentication token manipulation error\nadduser: Giving up.', 1)
    : 0;
}

/** User numbers and group numbers of system accounts are counted apart: 100 and 101 may belong together. */
function numberOf(context: ProgramContext, options: ReadonlyMap<string, string>): number {
  const wanted = options.get('--uid') ?? options.get('-u');
  const taken = readUsers(context).map((user) => user.uid);
  return wanted === undefined ? freeNumber(taken, SYSTEM) : Number(wanted);
}

/** The group that is named, or one of the user's own, or the fallback. `undefined` when the named one is not there. */
function groupOf(
  context: ProgramContext,
  name: string,
  options: ReadonlyMap<string, string>,
  uid: number,
  range: readonly [number, number],
  fallback: string | undefined,
): number | undefined {
  const groups = readGroups(context);
  const wanted = options.get('--ingroup') ?? options.get('--gid') ?? options.get('-g');
  const named = wanted ?? (options.has('--group') ? undefined : fallback);
  if (named !== undefined) return groups.find((group) => group.name === named || String(group.gid) === named)?.gid;
  const existing = groups.find((group) => group.name === name);
  if (existing !== undefined) return existing.gid;
  const taken = groups.map((group) => group.gid);
  const gid = taken.includes(uid) ? freeNumber(taken, range) : uid;
  context.err(`Adding new group \`${name}' (GID ${gid}) ...\n`);
  addGroup(context, name, gid, STYLE);
  return gid;
}

function addGroupOnly(context: ProgramContext, name: string, options: ReadonlyMap<string, string>): number {
  const groups = readGroups(context);
  const system = options.has('--system');
  if (groups.some((group) => group.name === name)) {
    if (system) return 0;
    return complain(context, `addgroup: The group \`${name}' already exists.`, 1);
  }
  const wanted = options.get('--gid') ?? options.get('-g');
  const gid =
    wanted === undefined
      ? freeNumber(
          groups.map((group) => group.gid),
          system ? SYSTEM : ORDINARY,
        )
      : Number(wanted);
  if (groups.some((group) => group.gid === gid)) return complain(context, `addgroup: The GID \`${gid}' is already in use.`, 1);
  context.err(`Adding group \`${name}' (GID ${gid}) ...\n`);
  addGroup(context, name, gid, STYLE);
  return 0;
}

function joinGroup(context: ProgramContext, user: string, group: string): number {
  if (!readUsers(context).some((known) => known.name === user)) return complain(context, `adduser: The user \`${user}' does not exist.`, 1);
  if (!readGroups(context).some((known) => known.name === group)) return complain(context, `adduser: The group \`${group}' does not exist.`, 1);
  context.out(`Adding user \`${user}' to group \`${group}' ...\nDone.\n`);
  addMember(context, user, group, STYLE);
  return 0;
}

/** `deluser` and `delgroup`. */
export const deluser: Program = (context) => {
  const { options, words } = splitArguments(context.args, VALUES);
  const name = words[0] ?? '';
  if (context.name === 'delgroup' || options.has('--group')) {
    if (!readGroups(context).some((group) => group.name === name)) return complain(context, `delgroup: The group \`${name}' does not exist.`, 3);
    removeGroup(context, name, STYLE);
    return 0;
  }
  const user = readUsers(context).find((known) => known.name === name);
  if (user === undefined) return complain(context, `deluser: The user \`${name}' does not exist.`, 2);
  removeUser(context, name, STYLE);
  if (options.has('--remove-home')) context.fs.removeAll(user.home);
  return 0;
};

function complain(context: ProgramContext, text: string, code: number): number {
  context.err(`${text}\n`);
  return code;
}
