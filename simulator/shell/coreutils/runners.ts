import { errorText } from '../errno';
import { findUser, readGroups } from '../passwd';
import type { ProgramContext } from '../types';
import { commandExists } from './environment';
import { byFlavour, complain, parseOptions, refuseMissingOperand, refuseOption } from './options';

/** Programs that start another one: what they change around it does not show in the tree. */
export function timeout(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 's:k:vfp',
    long: { signal: 's:', 'kill-after': 'k:', foreground: 'f', 'preserve-status': 'p' },
    stopsAtOperand: true,
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown, 125);
  const [limit = '', ...words] = options.operands;
  // The one program whose length is known beforehand.
  const waits = words[0] === 'sleep' ? words.slice(1).reduce((sum, word) => sum + secondsOf(word), 0) : 0;
  if (waits <= secondsOf(limit) || secondsOf(limit) === 0) return runRest(context, words);
  if (context.flavour === 'busybox') context.err('Terminated\n');
  return context.flavour === 'busybox' ? 143 : 124;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function secondsOf(text: string): number {
  const [, number = '0', unit = 's'] = /^([\d.]+)([smhd])?$/.exec(text) ?? [];
  return Number(number) * (UNIT_SECONDS[unit] ?? 1);
}

/** A process group of its own makes no difference here. */
export function setsid(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'cfw', stopsAtOperand: true });
  return runRest(context, options.operands);
}

export function nohup(context: ProgramContext): number {
  return runRest(context, context.args);
}

export function nice(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'n:', long: { adjustment: 'n:' }, stopsAtOperand: true, numeric: true });
  return runRest(context, options.operands);
}

export function stdbuf(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'i:o:e:', stopsAtOperand: true });
  return runRest(context, options.operands);
}

export function time(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'pvf:o:', stopsAtOperand: true });
  const status = runRest(context, options.operands);
  context.err('real\t0m 0.00s\nuser\t0m 0.00s\nsys\t0m 0.00s\n');
  return status;
}

function runRest(context: ProgramContext, words: readonly string[]): number {
  const [name] = words;
  if (name === undefined) return refuseMissingOperand(context);
  const status = context.spawn(words);
  if (status === 127 && !commandExists(context, name))
    complain(
      context,
      context.flavour === 'gnu' ? `failed to run command '${name}': ${errorText('ENOENT')}` : `can't execute '${name}': ${errorText('ENOENT')}`,
    );
  return status;
}

/** Only root may become somebody else without a password, and a build has no one to type it. */
export function su(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'c:s:lmp',
    long: { command: 'c:', shell: 's:', login: 'l', 'preserve-environment': 'm' },
    stopsAtOperand: false,
  });
  const operands = options.operands.filter((word) => word !== '-');
  const name = operands[0] ?? 'root';
  const user = findUser(context.fs, name);
  if (!user) {
    complain(
      context,
      context.flavour === 'gnu' ? `user ${name} does not exist or the user entry does not contain all the required fields` : `unknown user ${name}`,
    );
    return 1;
  }
  if (context.identity.uid !== 0) {
    complain(context, 'Authentication failure');
    return 1;
  }
  const groups = readGroups(context.fs)
    .filter((group) => group.members.includes(user.name))
    .map((group) => group.gid);
  const all = [...new Set([user.gid, ...groups])];
  const login = options.flags.has('l') || context.args.includes('-');
  const env = new Map([...context.env, ['HOME', user.home], ['USER', user.name], ['LOGNAME', user.name], ['SHELL', user.shell]] as const);
  const shell = options.values.get('s') ?? (user.shell === '' ? '/bin/sh' : user.shell);
  const command = options.values.get('c');
  const words = command === undefined ? [shell, ...operands.slice(1)] : [shell, '-c', command, ...operands.slice(1)];
  return context.spawn(words, { identity: { uid: user.uid, gid: user.gid, groups: all }, env, ...(login ? { workingDirectory: user.home } : {}) });
}

/** `chroot` and mounts need rights that a build step does not have. */
export function chroot(context: ProgramContext): number {
  const [root] = context.args;
  if (root === undefined) return refuseMissingOperand(context);
  if (root === '/' && context.args.length > 1) return runRest(context, context.args.slice(1));
  context.notice({ fidelity: 'unknown', code: 'program-not-modelled', details: { program: context.name } });
  return 0;
}

/** Util-linux and BusyBox alike: the words in canonical order, quoted for `eval`. */
export function getopt(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'o:l:n:qQTu',
    long: { options: 'o:', longoptions: 'l:', long: 'l:', name: 'n:' },
    stopsAtOperand: true,
  });
  const short = options.values.get('o') ?? options.operands[0] ?? '';
  const long = Object.fromEntries(
    (options.values.get('l') ?? '')
      .split(',')
      .filter(Boolean)
      .map((name) => [name.replace(/:+$/, ''), `--${name}`]),
  );
  const words = options.values.has('o') ? options.operands : options.operands.slice(1);
  const parsed = parseOptions(words, { short: short.replace(/^[-+:]/, ''), long });
  // The old form, whose first operand is the list of letters, quotes nothing.
  const quote = (word: string): string => (options.values.has('o') ? `'${word.replaceAll("'", "'\\''")}'` : word);
  const shown = parsed.all.map(([letter, value]) => {
    const name = letter.startsWith('--') ? letter : `-${letter}`;
    const takesValue = letter.startsWith('--') ? long[letter.slice(2)]?.endsWith(':') : short[short.indexOf(letter) + 1] === ':';
    return takesValue ? `${name} ${quote(value)}` : name;
  });
  context.out(` ${[...shown, '--', ...parsed.operands.map(quote)].join(' ')}\n`);
  return parsed.unknown === undefined ? 0 : 1;
}

/** Flushes, caches and terminals: nothing that a layer would show. */
export function noEffect(_context: ProgramContext): number {
  return 0;
}

/** A build has no terminal. */
export function stty(context: ProgramContext): number {
  complain(context, byFlavour(context, "'standard input': Inappropriate ioctl for device", 'standard input: Inappropriate ioctl for device'));
  return 1;
}

/** Moves the cursor home and wipes the screen. */
export function clear(context: ProgramContext): number {
  context.out('\x1b[H\x1b[J');
  return 0;
}

/** A build may not change what is mounted. */
export function mount(context: ProgramContext): number {
  if (context.args.length === 0) return 0;
  complain(context, byFlavour(context, 'must be superuser to use mount.', 'permission denied (are you root?)'));
  return context.flavour === 'gnu' ? 32 : 1;
}

export function umount(context: ProgramContext): number {
  const path = context.args.find((word) => !word.startsWith('-')) ?? '';
  complain(context, byFlavour(context, `${path}: must be superuser to unmount.`, `can't unmount ${path}: Operation not permitted`));
  return context.flavour === 'gnu' ? 32 : 1;
}

export function tty(context: ProgramContext): number {
  context.out('not a tty\n');
  return 1;
}
