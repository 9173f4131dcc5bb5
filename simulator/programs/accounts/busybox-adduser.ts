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

const ORDINARY = [1000, 59_999] as const;
const SYSTEM = [100, 999] as const;
const STYLE = { backups: false };
const USER_VALUES = new Set(['-h', '-g', '-s', '-G', '-u', '-k', '--home', '--gecos', '--shell', '--ingroup', '--uid']);
const GROUP_VALUES = new Set(['-g', '--gid']);

/** BusyBox `adduser`: `-D` no password, `-S` a system account, `-H` no home, `-G` the group. Two names add a user to a group. */
export const busyboxAdduser: Program = (context) => {
  const { options, words } = splitArguments(context.args, USER_VALUES);
  const [name, group] = words;
  const option = (...names: readonly string[]) => names.map((key) => options.get(key)).find((value) => value !== undefined);
  if (name === undefined) return usage(context, 'adduser [OPTIONS] USER [GROUP]');
  if (group !== undefined) return join(context, name, group);
  const problem = accountProblem('user', name, option('-u', '--uid'), [option('-h', '--home'), option('-g', '--gecos'), option('-s', '--shell')]);
  if (problem !== undefined) return complain(context, `adduser: ${problem}`);
  if (readUsers(context).some((user) => user.name === name)) return complain(context, `adduser: user '${name}' in use`);
  const system = option('-S', '--system') !== undefined;
  const wanted = option('-u', '--uid');
  const uid =
    wanted === undefined
      ? freeNumber(
          readUsers(context).map((user) => user.uid),
          system ? SYSTEM : ORDINARY,
        )
      : Number(wanted);
  if (readUsers(context).some((user) => user.uid === uid)) return complain(context, `adduser: uid '${uid}' in use`);
  const gid = primaryGroup(context, name, uid, option('-G', '--ingroup'), system);
  if (gid === undefined)
    return complain(
      context,
      option('-G', '--ingroup') === undefined ? `adduser: group '${name}' in use` : `adduser: unknown group ${option('-G', '--ingroup')}`,
    );
  const home = option('-h', '--home') ?? `/home/${name}`;
  const shell = option('-s', '--shell') ?? (system ? '/sbin/nologin' : '/bin/sh');
  const comment = option('-g', '--gecos') ?? 'Linux User,,,';
  addUser(context, { name, uid, gid, comment, home, shell }, STYLE);
  if (option('-H', '--no-create-home') === undefined) makeHome(context, home, uid, gid, 0o755);
  if (!system && option('-D', '--disabled-password') === undefined) return askPassword(context, name);
  return 0;
};

/** Without `-D` BusyBox asks for a password, which fails on an empty input. */
function askPassword(context: ProgramContext, name: string): number {
  context.out(`Changing password for ${name}\nNew password: `);
  if (context.stdin.length > 0) return 0;
  context.err(`passwd: password for ${name} is unchanged\n`);
  return 1;
}

/** A system account without `-G` gets the group `nogroup`; others one of their own. */
function primaryGroup(context: ProgramContext, name: string, uid: number, wanted: string | undefined, system: boolean): number | undefined {
  const groups = readGroups(context);
  const named = wanted ?? (system ? 'nogroup' : undefined);
  if (named !== undefined) return groups.find((group) => group.name === named)?.gid ?? (wanted === undefined ? 65_533 : undefined);
  if (groups.some((group) => group.name === name)) return undefined;
  addGroup(context, name, uid, STYLE);
  return uid;
}

export const busyboxAddgroup: Program = (context) => {
  const { options, words } = splitArguments(context.args, GROUP_VALUES);
  const [first, second] = words;
  if (first === undefined) return usage(context, 'addgroup [-g GID] [-S] [USER] GROUP');
  if (second !== undefined) return join(context, first, second);
  const problem = accountProblem('group', first, options.get('-g') ?? options.get('--gid'));
  if (problem !== undefined) return complain(context, `addgroup: ${problem}`);
  const groups = readGroups(context);
  if (groups.some((group) => group.name === first)) return complain(context, `addgroup: group '${first}' in use`);
  const wanted = options.get('-g') ?? options.get('--gid');
  const taken = groups.map((group) => group.gid);
  const system = options.has('-S') || options.has('--system');
  const gid = wanted === undefined ? freeNumber(taken, system ? SYSTEM : ORDINARY) : Number(wanted);
  if (taken.includes(gid)) return complain(context, `addgroup: gid '${gid}' in use`);
  addGroup(context, first, gid, STYLE);
  return 0;
};

function join(context: ProgramContext, user: string, group: string): number {
  if (!readUsers(context).some((known) => known.name === user)) return complain(context, `addgroup: unknown user ${user}`);
  if (!readGroups(context).some((known) => known.name === group)) return complain(context, `addgroup: unknown group ${group}`);
  addMember(context, user, group, STYLE);
  return 0;
}

/** `deluser USER`, `deluser USER GROUP`, `delgroup GROUP`. */
export const busyboxDeluser: Program = (context) => {
  const words = context.args.filter((word) => !word.startsWith('-'));
  const name = words[0] ?? '';
  if (context.name === 'delgroup') {
    if (!readGroups(context).some((group) => group.name === name)) return complain(context, `delgroup: unknown group ${name}`);
    removeGroup(context, name, STYLE);
    return 0;
  }
  const user = readUsers(context).find((known) => known.name === name);
  if (user === undefined) return complain(context, `deluser: unknown user ${name}`);
  removeUser(context, name, STYLE);
  if (readGroups(context).some((group) => group.name === name)) removeGroup(context, name, STYLE);
  if (context.args.includes('--remove-home')) context.fs.removeAll(user.home);
  return 0;
};

function usage(context: ProgramContext, text: string): number {
  context.err(`BusyBox v1.37.0 multi-call binary.\n\nUsage: ${text}\n`);
  return 1;
}

function complain(context: ProgramContext, text: string): number {
  context.err(`${text}\n`);
  return 1;
}
