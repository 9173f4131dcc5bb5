import { bytesOf, encodeText } from '../bytes';
import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { diffLines, type Hunk, hunksOf } from './diff-lines';
import { linesOf, readInput } from './input';
import { byFlavour, complain, parseOptions, refuseMissingOperand, refuseOption } from './options';
import { joinName, lastName } from './walk';

export function cmp(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'slbn:', long: { silent: 's', quiet: 's', verbose: 'l' } });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown, 2);
  const [first, second = '-'] = options.operands;
  if (first === undefined) return refuseMissingOperand(context);
  const texts: string[] = [];
  for (const name of [first, second]) {
    const input = readInput(context, name);
    if (!input.ok) {
      if (!options.flags.has('s')) complain(context, `${name}: ${errorText(input.errno)}`);
      return 2;
    }
    texts.push(input.text);
  }
  const [one = '', two = ''] = texts;
  if (one === two) return 0;
  const shorter = Math.min(one.length, two.length);
  let at = 0;
  while (at < shorter && one[at] === two[at]) at++;
  const line = one.slice(0, at).split('\n').length;
  if (options.flags.has('s')) return 1;
  if (at < shorter) context.out(`${first} ${second} differ: char ${at + 1}, line ${line}\n`);
  else complain(context, `EOF on ${one.length < two.length ? first : second}${byFlavour(context, ` after byte ${shorter}, in line ${line}`, '')}`);
  return 1;
}

/** GNU prints the classic form unless `-u` is given, BusyBox always the unified one. */
export function diff(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'uU:qrNbBiwasdtTL:S:c',
    long: {
      unified: 'U::',
      brief: 'q',
      recursive: 'r',
      'new-file': 'N',
      'ignore-all-space': 'w',
      'ignore-case': 'i',
      'ignore-space-change': 'b',
      text: 'a',
      color: 'color::',
    },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown, 2);
  const [first, second] = options.operands;
  if (first === undefined || second === undefined) {
    refuseMissingOperand(context, first);
    return 2;
  }
  return comparePaths(context, first, second, options.flags, Number(options.values.get('U') || 3));
}

function comparePaths(
  context: ProgramContext,
  first: string,
  second: string,
  flags: ReadonlySet<string>,
  around: number,
  roots?: readonly string[],
): number {
  const [one, two] = [first, second].map((path) => (path === '-' ? undefined : context.fs.stat(context.resolve(path))));
  if (one?.ok && two?.ok && one.value.kind === 'directory' && two.value.kind === 'directory')
    return compareDirectories(context, first, second, flags, around, roots);
  const left = one?.ok && one.value.kind === 'directory' ? joinName(first, lastName(second)) : first;
  const right = two?.ok && two.value.kind === 'directory' ? joinName(second, lastName(first)) : second;
  const texts: string[] = [];
  for (const name of [left, right]) {
    const input = readInput(context, name);
    if (!input.ok && !flags.has('N')) {
      complain(context, byFlavour(context, `${name}: ${errorText(input.errno)}`, `can't stat '${name}': ${errorText(input.errno)}`));
      return 2;
    }
    texts.push(input.ok ? input.text : '');
  }
  return compareTexts(context, [left, right], texts, flags, around);
}

function compareDirectories(
  context: ProgramContext,
  first: string,
  second: string,
  flags: ReadonlySet<string>,
  around: number,
  roots: readonly string[] = [first, second],
): number {
  const [one, two] = [first, second].map((path) => context.fs.list(context.resolve(path)));
  const names = [...new Set([...(one?.ok ? one.value : []), ...(two?.ok ? two.value : [])])].sort();
  let status = 0;
  for (const name of names) {
    const [left, right] = [joinName(first, name), joinName(second, name)];
    const missing = !context.fs.exists(context.resolve(left)) ? second : !context.fs.exists(context.resolve(right)) ? first : undefined;
    if (missing !== undefined && !flags.has('N')) {
      status = Math.max(status, 1);
      if (context.flavour === 'gnu') context.out(`Only in ${missing}: ${name}\n`);
      else onlyIn(context, missing, name, roots);
    } else if (flags.has('r') || context.fs.stat(context.resolve(left)).ok)
      status = Math.max(status, comparePaths(context, left, right, flags, around, roots));
  }
  return status;
}

/** BusyBox names it from the top and passes over directories (editors/diff.c, diffdir). */
function onlyIn(context: ProgramContext, directory: string, name: string, roots: readonly string[]): void {
  const path = joinName(directory, name);
  const node = context.fs.stat(context.resolve(path));
  if (node.ok && node.value.kind === 'directory') return;
  const root = roots.find((top) => path.startsWith(`${top.replace(/\/+$/, '')}/`)) ?? directory;
  context.out(`Only in ${root}: ${path.slice(root.replace(/\/+$/, '').length + 1)}\n`);
}

function compareTexts(
  context: ProgramContext,
  names: readonly string[],
  texts: readonly string[],
  flags: ReadonlySet<string>,
  around: number,
): number {
  const fold = (line: string): string => {
    const spaced = flags.has('w') ? line.replace(/\s+/g, '') : flags.has('b') ? line.replace(/\s+/g, ' ').trimEnd() : line;
    return flags.has('i') ? spaced.toLowerCase() : spaced;
  };
  const [left = [], right = []] = texts.map(linesOf);
  const changes = diffLines(left.map(fold), right.map(fold), context.spend);
  const endsDiffer = texts[0] !== texts[1] && changes.length === 0 && flags.size === 0;
  if (changes.length === 0 && !endsDiffer) return 0;
  if (flags.has('q')) context.out(`Files ${names[0] ?? ''} and ${names[1] ?? ''} differ\n`);
  else if (flags.has('u') || flags.has('U') || context.flavour === 'busybox')
    context.out(bytesOf(unified(names, left, right, hunksOf(changes, around, left.length))));
  else context.out(bytesOf(changes.map((change) => classic(change, left, right)).join('')));
  return 1;
}

function unified(names: readonly string[], left: readonly string[], right: readonly string[], hunks: readonly (readonly Hunk[])[]): string {
  const range = (start: number, count: number): string => (count === 1 ? String(start) : `${count === 0 ? start - 1 : start},${count}`);
  const text = hunks.map((hunk) => {
    const first = hunk[0];
    const last = hunk.at(-1);
    if (!first || !last) return '';
    const head = `@@ -${range(first.left + 1, last.leftEnd - first.left)} +${range(first.right + 1, last.rightEnd - first.right)} @@\n`;
    return head + hunk.map((piece) => pieceText(piece, left, right)).join('');
  });
  return `--- ${encodeText(names[0] ?? '')}\n+++ ${encodeText(names[1] ?? '')}\n${text.join('')}`;
}

function pieceText(piece: Hunk, left: readonly string[], right: readonly string[]): string {
  const lines = (mark: string, all: readonly string[]): string => all.map((line) => `${mark}${line}\n`).join('');
  if (piece.equal) return lines(' ', left.slice(piece.left, piece.leftEnd));
  return lines('-', left.slice(piece.left, piece.leftEnd)) + lines('+', right.slice(piece.right, piece.rightEnd));
}

function classic(change: Hunk, left: readonly string[], right: readonly string[]): string {
  const range = (start: number, end: number): string => (end - start <= 1 ? String(end) : `${start + 1},${end}`);
  const removed = left.slice(change.left, change.leftEnd);
  const added = right.slice(change.right, change.rightEnd);
  const kind = removed.length === 0 ? 'a' : added.length === 0 ? 'd' : 'c';
  const head = `${kind === 'a' ? String(change.left) : range(change.left, change.leftEnd)}${kind}${kind === 'd' ? String(change.right) : range(change.right, change.rightEnd)}\n`;
  const separator = kind === 'c' ? '---\n' : '';
  return head + removed.map((line) => `< ${line}\n`).join('') + separator + added.map((line) => `> ${line}\n`).join('');
}
