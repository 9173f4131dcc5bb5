import { bytesOf } from '../bytes';
import { pseudoRandomBytes } from '../devices';
import { zeros } from '../streams';
import type { ProgramContext } from '../types';
import { complainOfInput, endlessDevice, readInput } from './input';
import { complain, parseOptions, parseSize, refuseOption } from './options';

interface Slice {
  readonly unit: 'lines' | 'bytes';
  readonly count: number;
  /** `head -n -3` leaves out the end, `tail -n +3` starts there. */
  readonly sign: '' | '-' | '+';
}

export function head(context: ProgramContext): number {
  return run(context, headOf);
}

export function tail(context: ProgramContext): number {
  return run(context, tailOf);
}

function run(context: ProgramContext, cut: (text: string, slice: Slice) => string): number {
  const options = parseOptions(
    context.args.map((word, index) => (/^\+\d+$/.test(word) && !/^-[nc]$/.test(context.args[index - 1] ?? '') ? `-n${word}` : word)),
    {
      short: 'n:c:qvfFs:',
      long: { lines: 'n:', bytes: 'c:', quiet: 'q', silent: 'q', verbose: 'v', follow: 'f::', retry: 'F' },
      numeric: true,
    },
  );
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const given = options.all.findLast(([letter]) => letter === 'n' || letter === 'c' || letter === '#');
  const slice = parseSlice(given?.[0] === 'c' ? 'bytes' : 'lines', given?.[1] ?? '10');
  if (!slice) {
    complain(
      context,
      context.flavour === 'gnu'
        ? `invalid number of ${given?.[0] === 'c' ? 'bytes' : 'lines'}: '${given?.[1] ?? ''}'`
        : `invalid number '${given?.[1] ?? ''}'`,
    );
    return 1;
  }
  const names = options.operands.length > 0 ? options.operands : ['-'];
  const titled = (names.length > 1 && !options.flags.has('q')) || options.flags.has('v');
  let failed = false;
  names.forEach((name, index) => {
    const title = titled ? `${index > 0 ? '\n' : ''}==> ${name === '-' ? 'standard input' : name} <==\n` : '';
    if (endless(context, name, slice, title)) return;
    const input = readInput(context, name);
    if (input.ok) context.out(bytesOf(title + cut(input.text, slice)));
    else {
      complainOfInput(context, name, input.errno);
      failed = true;
    }
  });
  if (context.flavour === 'busybox' && context.name === 'tail' && failed && names.length === 1) complain(context, 'no files');
  return failed ? 1 : 0;
}

/** The start of a device that never ends. */
function endless(context: ProgramContext, name: string, slice: Slice, title: string): boolean {
  const device =
    slice.unit === 'bytes' && slice.sign === '' && context.name === 'head' ? endlessDevice(context, name === '-' ? '/dev/stdin' : name) : undefined;
  if (!device) return false;
  context.out(title);
  if (device === 'zero') context.outContent(zeros(slice.count));
  else context.out(pseudoRandomBytes(Math.min(slice.count, 1 << 26), slice.count));
  return true;
}

function parseSlice(unit: Slice['unit'], text: string): Slice | undefined {
  const sign = text.startsWith('-') ? '-' : text.startsWith('+') ? '+' : '';
  const count = parseSize(text.replace(/^[-+]/, ''));
  return count === undefined ? undefined : { unit, count, sign };
}

function headOf(text: string, slice: Slice): string {
  if (slice.unit === 'bytes') return slice.sign === '-' ? text.slice(0, Math.max(0, text.length - slice.count)) : text.slice(0, slice.count);
  if (slice.sign !== '-') return text.slice(0, offsetOfLine(text, slice.count));
  return text.slice(0, offsetOfLine(text, Math.max(0, countLines(text) - slice.count)));
}

function tailOf(text: string, slice: Slice): string {
  if (slice.unit === 'bytes')
    return slice.sign === '+' ? text.slice(Math.max(0, slice.count - 1)) : slice.count === 0 ? '' : text.slice(-slice.count);
  if (slice.sign === '+') return text.slice(offsetOfLine(text, Math.max(0, slice.count - 1)));
  return text.slice(offsetOfLine(text, Math.max(0, countLines(text) - slice.count)));
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return text !== '' && !text.endsWith('\n') ? count + 1 : count;
}

/** Where the line after the first `count` ones begins. */
function offsetOfLine(text: string, count: number): number {
  let at = 0;
  for (let line = 0; line < count; line++) {
    const end = text.indexOf('\n', at);
    if (end < 0) return text.length;
    at = end + 1;
  }
  return at;
}
