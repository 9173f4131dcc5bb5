import { quoteGo } from '../parser/quote';
import { fail, type Result, succeed } from '../parser/result';

/** `strconv.ParseInt` of Go in base 10, its error texts included. `bits` is at most 53. */
export function parseInteger(text: string, bits: number): Result<number> {
  if (!/^[-+]?[0-9]+$/.test(text)) return fail(`strconv.ParseInt: parsing ${quoteGo(text)}: invalid syntax`);
  const value = Number(text);
  const limit = 2 ** (bits - 1);
  if (value >= limit || value < -limit) return fail(`strconv.ParseInt: parsing ${quoteGo(text)}: value out of range`);
  return succeed(value === 0 ? 0 : value);
}

/** `strconv.ParseUint` of Go with 32 bits: no sign, no prefix. Undefined when the text is none. */
export function parseUnsigned(text: string, base: 8 | 10): number | undefined {
  if (!(base === 8 ? /^[0-7]+$/ : /^[0-9]+$/).test(text)) return undefined;
  const value = Number.parseInt(text, base);
  return value < 2 ** 32 ? value : undefined;
}

const UNITS: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 };

/** A size as Docker writes memory: `64m`, `1.5 GiB`, powers of 1024 whatever the spelling. Undefined when the text is none. */
export function parseMemorySize(text: string): number | undefined {
  const match = /^([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?) ?([a-z]{0,3})$/i.exec(text);
  const amount = Number(match?.[1]);
  if (!match || amount < 0) return undefined;
  const suffix = match[2]?.toLowerCase() ?? '';
  if (suffix === '' || suffix === 'b') return Math.trunc(amount);
  const unit = UNITS[suffix.charAt(0)];
  if (unit === undefined || !['', 'b', 'ib'].includes(suffix.slice(1))) return undefined;
  return Math.trunc(amount * unit);
}
