import { contentSize } from '../../fs/content';
import type { TreeNode } from '../../fs/types';
import { encodeText } from '../bytes';
import { errorText } from '../errno';
import { findGroup, findUser } from '../passwd';
import type { ProgramContext } from '../types';
import { formatDate } from './date-format';
import { describeMode } from './mode';
import { byFlavour, complain, parseOptions, refuseOption } from './options';
import { humanSize } from './usage';
import { joinName } from './walk';

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly node: TreeNode;
}

export function ls(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'aAlRd1htSrFpnigosUcuCxmkLHGTQqvXN',
    long: {
      all: 'a',
      'almost-all': 'A',
      recursive: 'R',
      directory: 'd',
      'human-readable': 'h',
      reverse: 'r',
      classify: 'F',
      'numeric-uid-gid': 'n',
      color: 'color::',
      inode: 'i',
      size: 's',
      'group-directories-first': 'gdf',
      'full-time': 'full',
      'time-style': 'ts:',
      dereference: 'L',
    },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown, 2);
  const { flags } = options;
  const operands = options.operands.length > 0 ? options.operands : ['.'];
  const files: Entry[] = [];
  const directories: Entry[] = [];
  let failed = false;
  for (const operand of operands) {
    const absolute = context.resolve(operand);
    const followed = context.fs.stat(absolute);
    const link = context.fs.lstat(absolute);
    const node =
      followed.ok &&
      (!flags.has('l') || flags.has('L') || followed.value.kind === 'directory') &&
      !(flags.has('d') && !flags.has('L')) &&
      !(flags.has('l') && !flags.has('L') && link.ok && link.value.kind === 'symlink' && !operand.endsWith('/'))
        ? followed
        : link;
    if (!node.ok || operand === '') {
      const errno = node.ok ? 'ENOENT' : node.errno;
      complain(context, byFlavour(context, `cannot access '${operand}': ${errorText(errno)}`, `${operand}: ${errorText(errno)}`));
      failed = true;
      continue;
    }
    const entry: Entry = { name: operand, path: operand, node: node.value };
    if (node.value.kind === 'directory' && !flags.has('d')) directories.push(entry);
    else files.push(entry);
  }
  print(context, order(files, flags), flags, false);
  const titled = directories.length + files.length > 1 || flags.has('R') || failed;
  order(directories, flags).forEach((directory, index) => {
    if (!listDirectory(context, directory, flags, titled, index > 0 || files.length > 0)) failed = true;
  });
  return failed ? byStatus(context) : 0;
}

function byStatus(context: ProgramContext): number {
  return context.flavour === 'gnu' ? 2 : 1;
}

function listDirectory(context: ProgramContext, directory: Entry, flags: ReadonlySet<string>, titled: boolean, separated: boolean): boolean {
  context.spend(1);
  const names = context.fs.list(context.resolve(directory.path));
  if (!names.ok) {
    complain(
      context,
      byFlavour(
        context,
        `cannot open directory '${directory.path}': ${errorText(names.errno)}`,
        `can't open '${directory.path}': ${errorText(names.errno)}`,
      ),
    );
    return false;
  }
  if (titled) context.out(`${separated ? '\n' : ''}${directory.path}:\n`);
  const dots = flags.has('a') ? ['.', '..'] : [];
  const shown = [...dots, ...names.value.filter((name) => flags.has('a') || flags.has('A') || !name.startsWith('.'))];
  const entries = shown.flatMap((name): readonly Entry[] => {
    const path = joinName(directory.path, name);
    const node = flags.has('L') ? context.fs.stat(context.resolve(path)) : context.fs.lstat(context.resolve(path));
    return node.ok ? [{ name, path, node: node.value }] : [];
  });
  const ordered = order(entries, flags);
  print(context, ordered, flags, true);
  if (!flags.has('R')) return true;
  return ordered
    .filter((entry) => entry.node.kind === 'directory' && entry.name !== '.' && entry.name !== '..')
    .map((entry) => listDirectory(context, entry, flags, true, true))
    .every(Boolean);
}

function order(entries: readonly Entry[], flags: ReadonlySet<string>): readonly Entry[] {
  const byName = (left: Entry, right: Entry): number => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0);
  const sorted = entries.toSorted((left, right) => {
    if (flags.has('t')) return right.node.mtimeSeconds - left.node.mtimeSeconds || byName(left, right);
    if (flags.has('S')) return sizeOf(right.node) - sizeOf(left.node) || byName(left, right);
    return byName(left, right);
  });
  return flags.has('r') ? sorted.reverse() : sorted;
}

function sizeOf(node: TreeNode): number {
  if (node.kind === 'file') return contentSize(node.content);
  return node.kind === 'symlink' ? new TextEncoder().encode(node.target).length : 4096;
}

function blocksOf(node: TreeNode): number {
  return node.kind === 'symlink' ? 0 : Math.ceil(sizeOf(node) / 4096) * 4;
}

function mark(node: TreeNode, flags: ReadonlySet<string>): string {
  if (node.kind === 'directory' && (flags.has('F') || flags.has('p'))) return '/';
  if (!flags.has('F')) return '';
  if (node.kind === 'symlink') return '@';
  return (node.mode & 0o111) !== 0 ? '*' : '';
}

function print(context: ProgramContext, entries: readonly Entry[], flags: ReadonlySet<string>, inDirectory: boolean): void {
  const long = flags.has('l') || flags.has('n') || flags.has('g') || flags.has('o') || flags.has('full');
  if ((long || flags.has('s')) && inDirectory) context.out(`total ${entries.reduce((sum, entry) => sum + blocksOf(entry.node), 0)}\n`);
  if (!long) {
    const glue = flags.has('m') ? ', ' : '\n';
    if (entries.length > 0)
      context.out(
        `${entries.map((entry) => `${flags.has('i') ? `${inode(entry)} ` : ''}${flags.has('s') ? `${String(blocksOf(entry.node)).padStart(context.flavour === 'busybox' ? 6 : 0)} ` : ''}${shownName(context, entry.name)}${mark(entry.node, flags)}`).join(glue)}\n`,
      );
    return;
  }
  const rows = entries.map((entry) => longRow(context, entry, flags));
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) context.out(`${layOutRow(row, widths, context)}\n`);
}

/** Stable and unique within a listing; the tree keeps no inode numbers. */
function inode(entry: Entry): number {
  let hash = 17;
  for (const character of entry.path) hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003;
  return hash + 1000;
}

function longRow(context: ProgramContext, entry: Entry, flags: ReadonlySet<string>): readonly string[] {
  const { node } = entry;
  const user = flags.has('n') ? undefined : findUser(context.fs, node.uid)?.name;
  const group = flags.has('n') ? undefined : findGroup(context.fs, node.gid)?.name;
  const links =
    node.kind === 'directory' ? 2 + [...node.children.values()].filter((child) => child.kind === 'directory').length : linkCount(context, entry);
  const size = flags.has('h') ? humanSize(sizeOf(node), context.flavour) : String(sizeOf(node));
  const target = node.kind === 'symlink' ? ` -> ${node.target}` : '';
  return [
    describeMode(node.kind, node.kind === 'symlink' ? 0o777 : node.mode),
    String(links),
    flags.has('g') ? '' : (user ?? String(node.uid)),
    flags.has('o') ? '' : (group ?? String(node.gid)),
    size,
    dateText(context, node.mtimeSeconds, flags),
    `${shownName(context, entry.name)}${target}${mark(node, flags)}`,
  ];
}

/** BusyBox without Unicode shows every byte beyond printable ASCII as a question mark (libbb/printable_string.c). */
function shownName(context: ProgramContext, name: string): string {
  return context.isRecorded ? encodeText(name).replace(/[^ -~]/g, '?') : name;
}

function linkCount(context: ProgramContext, entry: Entry): number {
  const count = context.fs.linkCount(context.resolve(entry.path));
  return count.ok ? count.value : 1;
}

const HALF_A_YEAR = 15_778_476;

function dateText(context: ProgramContext, seconds: number, flags: ReadonlySet<string>): string {
  if (flags.has('full')) return formatDate(`%Y-%m-%d %H:%M:%S${byFlavour(context, '.000000000', '')} +0000`, seconds);
  const recent = Math.abs(context.nowSeconds - seconds) <= HALF_A_YEAR;
  return formatDate(recent ? '%b %e %H:%M' : '%b %e  %Y', seconds);
}

function layOutRow(row: readonly string[], widths: readonly number[], context: ProgramContext): string {
  const [mode = '', links = '', user = '', group = '', size = '', date = '', name = ''] = row;
  if (context.flavour === 'busybox')
    return `${mode} ${links.padStart(Math.max(4, widths[1] ?? 0))} ${user.padEnd(8)} ${group.padEnd(8)} ${size.padStart(/[A-Z]$/.test(size) ? 7 : 9)} ${date} ${name}`;
  const owner = [user.padEnd(widths[2] ?? 0), group.padEnd(widths[3] ?? 0)].filter((text) => text !== '').join(' ');
  return `${mode} ${links.padStart(widths[1] ?? 0)} ${owner} ${size.padStart(widths[4] ?? 0)} ${date} ${name}`;
}
