import { BUSYBOX_BANNER } from '../busybox-banner';
import type { ProgramContext } from '../types';

/** What a tool understands: `short` like getopt's (`rnk:`), `long` from a long name to a letter, or to `letter:` with a value. */
export interface OptionTable {
  readonly short: string;
  readonly long?: Readonly<Record<string, string>>;
  /** Operands end the options, as for `env` and `xargs`. */
  readonly stopsAtOperand?: boolean;
  /** A number as an option, as in `head -5`; given under the letter `#`. */
  readonly numeric?: boolean;
}

export interface Options {
  readonly flags: ReadonlySet<string>;
  /** Last value of each option that takes one. */
  readonly values: ReadonlyMap<string, string>;
  /** Every option in the order given. */
  readonly all: readonly (readonly [letter: string, value: string])[];
  readonly operands: readonly string[];
  /** An option that the tool does not know, or that lacks its value. */
  readonly unknown?: string;
}

export function parseOptions(args: readonly string[], table: OptionTable): Options {
  const all: [string, string][] = [];
  const operands: string[] = [];
  let unknown: string | undefined;
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '--') {
      operands.push(...args.slice(at + 1));
      break;
    }
    if (table.numeric && /^-\d+$/.test(word)) all.push(['#', word.slice(1)]);
    else if (word.startsWith('--')) {
      const used = readLong(word, args[at + 1], table, all);
      if (used === undefined) unknown ??= word;
      else at += used;
    } else if (/^-./.test(word)) {
      const used = readShort(word, args[at + 1], table, all);
      if (typeof used === 'string') unknown ??= used;
      else at += used;
    } else if (table.stopsAtOperand) {
      operands.push(...args.slice(at));
      break;
    } else operands.push(word);
  }
  const values = new Map(all);
  return { flags: new Set(values.keys()), values, all, operands, ...(unknown === undefined ? {} : { unknown }) };
}

/** How many further words it took, or the letter that is not known. */
function readShort(word: string, next: string | undefined, table: OptionTable, all: [string, string][]): number | string {
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? '';
    const place = table.short.indexOf(letter);
    if (place < 0 || letter === ':') return letter;
    if (table.short[place + 1] !== ':') {
      all.push([letter, '']);
      continue;
    }
    const rest = word.slice(at + 1);
    if (table.short[place + 2] === ':' || rest !== '') {
      all.push([letter, rest]);
      return 0;
    }
    if (next === undefined) return letter;
    all.push([letter, next]);
    return 1;
  }
  return 0;
}

function readLong(word: string, next: string | undefined, table: OptionTable, all: [string, string][]): number | undefined {
  const [name = '', ...rest] = word.slice(2).split('=');
  const names = Object.keys(table.long ?? {});
  const matches = names.includes(name) ? [name] : names.filter((known) => known.startsWith(name));
  const target = matches.length === 1 ? table.long?.[matches[0] ?? ''] : undefined;
  if (target === undefined) return undefined;
  const letter = target.replace(/:+$/, '');
  if (!target.endsWith(':')) {
    all.push([letter, '']);
    return 0;
  }
  if (rest.length > 0 || target.endsWith('::')) {
    all.push([letter, rest.join('=')]);
    return 0;
  }
  if (next === undefined) return undefined;
  all.push([letter, next]);
  return 1;
}

/** Prints a message as every tool begins its messages. */
export function complain(context: ProgramContext, text: string): void {
  context.err(`${context.name}: ${text}\n`);
}

/** Complains of an unknown option and returns the status for it. */
export function refuseOption(context: ProgramContext, option: string, status = 1): number {
  if (context.flavour === 'busybox') complain(context, `unrecognized option: ${option.replace(/^-+/, '')}`);
  else {
    complain(context, option.startsWith('--') ? `unrecognized option '${option}'` : `invalid option -- '${option}'`);
    context.err(`Try '${context.name} --help' for more information.\n`);
  }
  return status;
}

/** GNU and BusyBox word the same complaint differently. */
export function byFlavour(context: ProgramContext, gnu: string, busybox: string): string {
  return context.flavour === 'gnu' ? gnu : busybox;
}

export function refuseMissingOperand(context: ProgramContext, after?: string): number {
  if (context.flavour === 'busybox') {
    context.err(`${BUSYBOX_BANNER}\n\nUsage: ${context.name} …\n`);
    return 1;
  }
  complain(context, after === undefined ? 'missing operand' : `missing destination file operand after '${after}'`);
  context.err(`Try '${context.name} --help' for more information.\n`);
  return 1;
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  c: 1,
  w: 2,
  b: 512,
  kB: 1000,
  K: 1024,
  k: 1024,
  KiB: 1024,
  MB: 1e6,
  M: 1048576,
  m: 1048576,
  MiB: 1048576,
  GB: 1e9,
  G: 1073741824,
  g: 1073741824,
  GiB: 1073741824,
  T: 1099511627776,
};

/** A size with a unit, as `head -c 10K` and `dd bs=1M` take it. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+)([A-Za-z]*)$/.exec(text);
  const unit = UNITS[match?.[2] ?? ''];
  return match && unit !== undefined ? Number(match[1]) * unit : undefined;
}

/** `cp`, `mv` and `ln` with several sources need a directory to put them into; says so. */
export function refuseTarget(context: ProgramContext, target: string): number {
  const reason = context.fs.exists(context.resolve(target)) ? 'Not a directory' : 'No such file or directory';
  complain(context, byFlavour(context, `target '${target}': ${reason}`, `target '${target}' is not a directory`));
  return 1;
}
