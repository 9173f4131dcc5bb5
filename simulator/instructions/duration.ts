import { fail, type Result, succeed } from '../parser/result';

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  '\u00b5s': 1_000n,
  '\u03bcs': 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const LARGEST = 2n ** 63n - 1n;

/** A Go duration such as `1m30s` or `.5h`, in nanoseconds. Only a bare zero needs no unit. */
export function parseDuration(text: string): Result<number> {
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  let rest = text.slice(sign.length);
  if (rest === '0') return succeed(0);
  if (rest === '') return fail(`time: invalid duration ${quoteTime(text)}`);
  let total = 0n;
  while (rest !== '') {
    const number = /^([0-9]*)(?:\.([0-9]*))?/.exec(rest);
    const whole = number?.[1] ?? '';
    const fraction = number?.[2] ?? '';
    if (whole + fraction === '') return fail(`time: invalid duration ${quoteTime(text)}`);
    rest = rest.slice(number?.[0].length);
    const unit = /^[^0-9.]*/.exec(rest)?.[0] ?? '';
    if (unit === '') return fail(`time: missing unit in duration ${quoteTime(text)}`);
    const factor = Object.hasOwn(NANOSECONDS, unit) ? NANOSECONDS[unit] : undefined;
    if (factor === undefined) return fail(`time: unknown unit ${quoteTime(unit)} in duration ${quoteTime(text)}`);
    rest = rest.slice(unit.length);
    // More digits than a nanosecond's share of an hour has cannot matter.
    const digits = fraction.slice(0, 18);
    total += BigInt(whole || '0') * factor + (BigInt(digits || '0') * factor) / 10n ** BigInt(digits.length);
    if (total > LARGEST) return fail(`time: invalid duration ${quoteTime(text)}`);
  }
  return succeed(Number(sign === '-' ? -total : total));
}

/** Go's time package quotes in its own way: everything outside printable ASCII byte by byte. */
function quoteTime(text: string): string {
  let quoted = '';
  for (const char of text) {
    if (char === '"' || char === '\\') quoted += `\\${char}`;
    else if (char >= ' ' && char < '\x7f') quoted += char;
    else for (const byte of new TextEncoder().encode(char)) quoted += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return `"${quoted}"`;
}
