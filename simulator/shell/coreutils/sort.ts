import { bytesOf, encodeText } from '../bytes';
import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { linesOf, readInputs } from './input';
import { complain, parseOptions, refuseOption } from './options';

interface Key {
  readonly startField: number;
  readonly startCharacter: number;
  readonly endField: number;
  readonly endCharacter: number;
  readonly flags: string;
}

export function sort(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'nrufk:t:o:cCsbdghiMVzmS:T:R',
    long: {
      numeric: 'n',
      'numeric-sort': 'n',
      reverse: 'r',
      unique: 'u',
      'ignore-case': 'f',
      key: 'k:',
      'field-separator': 't:',
      output: 'o:',
      check: 'c::',
      stable: 's',
      'version-sort': 'V',
      'human-numeric-sort': 'h',
      'zero-terminated': 'z',
      'general-numeric-sort': 'g',
      'dictionary-order': 'd',
    },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown, 2);
  const { inputs, failed } = readInputs(context, options.operands);
  if (failed) return 2;
  const end = options.flags.has('z') ? '\0' : '\n';
  const lines = inputs.flatMap((input) =>
    end === '\n' ? linesOf(input.text) : input.text.split('\0').filter((line, index, all) => line !== '' || index < all.length - 1),
  );
  const compare = comparison(
    options.flags,
    options.all.filter(([letter]) => letter === 'k').map(([, text]) => parseKey(text)),
    separatorOf(options.values.get('t')),
    context,
  );
  if (options.flags.has('c') || options.flags.has('C')) return checkOrder(context, lines, compare.order, options.operands[0] ?? '-');
  const sorted = lines.toSorted(compare.order);
  const kept = options.flags.has('u') ? sorted.filter((line, index) => index === 0 || compare.equality(sorted[index - 1] ?? '', line) !== 0) : sorted;
  const text = kept.map((line) => line + end).join('');
  const output = options.values.get('o');
  if (output === undefined) {
    context.out(bytesOf(text));
    return 0;
  }
  const written = context.fs.write(context.resolve(output), bytesOf(text));
  if (written.ok) return 0;
  complain(context, `open failed: ${output}: ${errorText(written.errno)}`);
  return 2;
}

function separatorOf(text: string | undefined): string | undefined {
  return text === '\\0' ? '\0' : text === '\\t' ? '\t' : text === undefined ? undefined : encodeText(text);
}

type Compare = (left: string, right: string) => number;

function comparison(
  flags: ReadonlySet<string>,
  keys: readonly Key[],
  separator: string | undefined,
  context: ProgramContext,
): { readonly order: Compare; readonly equality: Compare } {
  const global = [...flags].filter((letter) => 'nrfbdghiMVR'.includes(letter)).join('');
  const all = keys.length > 0 ? keys : [{ startField: 0, startCharacter: 0, endField: Number.POSITIVE_INFINITY, endCharacter: 0, flags: '' }];
  const byKeys: Compare = (left, right) => {
    context.spend(1);
    for (const key of all) {
      const own = key.flags === '' ? global : key.flags;
      const value = compareTexts(keyText(left, key, separator, own, keys.length > 0), keyText(right, key, separator, own, keys.length > 0), own);
      if (value !== 0) return own.includes('r') ? -value : value;
    }
    return 0;
  };
  const lastResort: Compare = (left, right) =>
    flags.has('s') || flags.has('u') ? 0 : flags.has('r') ? compareBytes(right, left) : compareBytes(left, right);
  return { order: (left, right) => byKeys(left, right) || lastResort(left, right), equality: byKeys };
}

function compareBytes(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareTexts(left: string, right: string, flags: string): number {
  if (flags.includes('n') || flags.includes('g')) return numberOf(left) - numberOf(right);
  if (flags.includes('h')) return humanOf(left) - humanOf(right);
  if (flags.includes('V')) return compareVersions(left, right);
  if (flags.includes('M')) return monthOf(left) - monthOf(right);
  const prepare = (text: string): string => (flags.includes('d') ? text.replace(/[^A-Za-z0-9 \t]/g, '') : text);
  const fold = (text: string): string => (flags.includes('f') ? prepare(text).replace(/[a-z]/g, (letter) => letter.toUpperCase()) : prepare(text));
  return compareBytes(fold(left), fold(right));
}

function numberOf(text: string): number {
  return Number(/^\s*-?\d*\.?\d+/.exec(text)?.[0] ?? 0);
}

function humanOf(text: string): number {
  const match = /^\s*(-?[\d.]+)([KMGTPE]?)/.exec(text);
  return Number(match?.[1] ?? 0) * 1024 ** ' KMGTPE'.indexOf(match?.[2] || ' ');
}

function monthOf(text: string): number {
  return ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'].indexOf(text.trim().slice(0, 3).toUpperCase());
}

/** Runs of digits compare as numbers; a tilde comes before everything, as in Debian's versions. */
export function compareVersions(left: string, right: string): number {
  const split = (text: string): readonly string[] => text.match(/\d+|\D+/g) ?? [];
  const [one, two] = [split(left), split(right)];
  for (let at = 0; at < Math.max(one.length, two.length); at++) {
    const [a = '', b = ''] = [one[at], two[at]];
    const value = /^\d/.test(a) && /^\d/.test(b) ? Number(a) - Number(b) : compareBytes(a.replaceAll('~', '\x01'), b.replaceAll('~', '\x01'));
    if (value !== 0) return value;
  }
  return 0;
}

function parseKey(text: string): Key {
  const match = /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.(\d+))?([a-zA-Z]*))?$/.exec(text);
  const [, start = '1', character = '1', flags = '', end, endCharacter, endFlags = ''] = match ?? [];
  return {
    startField: Number(start) - 1,
    startCharacter: Math.max(0, Number(character) - 1),
    endField: end === undefined ? Number.POSITIVE_INFINITY : Number(end) - 1,
    endCharacter: Number(endCharacter ?? 0),
    flags: flags + endFlags,
  };
}

/** Without `-t`, a field begins with the blanks before it. */
function keyText(line: string, key: Key, separator: string | undefined, flags: string, hasKeys: boolean): string {
  if (!hasKeys) return flags.includes('b') ? line.replace(/^[ \t]+/, '') : line;
  const fields = separator === undefined ? (line.match(/[ \t]*[^ \t]+|[ \t]+$/g) ?? []) : line.split(separator);
  const text = (index: number): string => (flags.includes('b') ? (fields[index] ?? '').replace(/^[ \t]+/, '') : (fields[index] ?? ''));
  const glue = separator ?? '';
  if (key.startField === key.endField) return text(key.startField).slice(key.startCharacter, key.endCharacter || undefined);
  const last = Math.min(key.endField, fields.length - 1);
  const parts: string[] = [];
  for (let index = key.startField; index <= last; index++) {
    const whole = text(index);
    parts.push(
      index === key.startField
        ? whole.slice(key.startCharacter)
        : index === key.endField && key.endCharacter > 0
          ? whole.slice(0, key.endCharacter)
          : whole,
    );
  }
  return parts.join(glue);
}

function checkOrder(context: ProgramContext, lines: readonly string[], compare: Compare, name: string): number {
  const bad = lines.findIndex((line, index) => index > 0 && compare(lines[index - 1] ?? '', line) > 0);
  if (bad < 0) return 0;
  if (context.flavour === 'busybox') context.err(`Check line ${bad}\n`);
  else complain(context, `${name}:${bad + 1}: disorder: ${lines[bad] ?? ''}`);
  return 1;
}
