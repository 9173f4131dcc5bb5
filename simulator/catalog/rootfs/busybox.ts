import type { PublishedImage } from '../parts';
import { fewAccounts } from './accounts';
import type { Contents } from './contents';
import { fileOf, folderOf, linkOf, textOf } from './entries';

/** Applets that Dockerfiles and shells ask for; the image has about four hundred, all hard links to one file. */
const APPLETS =
  '[ [[ adduser addgroup ash awk basename bunzip2 bzip2 cat chgrp chmod chown chroot cksum clear cmp comm cp cpio cut date dd deluser delgroup df diff dirname du echo egrep env expand ' +
  'expr false fgrep find fold free getopt grep groups gunzip gzip head hexdump hostname httpd id install kill killall less link ln login logger ls lzma md5sum mkdir mkfifo mknod mktemp ' +
  'more mount mv nc netstat nice nl nohup nproc nslookup od paste patch pgrep pidof ping pkill printenv printf ps pwd readlink realpath rev rm rmdir sed seq sh sha1sum sha256sum ' +
  'sha512sum shuf sleep sort split stat strings stty su sync tac tail tar tee telnet test time timeout top touch tr true truncate tty uname uniq unlink unxz unzip uptime uudecode ' +
  'uuencode vi watch wc wget which who whoami xargs xxd xz xzcat yes zcat';

/** `busybox` and images with a single static program (`hello-world`). */
export function busyboxBase(image: PublishedImage): Contents {
  if (image.shell === '') return { entries: [], shares: [{ path: '/hello', weight: 1, mode: 0o755, program: 'hello' }] };
  const folders = ['dev', 'etc', 'home', 'lib', 'usr/bin', 'usr/sbin', 'var/spool/mail', 'var/www'].map((name) => folderOf(`/${name}`));
  return {
    entries: [
      ...folders,
      folderOf('/root', 0o700),
      folderOf('/tmp', 0o1777),
      fileOf('/bin/busybox', 1_130_000, 0o755, 'busybox'),
      ...APPLETS.split(' ').map((name) => ({ kind: 'hardlink' as const, path: `/bin/${name}`, target: '/bin/busybox', mode: 0o755 })),
      linkOf('/usr/bin/env', '../../bin/env'),
      linkOf('/lib64', 'lib'),
      textOf('/etc/hostname', ''),
      textOf('/etc/hosts', '127.0.0.1\tlocalhost\n'),
      textOf('/etc/nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files dns\n'),
      ...fewAccounts(image.users.map(([name, uid, gid]) => ({ name, uid, gid }))).filter((entry) => entry.kind === 'file'),
    ],
    shares: [
      { path: '/lib/libc.so.6', weight: 19, mode: 0o755 },
      { path: '/lib/libm.so.6', weight: 9, mode: 0o755 },
      { path: '/lib/libpthread.so.0', weight: 1, mode: 0o755 },
    ],
  };
}
