import { contentSize } from '../../fs/content';
import { byteString } from '../bytes';
import type { ProgramContext } from '../types';
import { complainOfInput, readInput } from './input';
import { parseOptions, refuseOption } from './options';

const COLUMNS = ['l', 'w', 'm', 'c', 'L'] as const;
type Counts = Readonly<Record<(typeof COLUMNS)[number], number>>;

export function wc(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'lwcmL', long: { lines: 'l', words: 'w', bytes: 'c', chars: 'm', 'max-line-length': 'L' } });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const columns = COLUMNS.filter((column) => options.flags.has(column) || (options.flags.size === 0 && 'lwc'.includes(column)));
  const rows: { readonly counts: Counts; readonly name: string }[] = [];
  let failed = false;
  for (const name of options.operands.length > 0 ? options.operands : ['-']) {
    const counts = countInput(context, name, columns);
    if (typeof counts === 'string') {
      complainOfInput(context, name, counts);
      failed = true;
    } else rows.push({ counts, name: options.operands.length > 0 ? name : '' });
  }
  if (options.operands.length > 1) rows.push({ counts: sum(rows.map((row) => row.counts)), name: 'total' });
  const width = columnWidth(
    context,
    columns,
    rows.map((row) => row.counts),
    options.operands.length,
  );
  for (const row of rows)
    context.out(`${columns.map((column) => String(row.counts[column]).padStart(width)).join(' ')}${row.name === '' ? '' : ` ${row.name}`}\n`);
  return failed ? 1 : 0;
}

function countInput(context: ProgramContext, name: string, columns: readonly string[]): Counts | Parameters<typeof complainOfInput>[2] {
  const size = columns.length === 1 && columns[0] === 'c' && name !== '-' ? context.fs.content(context.resolve(name)) : undefined;
  if (size?.ok) return { l: 0, w: 0, m: 0, c: contentSize(size.value), L: 0 };
  const input = name === '-' ? { ok: true as const, text: byteString(context.stdin) } : readInput(context, name);
  if (!input.ok) return input.errno;
  const { text } = input;
  const lines = text.split('\n');
  return {
    l: lines.length - 1,
    w: text.match(/[^\s]+/g)?.length ?? 0,
    m: text.length,
    c: text.length,
    L: columns.includes('L') ? Math.max(...lines.map((line) => line.length)) : 0,
  };
}

function sum(all: readonly Counts[]): Counts {
  const add = (column: (typeof COLUMNS)[number]): number => all.reduce((total, counts) => total + counts[column], 0);
  return { l: add('l'), w: add('w'), m: add('m'), c: add('c'), L: Math.max(0, ...all.map((counts) => counts.L)) };
}

/** A single number stands alone; several are aligned, GNU by the size of the input and BusyBox to nine characters. */
function columnWidth(context: ProgramContext, columns: readonly string[], all: readonly Counts[], operands: number): number {
  if (columns.length === 1 && operands <= 1) return 0;
  if (context.flavour === 'busybox') return 9;
  const most = String(Math.max(0, ...all.map((counts) => counts.c || counts.l))).length;
  return operands === 0 ? 7 : most;
}
