import type { TreeEntry } from '../../fs/tree';
import type { PublishedImage, PublishedPlatform } from '../parts';
import { alpineAccounts } from './accounts';
import type { Contents } from './contents';
import { fileOf, folderOf, linkOf, type Share, textOf } from './entries';

/** BusyBox's applets on Alpine, by the directory their links lie in. */
export const APPLETS: Readonly<Record<string, string>> = {
  '/bin':
    'arch ash base64 bbconfig cat chattr chgrp chmod chown cp date dd df dmesg dnsdomainname dumpkmap echo egrep false fatattr fdflush fgrep fsync getopt grep gunzip gzip hostname ' +
    'ionice iostat ipcalc kbd_mode kill link linux32 linux64 ln login ls lsattr lzop makemime mkdir mknod mktemp more mount mountpoint mpstat mv netstat nice pidof ping ping6 ' +
    'pipe_progress printenv ps pwd reformime rev rm rmdir run-parts sed setpriv setserial sh sleep stat stty su sync tar touch true umount uname usleep watch zcat',
  '/sbin':
    'acpid adjtimex arp blkid blockdev depmod fbsplash fdisk findfs fsck fstrim getty halt hwclock ifconfig ifdown ifenslave ifup init inotifyd insmod ip ipaddr iplink ipneigh iproute ' +
    'iprule iptunnel klogd loadkmap logread losetup lsmod makedevs mdev mkdosfs mkfs.vfat mkswap modinfo modprobe nameif nologin pivot_root poweroff raidautorun reboot rmmod route ' +
    'setconsole slattach swapoff swapon switch_root sysctl syslogd tunctl udhcpc vconfig watchdog zcip',
  '/usr/bin':
    '[ [[ awk basename bc bunzip2 bzcat bzip2 cal chvt cksum clear cmp comm cpio crontab cryptpw cut dc deallocvt diff dirname dos2unix du eject env expand expr factor fallocate find ' +
    'flock fold free fuser groups hd head hexdump hostid id install killall last less logger lsof lsusb lzcat lzma lzopcat md5sum mesg microcom mkfifo mkpasswd nc nl nmeter nohup nproc ' +
    'nsenter nslookup od openvt passwd paste pgrep pkill pmap printf pscan pstree pwdx readlink realpath renice reset resize seq setkeycodes setsid sha1sum sha256sum sha3sum sha512sum ' +
    'showkey shred shuf sort split strings sum tac tail tee test time timeout top tr traceroute traceroute6 tree truncate tty ttysize udhcpc6 unexpand uniq unix2dos unlink unlzma ' +
    'unlzop unshare unxz unzip uptime uudecode uuencode vi vlock volname wc wget which who whoami whois xargs xxd xzcat yes',
  '/usr/sbin':
    'add-shell addgroup adduser arping brctl chpasswd chroot crond delgroup deluser ether-wake fbset killall5 loadfont nanddump nandwrite nbd-client ntpd partprobe rdate rdev readahead ' +
    'remove-shell rfkill sendmail setfont setlogcons',
};

/** Alpine's base system: BusyBox under every name, musl, apk and the keys. */
export function alpineBase(image: PublishedImage, platform: PublishedPlatform): Contents {
  const architecture = platform.platform.startsWith('linux/arm64') ? 'aarch64' : 'x86_64';
  const version = image.os.replace('alpine ', '');
  const release = image.packages.find(([name]) => name === 'alpine-release')?.[1].replace(/-r\d+$/, '') ?? `${version}.0`;
  const entries: TreeEntry[] = [
    ...[
      'dev',
      'etc',
      'home',
      'media/cdrom',
      'media/floppy',
      'media/usb',
      'mnt',
      'opt',
      'proc',
      'run',
      'srv',
      'sys',
      'usr/local/bin',
      'usr/local/lib',
      'usr/local/share',
      'var/cache/misc',
      'var/lib/misc',
      'var/local',
      'var/log',
      'var/mail',
      'var/opt',
      'var/spool/cron',
      'lib/modules-load.d',
    ].map((name) => folderOf(`/${name}`)),
    folderOf('/root', 0o700),
    folderOf('/tmp', 0o1777),
    folderOf('/var/tmp', 0o1777),
    folderOf('/var/empty', 0o555),
    linkOf('/var/lock', '../run/lock'),
    linkOf('/var/run', '../run'),
    fileOf('/bin/busybox', 808_712, 0o755, 'busybox'),
    ...Object.entries(APPLETS).flatMap(([folder, names]) => names.split(' ').map((name) => linkOf(`${folder}/${name}`, '/bin/busybox'))),
    ...configuration(version, release, architecture),
    ...apkDatabase(image, architecture),
    ...alpineAccounts(image.users.map(([name, uid, gid]) => ({ name, uid, gid }))),
  ];
  return { entries, shares: [{ path: `/lib/ld-musl-${architecture}.so.1`, weight: 0.66, mode: 0o755 }, ...SHARES] };
}

const SHARES: readonly Share[] = [
  { path: '/usr/lib/libcrypto.so.3', weight: 4.3, mode: 0o755 },
  { path: '/usr/lib/libssl.so.3', weight: 0.75, mode: 0o755 },
  { path: '/lib/libz.so.1', weight: 0.1, mode: 0o755 },
  { path: '/usr/lib/libapk.so.3', weight: 0.3, mode: 0o755 },
  { path: '/usr/bin/getconf', weight: 0.03, mode: 0o755 },
  { path: '/usr/bin/ssl_client', weight: 0.02, mode: 0o755 },
  { path: '/usr/share/apk/keys', weight: 0.02, files: 15, ending: '.rsa.pub' },
];

function configuration(version: string, release: string, architecture: string): readonly TreeEntry[] {
  const mirror = 'https://dl-cdn.alpinelinux.org/alpine';
  return [
    textOf('/etc/alpine-release', `${release}\n`),
    textOf(
      '/usr/lib/os-release',
      `NAME="Alpine Linux"\nID=alpine\nVERSION_ID=${release}\nPRETTY_NAME="Alpine Linux v${version}"\nHOME_URL="https://alpinelinux.org/"\n`,
    ),
    linkOf('/etc/os-release', '../usr/lib/os-release'),
    textOf('/etc/apk/repositories', `${mirror}/v${version}/main\n${mirror}/v${version}/community\n`),
    textOf('/etc/apk/arch', `${architecture}\n`),
    textOf('/etc/apk/world', 'alpine-baselayout\nalpine-keys\nalpine-release\napk-tools\nbusybox\nlibc-utils\n'),
    fileOf('/sbin/apk', 74_000, 0o755, 'apk'),
    fileOf('/etc/ssl/certs/ca-certificates.crt', 218_000),
    linkOf('/etc/ssl/cert.pem', 'certs/ca-certificates.crt'),
    textOf('/etc/hostname', 'localhost\n'),
    textOf('/etc/hosts', '127.0.0.1\tlocalhost localhost.localdomain\n::1\t\tlocalhost localhost.localdomain\n'),
    textOf('/etc/shells', '/bin/sh\n/bin/ash\n'),
    textOf('/etc/profile', 'export PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\numask 022\n'),
    textOf('/etc/nsswitch.conf', 'hosts: files dns\n'),
    textOf('/etc/motd', 'Welcome to Alpine!\n'),
    linkOf('/etc/mtab', '../proc/mounts'),
  ];
}

function apkDatabase(image: PublishedImage, architecture: string): readonly TreeEntry[] {
  const records = image.packages.map(
    ([name, version, , ...licences]) => `P:${name}\nV:${version}\nA:${architecture}\nL:${licences.join(' AND ')}\n\n`,
  );
  return [
    textOf('/lib/apk/db/installed', records.join('')),
    textOf('/lib/apk/db/lock', '', 0o600),
    textOf('/lib/apk/db/triggers', ''),
    fileOf('/lib/apk/db/scripts.tar', 25_600),
    folderOf('/lib/apk/exec'),
    folderOf('/var/cache/apk'),
  ];
}
