import { chgrp, chmod, chown } from './coreutils/attributes';
import { awk } from './coreutils/awk';
import { dd, fallocate, truncate } from './coreutils/blocks';
import { cat, nl, rev, strings, tac, tee } from './coreutils/cat';
import { cmp, diff } from './coreutils/compare';
import { cp } from './coreutils/copy';
import { wc } from './coreutils/count';
import { checksum } from './coreutils/digests';
import { base64, hexdump, od, xxd } from './coreutils/encodings';
import { arch, date, env, hostname, printenv, uname } from './coreutils/environment';
import { expr } from './coreutils/expr';
import { find } from './coreutils/find';
import { grep } from './coreutils/grep';
import { gzip } from './coreutils/gzip';
import { head, tail } from './coreutils/head-tail';
import { groups, id, whoami } from './coreutils/identity';
import { install } from './coreutils/install';
import { convertLineEnds } from './coreutils/line-ends';
import { comm, cut, expand, fold, join, paste, split, uniq } from './coreutils/lines';
import { ls } from './coreutils/list';
import { ln, mkdir, mkfifo, touch } from './coreutils/make';
import { mv } from './coreutils/move';
import { basename, dirname, mktemp, readlink, realpath, which } from './coreutils/names';
import { patch } from './coreutils/patch';
import { rm, rmdir, unlink } from './coreutils/remove';
import { runParts } from './coreutils/run-parts';
import { chroot, clear, getopt, mount, nice, noEffect, nohup, setsid, stdbuf, stty, su, time, timeout, tty, umount } from './coreutils/runners';
import { sed } from './coreutils/sed';
import { echo, falseProgram, nproc, printf, pwd, seq, sleep, test, trueProgram, yes } from './coreutils/simple';
import { sort } from './coreutils/sort';
import { stat } from './coreutils/stat';
import { tar } from './coreutils/tar';
import { tr } from './coreutils/tr';
import { shuf, tsort } from './coreutils/tsort';
import { unpacker } from './coreutils/unpackers';
import { df, du, free } from './coreutils/usage';
import { xargs } from './coreutils/xargs';
import type { Program } from './types';

const PROGRAMS: Readonly<Record<string, Program>> = {
  '[': test,
  arch,
  awk,
  base64,
  basename,
  bunzip2: unpacker,
  bzcat: unpacker,
  bzip2: unpacker,
  cat,
  chgrp,
  chmod,
  chown,
  chroot,
  clear,
  cmp,
  comm,
  cp,
  cut,
  date,
  dd,
  df,
  diff,
  dirname,
  dos2unix: convertLineEnds,
  du,
  echo,
  egrep: grep,
  env,
  expand,
  expr,
  fallocate,
  false: falseProgram,
  fgrep: grep,
  find,
  fold,
  free,
  fsync: noEffect,
  gawk: awk,
  getopt,
  grep,
  groups,
  gunzip: gzip,
  gzip,
  hd: hexdump,
  head,
  hexdump,
  hostname,
  id,
  install,
  join,
  ldconfig: noEffect,
  less: cat,
  ln,
  ls,
  mawk: awk,
  md5sum: checksum,
  mkdir,
  mkfifo,
  mktemp,
  more: cat,
  mount,
  mv,
  nice,
  nl,
  nohup,
  nproc,
  od,
  paste,
  patch,
  printenv,
  printf,
  pwd,
  readlink,
  realpath,
  rev,
  rm,
  rmdir,
  'run-parts': runParts,
  sed,
  seq,
  sha1sum: checksum,
  sha224sum: checksum,
  sha256sum: checksum,
  sha384sum: checksum,
  sha512sum: checksum,
  setsid,
  shuf,
  sleep,
  sort,
  split,
  stat,
  stdbuf,
  strings,
  stty,
  su,
  sync: noEffect,
  tac,
  tail,
  tar,
  tee,
  test,
  time,
  timeout,
  touch,
  tr,
  true: trueProgram,
  truncate,
  tsort,
  tty,
  uname,
  umount,
  unxz: unpacker,
  uniq,
  unix2dos: convertLineEnds,
  unlink,
  usleep: noEffect,
  wc,
  which,
  whoami,
  xargs,
  xz: unpacker,
  xzcat: unpacker,
  xxd,
  yes,
  zcat: gzip,
};

/** The usual text and file tools, by name; a fresh map, to which package managers and the like are added. */
export function coreProgramTable(): Map<string, Program> {
  return new Map(Object.entries(PROGRAMS));
}
