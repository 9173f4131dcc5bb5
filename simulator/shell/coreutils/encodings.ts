import { bytesOf } from '../bytes';
import type { ProgramContext } from '../types';
import { complainOfInput, readInput, readInputs } from './input';
import { complain, parseOptions, refuseOption } from './options';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function base64(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'dw:iD', long: { decode: 'd', wrap: 'w:', 'ignore-garbage': 'i' } });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const name = options.operands[0] ?? '-';
  const input = readInput(context, name);
  if (!input.ok) {
    complainOfInput(context, name, input.errno);
    return 1;
  }
  if (options.flags.has('d') || options.flags.has('D')) return decode(context, input.text);
  const width = Number(options.values.get('w') ?? 76);
  const text = encodeBase64(input.text);
  const lines = width > 0 ? (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []) : [text];
  context.out(width > 0 ? lines.map((line) => `${line}\n`).join('') : text);
  return 0;
}

function encodeBase64(text: string): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const bytes = [0, 1, 2].map((offset) => text.charCodeAt(at + offset) || 0);
    const value = ((bytes[0] ?? 0) << 16) | ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => ALPHABET[(value >> shift) & 63] ?? '').join('');
    const missing = Math.max(0, at + 3 - text.length);
    parts.push(digits.slice(0, 4 - missing) + '='.repeat(missing));
  }
  return parts.join('');
}

function decode(context: ProgramContext, text: string): number {
  const clean = text.replace(/\s/g, '').replace(/=+$/, '');
  const bad = /[^A-Za-z0-9+/]/.exec(clean);
  const usable = bad ? clean.slice(0, bad.index) : clean;
  let bits = 0;
  let value = 0;
  let result = '';
  for (const character of usable) {
    value = ((value << 6) | ALPHABET.indexOf(character)) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    result += String.fromCharCode((value >> bits) & 255);
  }
  context.out(bytesOf(result));
  if (!bad) return 0;
  complain(context, context.flavour === 'gnu' ? 'invalid input' : 'truncated input');
  return 1;
}

const NAMES: Readonly<Record<number, string>> = { 0: '\\0', 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r' };

interface Format {
  readonly size: number;
  readonly width: number;
  show(value: number): string;
}

const hex =
  (digits: number) =>
  (value: number): string =>
    value.toString(16).padStart(digits, '0');
const octal =
  (digits: number) =>
  (value: number): string =>
    value.toString(8).padStart(digits, '0');

function odFormat(type: string): Format {
  if (type === 'c')
    return { size: 1, width: 4, show: (byte) => NAMES[byte] ?? (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : octal(3)(byte)) };
  const size = Number(/\d/.exec(type)?.[0] ?? (type === 'a' ? 1 : 4));
  if (type.startsWith('x')) return { size, width: size * 2 + 1, show: hex(size * 2) };
  if (type.startsWith('u') || type.startsWith('d'))
    return { size, width: { 1: 4, 2: 6, 4: 11 }[size] ?? 11, show: (value) => String(type.startsWith('d') ? signed(value, size) : value) };
  return { size, width: { 1: 4, 2: 7, 4: 12 }[size] ?? 12, show: octal({ 1: 3, 2: 6, 4: 11 }[size] ?? 11) };
}

function signed(value: number, size: number): number {
  const limit = 2 ** (8 * size - 1);
  return value >= limit ? value - 2 * limit : value;
}

export function od(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'A:t:N:j:w::vcxbdo',
    long: { 'address-radix': 'A:', format: 't:', 'read-bytes': 'N:', 'skip-bytes': 'j:', width: 'w::' },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const { inputs, failed } = readInputs(context, options.operands);
  const skip = Number(options.values.get('j') ?? 0);
  const limit = options.values.get('N');
  const text = inputs
    .map((input) => input.text)
    .join('')
    .slice(skip, limit === undefined ? undefined : skip + Number(limit));
  const shorthand = { c: 'c', x: 'x2', b: 'o1', d: 'u2', o: 'o2' };
  const type = options.values.get('t') ?? Object.entries(shorthand).find(([letter]) => options.flags.has(letter))?.[1] ?? 'o2';
  const radix = options.values.get('A') ?? 'o';
  const address = (at: number): string =>
    radix === 'n' ? '' : radix === 'x' ? hex(6)(at) : radix === 'd' ? String(at).padStart(7, '0') : octal(7)(at);
  context.out(
    dump(text, Number(options.values.get('w') || 16), odFormat(type.replace('z', '')), address, {
      skip,
      chars: type.endsWith('z'),
      all: options.flags.has('v'),
      final: radix !== 'n',
    }),
  );
  return failed ? 1 : 0;
}

function dump(
  text: string,
  width: number,
  format: Format,
  address: (at: number) => string,
  how: { readonly skip: number; readonly chars: boolean; readonly all: boolean; readonly final: boolean },
): string {
  const lines: string[] = [];
  let last: string | undefined;
  let starred = false;
  for (let at = 0; at < text.length; at += width) {
    const piece = text.slice(at, at + width);
    if (!how.all && piece === last && piece.length === width) {
      if (!starred) lines.push('*');
      starred = true;
      continue;
    }
    last = piece;
    starred = false;
    const cells: string[] = [];
    for (let offset = 0; offset < piece.length; offset += format.size) {
      let value = 0;
      for (let byte = format.size - 1; byte >= 0; byte--) value = value * 256 + (piece.charCodeAt(offset + byte) || 0);
      cells.push(format.show(value).padStart(format.width));
    }
    const body = cells.join('');
    const shown = how.chars ? `${body.padEnd((width / format.size) * format.width)}  >${piece.replace(/[^ -~]/g, '.')}<` : body;
    lines.push(address(at + how.skip) + shown);
  }
  if (how.final) lines.push(address(text.length + how.skip));
  return lines.map((line) => `${line}\n`).join('');
}

/** `-C`, and the two-byte words that come without it. */
export function hexdump(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'Cvn:s:bcdox', long: { canonical: 'C' } });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const { inputs, failed } = readInputs(context, options.operands);
  const text = inputs
    .map((input) => input.text)
    .join('')
    .slice(0, options.values.has('n') ? Number(options.values.get('n')) : undefined);
  const how = { skip: 0, chars: false, all: options.flags.has('v'), final: true };
  if (!options.flags.has('C') && context.name !== 'hd') context.out(dump(text, 16, { size: 2, width: 5, show: hex(4) }, hex(7), how));
  else context.out(canonicalDump(text));
  return failed ? 1 : 0;
}

function canonicalDump(text: string): string {
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += 16) {
    const piece = text.slice(at, at + 16);
    const cells = [...piece].map((character) => hex(2)(character.charCodeAt(0)));
    const halves = [cells.slice(0, 8).join(' '), cells.slice(8).join(' ')].map((half) => half.padEnd(23)).join('  ');
    lines.push(`${hex(8)(at)}  ${halves}  |${piece.replace(/[^ -~]/g, '.')}|\n`);
  }
  return text === '' ? '' : `${lines.join('')}${hex(8)(text.length)}\n`;
}

export function xxd(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'prl:c:g:us:', long: {} });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const { inputs, failed } = readInputs(context, options.operands);
  const text = inputs
    .map((input) => input.text)
    .join('')
    .slice(0, options.values.has('l') ? Number(options.values.get('l')) : undefined);
  if (options.flags.has('r'))
    context.out(
      bytesOf(
        (text.replace(/^[0-9a-f]+:/gm, '').match(/[0-9a-fA-F]{2}/g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join(''),
      ),
    );
  else if (options.flags.has('p'))
    context.out(
      (
        [...text]
          .map((character) => hex(2)(character.charCodeAt(0)))
          .join('')
          .match(/.{1,60}/g) ?? []
      )
        .map((line) => `${line}\n`)
        .join(''),
    );
  else context.out(xxdDump(text, Number(options.values.get('c') ?? 16)));
  return failed ? 1 : 0;
}

function xxdDump(text: string, width: number): string {
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += width) {
    const piece = text.slice(at, at + width);
    const pairs = (
      [...piece]
        .map((character) => hex(2)(character.charCodeAt(0)))
        .join('')
        .match(/.{1,4}/g) ?? []
    ).join(' ');
    lines.push(`${hex(8)(at)}: ${pairs.padEnd(Math.ceil((width * 5) / 2))} ${piece.replace(/[^ -~]/g, '.')}\n`);
  }
  return lines.join('');
}
