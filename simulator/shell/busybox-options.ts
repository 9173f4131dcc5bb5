/**
 * The options of the recorded BusyBox, found by asking it: per applet the letters as getopt has them (`:` takes a value, `::` may have one in
 * the same word, a leading `+` stops at the first operand), then the long names. Tools of other systems know more, and a script that counts
 * on that fails here: there is no `find -delete`, `tar --exclude`, `sort -h`, `xargs -d` or `grep -P`.
 */
const OPTIONS: Readonly<Record<string, readonly [letters: string, ...long: readonly string[]]>> = {
  awk: ['+f:v:F:e:W:'],
  base64: ['diw:'],
  basename: ['+as:'],
  bc: ['ilqsvw', 'version', 'interactive', 'quiet', 'warn'],
  bunzip2: ['cdfkqtv'],
  bzip2: ['cdfkqstvz123456789'],
  cal: ['jmy'],
  cat: ['bentuvA'],
  chgrp: ['cfhvHLPR', 'recursive', 'verbose', 'no-dereference', 'dereference', 'quiet', 'silent', 'changes'],
  chown: ['cfhvHLPR', 'recursive', 'verbose', 'no-dereference', 'dereference', 'quiet', 'silent', 'changes'],
  cmp: ['ln:s'],
  cp: [
    'adfilnprst:uvHLPRT',
    'archive',
    'dereference',
    'no-dereference',
    'force',
    'interactive',
    'link',
    'no-target-directory',
    'parents',
    'recursive',
    'symbolic-link',
    'target-directory:',
    'update',
    'verbose',
    'remove-destination',
    'reflink',
  ],
  cpio: ['dimotuvF:H:LR:0', 'verbose', 'quiet', 'null', 'create', 'extract', 'list', 'to-stdout', 'owner:', 'format:'],
  crc32: [''],
  cut: ['b:c:d:f:nsDF:O:'],
  date: ['d:r:s:uD:I::R', 'date:', 'reference:', 'set:', 'utc', 'universal', 'rfc-2822', 'iso-8601'],
  dc: ['e:f:x'],
  df: ['ahikmt:B:HPT'],
  diff: [
    'abdipqrstuwBEL:NS:TU:',
    'recursive',
    'ignore-case',
    'unified:',
    'brief',
    'new-file',
    'report-identical-files',
    'ignore-all-space',
    'ignore-space-change',
    'ignore-blank-lines',
    'label:',
    'text',
    'minimal',
    'expand-tabs',
    'initial-tab',
    'starting-file:',
    'speed-large-files',
  ],
  dos2unix: ['du'],
  du: ['abcd:hklmsxHL'],
  ed: ['p:'],
  egrep: ['ace:f:hilm:noqrsvwxzA:B:C:EFHILR', 'color'],
  env: ['+iu:0', 'ignore-environment', 'unset:', 'null'],
  expand: ['it:', 'tabs:', 'initial'],
  fallocate: ['l:o:'],
  fgrep: ['ace:f:hilm:noqrsvwxzA:B:C:EFHILR', 'color'],
  fold: ['bsw:0123456789'],
  grep: ['ace:f:hilm:noqrsvwxzA:B:C:EFHILR', 'color'],
  gunzip: ['cdfknqtv', 'stdout', 'to-stdout', 'force'],
  gzip: ['cdfknqtv123456789', 'stdout', 'to-stdout', 'force', 'verbose', 'quiet'],
  head: ['c:n:qv0123456789'],
  hexdump: ['bcde:f:n:os:vxC'],
  hostname: ['dfisvF:'],
  id: ['gnruG'],
  less: ['msEFIMNRSX'],
  ln: ['bfnsvS:T'],
  ls: ['acdghiklnprstuvw:xACFHLQRST:X1', 'full-time', 'group-directories-first', 'color'],
  md5sum: ['bcstw'],
  mkdir: ['m:pv', 'mode:', 'parents', 'verbose'],
  mkfifo: ['m:'],
  mknod: ['m:'],
  mktemp: ['dp:qtu', 'directory', 'quiet', 'tmpdir', 'dry-run'],
  more: ['dflsu'],
  mv: ['fint:vT', 'force', 'interactive', 'verbose', 'target-directory:', 'no-target-directory'],
  nl: ['b:i:ps:v:w:', 'body-numbering:', 'starting-line-number:', 'number-width:', 'number-separator:'],
  od: ['abcdfhij:lost:vw::xA:N:S:', 'output'],
  paste: ['d:s'],
  patch: ['fgi:p:uENR', 'force', 'reverse', 'dry-run', 'unified'],
  readlink: ['fnqsv'],
  rev: [''],
  rm: ['firvR'],
  rmdir: ['pv', 'parents', 'verbose', 'ignore-fail-on-non-empty'],
  'run-parts': ['+a:u:', 'arg:', 'umask:', 'test', 'exit-on-error', 'reverse'],
  sed: ['e:f:i::nrE', 'version', 'quiet', 'silent', 'regexp-extended', 'file:', 'expression:', 'in-place'],
  seq: ['+s:w'],
  setsid: ['+c'],
  sha1sum: ['bcstw'],
  sha256sum: ['bcstw'],
  sha3sum: ['a:bcstw'],
  sha512sum: ['bcstw'],
  shuf: ['ei:n:o:z'],
  sort: ['bcdfgik:mno:rst:uzMS:T:V'],
  stat: ['c:ftL'],
  strings: ['afn:ot:'],
  su: ['c:lmps:'],
  sync: ['df'],
  tac: [''],
  tail: ['c:fn:qs:vF0123456789'],
  tar: [
    'acf:hjkmoptvxzC:JOZ',
    'list',
    'extract',
    'gzip',
    'create',
    'directory:',
    'file:',
    'to-stdout',
    'verbose',
    'dereference',
    'no-same-permissions',
    'same-permissions',
    'no-same-owner',
    'numeric-owner',
    'strip-components:',
    'overwrite',
    'bzip2',
    'xz',
    'lzma',
    'keep-old',
    'touch',
    'no-recursion',
    'lzop',
  ],
  tee: ['ai'],
  time: ['+af:o:pv'],
  timeout: ['+k:s:'],
  touch: ['acd:fhmr:t:', 'no-create', 'reference:', 'date:', 'no-dereference'],
  tr: ['+cdsC'],
  truncate: ['cs:'],
  tty: ['s'],
  uname: ['aimnoprsv', 'all'],
  unexpand: ['aft:', 'all', 'first-only', 'tabs:'],
  uniq: ['cdf:is:uw:z'],
  unix2dos: ['du'],
  unlink: [''],
  unxz: ['cdfkqtv'],
  unzip: ['d:jlnopqtvx'],
  uuencode: ['m'],
  wc: ['clmwL'],
  which: ['a'],
  xargs: [
    '+a:e::i::n:prs:txE:I:P:0',
    'no-run-if-empty',
    'interactive',
    'verbose',
    'exit',
    'null',
    'max-args',
    'max-chars',
    'replace',
    'eof',
    'max-procs',
  ],
  xxd: ['ac:g:il:o:prs:'],
  xz: ['cdfkqtv'],
  zcat: ['cdfknqtv', 'stdout', 'to-stdout', 'force'],
};

/** Applets that know no long options at all: the second dash is then the letter that is refused. */
const WITHOUT_LONG: ReadonlySet<string> = new Set(['head', 'hexdump', 'unzip', 'dc']);
const REFUSED_WITH_2: ReadonlySet<string> = new Set(['grep', 'egrep', 'fgrep', 'sort', 'tty']);

export interface Refusal {
  /** As the applet prints it after its name. */
  readonly text: string;
  readonly status: number;
}

/** What an applet says to options that it does not have; `undefined` when it has them all, or its options are not known. */
export function refusedOption(applet: string, args: readonly string[]): Refusal | undefined {
  const known = OPTIONS[applet];
  if (known === undefined) return applet === 'chmod' ? refusedLong(applet, args) : undefined;
  const [letters, ...long] = known;
  const status = REFUSED_WITH_2.has(applet) ? 2 : 1;
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '--') return undefined;
    if (!word.startsWith('-') || word === '-' || (applet === 'seq' && /^-\d/.test(word))) {
      if (letters.startsWith('+')) return undefined;
      continue;
    }
    const read = word.startsWith('--') ? readLong(applet, word, long) : readLetters(word, letters, at + 1 < args.length);
    if (typeof read === 'string') return { text: read, status };
    at += read;
  }
  return undefined;
}

/** `chmod -x` and its like are modes, so that only long options can be wrong. */
function refusedLong(applet: string, args: readonly string[]): Refusal | undefined {
  const word = args.find((arg) => arg.startsWith('--') && arg !== '--');
  const read = word === undefined ? 0 : readLong(applet, word, []);
  return typeof read === 'string' ? { text: read, status: 1 } : undefined;
}

/** How many further words it takes, or the complaint. */
function readLong(applet: string, word: string, long: readonly string[]): number | string {
  if (WITHOUT_LONG.has(applet)) return "invalid option -- '-'";
  const [name = '', ...value] = word.slice(2).split('=');
  const fits = long.filter((known) => known.startsWith(name));
  const found = long.find((known) => known.replace(':', '') === name) ?? (fits.length === 1 ? fits[0] : undefined);
  if (found === undefined) return `unrecognized option '${word}'`;
  return found.endsWith(':') && value.length === 0 ? 1 : 0;
}

function readLetters(word: string, letters: string, hasNext: boolean): number | string {
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? '';
    const place = letters.indexOf(letter, letters.startsWith('+') ? 1 : 0);
    if (place < 0 || letter === ':') return `invalid option -- '${letter}'`;
    if (letters[place + 1] !== ':') continue;
    if (letters[place + 2] === ':' || at + 1 < word.length) return 0;
    return hasNext ? 1 : `option requires an argument -- '${letter}'`;
  }
  return 0;
}
