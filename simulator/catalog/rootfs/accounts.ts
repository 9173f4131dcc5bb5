import type { TreeEntry } from '../../fs/tree';
import { folderOf, textOf } from './entries';

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Debian's fixed accounts (base-passwd): name, uid, gid, home, shell. */
const DEBIAN_USERS: readonly (readonly [string, number, number, string, string, string])[] = [
  ['root', 0, 0, 'root', '/root', '/bin/bash'],
  ['daemon', 1, 1, 'daemon', '/usr/sbin', '/usr/sbin/nologin'],
  ['bin', 2, 2, 'bin', '/bin', '/usr/sbin/nologin'],
  ['sys', 3, 3, 'sys', '/dev', '/usr/sbin/nologin'],
  ['sync', 4, 65534, 'sync', '/bin', '/bin/sync'],
  ['games', 5, 60, 'games', '/usr/games', '/usr/sbin/nologin'],
  ['man', 6, 12, 'man', '/var/cache/man', '/usr/sbin/nologin'],
  ['lp', 7, 7, 'lp', '/var/spool/lpd', '/usr/sbin/nologin'],
  ['mail', 8, 8, 'mail', '/var/mail', '/usr/sbin/nologin'],
  ['news', 9, 9, 'news', '/var/spool/news', '/usr/sbin/nologin'],
  ['uucp', 10, 10, 'uucp', '/var/spool/uucp', '/usr/sbin/nologin'],
  ['proxy', 13, 13, 'proxy', '/bin', '/usr/sbin/nologin'],
  ['www-data', 33, 33, 'www-data', '/var/www', '/usr/sbin/nologin'],
  ['backup', 34, 34, 'backup', '/var/backups', '/usr/sbin/nologin'],
  ['list', 38, 38, 'Mailing List Manager', '/var/list', '/usr/sbin/nologin'],
  ['irc', 39, 39, 'ircd', '/run/ircd', '/usr/sbin/nologin'],
  ['_apt', 42, 65534, '', '/nonexistent', '/usr/sbin/nologin'],
  ['nobody', 65534, 65534, 'nobody', '/nonexistent', '/usr/sbin/nologin'],
];
const DEBIAN_GROUPS =
  'root:0 daemon:1 bin:2 sys:3 adm:4 tty:5 disk:6 lp:7 mail:8 news:9 uucp:10 man:12 proxy:13 kmem:15 dialout:20 fax:21 voice:22 cdrom:24 floppy:25 tape:26 sudo:27 ' +
  'audio:29 dip:30 www-data:33 backup:34 operator:37 list:38 irc:39 src:40 shadow:42 utmp:43 video:44 sasl:45 plugdev:46 staff:50 games:60 users:100 nogroup:65534';
const ALPINE_USERS: typeof DEBIAN_USERS = [
  ['root', 0, 0, 'root', '/root', '/bin/sh'],
  ['bin', 1, 1, 'bin', '/bin', '/sbin/nologin'],
  ['daemon', 2, 2, 'daemon', '/sbin', '/sbin/nologin'],
  ['lp', 4, 7, 'lp', '/var/spool/lpd', '/sbin/nologin'],
  ['sync', 5, 0, 'sync', '/sbin', '/bin/sync'],
  ['shutdown', 6, 0, 'shutdown', '/sbin', '/sbin/shutdown'],
  ['halt', 7, 0, 'halt', '/sbin', '/sbin/halt'],
  ['mail', 8, 12, 'mail', '/var/mail', '/sbin/nologin'],
  ['news', 9, 13, 'news', '/usr/lib/news', '/sbin/nologin'],
  ['uucp', 10, 14, 'uucp', '/var/spool/uucppublic', '/sbin/nologin'],
  ['cron', 16, 16, 'cron', '/var/spool/cron', '/sbin/nologin'],
  ['ftp', 21, 21, '', '/var/lib/ftp', '/sbin/nologin'],
  ['sshd', 22, 22, 'sshd', '/dev/null', '/sbin/nologin'],
  ['games', 35, 35, 'games', '/usr/games', '/sbin/nologin'],
  ['ntp', 123, 123, 'NTP', '/var/empty', '/sbin/nologin'],
  ['guest', 405, 100, 'guest', '/dev/null', '/sbin/nologin'],
  ['nobody', 65534, 65534, 'nobody', '/', '/sbin/nologin'],
];
const ALPINE_GROUPS =
  'root:0 bin:1 daemon:2 sys:3 adm:4 tty:5 disk:6 lp:7 kmem:9 wheel:10 floppy:11 mail:12 news:13 uucp:14 cron:16 audio:18 cdrom:19 dialout:20 ftp:21 sshd:22 input:23 ' +
  'tape:26 video:27 netdev:28 kvm:34 games:35 shadow:42 www-data:82 users:100 ntp:123 abuild:300 utmp:406 ping:999 nogroup:65533 nobody:65534';

export function debianAccounts(extra: readonly Account[]): readonly TreeEntry[] {
  return accountFiles(DEBIAN_USERS, DEBIAN_GROUPS, extra, { shell: '/bin/bash', shadowGroup: 42, backups: true });
}

export function alpineAccounts(extra: readonly Account[]): readonly TreeEntry[] {
  return accountFiles(ALPINE_USERS, ALPINE_GROUPS, extra, { shell: '/bin/sh', shadowGroup: 42, backups: false });
}

/** Only what the image's own users need: distroless and BusyBox images. */
export function fewAccounts(users: readonly Account[]): readonly TreeEntry[] {
  const home = (user: Account) => (user.uid === 0 ? '/root' : user.name === 'nobody' ? '/nonexistent' : `/home/${user.name}`);
  const passwd = users.map((user) => `${user.name}:x:${user.uid}:${user.gid}:${user.name}:${home(user)}:/sbin/nologin\n`);
  const groups = users.map((user) => `${user.name}:x:${user.gid}:\n`);
  return [
    textOf('/etc/passwd', passwd.join('')),
    textOf('/etc/group', groups.join('')),
    ...users.filter((user) => user.name !== 'nobody').map((user) => folderOf(home(user), 0o700, user)),
  ];
}

interface AccountStyle {
  readonly shell: string;
  readonly shadowGroup: number;
  /** Debian's tools keep the previous version of each file under a name with a dash. */
  readonly backups: boolean;
}

function accountFiles(users: typeof DEBIAN_USERS, groups: string, extra: readonly Account[], style: AccountStyle): readonly TreeEntry[] {
  const added = extra.filter((account) => !users.some(([name]) => name === account.name));
  const home = (account: Account) => (account.uid >= 1000 ? `/home/${account.name}` : '/nonexistent');
  const shell = (account: Account) => (account.uid >= 1000 ? style.shell : '/usr/sbin/nologin');
  const passwd = [
    ...users.map(([name, uid, gid, comment, folder, login]) => `${name}:x:${uid}:${gid}:${comment}:${folder}:${login}\n`),
    ...added.map((account) => `${account.name}:x:${account.uid}:${account.gid}::${home(account)}:${shell(account)}\n`),
  ].join('');
  const groupPairs = groups.split(' ').map((pair) => pair.split(':'));
  const addedGroups = added
    .filter((account) => !groupPairs.some(([, gid]) => gid === String(account.gid)))
    .map((account) => [account.name, String(account.gid)]);
  const allGroups = [...groupPairs, ...addedGroups];
  const group = allGroups.map(([name, gid]) => `${name}:x:${gid}:\n`).join('');
  const shadow = [...users.map(([name]) => name), ...added.map((account) => account.name)].map((name) => `${name}:*:20465:0:99999:7:::\n`).join('');
  const gshadow = allGroups.map(([name]) => `${name}:*::\n`).join('');
  const files: readonly (readonly [string, string, number, number])[] = [
    ['/etc/passwd', passwd, 0o644, 0],
    ['/etc/group', group, 0o644, 0],
    ['/etc/shadow', shadow, 0o640, style.shadowGroup],
    ...(style.backups ? ([['/etc/gshadow', gshadow, 0o640, style.shadowGroup]] as const) : []),
  ];
  return [
    ...files.map(([path, text, mode, gid]) => textOf(path, text, mode, { gid })),
    ...(style.backups ? files.map(([path, text, mode, gid]) => textOf(`${path}-`, text, mode, { gid })) : []),
    ...added.filter((account) => account.uid >= 1000).map((account) => folderOf(`/home/${account.name}`, 0o755, account)),
  ];
}
