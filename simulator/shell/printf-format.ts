import { unescapeEcho } from './echo-text';

export interface PrintfResult {
  readonly text: string;
  /** Arguments that were no numbers, in order. */
  readonly badNumbers: readonly string[];
  readonly badFormat?: string;
}

interface State {
  readonly args: readonly string[];
  readonly dialect: PrintfDialect;
  next: number;
  readonly badNumbers: string[];
  stopped: boolean;
}

const MOST_WIDTH = 1_000_000;
const DIRECTIVE = /%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?(?:(?:hh?|ll?|[Lqjzt])(?=[diouxXeEfFgG]))?([\s\S])?/y;
const LITERAL = /[^\\%]+|\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|[\s\S])?/y;

export interface PrintfDialect {
  /** Whether `\\x41` is an escape. */
  readonly hex?: boolean;
  /** Whether an empty or missing argument is no number. */
  readonly emptyIsBad?: boolean;
  /** Whether `%q` quotes for bash. */
  readonly quotes?: boolean;
  /** BusyBox prints 0 for what is no number all through, and keeps the backslash before a quote. */
  readonly badIsZero?: boolean;
}

/** The format is used again as long as arguments are left and it takes any. */
export function formatPrintf(format: string, args: readonly string[], dialect: PrintfDialect = {}): PrintfResult {
  const state: State = { args, dialect, next: 0, badNumbers: [], stopped: false };
  let text = '';
  let badFormat: string | undefined;
  do {
    const before = state.next;
    const once = formatOnce(format, state);
    text += once.text;
    badFormat = once.badFormat;
    if (state.next === before) break;
  } while (state.next < args.length && !state.stopped && badFormat === undefined);
  return { text, badNumbers: state.badNumbers, ...(badFormat === undefined ? {} : { badFormat }) };
}

function formatOnce(format: string, state: State): { readonly text: string; readonly badFormat?: string } {
  let text = '';
  for (let at = 0; at < format.length && !state.stopped; ) {
    if (format[at] !== '%') {
      LITERAL.lastIndex = at;
      const literal = LITERAL.exec(format)?.[0] ?? format.slice(at);
      if (literal === '\\c') {
        state.stopped = true;
        break;
      }
      text += literal.startsWith('\\') ? unescapeFormat(literal, state.dialect) : literal;
      at += literal.length;
      continue;
    }
    DIRECTIVE.lastIndex = at;
    const match = DIRECTIVE.exec(format);
    const [all = '%', flags = '', width, precision, conversion] = match ?? [];
    at += all.length;
    if (conversion === '%') text += '%';
    else if (conversion === undefined || !'sdiouxXcbeEfFgGaAq'.includes(conversion) || (conversion === 'q' && !state.dialect.quotes))
      return { text, badFormat: all };
    else
      text += convert(
        conversion,
        flags,
        numberOption(width, state),
        precision === undefined ? undefined : (numberOption(precision, state) ?? 0),
        state,
      );
  }
  return { text };
}

function numberOption(text: string | undefined, state: State): number | undefined {
  if (text === undefined || text === '') return undefined;
  const value = text === '*' ? Number(state.args[state.next++] ?? 0) || 0 : Number(text);
  return Math.max(-MOST_WIDTH, Math.min(MOST_WIDTH, value));
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
  e: '\x1b',
};

function unescapeFormat(sequence: string, { hex = true, badIsZero }: PrintfDialect): string {
  const code = sequence.slice(1);
  if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 255);
  if (hex && /^x[0-9a-f]/i.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
  if (badIsZero && (code === '"' || code === "'")) return sequence;
  return SIMPLE[code] ?? sequence;
}

function convert(conversion: string, flags: string, width: number | undefined, precision: number | undefined, state: State): string {
  const argument = state.args[state.next];
  state.next++;
  const pad = (text: string, zeros = false): string => padded(text, flags, width, zeros);
  switch (conversion) {
    case 's':
      return pad((argument ?? '').slice(0, precision ?? Number.POSITIVE_INFINITY));
    case 'b': {
      const unescaped = unescapeEcho((argument ?? '').replace(/\\([1-7])/g, '\\0$1'), true);
      state.stopped = unescaped.stopped;
      return pad(unescaped.text.slice(0, precision ?? Number.POSITIVE_INFINITY));
    }
    case 'q':
      return pad(argument === '' || argument === undefined ? "''" : quoteForBash(argument));
    case 'c':
      return pad((argument ?? '').slice(0, 1));
    case 'd':
    case 'i':
      return pad(signed(integer(argument, state), flags, precision), precision === undefined);
    case 'o':
    case 'u':
    case 'x':
    case 'X':
      return pad(unsigned(conversion, integer(argument, state), flags, precision), precision === undefined);
    default:
      return pad(floating(conversion, float(argument, state), flags, precision), true);
  }
}

function quoteForBash(text: string): string {
  return /[\n\t]/.test(text)
    ? `$'${text.replaceAll('\n', '\\n').replaceAll('\t', '\\t')}'`
    : text === ''
      ? "''"
      : text.replace(/[^A-Za-z0-9_@%+=:,./-]/g, '\\$&');
}

function padded(text: string, flags: string, width: number | undefined, numeric: boolean): string {
  const size = Math.abs(width ?? 0);
  if (flags.includes('-') || (width ?? 0) < 0) return text.padEnd(size);
  if (!numeric || !flags.includes('0')) return text.padStart(size);
  const sign = /^(?:[-+ ]|0[xX])/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(size - sign.length, '0');
}

/** `'c` gives a character's code; what is no number counts as far as it is one. */
function integer(argument: string | undefined, state: State): bigint {
  if (argument === undefined || argument === '') {
    if (state.dialect.emptyIsBad) state.badNumbers.push('');
    return 0n;
  }
  if (/^['"]/.test(argument)) return BigInt(argument.charCodeAt(1) || 0);
  const match = /^\s*([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(argument);
  if (!match || match[0].length !== argument.length) state.badNumbers.push(argument);
  if (!match || (state.dialect.badIsZero && match[0].length !== argument.length)) return 0n;
  const digits = match[2] ?? '0';
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return BigInt.asIntN(64, match[1] === '-' ? -value : value);
}

function float(argument: string | undefined, state: State): number {
  if (argument === undefined || argument === '') return 0;
  if (/^['"]/.test(argument)) return argument.charCodeAt(1) || 0;
  const value = Number(argument);
  if (!Number.isNaN(value)) return value;
  state.badNumbers.push(argument);
  return Number.parseFloat(argument) || 0;
}

function signed(value: bigint, flags: string, precision: number | undefined): string {
  const digits = (value < 0n ? -value : value).toString().padStart(precision ?? 1, '0');
  const sign = value < 0n ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  return sign + digits;
}

function unsigned(conversion: string, value: bigint, flags: string, precision: number | undefined): string {
  const positive = BigInt.asUintN(64, value);
  const base = conversion === 'o' ? 8 : conversion === 'u' ? 10 : 16;
  const digits = positive.toString(base).padStart(precision ?? 1, '0');
  const prefix = flags.includes('#') && positive !== 0n ? (conversion === 'o' ? '0' : base === 16 ? '0x' : '') : '';
  return conversion === 'X' ? (prefix + digits).toUpperCase() : prefix + digits;
}

/** C's `%e`, `%f` and `%g`, with `%g` as awk prints its numbers. */
export function floating(conversion: string, value: number, flags: string, precision: number | undefined): string {
  const sign = value < 0 || Object.is(value, -0) ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const size = Math.abs(value);
  if (!Number.isFinite(size)) return sign + (Number.isNaN(size) ? 'nan' : 'inf');
  const digits = Math.min(precision ?? 6, 100);
  const text =
    conversion.toLowerCase() === 'f'
      ? fixed(size, digits)
      : conversion.toLowerCase() === 'e'
        ? exponential(size, digits)
        : general(size, digits || 1, flags.includes('#'));
  return sign + (conversion === conversion.toUpperCase() ? text.toUpperCase() : text);
}

function fixed(value: number, digits: number): string {
  const even = value < 1e21 ? tieToEven(value, digits) : undefined;
  if (even !== undefined) return even;
  return value < 1e21 ? value.toFixed(digits) : BigInt(value).toString() + (digits > 0 ? `.${'0'.repeat(digits)}` : '');
}

/** C rounds what lies exactly between two neighbours to the even one, JavaScript up. */
function tieToEven(value: number, digits: number): string | undefined {
  const exact = value.toFixed(Math.min(100, digits + 60));
  const cut = exact.length - (Math.min(100, digits + 60) - digits);
  const [kept, rest] = [exact.slice(0, cut), exact.slice(cut)];
  if (!/^50*$/.test(rest) || !/[02468]\.?$/.test(kept)) return undefined;
  return kept.replace(/\.$/, '');
}

function exponential(value: number, digits: number): string {
  return value.toExponential(digits).replace(/e([-+])(\d)$/, 'e$10$2');
}

function general(value: number, digits: number, keepZeros: boolean): string {
  if (value === 0) return '0';
  const exponent = Number(value.toExponential(digits - 1).split('e')[1]);
  const text = exponent < -4 || exponent >= digits ? exponential(value, digits - 1) : fixed(value, Math.max(0, digits - 1 - exponent));
  if (keepZeros || !text.includes('.')) return text;
  return text.replace(/\.?0+(?=e|$)/, '');
}
