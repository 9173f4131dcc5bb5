import { byteString, decodeText } from '../bytes';
import { formatPrintf } from '../printf-format';
import { matchRegex, type Regex } from '../regex';
import { AwkError } from './awk-lex';
import { type AwkArray, type AwkMachine, type AwkValue, closeOutput, numberOfValue, splitText, textOfValue } from './awk-machine';
import { formatDate } from './date-format';

/** Arguments of a builtin, evaluated; those that name an array or a target are handed over as such by the caller. */
export function callPure(machine: AwkMachine, name: string, values: readonly AwkValue[]): AwkValue {
  const text = (index: number): string => textOfValue(machine, values[index]);
  const number = (index: number): number => numberOfValue(values[index]);
  switch (name) {
    case 'length':
      return values.length === 0 ? machine.record.length : text(0).length;
    case 'substr':
      return substring(text(0), number(1), values.length > 2 ? number(2) : undefined);
    case 'index':
      return text(0).indexOf(text(1)) + 1;
    case 'sprintf':
      return sprintf(machine, values);
    case 'tolower':
      return text(0).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    case 'toupper':
      return text(0).replace(/[a-z]/g, (letter) => letter.toUpperCase());
    case 'strftime':
      return formatDate(values.length > 0 ? text(0) : '%c', values.length > 1 ? number(1) : machine.context.nowSeconds);
    case 'systime':
      return machine.context.nowSeconds;
    case 'system':
      return system(machine, text(0));
    case 'close':
      return closeOutput(machine, text(0));
    case 'fflush':
      return 0;
    default:
      return calculate(machine, name, number(0), number(1), values.length);
  }
}

function substring(text: string, from: number, length: number | undefined): string {
  // POSIX would take the part before the first character off the length; mawk and BusyBox do not.
  const start = Math.max(1, Math.round(from));
  const end = length === undefined ? text.length + 1 : start + Math.round(length);
  return text.slice(Math.max(0, start - 1), Math.max(0, end - 1));
}

export function sprintf(machine: AwkMachine, values: readonly AwkValue[]): string {
  const format = textOfValue(machine, values[0]);
  const texts = values.slice(1).map((value) => (typeof value === 'number' ? String(value) : textOfValue(machine, value)));
  const conversions = [...format.matchAll(/%[-+ #0]*(\*|\d+)?(?:\.(\*|\d*))?[hlL]*([A-Za-z%])/g)];
  let at = 0;
  for (const [, width, precision, letter = ''] of conversions) {
    if (letter === '%') continue;
    at += (width === '*' ? 1 : 0) + (precision === '*' ? 1 : 0);
    const value = values[at + 1];
    if ('diouxX'.includes(letter)) texts[at] = wholeNumber(numberOfValue(value));
    else if (letter === 'c') texts[at] = typeof value === 'number' ? String.fromCharCode(value & 255) : textOfValue(machine, value);
    else if ('eEfFgG'.includes(letter)) texts[at] = String(numberOfValue(value));
    at++;
  }
  if (machine.context.isRecorded && conversions.some(([, width, precision]) => width === '*' || precision === '*'))
    throw new AwkError('%*x formats are not supported');
  // The format is used once, whatever is left over.
  return formatPrintf(format.replace(/\\/g, '\\\\'), texts.slice(0, at)).text;
}

function wholeNumber(value: number): string {
  return Number.isFinite(value) ? BigInt(Math.trunc(value)).toString() : '0';
}

/** What was printed before comes out before what the command prints. */
function system(machine: AwkMachine, command: string): number {
  return machine.context.spawn(['/bin/sh', '-c', decodeText(command)]);
}

/** Left out of the recorded BusyBox (FEATURE_AWK_LIBM). */
const MATH: ReadonlySet<string> = new Set(['sqrt', 'exp', 'log', 'sin', 'cos', 'atan2']);

export function refuseMath(machine: AwkMachine): void {
  if (machine.context.isRecorded) throw new AwkError('Math support is not compiled in');
}

function calculate(machine: AwkMachine, name: string, first: number, second: number, count: number): AwkValue {
  if (MATH.has(name)) refuseMath(machine);
  switch (name) {
    case 'int':
      return Math.trunc(first);
    case 'sqrt':
      return Math.sqrt(first);
    case 'exp':
      return Math.exp(first);
    case 'log':
      return Math.log(first);
    case 'sin':
      return Math.sin(first);
    case 'cos':
      return Math.cos(first);
    case 'atan2':
      return Math.atan2(first, second);
    case 'and':
      return first & second;
    case 'or':
      return first | second;
    case 'xor':
      return first ^ second;
    case 'lshift':
      return first * 2 ** second;
    case 'rshift':
      return Math.floor(first / 2 ** second);
    case 'compl':
      return ~first >>> 0;
    case 'rand':
      return random(machine);
    case 'srand':
      return seed(machine, count > 0 ? first : machine.context.nowSeconds);
    default:
      return undefined;
  }
}

/** Marsaglia's xorshift from a fixed seed: every run of a step gives the same numbers. */
function random(machine: AwkMachine): number {
  let state = numberOfValue(machine.variables.get(' seed')) >>> 0 || 42;
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  machine.variables.set(' seed', state >>> 0);
  return (state >>> 0) / 2 ** 32;
}

function seed(machine: AwkMachine, value: number): number {
  const before = numberOfValue(machine.variables.get(' srand'));
  machine.variables.set(' srand', value);
  machine.variables.set(' seed', (value * 2654435761) >>> 0);
  return before;
}

export function splitInto(machine: AwkMachine, text: string, array: AwkArray, separator: string): number {
  const parts = splitText(machine, text, separator);
  array.clear();
  parts.forEach((part, index) => {
    array.set(String(index + 1), { field: part });
  });
  return parts.length;
}

/** `sub`, `gsub` and `gensub`: how often it replaced, and the new text. */
export function substitute(
  machine: AwkMachine,
  regex: Regex,
  replacement: string,
  text: string,
  which: number | 'all',
  groups: boolean,
): { readonly text: string; readonly count: number } {
  let result = '';
  let copied = 0;
  let count = 0;
  let found = 0;
  for (let at = 0; at <= text.length; ) {
    const match = matchRegex(regex, text, at, machine.context.spend);
    if (!match) break;
    const repeatsEmpty = match.start === match.end && match.start === copied && copied > 0 && found > 0;
    if (!repeatsEmpty) {
      found++;
      if (which === 'all' || found === which) {
        result += text.slice(copied, match.start) + fill(replacement, match.groups, groups);
        copied = match.end;
        count++;
        if (which !== 'all') break;
      }
    }
    at = match.end > match.start ? match.end : match.end + 1;
  }
  return { text: result + text.slice(copied), count };
}

function fill(replacement: string, matched: readonly (string | undefined)[], groups: boolean): string {
  return replacement.replace(/\\([\\&0-9])|&/g, (all, escaped: string | undefined) => {
    if (escaped === undefined) return matched[0] ?? '';
    if (escaped === '&' || escaped === '\\') return escaped;
    return groups ? (matched[Number(escaped)] ?? '') : all;
  });
}

/** `command | getline`: what the command prints, in records. */
export function readCommand(machine: AwkMachine, command: string): string {
  let output: Uint8Array = new Uint8Array(0);
  machine.context.spawn(['/bin/sh', '-c', decodeText(command)], {
    capture: (bytes) => {
      output = bytes;
    },
  });
  return byteString(output);
}
