import { type Options, parseOptions } from '../../shell/coreutils/options';
import { findGroup, findUser, readGroups, type User } from '../../shell/passwd';
import type { Program, ProgramContext } from '../../shell/types';
import { textAt } from '../apt/database';

/** `sudo`: root may do everything, others what a NOPASSWD rule allows them; nobody can type a password. */
export const sudo: Program = (context) => {
  const options = parseOptions(context.args, {
    short: 'u:g:EHinSbkKlvsAh:p:',
    long: { user: 'u:', group: 'g:', 'preserve-env': 'E', 'set-home': 'H', login: 'i', 'non-interactive': 'n', stdin: 'S' },
    stopsAtOperand: true,
  });
  const assigned = options.operands.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  const words = assigned < 0 ? [] : options.operands.slice(assigned);
  const user = findUser(context.fs, options.values.get('u') ?? 'root');
  if (user === undefined) {
    context.err(`sudo: unknown user ${options.values.get('u') ?? 'root'}\nsudo: error initializing audit plugin sudoers_audit\n`);
    return 1;
  }
  if (!mayRunAll(context)) {
    const how = 'either use the -S option to read from standard input or configure an askpass helper';
    context.err(
      options.flags.has('n')
        ? 'sudo: a password is required\n'
        : `sudo: a terminal is required to read the password; ${how}\nsudo: a password is required\n`,
    );
    return 1;
  }
  if (words.length === 0) return options.flags.has('i') || options.flags.has('s') ? 0 : usage(context, 'usage: sudo -h | -K | -k | -V\n');
  const settings = (assigned < 0 ? options.operands : options.operands.slice(0, assigned)).map(
    (word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const,
  );
  const env = sudoEnv(context, options, user, settings);
  const status = context.spawn(words, {
    identity: identityOf(context, user),
    env,
    ...(options.flags.has('i') ? { workingDirectory: user.home } : {}),
  });
  if (status === 127) context.err(`sudo: ${words[0] ?? ''}: command not found\n`);
  return status === 127 ? 1 : status;
};

/** What Debian's sudoers keeps: a path of its own, and nearly nothing of the caller's variables, `-E` apart. */
function sudoEnv(
  context: ProgramContext,
  { flags }: Options,
  user: User,
  settings: readonly (readonly [string, string])[],
): ReadonlyMap<string, string> {
  const kept = [...context.env].filter(([name]) => flags.has('E') || /^(?:TERM|LANG|LC_\w+|DISPLAY)$/.test(name));
  const own = [
    ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ['HOME', user.home],
    ['USER', user.name],
    ['LOGNAME', user.name],
  ] as const;
  return new Map([...kept, ...own, ...settings]);
}

function mayRunAll(context: ProgramContext): boolean {
  if (context.identity.uid === 0) return true;
  const name = findUser(context.fs, context.identity.uid)?.name ?? '';
  const groups = readGroups(context.fs).filter(({ gid, members }) => context.identity.gid === gid || members.includes(name));
  const names = context.fs.list('/etc/sudoers.d');
  const files = ['/etc/sudoers', ...(names.ok ? names.value : []).map((file) => `/etc/sudoers.d/${file}`)];
  const subjects = new Set([name, 'ALL', ...groups.map((group) => `%${group.name}`)]);
  return files
    .flatMap((path) => textAt(context, path).split('\n'))
    .some((line) => /NOPASSWD:/.test(line) && subjects.has(line.trim().split(/\s+/)[0] ?? ''));
}

function identityOf(context: ProgramContext, { name, uid, gid }: User): ProgramContext['identity'] {
  const groups = readGroups(context.fs).filter(({ members }) => members.includes(name));
  return { uid, gid, groups: [...new Set([gid, ...groups.map((group) => group.gid)])] };
}

function usage(context: ProgramContext, text: string): number {
  context.err(text);
  return 1;
}

/** `gosu` and `su-exec`: a user, with a group of choice, and what to run. */
export const gosu: Program = (context) => {
  const [who = '', ...words] = context.args;
  if (who === '--version') return versionOf(context, 'gosu');
  if (words.length === 0) return usage(context, `Usage: ${context.name} user-spec command [args]\n`);
  const [userName = '', groupName] = who.split(':');
  const user =
    findUser(context.fs, userName) ??
    (/^\d+$/.test(userName) ? { name: userName, uid: Number(userName), gid: Number(userName), home: '/', shell: '' } : undefined);
  if (user === undefined) {
    return usage(
      context,
      context.name === 'gosu'
        ? `error: failed switching to "${who}": unable to find user ${userName}: no matching entries in passwd file\n`
        : `su-exec: getpwnam(${userName}): Success\n`,
    );
  }
  const gid = groupName === undefined ? undefined : (findGroup(context.fs, groupName)?.gid ?? Number(groupName));
  const identity = gid === undefined || Number.isNaN(gid) ? identityOf(context, { ...user }) : { uid: user.uid, gid, groups: [gid] };
  return spawnOr(context, words, new Map([...context.env, ['HOME', user.home]]), identity);
};

function spawnOr(context: ProgramContext, words: readonly string[], env: ReadonlyMap<string, string>, identity: ProgramContext['identity']): number {
  const status = context.spawn(words, { env, identity });
  if (status === 127) context.err(`${context.name}: exec: "${words[0] ?? ''}": executable file not found in $PATH\n`);
  return status;
}

/** `tini` and `dumb-init`, whose signals and orphans do not matter to a step: they run what they are given. */
export const init: Program = (context) => {
  const { operands, flags } = parseOptions(context.args, {
    short: 'sgvwlhp:e:cr:V',
    long: { version: 'version', 'single-child': 'c', rewrite: 'r:' },
    stopsAtOperand: true,
  });
  if (flags.has('version') || flags.has('V')) return versionOf(context, context.name);
  if (operands.length === 0) return usage(context, `${context.name}: no program to run\n`);
  return spawnOr(context, operands, context.env, context.identity);
};

function versionOf(context: ProgramContext, command: string): number {
  context.notice({ fidelity: 'unknown', code: 'tool-version', details: { command } });
  return 0;
}
