import type { Layout } from './layout';

const CORE_BIN =
  'base64 cat chgrp chmod chown cp date dd df echo false kill ln ls mkdir mknod mktemp mv nice printenv pwd rm rmdir sleep stat stty sync touch true uname';
const CORE_USR_BIN =
  '[ b2sum base32 basename basenc chcon cksum comm csplit cut dir dircolors dirname du env expand expr factor fmt fold groups head hostid id install join link logname md5sum mkfifo nl nohup ' +
  'nproc numfmt od paste pathchk pinky pr printf ptx readlink realpath runcon seq sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf sort split stdbuf sum tac tail tee test ' +
  'timeout tr truncate tsort tty unexpand uniq unlink users vdir wc who whoami yes';

/** Tools for shells and builds. What BusyBox has under the same name gives way. */
export const TOOL_LAYOUTS: Readonly<Record<string, Layout>> = {
  bash: 'bin/bash 88\netc/bash/bashrc 1200b\netc/profile.d/00-bashrc.sh 200b\nusr/bin/bashbug 7000b\nusr/lib/bash/*.so 24 12',
  'bind-tools': 'usr/bin/dig 24\nusr/bin/host 18\nusr/bin/nslookup 20\nusr/bin/delv 20\nusr/bin/nsupdate 18',
  bzip2: 'usr/bin/bzip2 50\nusr/bin/bunzip2 > bzip2\nusr/bin/bzcat > bzip2\nusr/bin/bzip2recover 20',
  coreutils: [
    'bin/coreutils 100 @coreutils',
    ...CORE_BIN.split(' ').map((name) => `bin/${name} > coreutils`),
    ...CORE_USR_BIN.split(' ').map((name) => `usr/bin/${name} > ../../bin/coreutils`),
  ].join('\n'),
  curl: 'usr/bin/curl 100',
  diffutils: 'usr/bin/diff 60\nusr/bin/cmp 20\nusr/bin/diff3 25\nusr/bin/sdiff 22',
  'docker-cli': 'usr/bin/docker 100',
  'dumb-init': 'usr/bin/dumb-init 100',
  'libc-dev': '',
  execline: 'bin/execlineb 20\nbin/*  48 80',
  file: 'usr/bin/file 100',
  findutils: 'usr/bin/find 70\nusr/bin/xargs 30',
  gawk: 'usr/bin/gawk 70\nusr/bin/awk > gawk\nusr/lib/gawk/*.so 14 10\nusr/share/awk/*.awk 26 6',
  gettext: 'usr/bin/gettext 40\nusr/bin/msgfmt 90\nusr/bin/xgettext 380\nusr/lib/libgettextlib-{v}.so 1800\nusr/share/gettext/* 60 600',
  'gettext-envsubst': 'usr/bin/envsubst 100',
  git: `
usr/bin/git 4200
usr/bin/git-shell 900
usr/bin/scalar 900
usr/bin/git-receive-pack > git
usr/bin/git-upload-archive > git
usr/bin/git-upload-pack > git
usr/libexec/git-core/git > ../../bin/git
usr/libexec/git-core/git-remote-http 900 !755
usr/libexec/git-core/git-remote-https > git-remote-http
usr/libexec/git-core/git-sh-setup 9000b
usr/libexec/git-core/git-submodule 11000b !755
usr/libexec/git-core/git-http-fetch 880 !755
usr/libexec/git-core/mergetools/* 22 30`,
  'git-init-template':
    'usr/share/git-core/templates/hooks/*.sample 14 90\nusr/share/git-core/templates/description 73b\nusr/share/git-core/templates/info/exclude 240b',
  'git-lfs': 'usr/bin/git-lfs 100',
  gnupg: 'etc/gnupg/*.conf 3 100',
  gpg: 'usr/bin/gpg 100',
  'gpg-agent': 'usr/bin/gpg-agent 60\nusr/bin/gpgconf 20\nusr/bin/gpg-connect-agent 20',
  grep: 'bin/grep 30\nbin/egrep 41b\nbin/fgrep 41b\nusr/share/locale/*.mo 40 60',
  gzip: 'bin/gzip 70\nbin/gunzip > gzip\nbin/zcat > gzip\nusr/bin/zgrep 8000b\nusr/bin/zdiff 6000b',
  htop: 'usr/bin/htop 100',
  iputils: 'bin/ping 50 !4755\nusr/sbin/arping 25\nusr/sbin/tracepath 25',
  jq: 'usr/bin/jq 100',
  less: 'usr/bin/less 90\nusr/bin/lessecho 5\nusr/bin/lesskey 5',
  'linux-pam': 'lib/security/*.so 42 60\nusr/lib/libpam.so.0.85.1 30\nusr/lib/libpam.so.0 > libpam.so.0.85.1\netc/pam.d/* 8 4',
  nano: 'usr/bin/nano 300\nusr/share/nano/*.nanorc 46 100\netc/nanorc 12000b',
  'netcat-openbsd': 'usr/bin/nc 100',
  openssl: 'usr/bin/openssl 100\netc/ssl/misc/*.pl 2 4',
  'openssh-client-default': 'usr/bin/ssh 60\nusr/bin/scp 15\nusr/bin/sftp 15',
  'openssh-client-common':
    'usr/bin/ssh-add 20\nusr/bin/ssh-agent 20\nusr/bin/ssh-keyscan 30\nusr/bin/ssh-copy-id 10000b\netc/ssh/ssh_config 1500b\nusr/bin/findssl.sh 6000b',
  'openssh-keygen': 'usr/bin/ssh-keygen 100',
  patch: 'usr/bin/patch 100',
  'procps-ng':
    'bin/ps 20\nusr/bin/free 4\nusr/bin/pgrep 5\nusr/bin/pkill > pgrep\nusr/bin/top 20\nusr/bin/vmstat 6\nusr/bin/watch 5\nusr/bin/uptime 3\nusr/bin/pidof 3\nsbin/sysctl 5\nusr/lib/libproc2.so.0.0.2 20\nusr/lib/libproc2.so.0 > libproc2.so.0.0.2',
  rsync: 'usr/bin/rsync 97\netc/rsyncd.conf 400b',
  sed: 'bin/sed 100',
  shadow: `
usr/sbin/useradd 10
usr/sbin/userdel 8
usr/sbin/usermod 9
usr/sbin/groupadd 7
usr/sbin/groupdel 7
usr/sbin/groupmod 7
usr/sbin/chpasswd 6
usr/bin/chage 5 !4755
usr/bin/passwd 6 !4755
usr/bin/newgrp 4 !4755
usr/bin/gpasswd 6 !4755
bin/login 6 !755
etc/login.defs 10000b
etc/default/useradd 100b`,
  sqlite: 'usr/bin/sqlite3 100',
  'su-exec': 'sbin/su-exec 100',
  sudo: 'usr/bin/sudo 30 !4755\nusr/bin/sudoedit > sudo\nusr/sbin/visudo 20\nusr/lib/sudo/*.so 8 45\netc/sudoers 4000b !440\netc/sudoers.d/ root 750',
  tar: 'bin/tar 100',
  tini: 'sbin/tini 60\nsbin/tini-static 40',
  tree: 'usr/bin/tree 100',
  unzip: 'usr/bin/unzip 60\nusr/bin/funzip 10\nusr/bin/unzipsfx 20\nusr/bin/zipinfo > unzip',
  vim: 'usr/bin/vim 80\nusr/bin/vi > vim\netc/vim/vimrc 1000b\nusr/share/vim/vim91/*.vim 40 20',
  wget: 'usr/bin/wget 97\netc/wgetrc 4900b',
  which: 'usr/bin/which 100',
  xxd: 'usr/bin/xxd 100',
  xz: 'usr/bin/xz 60\nusr/bin/unxz > xz\nusr/bin/xzcat > xz\nusr/bin/lzma > xz\nusr/bin/unlzma > xz\nusr/bin/xzdec 10',
  'yq-go': 'usr/bin/yq 100',
  zip: 'usr/bin/zip 50\nusr/bin/zipcloak 20\nusr/bin/zipnote 15\nusr/bin/zipsplit 15',
  zsh: 'bin/zsh 40\nusr/lib/zsh/{v}/zsh/*.so 34 25\nusr/share/zsh/{v}/functions/* 900 35\netc/zsh/zprofile 500b',
  zstd: 'usr/bin/zstd 95\nusr/bin/unzstd > zstd\nusr/bin/zstdcat > zstd\nusr/bin/zstdgrep 4000b',
};
