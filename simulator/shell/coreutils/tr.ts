import { byteString, bytesOf, encodeText } from '../bytes';
import { classTest } from '../regex-parse';
import type { ProgramContext } from '../types';
import { complain, parseOptions, refuseMissingOperand, refuseOption } from './options';

export function tr(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'cCdst',
    long: { complement: 'c', delete: 'd', 'squeeze-repeats': 's', 'truncate-set1': 't' },
    stopsAtOperand: true,
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const [first, second] = options.operands;
  if (first === undefined || (second === undefined && !options.flags.has('d') && !options.flags.has('s'))) {
    if (first === undefined) return refuseMissingOperand(context);
    if (context.flavour === 'busybox') {
      context.out(context.stdin);
      return 0;
    }
    complain(context, `missing operand after '${first}'`);
    context.err("Two strings must be given when translating.\nTry 'tr --help' for more information.\n");
    return 1;
  }
  const { flags } = options;
  const listed = expandSet(encodeText(first));
  const from = flags.has('c') || flags.has('C') ? complement(listed) : listed;
  const to = second === undefined ? [] : expandSet(encodeText(second), from.length);
  const text = byteString(context.stdin);
  context.out(bytesOf(translate(text, from, to, flags)));
  return 0;
}

function translate(text: string, from: readonly string[], to: readonly string[], flags: ReadonlySet<string>): string {
  const deletes = flags.has('d');
  const map = new Map<string, string>();
  if (!deletes && to.length > 0) for (const [index, character] of from.entries()) map.set(character, to[Math.min(index, to.length - 1)] ?? '');
  const removed = new Set(deletes ? from : []);
  const squeezed = new Set(flags.has('s') ? (to.length > 0 ? to : from) : []);
  const parts: string[] = [];
  let last = '';
  for (const character of text) {
    if (removed.has(character)) continue;
    const changed = map.get(character) ?? character;
    if (changed === last && squeezed.has(changed)) continue;
    parts.push(changed);
    last = changed;
  }
  return parts.join('');
}

function complement(set: readonly string[]): readonly string[] {
  const listed = new Set(set);
  return Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).filter((character) => !listed.has(character));
}

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\' };
const ITEM = /\[:(\w+):\]|\[=(.)=\]|\[(.)\*(\d*)\]|(\\[0-7]{1,3}|\\?[\s\S])(?:-(\\[0-7]{1,3}|\\?[\s\S]))?/g;

/** The characters of a set in order. `[x*]` fills up to the length of the first set. */
function expandSet(text: string, fillLength = 0): readonly string[] {
  const all: string[] = [];
  for (const [item, name, equal, repeated, count, low, high] of text.matchAll(ITEM)) {
    if (name !== undefined) all.push(...classMembers(name));
    else if (equal !== undefined) all.push(equal);
    else if (repeated !== undefined) all.push(...Array<string>(Number(count) || Math.max(0, fillLength - all.length)).fill(repeated));
    else if (high === undefined) all.push(readEscape(low ?? item));
    else for (let code = readEscape(low ?? '').charCodeAt(0); code <= readEscape(high).charCodeAt(0); code++) all.push(String.fromCharCode(code));
  }
  return all;
}

function readEscape(text: string): string {
  if (!text.startsWith('\\') || text.length === 1) return text;
  if (/^\\[0-7]/.test(text)) return String.fromCharCode(Number.parseInt(text.slice(1), 8) & 255);
  return ESCAPES[text[1] ?? ''] ?? text[1] ?? '';
}

function classMembers(name: string): readonly string[] {
  const test = classTest(name);
  return Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).filter((character) => test?.(character));
}
