import { sha256Hex } from '../../digest/sha256';
import { parseOptions } from '../../shell/coreutils/options';
import { findUser } from '../../shell/passwd';
import type { Program, ProgramContext } from '../../shell/types';
import { textAt } from '../apt/database';

const SHADOW = '/etc/shadow';
const SECONDS_A_DAY = 86_400;

/** `chpasswd`: `name:password` lines. The salt is random in reality; here it follows from name and password. */
export const chpasswd: Program = (context) => {
  const { flags } = parseOptions(context.args, { short: 'ec:ms:', long: { encrypted: 'e', 'crypt-method': 'c:' } });
  const lines = new TextDecoder()
    .decode(context.stdin)
    .split('\n')
    .filter((line) => line !== '');
  let status = 0;
  for (const [index, line] of lines.entries()) {
    const [name = '', password] = [line.slice(0, line.indexOf(':')), line.includes(':') ? line.slice(line.indexOf(':') + 1) : undefined];
    if (password === undefined) {
      context.err(`chpasswd: line ${index + 1}: missing new password\n`);
      status = 1;
    } else if (findUser(context.fs, name) === undefined) {
      context.err(
        context.flavour === 'busybox'
          ? `chpasswd: unknown user ${name}\n`
          : `chpasswd: (user ${name}) pam_chauthtok() failed, error:\nAuthentication token manipulation error\nchpasswd: (line ${index + 1}, user ${name}) password not changed\n`,
      );
      status = 1;
    } else {
      if (!flags.has('e')) context.notice({ fidelity: 'modelled', code: 'random-bytes', details: { program: 'chpasswd' } });
      setPassword(context, name, () => (flags.has('e') ? password : hashOf(name, password)));
      if (context.flavour === 'busybox') context.err(`chpasswd: password for '${name}' changed\n`);
    }
  }
  return status;
};

/** In the shape of a yescrypt hash, which nothing can be checked against. */
function hashOf(name: string, password: string): string {
  const digits = sha256Hex(`${name}:${password}`) + sha256Hex(`${password}:${name}`);
  return `$y$j9T$${digits.slice(0, 22)}$${digits.slice(22, 65)}`;
}

function setPassword(context: ProgramContext, name: string, change: (before: string) => string): void {
  const today = String(Math.floor(context.nowSeconds / SECONDS_A_DAY));
  const lines = textAt(context, SHADOW)
    .split('\n')
    .map((line) => {
      const [user = '', before = '', , ...rest] = line.split(':');
      return user === name ? [user, change(before), today, ...rest].join(':') : line;
    });
  if (context.fs.exists(SHADOW)) context.fs.write(SHADOW, lines.join('\n'));
}

/** `passwd`: locks, unlocks and deletes passwords; to ask for a new one there is nobody. */
export const passwd: Program = (context) => {
  const { flags, operands } = parseOptions(context.args, {
    short: 'ludeSqax:n:w:i:',
    long: { lock: 'l', unlock: 'u', delete: 'd', expire: 'e', status: 'S' },
  });
  const [name = 'root'] = operands;
  if (findUser(context.fs, name) === undefined) {
    context.err(`passwd: user '${name}' does not exist\n`);
    return 1;
  }
  const change = [...CHANGES].find(([flag]) => flags.has(flag))?.[1];
  if (change === undefined) {
    context.err('passwd: Authentication token manipulation error\npasswd: password unchanged\n');
    return 10;
  }
  setPassword(context, name, change);
  if (!flags.has('q')) context.out('passwd: password changed.\n');
  return 0;
};

const CHANGES = new Map<string, (before: string) => string>([
  ['l', (before) => (before.startsWith('!') ? before : `!${before}`)],
  ['u', (before) => before.replace(/^!/, '')],
  ['d', () => ''],
]);
