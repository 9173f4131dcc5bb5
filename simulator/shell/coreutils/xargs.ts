import { byteString, decodeText } from '../bytes';
import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { commandExists } from './environment';
import { byFlavour, complain, parseOptions, refuseOption } from './options';

/** Arguments that fit on one command line; Linux allows far more than a lesson needs. */
const MOST_ARGUMENTS = 5000;

export function xargs(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: '0n:I:i::L:l::P:rtpd:s:xE:e::a:',
    long: { null: '0', 'max-args': 'n:', replace: 'I:', 'max-lines': 'L:', 'max-procs': 'P:', 'no-run-if-empty': 'r', verbose: 't', delimiter: 'd:' },
    stopsAtOperand: true,
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const command = options.operands.length > 0 ? options.operands : ['echo'];
  const placeholder = options.values.get('I') ?? (options.flags.has('i') ? options.values.get('i') || '{}' : undefined);
  const file = options.values.get('a');
  const read = file === undefined ? undefined : context.fs.read(context.resolve(file));
  const text = byteString(read?.ok ? read.value : context.stdin);
  const problem = quoteProblem(text, options.flags.has('0') || options.flags.has('d'));
  if (problem !== undefined) {
    complain(
      context,
      byFlavour(
        context,
        `unmatched ${problem} quote; by default quotes are special to xargs unless you use the -0 option`,
        `unmatched ${problem} quote`,
      ),
    );
    return 1;
  }
  const items = splitItems(text, options.flags, options.values, placeholder !== undefined || options.flags.has('L')).map(decodeText);
  if (items.length === 0 && (options.flags.has('r') || placeholder !== undefined)) return 0;
  const size = placeholder !== undefined ? 1 : Math.max(1, Number(options.values.get('n') ?? options.values.get('L') ?? MOST_ARGUMENTS));
  let status = 0;
  for (let at = 0; at < Math.max(1, items.length); at += size) {
    const group = items.slice(at, at + size);
    const words = placeholder === undefined ? [...command, ...group] : command.map((word) => word.replaceAll(placeholder, group[0] ?? ''));
    if (options.flags.has('t')) context.err(`${words.join(' ')}\n`);
    const result = runOne(context, words);
    if (result.stops) return result.status;
    if (result.status !== 0) status = 123;
  }
  return status;
}

function runOne(context: ProgramContext, words: readonly string[]): { readonly status: number; readonly stops: boolean } {
  const status = context.spawn(words, { stdin: new Uint8Array(0) });
  if (status === 127 && !commandExists(context, words[0] ?? '')) {
    complain(context, byFlavour(context, `${words[0] ?? ''}: ${errorText('ENOENT')}`, `${words[0] ?? ''}: ${errorText('ENOENT')}`));
    return { status: 127, stops: true };
  }
  return status === 255 ? { status: 124, stops: true } : { status, stops: status === 126 };
}

function splitItems(text: string, flags: ReadonlySet<string>, values: ReadonlyMap<string, string>, byLine: boolean): readonly string[] {
  const withoutLast = (parts: readonly string[]): readonly string[] => (parts.at(-1) === '' ? parts.slice(0, -1) : parts);
  if (flags.has('0')) return withoutLast(text.split('\0'));
  const delimiter = values.get('d');
  if (delimiter !== undefined) return withoutLast(text.split(delimiter.replace('\\n', '\n').replace('\\t', '\t').replace('\\0', '\0')));
  if (byLine)
    return text
      .split('\n')
      .map((line) => line.trimStart())
      .filter((line) => line !== '')
      .map(unquote);
  return [...text.matchAll(/(?:"[^"\n]*"|'[^'\n]*'|\\[\s\S]|[^\s"'\\])+/g)].map(([item]) => unquote(item));
}

/** Quotes must be closed on their line. */
function quoteProblem(text: string, literal: boolean): 'single' | 'double' | undefined {
  if (literal) return undefined;
  const left = text.replace(/\\[\s\S]/g, '').replace(/"[^"\n]*"|'[^'\n]*'/g, '');
  return left.includes("'") ? 'single' : left.includes('"') ? 'double' : undefined;
}

function unquote(item: string): string {
  return item.replace(
    /"([^"\n]*)"|'([^'\n]*)'|\\([\s\S])/g,
    (_, double?: string, single?: string, escaped?: string) => double ?? single ?? escaped ?? '',
  );
}
