import { compileRegex, type Regex } from '../regex';

export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'regex' /** `undefined` repeats the last one used. */; readonly regex: Regex | undefined }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'plus'; readonly lines: number }
  | { readonly kind: 'multiple'; readonly of: number };

export interface SedCommand {
  readonly addresses: readonly Address[];
  readonly negated: boolean;
  readonly name: string;
  /** Text of a, i, c; label of b, t, T; file of r, w. */
  readonly text: string;
  readonly substitution?: Substitution;
  readonly translation?: ReadonlyMap<string, string>;
  readonly block?: readonly SedCommand[];
}

export interface Substitution {
  readonly regex: Regex | undefined;
  readonly replacement: readonly ReplacementPart[];
  readonly global: boolean;
  readonly print: boolean;
  readonly occurrence: number;
  readonly file?: string;
  readonly execute: boolean;
}

export type ReplacementPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly index: number }
  | { readonly kind: 'case'; readonly mode: 'U' | 'L' | 'u' | 'l' | 'E' };

export class SedError {
  constructor(readonly text: string) {}
}

interface Reader {
  readonly text: string;
  at: number;
  readonly extended: boolean;
  /** BusyBox lacks `first~step` addresses, exit codes after `q`, and `\\U` and its kin in replacements. */
  readonly gnu: boolean;
  depth: number;
}

/** Throws `SedError`. The script is a byte string; pieces from several `-e` are joined by newlines. */
export function parseSed(script: string, extended: boolean, gnu: boolean): readonly SedCommand[] {
  const reader: Reader = { text: script, at: 0, extended, gnu, depth: 0 };
  return parseCommands(reader);
}

function parseCommands(reader: Reader): readonly SedCommand[] {
  const commands: SedCommand[] = [];
  for (;;) {
    skip(reader, /[\s;]*/y);
    const character = reader.text[reader.at];
    if (character === undefined) {
      if (reader.depth > 0) throw new SedError("unmatched `{'");
      return commands;
    }
    if (character === '#') skip(reader, /[^\n]*/y);
    else if (character === '}') {
      if (reader.depth === 0) throw new SedError("unexpected `}'");
      reader.at++;
      return commands;
    } else commands.push(parseCommand(reader));
  }
}

function skip(reader: Reader, expression: RegExp): string {
  expression.lastIndex = reader.at;
  const match = expression.exec(reader.text)?.[0] ?? '';
  reader.at += match.length;
  return match;
}

function parseCommand(reader: Reader): SedCommand {
  const addresses: Address[] = [];
  const first = parseAddress(reader, false);
  if (first) {
    addresses.push(first);
    skip(reader, /[ \t]*/y);
    if (reader.text[reader.at] === ',') {
      reader.at++;
      skip(reader, /[ \t]*/y);
      const second = parseAddress(reader, true);
      if (!second) throw new SedError("unexpected `,'");
      addresses.push(second);
    }
  }
  skip(reader, /[ \t]*/y);
  const negated = skip(reader, /!+[ \t]*/y) !== '';
  const name = reader.text[reader.at++];
  if (name === undefined) throw new SedError('missing command');
  return { addresses, negated, name, ...parseBody(reader, name) };
}

function parseAddress(reader: Reader, second: boolean): Address | undefined {
  const character = reader.text[reader.at] ?? '';
  if (/\d/.test(character)) {
    const line = Number(skip(reader, /\d+/y));
    const step = reader.gnu ? skip(reader, /~\d+/y) : '';
    return step === '' ? { kind: 'line', line } : { kind: 'step', first: line, step: Number(step.slice(1)) };
  }
  if (character === '$') {
    reader.at++;
    return { kind: 'last' };
  }
  if (second && /[+~]/.test(character)) {
    reader.at++;
    const number = Number(skip(reader, /\d+/y));
    return character === '+' ? { kind: 'plus', lines: number } : { kind: 'multiple', of: number };
  }
  if (character !== '/' && character !== '\\') return undefined;
  const delimiter = character === '/' ? '/' : (reader.text[reader.at + 1] ?? '/');
  reader.at += character === '/' ? 1 : 2;
  const source = readDelimited(reader, delimiter, true, 'unterminated address regex');
  const flags = skip(reader, /[IM]*/y);
  return { kind: 'regex', regex: compile(source, reader.extended, flags.includes('I')) };
}

function compile(source: string, extended: boolean, ignoreCase: boolean): Regex | undefined {
  if (source === '') return undefined;
  const regex = compileRegex(source, { extended, ignoreCase });
  if (!regex) throw new SedError(source.includes('[') ? 'unterminated address regex' : 'Unmatched ( or \\(');
  return regex;
}

/** Up to the delimiter, which a backslash makes ordinary; brackets protect it in a regular expression. */
function readDelimited(reader: Reader, delimiter: string, isRegex: boolean, problem: string): string {
  let text = '';
  for (;;) {
    const character = reader.text[reader.at];
    if (character === undefined || (isRegex && character === '\n' && delimiter !== '\n')) throw new SedError(problem);
    reader.at++;
    if (character === delimiter) return text;
    if (character === '\\') {
      const next = reader.text[reader.at] ?? '';
      reader.at++;
      text +=
        next === delimiter && !(isRegex && '.*[]^$+?(){}|'.includes(next) && delimiter !== '|') ? next : next === 'n' && isRegex ? '\n' : `\\${next}`;
    } else if (isRegex && character === '[') {
      const bracket = /\[\^?\]?(?:\[[:.=].*?[:.=]\]|[^\]])*\]/y;
      bracket.lastIndex = reader.at - 1;
      const match = bracket.exec(reader.text)?.[0];
      text += match ?? character;
      reader.at += match === undefined ? 0 : match.length - 1;
      if (match !== undefined) text = text.slice(0, -match.length) + match.replaceAll('\\n', '\n');
    } else text += character;
  }
}

function parseBody(reader: Reader, name: string): Omit<SedCommand, 'addresses' | 'negated' | 'name'> {
  switch (name) {
    case '{': {
      reader.depth++;
      const block = parseCommands(reader);
      reader.depth--;
      return { text: '', block };
    }
    case 's':
      return { text: '', substitution: parseSubstitution(reader) };
    case 'y':
      return { text: '', translation: parseTranslation(reader) };
    case 'a':
    case 'i':
    case 'c':
      return { text: parseText(reader) };
    case ':':
      return { text: skip(reader, /[^\n;]*/y).trim() };
    case 'b':
    case 't':
    case 'T':
      return { text: skip(reader, /[^\n;}]*/y).trim() };
    case 'r':
    case 'R':
    case 'w':
    case 'W':
      return { text: skip(reader, /[^\n]*/y).trim() };
    case 'q':
    case 'Q':
      if (!reader.gnu) {
        checkEnd(reader);
        return { text: '' };
      }
      return { text: skip(reader, /[ \t]*\d*/y).trim() };
    case 'l':
    case 'L':
      return { text: skip(reader, /[ \t]*\d*/y).trim() };
    case '=':
    case 'd':
    case 'D':
    case 'g':
    case 'G':
    case 'h':
    case 'H':
    case 'n':
    case 'N':
    case 'p':
    case 'P':
    case 'x':
    case 'z':
    case 'F':
      checkEnd(reader);
      return { text: '' };
    default:
      throw new SedError(`unknown command: \`${name}'`);
  }
}

function checkEnd(reader: Reader): void {
  skip(reader, /[ \t]*/y);
  const next = reader.text[reader.at];
  if (next !== undefined && !/[\n;}#]/.test(next)) throw new SedError('extra characters after command');
}

/** GNU's one-line form and POSIX's form with a backslash; a line that ends in a backslash goes on. */
function parseText(reader: Reader): string {
  skip(reader, /[ \t]*/y);
  skip(reader, /\\[ \t]*\n[ \t]*/y);
  let text = '';
  for (;;) {
    const character = reader.text[reader.at];
    if (character === undefined || character === '\n') break;
    reader.at++;
    if (character === '\\' && reader.at < reader.text.length) {
      const next = reader.text[reader.at++] ?? '';
      text += next === 't' ? '\t' : next === 'n' ? '\n' : next;
    } else text += character;
  }
  reader.at++;
  return text;
}

function parseSubstitution(reader: Reader): Substitution {
  const delimiter = reader.text[reader.at++] ?? '/';
  const source = readDelimited(reader, delimiter, true, "unterminated `s' command");
  const replacement = readDelimited(reader, delimiter, false, "unterminated `s' command");
  const flags = skip(reader, /[gpiIeMm\d]*/y);
  const file = skip(reader, /w[^\n]*/y);
  checkEnd(reader);
  return {
    regex: compile(source, reader.extended, /[iI]/.test(flags)),
    replacement: parseReplacement(replacement, reader.gnu),
    global: flags.includes('g'),
    print: flags.includes('p'),
    // BusyBox forgets the number when all are to be replaced.
    occurrence: !reader.gnu && flags.includes('g') ? 1 : Number(/\d+/.exec(flags)?.[0] ?? 1),
    execute: flags.includes('e'),
    ...(file === '' ? {} : { file: file.slice(1).trim() }),
  };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\x07' };

function parseReplacement(text: string, gnu: boolean): readonly ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  for (const [piece] of text.matchAll(/\\[\s\S]|&|[^\\&]+/g)) {
    const code = piece[1] ?? '';
    if (piece === '&') parts.push({ kind: 'group', index: 0 });
    else if (!piece.startsWith('\\')) parts.push({ kind: 'text', text: piece });
    else if (/\d/.test(code)) parts.push({ kind: 'group', index: Number(code) });
    else if (gnu && (code === 'U' || code === 'L' || code === 'u' || code === 'l' || code === 'E')) parts.push({ kind: 'case', mode: code });
    else parts.push({ kind: 'text', text: ESCAPES[code] ?? code });
  }
  return parts;
}

function parseTranslation(reader: Reader): ReadonlyMap<string, string> {
  const delimiter = reader.text[reader.at++] ?? '/';
  const read = (): readonly string[] =>
    [...readDelimited(reader, delimiter, false, "unterminated `y' command").matchAll(/\\[\s\S]|[\s\S]/g)].map(([piece]) =>
      piece === '\\n' ? '\n' : piece === '\\t' ? '\t' : piece.length === 2 ? (piece[1] ?? '') : piece,
    );
  const from = read();
  const to = read();
  if (from.length !== to.length) throw new SedError("strings for `y' command are different lengths");
  return new Map(from.map((character, index) => [character, to[index] ?? '']));
}
