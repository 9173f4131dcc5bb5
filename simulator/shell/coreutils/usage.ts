import { contentSize } from '../../fs/content';
import type { TreeNode } from '../../fs/types';
import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { complain, parseOptions, refuseOption } from './options';
import { joinName } from './walk';

const BLOCK = 4096;

/** As `ls -h` and `du -h` show sizes: rounded up, one decimal below ten. */
export function humanSize(bytes: number, flavour: ProgramContext['flavour'] = 'gnu'): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < 6) {
    value /= 1024;
    unit++;
  }
  if (unit === 0) return String(bytes);
  // BusyBox rounds to the nearest tenth (libbb/human_readable.c).
  if (flavour === 'busybox') return `${(Math.round(value * 10) / 10).toFixed(1)}${'BKMGTPE'[unit] ?? ''}`;
  return `${value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : String(Math.ceil(value))}${'BKMGTPE'[unit] ?? ''}`;
}

/** Disk usage in whole blocks of the overlay's file system; `-b` counts bytes. */
export function du(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'sahkmbcxd:LlD0S',
    long: {
      summarize: 's',
      all: 'a',
      'human-readable': 'h',
      bytes: 'b',
      total: 'c',
      'max-depth': 'd:',
      'apparent-size': 'apparent',
      'one-file-system': 'x',
      exclude: 'exclude:',
    },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const { flags } = options;
  const most = flags.has('s') ? 0 : Number(options.values.get('d') ?? Number.POSITIVE_INFINITY);
  const show = (bytes: number): string =>
    flags.has('h')
      ? humanSize(bytes, context.flavour)
      : flags.has('b')
        ? String(bytes)
        : String(Math.ceil(bytes / (flags.has('m') ? 1048576 : 1024)));
  const counted = new Set<number>();
  let total = 0;
  let failed = false;
  for (const operand of options.operands.length > 0 ? options.operands : ['.']) {
    const node = context.fs.lstat(context.resolve(operand));
    if (!node.ok) {
      complain(context, context.flavour === 'gnu' ? `cannot access '${operand}': ${errorText(node.errno)}` : `${operand}: ${errorText(node.errno)}`);
      failed = true;
      continue;
    }
    total += measure(context, operand, node.value, 0, most, flags, show, counted);
  }
  if (flags.has('c')) context.out(`${show(total)}\ttotal\n`);
  return failed ? 1 : 0;
}

function measure(
  context: ProgramContext,
  path: string,
  node: TreeNode,
  depth: number,
  most: number,
  flags: ReadonlySet<string>,
  show: (bytes: number) => string,
  counted: Set<number>,
): number {
  context.spend(1);
  // A file with several names counts once.
  const repeats = node.kind === 'file' && node.linkId !== undefined && counted.has(node.linkId);
  if (node.kind === 'file' && node.linkId !== undefined) counted.add(node.linkId);
  let bytes = repeats ? 0 : ownSize(node, flags.has('b') || flags.has('apparent'));
  if (node.kind === 'directory')
    for (const [name, child] of [...node.children].toSorted(([left], [right]) => (left < right ? -1 : 1)))
      bytes += measure(context, joinName(path, name), child, depth + 1, most, flags, show, counted);
  if (depth <= most && (node.kind === 'directory' || flags.has('a') || depth === 0)) context.out(`${show(bytes)}\t${path}\n`);
  return bytes;
}

function ownSize(node: TreeNode, apparent: boolean): number {
  if (node.kind === 'symlink') return apparent ? node.target.length : 0;
  const size = node.kind === 'file' ? contentSize(node.content) : BLOCK;
  return apparent ? size : Math.ceil(size / BLOCK) * BLOCK;
}

/** The runner's disk, as the cost model has it. */
export function df(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'hkmPTiat:', long: { 'human-readable': 'h', output: 'o::' } });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  if (options.flags.has('h')) context.out('Filesystem      Size  Used Avail Use% Mounted on\noverlay          80G   20G   60G  25% /\n');
  else context.out('Filesystem     1K-blocks     Used Available Use% Mounted on\noverlay         83886080 20971520  62914560  25% /\n');
  return 0;
}

export function free(context: ProgramContext): number {
  context.out(
    '              total        used        free      shared  buff/cache   available\nMem:        8388608     1048576     6291456           0     1048576     7340032\nSwap:             0           0           0\n',
  );
  return 0;
}
