import { bytesContent } from '../../fs/content';
import { readTar, type TarEntry } from '../../fs/read-tar';
import { isUnfetched } from '../../fs/unfetched';
import { concatBytes } from '../bytes';
import { errorText } from '../errno';
import { findGroup, findUser } from '../passwd';
import { compilePattern, matchesPattern } from '../pattern';
import type { ProgramContext } from '../types';
import { formatDate } from './date-format';
import { pack, unpack } from './gzip';
import { linesOf, readContent, readInput } from './input';
import { describeMode } from './mode';
import { byFlavour, complain, type Options, parseOptions, refuseOption } from './options';
import { endOfArchive, writeMember } from './tar-write';
import { unpackOther } from './unpackers';
import { forEachPath } from './walk';

const TABLE = {
  short: 'cxtrvf:zjJC:phkOT:X:PmoaSUwW',
  long: {
    create: 'c',
    extract: 'x',
    get: 'x',
    list: 't',
    verbose: 'v',
    file: 'f:',
    gzip: 'z',
    gunzip: 'z',
    bzip2: 'j',
    xz: 'J',
    zstd: 'zst',
    directory: 'C:',
    'preserve-permissions': 'p',
    'same-permissions': 'p',
    'same-owner': 'so',
    'no-same-owner': 'nso',
    'no-same-permissions': 'nsp',
    'strip-components': 'strip:',
    exclude: 'exclude:',
    'files-from': 'T:',
    'to-stdout': 'O',
    'keep-old-files': 'k',
    owner: 'owner:',
    group: 'group:',
    mtime: 'mtime:',
    sort: 'sort:',
    'numeric-owner': 'no',
    dereference: 'h',
    touch: 'm',
    wildcards: 'wild',
    'absolute-names': 'P',
    'auto-compress': 'a',
    overwrite: 'U',
    format: 'format:',
    'exclude-from': 'X:',
    transform: 'transform:',
  },
} as const;

export function tar(context: ProgramContext): number {
  const [first = '', ...rest] = context.args;
  const options = parseOptions(/^[A-Za-z]+$/.test(first) ? bundled(first, rest) : context.args, TABLE);
  if (options.unknown !== undefined) return refuseOption(context, options.unknown, byFlavour(context, '64', '1') === '64' ? 64 : 1);
  const { flags } = options;
  const directory = options.values.get('C');
  const here: ProgramContext = directory === undefined ? context : within(context, context.resolve(directory));
  if (flags.has('c')) return create(context, here, options);
  if (flags.has('x') || flags.has('t')) return read(context, here, options);
  complain(context, byFlavour(context, "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options", 'need at least one option'));
  return byFlavour(context, '2', '1') === '2' ? 2 : 1;
}

/** The old style without a dash: the values follow in the order of the letters that take them. */
function bundled(letters: string, rest: readonly string[]): readonly string[] {
  const words = [...rest];
  const options = [...letters].flatMap((letter) => ('fCTX'.includes(letter) ? [`-${letter}`, words.shift() ?? ''] : [`-${letter}`]));
  return [...options, ...words];
}

/** The same context in another directory; inherited, not copied, as copying would read standard input. */
function within(context: ProgramContext, directory: string): ProgramContext {
  const resolve = (path: string): string => (path.startsWith('/') ? path : `${directory}/${path}`);
  const inner: ProgramContext = Object.create(context, { workingDirectory: { value: directory }, resolve: { value: resolve } });
  return inner;
}

function create(context: ProgramContext, here: ProgramContext, options: Options): number {
  const excluded = options.all.filter(([letter]) => letter === 'exclude').map(([, pattern]) => compilePattern(pattern));
  const list = options.values.get('T');
  const listed = list === undefined ? undefined : readInput(context, list);
  const operands = [...options.operands, ...(listed?.ok ? linesOf(listed.text) : [])];
  if (operands.length === 0) {
    complain(context, byFlavour(context, 'Cowardly refusing to create an empty archive', 'empty archive'));
    return byFlavour(context, '2', '1') === '2' ? 2 : 1;
  }
  const members: Uint8Array[] = [];
  const links = new Map<number, string>();
  let failed = false;
  for (const operand of operands) {
    const walked = forEachPath(here, operand, true, (path, node) => {
      if (excluded.some((pattern) => matchesPattern(pattern, path) || path.split('/').some((part) => matchesPattern(pattern, part)))) return;
      const name = path.replace(/^\/+/, '') || './';
      const earlier = node.kind === 'file' && node.linkId !== undefined ? links.get(node.linkId) : undefined;
      if (node.kind === 'file' && node.linkId !== undefined && earlier === undefined) links.set(node.linkId, name);
      members.push(writeMember(context, name, { ...node, ...ownerOverride(context, options), ...timeOverride(options) }, earlier));
      if (options.flags.has('v')) verbose(context, options, `${name}${node.kind === 'directory' ? '/' : ''}`);
    });
    if (walked.ok) continue;
    failed = true;
    complain(context, byFlavour(context, `${operand}: Cannot stat: ${errorText(walked.errno)}`, `${operand}: ${errorText(walked.errno)}`));
  }
  const size = members.reduce((total, member) => total + member.length, 0);
  const archive = concatBytes([...members, endOfArchive(size, context.flavour)]);
  const written = writeArchive(context, options, archive);
  if (written !== undefined) return written;
  if (!failed) return 0;
  complain(context, byFlavour(context, 'Exiting with failure status due to previous errors', 'error exit delayed from previous errors'));
  return byFlavour(context, '2', '1') === '2' ? 2 : 1;
}

function ownerOverride(context: ProgramContext, options: Options): { readonly uid?: number; readonly gid?: number } {
  const number = (text: string | undefined, find: (name: string) => number | undefined): number | undefined =>
    text === undefined ? undefined : (find(text) ?? (Number(text.split(':').at(-1)) || 0));
  const uid = number(options.values.get('owner'), (name) => findUser(context.fs, name)?.uid);
  const gid = number(options.values.get('group'), (name) => findGroup(context.fs, name)?.gid);
  return { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) };
}

function timeOverride(options: Options): { readonly mtimeSeconds?: number } {
  const text = options.values.get('mtime');
  const epoch = /^@(\d+)$/.exec(text ?? '')?.[1];
  const day = /^(\d{4})-(\d\d)-(\d\d)/.exec(text ?? '');
  if (epoch !== undefined) return { mtimeSeconds: Number(epoch) };
  return day ? { mtimeSeconds: Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3])) / 1000 } : {};
}

/** Names go to standard error when the archive itself goes to standard output. */
function verbose(context: ProgramContext, options: Options, name: string): void {
  if (options.flags.has('c') && (options.values.get('f') ?? '-') === '-') context.err(`${name}\n`);
  else context.out(`${name}\n`);
}

function writeArchive(context: ProgramContext, options: Options, archive: Uint8Array): number | undefined {
  const name = options.values.get('f') ?? '-';
  const zipped = options.flags.has('z') || (options.flags.has('a') && /\.(tgz|gz)$/.test(name));
  if (context.isRecorded && options.flags.has('J')) {
    // Its xz only unpacks, so that the archive stays empty.
    if (name !== '-') context.fs.write(context.resolve(name), '');
    return 1;
  }
  if (options.flags.has('j') || options.flags.has('J') || options.flags.has('zst'))
    context.notice({ fidelity: 'unknown', code: 'compression-not-modelled', details: { program: context.name } });
  const bytes = zipped ? pack(context, archive, 6) : archive;
  if (name === '-') {
    context.out(bytes);
    return undefined;
  }
  const written = context.fs.write(context.resolve(name), bytes);
  if (written.ok) return undefined;
  return cannotOpen(context, name, errorText(written.errno));
}

function cannotOpen(context: ProgramContext, name: string, reason: string): number {
  complain(context, byFlavour(context, `${name}: Cannot open: ${reason}`, `can't open '${name}': ${reason}`));
  if (context.flavour === 'gnu') complain(context, 'Error is not recoverable: exiting now');
  return context.flavour === 'gnu' ? 2 : 1;
}

function read(context: ProgramContext, here: ProgramContext, options: Options): number {
  const name = options.values.get('f') ?? '-';
  const content = name === '-' ? ({ ok: true, content: bytesContent(context.stdin) } as const) : readContent(context, name);
  if (!content.ok) return cannotOpen(context, name, errorText(content.errno));
  if (content.content.kind !== 'bytes' || isUnfetched(content.content.bytes)) {
    context.notice({ fidelity: 'unknown', code: 'content-not-available', details: { program: context.name, path: name } });
    return 0;
  }
  const bytes = content.content.bytes;
  // The recorded BusyBox does not look for a compression that it was not told of.
  const isPacked = bytes[0] === 0x1f && (options.flags.has('z') || !context.isRecorded);
  const reading = readTar(isPacked ? (unpack(bytes) ?? bytes) : (unpackedOtherwise(context, options, bytes) ?? bytes));
  if (reading.entries.length === 0 && reading.problem !== undefined) {
    complain(context, byFlavour(context, 'This does not look like a tar archive', bytes.length < 512 ? 'short read' : 'invalid tar magic'));
    if (context.flavour === 'gnu') complain(context, 'Exiting with failure status due to previous errors');
    return context.flavour === 'gnu' ? 2 : 1;
  }
  return handleEntries(here, options, reading.entries);
}

/** Archives packed by bzip2 or xz, where the options ask for it or the tool looks for itself. */
function unpackedOtherwise(context: ProgramContext, { flags }: Options, bytes: Uint8Array): Uint8Array | undefined {
  const other = unpackOther(bytes);
  if (other === undefined) return undefined;
  return !context.isRecorded || flags.has(other.by === 'bzip2' ? 'j' : 'J') ? other.bytes : undefined;
}

function handleEntries(here: ProgramContext, options: Options, entries: readonly TarEntry[]): number {
  const wanted = options.operands.map((operand) => operand.replace(/\/+$/, ''));
  const found = new Set<string>();
  const excluded = options.all.filter(([letter]) => letter === 'exclude').map(([, pattern]) => compilePattern(pattern));
  const strip = Number(options.values.get('strip') ?? 0);
  const directories: (() => void)[] = [];
  let failed = false;
  for (const entry of entries) {
    here.spend(1);
    const plain = entry.path.replace(/\/+$/, '');
    const operand = wanted.find(
      (name) => plain === name || plain.startsWith(`${name}/`) || (options.flags.has('wild') && matchesPattern(compilePattern(name), plain)),
    );
    if (wanted.length > 0 && operand === undefined) continue;
    if (operand !== undefined) found.add(operand);
    if (excluded.some((pattern) => matchesPattern(pattern, plain) || plain.split('/').some((part) => matchesPattern(pattern, part)))) continue;
    if (options.flags.has('t')) here.out(`${options.flags.has('v') ? longLine(entry, here.flavour === 'gnu') : shownName(entry)}\n`);
    else if (!extract(here, options, entry, strip, directories)) failed = true;
  }
  for (const finish of directories.reverse()) finish();
  for (const name of wanted) {
    if (found.has(name)) continue;
    failed = true;
    complain(here, byFlavour(here, `${name}: Not found in archive`, `${name}: not found in archive`));
  }
  if (!failed) return 0;
  if (here.flavour === 'gnu') complain(here, 'Exiting with failure status due to previous errors');
  return here.flavour === 'gnu' ? 2 : 1;
}

function shownName(entry: TarEntry): string {
  return entry.type === 'dir' ? `${entry.path.replace(/\/+$/, '')}/` : entry.path;
}

function longLine(entry: TarEntry, gnu: boolean): string {
  const kind = entry.type === 'dir' ? 'directory' : entry.type === 'symlink' ? 'symlink' : 'file';
  const target = entry.type === 'symlink' ? ` -> ${entry.link}` : entry.type === 'hardlink' ? `${gnu ? ' link to' : ' ->'} ${entry.link}` : '';
  const time = formatDate(gnu ? '%Y-%m-%d %H:%M' : '%Y-%m-%d %H:%M:%S', entry.mtimeSeconds);
  return `${describeMode(kind, entry.mode)} ${entry.uid}/${entry.gid} ${String(entry.bytes.length).padStart(9)} ${time} ${shownName(entry)}${target}`;
}

/** Root keeps owners and modes, others get their own and the umask's; times always stay, unless `-m` is given. */
function extract(here: ProgramContext, options: Options, entry: TarEntry, strip: number, directories: (() => void)[]): boolean {
  const parts = entry.path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  const name = parts.slice(strip).join('/') || (strip === 0 && entry.type === 'dir' ? '.' : '');
  if (name === '' || entry.type === 'other') return true;
  if (options.flags.has('O')) {
    here.out(entry.bytes);
    return true;
  }
  if (options.flags.has('v')) here.out(`${shownName(entry)}\n`);
  const path = here.resolve(name);
  here.fs.mkdirAll(here.resolve(parts.slice(strip, -1).join('/') || '.'));
  const made = makeEntry(here, entry, path, parts, strip, options.flags.has('k'));
  if (!made.ok) {
    complain(here, byFlavour(here, `${entry.path}: Cannot open: ${errorText(made.errno)}`, `can't open '${name}': ${errorText(made.errno)}`));
    return false;
  }
  const finish = (): void => applyAttributes(here, options, entry, path);
  // BusyBox sets a directory's time before it fills it, which then moves it (archival/libarchive/data_extract_all.c).
  if (entry.type === 'dir' && here.flavour === 'gnu') directories.push(finish);
  else if (entry.type !== 'hardlink') finish();
  return true;
}

function makeEntry(
  here: ProgramContext,
  entry: TarEntry,
  path: string,
  parts: readonly string[],
  strip: number,
  keeps: boolean,
): ReturnType<ProgramContext['fs']['remove']> {
  const existing = here.fs.lstat(path);
  if (keeps && existing.ok && entry.type !== 'dir') return { ok: false, errno: 'EEXIST', path };
  if (entry.type === 'dir')
    return existing.ok && existing.value.kind === 'directory' ? { ok: true, value: undefined } : here.fs.mkdir(path, { mode: 0o755 });
  if (existing.ok && existing.value.kind !== 'directory') here.fs.remove(path);
  if (entry.type === 'symlink') return here.fs.symlink(entry.link, path);
  if (entry.type === 'hardlink')
    return here.fs.link(
      here.resolve(
        entry.link
          .split('/')
          .filter((part) => part !== '' && part !== '.')
          .slice(Math.min(strip, parts.length - 1))
          .join('/'),
      ),
      path,
    );
  return here.fs.write(path, entry.bytes.slice());
}

function applyAttributes(here: ProgramContext, options: Options, entry: TarEntry, path: string): void {
  const root = here.identity.uid === 0;
  if (root && !options.flags.has('nso') && !options.flags.has('o')) here.fs.chown(path, { uid: entry.uid, gid: entry.gid }, { followLink: false });
  if (entry.type !== 'symlink') here.fs.chmod(path, root || options.flags.has('p') ? entry.mode : entry.mode & 0o777 & ~here.umask);
  const keepsTime = !options.flags.has('m') && (here.flavour === 'gnu' || entry.type !== 'symlink');
  if (keepsTime) here.fs.utimes(path, entry.mtimeSeconds, { followLink: false });
}
