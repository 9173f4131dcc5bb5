import type { Program, ProgramContext } from '../../shell/types';
import {
  accountProblem,
  addGroup,
  addMember,
  addUser,
  changeUser,
  freeNumber,
  makeHome,
  readGroups,
  readUsers,
  removeGroup,
  removeUser,
  splitArguments,
} from './account-files';

/** Debian's login.defs: where ordinary and system numbers are looked for. System numbers are given from the top. */
const ORDINARY = [1000, 60_000] as const;
const SYSTEM = [999, 100] as const;
const STYLE = { backups: true };
const USER_VALUES = new Set([
  '-u',
  '--uid',
  '-g',
  '--gid',
  '-G',
  '--groups',
  '-d',
  '--home-dir',
  '--home',
  '-s',
  '--shell',
  '-c',
  '--comment',
  '-e',
  '-f',
  '-k',
  '-K',
  '-p',
  '--password',
  '-b',
  '--base-dir',
  '-l',
  '--login',
]);

/** `useradd` of the shadow tools. Without `-m` no home is made, even though one is written down. */
export const useradd: Program = (context) => {
  const { options, words } = splitArguments(context.args, USER_VALUES);
  const name = words.at(-1);
  const option = (...names: readonly string[]) => names.map((key) => options.get(key)).find((value) => value !== undefined);
  if (name === undefined) return complain(context, 'Usage: useradd [options] LOGIN', 2);
  const problem = accountProblem('user', name, option('-u', '--uid'), [
    option('-c', '--comment'),
    option('-d', '--home-dir', '--home'),
    option('-s', '--shell'),
  ]);
  if (problem !== undefined) return complain(context, `useradd: ${problem}`, 3);
  if (readUsers(context).some((user) => user.name === name)) return complain(context, `useradd: user '${name}' already exists`, 9);
  const system = option('-r', '--system') !== undefined;
  const wantedUid = option('-u', '--uid');
  const uid =
    wantedUid === undefined
      ? freeNumber(
          readUsers(context).map((user) => user.uid),
          system ? SYSTEM : ORDINARY,
        )
      : Number(wantedUid);
  if (wantedUid !== undefined && option('-o', '--non-unique') === undefined && readUsers(context).some((user) => user.uid === uid))
    return complain(context, `useradd: UID ${uid} is not unique`, 4);
  const group = primaryGroup(context, name, uid, option('-g', '--gid'), option('-N', '--no-user-group') !== undefined, system);
  if (group === undefined)
    return complain(
      context,
      option('-g', '--gid') === undefined
        ? `useradd: group ${name} exists - if you want to add this user to that group, use -g.`
        : `useradd: group '${option('-g', '--gid')}' does not exist`,
      option('-g', '--gid') === undefined ? 9 : 6,
    );
  const others = (option('-G', '--groups') ?? '').split(',').filter((other) => other !== '');
  const missing = others.find((other) => !readGroups(context).some((known) => known.name === other));
  if (missing !== undefined) return complain(context, `useradd: group '${missing}' does not exist`, 6);
  const home = option('-d', '--home-dir', '--home') ?? `${option('-b', '--base-dir') ?? '/home'}/${name}`;
  addUser(context, { name, uid, gid: group, comment: option('-c', '--comment') ?? '', home, shell: option('-s', '--shell') ?? '/bin/sh' }, STYLE);
  for (const other of others) addMember(context, name, other, STYLE);
  if (!system) for (const path of ['/etc/subuid', '/etc/subgid']) appendRange(context, path, name);
  if (option('-m', '--create-home') !== undefined) makeHome(context, home, uid, group, 0o755);
  return 0;
};

/** A group of the user's own unless one is named. `undefined` when that cannot be. */
function primaryGroup(
  context: ProgramContext,
  name: string,
  uid: number,
  wanted: string | undefined,
  noOwn: boolean,
  system: boolean,
): number | undefined {
  const groups = readGroups(context);
  if (wanted !== undefined) return groups.find((group) => group.name === wanted || String(group.gid) === wanted)?.gid;
  if (noOwn) return 100;
  if (groups.some((group) => group.name === name)) return undefined;
  const taken = groups.map((group) => group.gid);
  const gid = taken.includes(uid) ? freeNumber(taken, system ? SYSTEM : ORDINARY) : uid;
  addGroup(context, name, gid, STYLE);
  return gid;
}

const SUBORDINATE_START = 100_000;
const SUBORDINATE_COUNT = 65_536;

function appendRange(context: ProgramContext, path: string, name: string): void {
  const read = context.fs.read(path);
  if (!read.ok) return;
  const text = new TextDecoder().decode(read.value);
  const start = SUBORDINATE_START + text.split('\n').filter((line) => line !== '').length * SUBORDINATE_COUNT;
  context.fs.write(`${path}-`, text);
  context.fs.write(path, `${text}${name}:${start}:${SUBORDINATE_COUNT}\n`);
}

export const groupadd: Program = (context) => {
  const { options, words } = splitArguments(context.args, new Set(['-g', '--gid', '-K', '-p']));
  const name = words.at(-1);
  if (name === undefined) return complain(context, 'Usage: groupadd [options] GROUP', 2);
  const problem = accountProblem('group', name, options.get('-g') ?? options.get('--gid'));
  if (problem !== undefined) return complain(context, `groupadd: ${problem}`, 3);
  const groups = readGroups(context);
  const force = options.has('-f') || options.has('--force');
  if (groups.some((group) => group.name === name)) return force ? 0 : complain(context, `groupadd: group '${name}' already exists`, 9);
  const wanted = options.get('-g') ?? options.get('--gid');
  const taken = groups.map((group) => group.gid);
  const gid = wanted === undefined ? freeNumber(taken, options.has('-r') || options.has('--system') ? SYSTEM : ORDINARY) : Number(wanted);
  if (wanted !== undefined && taken.includes(gid) && !options.has('-o') && !force)
    return complain(context, `groupadd: GID '${gid}' already exists`, 4);
  addGroup(context, name, gid, STYLE);
  return 0;
};

export const usermod: Program = (context) => {
  const { options, words } = splitArguments(context.args, USER_VALUES);
  const name = words.at(-1) ?? '';
  const user = readUsers(context).find((candidate) => candidate.name === name);
  if (user === undefined) return complain(context, `usermod: user '${name}' does not exist`, 6);
  const option = (...names: readonly string[]) => names.map((key) => options.get(key)).find((value) => value !== undefined);
  const problem = accountProblem('user', option('-l', '--login') ?? name, option('-u', '--uid'), [
    option('-c', '--comment'),
    option('-d', '--home'),
    option('-s', '--shell'),
  ]);
  if (problem !== undefined) return complain(context, `usermod: ${problem}`, 3);
  const groups = (option('-G', '--groups') ?? '').split(',').filter((group) => group !== '');
  const missing = groups.find((group) => !readGroups(context).some((known) => known.name === group));
  if (missing !== undefined) return complain(context, `usermod: group '${missing}' does not exist`, 6);
  for (const group of groups) addMember(context, name, group, STYLE);
  const primary = option('-g', '--gid');
  const gid =
    primary === undefined
      ? user.gid
      : (readGroups(context).find((group) => group.name === primary || String(group.gid) === primary)?.gid ?? user.gid);
  const changed = {
    name: option('-l', '--login') ?? user.name,
    uid: Number(option('-u', '--uid') ?? user.uid),
    gid,
    comment: option('-c', '--comment') ?? user.comment,
    home: option('-d', '--home') ?? user.home,
    shell: option('-s', '--shell') ?? user.shell,
  };
  if (JSON.stringify(changed) !== JSON.stringify(user)) changeUser(context, name, () => changed, STYLE);
  return 0;
};

export const userdel: Program = (context) => {
  const { options, words } = splitArguments(context.args, new Set());
  const name = words.at(-1) ?? '';
  const user = readUsers(context).find((candidate) => candidate.name === name);
  if (user === undefined) return complain(context, `userdel: user '${name}' does not exist`, 6);
  removeUser(context, name, STYLE);
  if (readGroups(context).some((group) => group.name === name && group.members.length === 0)) removeGroup(context, name, STYLE);
  if (options.has('-r') || options.has('--remove')) context.fs.removeAll(user.home);
  return 0;
};

export const groupdel: Program = (context) => {
  const name = context.args.at(-1) ?? '';
  if (!readGroups(context).some((group) => group.name === name)) return complain(context, `groupdel: group '${name}' does not exist`, 6);
  removeGroup(context, name, STYLE);
  return 0;
};

function complain(context: ProgramContext, text: string, code: number): number {
  context.err(`${text}\n`);
  return code;
}
