import { findGroup, findUser, readGroups } from '../passwd';
import type { ProgramContext } from '../types';
import { complain, parseOptions, refuseOption } from './options';

export function id(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'ugGnrza', long: { user: 'u', group: 'g', groups: 'G', name: 'n', real: 'r' } });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const [named] = options.operands;
  const user = named === undefined ? undefined : (findUser(context.fs, named) ?? findUser(context.fs, Number(named)));
  if (named !== undefined && !user) {
    complain(context, context.flavour === 'gnu' ? `'${named}': no such user` : `unknown user ${named}`);
    return 1;
  }
  const uid = user?.uid ?? context.identity.uid;
  const gid = user?.gid ?? context.identity.gid;
  const extra = user
    ? readGroups(context.fs)
        .filter((group) => group.members.includes(user.name))
        .map((group) => group.gid)
    : context.identity.groups;
  const gids = [...new Set([gid, ...extra])];
  const { flags } = options;
  const userName = findUser(context.fs, uid)?.name;
  const groupName = (number: number): string | undefined => findGroup(context.fs, number)?.name;
  if (flags.has('u')) context.out(`${flags.has('n') ? (userName ?? uid) : uid}\n`);
  else if (flags.has('g')) context.out(`${flags.has('n') ? (groupName(gid) ?? gid) : gid}\n`);
  else if (flags.has('G')) context.out(`${gids.map((number) => (flags.has('n') ? (groupName(number) ?? number) : number)).join(' ')}\n`);
  else {
    const show = (number: number, name: string | undefined): string => (name === undefined ? String(number) : `${number}(${name})`);
    context.out(
      `uid=${show(uid, userName)} gid=${show(gid, groupName(gid))}${gids.length > 0 && (context.flavour === 'gnu' || gids.length > 1 || extra.length > 0 || user !== undefined) ? ` groups=${gids.map((number) => show(number, groupName(number))).join(',')}` : ''}\n`,
    );
  }
  return 0;
}

export function whoami(context: ProgramContext): number {
  const user = findUser(context.fs, context.identity.uid);
  if (user) {
    context.out(`${user.name}\n`);
    return 0;
  }
  complain(context, context.flavour === 'gnu' ? `cannot find name for user ID ${context.identity.uid}` : `unknown uid ${context.identity.uid}`);
  return 1;
}

export function groups(context: ProgramContext): number {
  const gids = [...new Set([context.identity.gid, ...context.identity.groups])];
  context.out(`${gids.map((gid) => findGroup(context.fs, gid)?.name ?? String(gid)).join(' ')}\n`);
  return 0;
}
