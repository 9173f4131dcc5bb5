import { chgrp, chmod, chown } from './coreutils/attributes';
import { dd, fallocate, truncate } from './coreutils/blocks';
import { cat, nl, rev, strings, tac, tee } from './coreutils/cat';
import { cp } from './coreutils/copy';
import { wc } from './coreutils/count';
import { checksum } from './coreutils/digests';
import { arch, date, env, hostname, printenv, uname } from './coreutils/environment';
import { find } from './coreutils/find';
import { grep } from './coreutils/grep';
import { head, tail } from './coreutils/head-tail';
import { groups, id, whoami } from './coreutils/identity';
import { comm, cut, expand, fold, join, paste, split, uniq } from './coreutils/lines';
import { ls } from './coreutils/list';
import { ln, mkdir, mkfifo, touch } from './coreutils/make';
import { mv } from './coreutils/move';
import { basename, dirname, mktemp, readlink, realpath, which } from './coreutils/names';
import { rm, rmdir, unlink } from './coreutils/remove';
import { sed } from './coreutils/sed';
import { echo, falseProgram, nproc, printf, pwd, seq, sleep, test, trueProgram, yes } from './coreutils/simple';
import { sort } from './coreutils/sort';
import { stat } from './coreutils/stat';
import { tr } from './coreutils/tr';
import { df, du, free } from './coreutils/usage';
import { xargs } from './coreutils/xargs';
import type { Program } from './types';

const PROGRAMS: Readonly<Record<string, Program>> = {
  '[': test, arch, basename, cat, chgrp, chmod, chown, comm, cp, cut, date, dd, df, dirname, du, echo, egrep: grep, env, expand, fallocate, false: falseProgram, fgrep: grep, find, fold,
  free, grep, groups, head, hostname, id, join, ln, ls, md5sum: checksum, mkdir, mkfifo, mktemp, mv, nl, nproc, paste, printenv, printf, pwd, readlink, realpath, rev, rm, rmdir, sed, seq,
  sha1sum: checksum, sha224sum: checksum, sha256sum: checksum, sha384sum: checksum, sha512sum: checksum, sleep, sort, split, stat, strings, tac, tail, tee, test, touch, tr, true: trueProgram,
  truncate, uname, uniq, unlink, wc, which, whoami, xargs, yes,
};

/** The usual text and file tools, by name; a fresh map, to which package managers and the like are added. */
export function coreProgramTable(): Map<string, Program> {
  return new Map(Object.entries(PROGRAMS));
}
