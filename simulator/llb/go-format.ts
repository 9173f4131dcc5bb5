/** Go's `%q` for one string: double quotes, with Go's escapes. */
export function quoteGo(text: string): string {
  let out = '"';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const named = NAMED_ESCAPES.get(char);
    if (named !== undefined) out += named;
    else if (code < 0x20 || code === 0x7f) out += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (!isPrintable(char)) out += code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
    else out += char;
  }
  return `${out}"`;
}

const NAMED_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
]);

/** `strconv.IsPrint`: letters, marks, numbers, punctuation, symbols, and the ASCII space alone among the blanks. */
function isPrintable(char: string): boolean {
  return char === ' ' || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(char);
}

/** Go's `%q` for a slice of strings: `["a" "b"]`. */
export function quoteGoList(items: readonly string[]): string {
  return `[${items.map(quoteGo).join(' ')}]`;
}

/** Go's `%v` for a slice of strings: `[a b]`. */
export function formatGoList(items: readonly string[]): string {
  return `[${items.join(' ')}]`;
}

const NANOSECONDS = { hour: 3_600_000_000_000, minute: 60_000_000_000, second: 1_000_000_000 };

/** Go's `time.Duration.String` for a whole number of nanoseconds: `1m30s`, `1.5s`, `10ms`, `0s`. */
export function formatGoDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  if (nanoseconds < 0) return `-${formatGoDuration(-nanoseconds)}`;
  if (nanoseconds < NANOSECONDS.second) {
    if (nanoseconds < 1_000) return `${nanoseconds}ns`;
    if (nanoseconds < 1_000_000) return `${trimFraction(nanoseconds, 1_000)}µs`;
    return `${trimFraction(nanoseconds, 1_000_000)}ms`;
  }
  const hours = Math.floor(nanoseconds / NANOSECONDS.hour);
  const minutes = Math.floor((nanoseconds % NANOSECONDS.hour) / NANOSECONDS.minute);
  const seconds = `${trimFraction(nanoseconds % NANOSECONDS.minute, NANOSECONDS.second)}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

function trimFraction(value: number, unit: number): string {
  const whole = Math.floor(value / unit);
  const digits = String(value % unit).padStart(Math.round(Math.log10(unit)), '0').replace(/0+$/, '');
  return digits === '' ? String(whole) : `${whole}.${digits}`;
}
