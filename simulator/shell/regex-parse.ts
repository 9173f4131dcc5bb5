import { CHARACTER_CLASSES } from './character-classes';
/** POSIX regular expressions with GNU's additions (`\+`, `\?`, `\|`, `\w`, `\<`), over byte strings. */
export type RegexNode =
  | { readonly kind: 'character' /** 256 entries, 1 where the byte matches. */; readonly table: Uint8Array }
  | { readonly kind: 'start' | 'end' | 'word-start' | 'word-end' | 'boundary' | 'inside' }
  | { readonly kind: 'group'; readonly index: number; readonly body: RegexNode }
  | { readonly kind: 'reference'; readonly index: number }
  | { readonly kind: 'repeat'; readonly body: RegexNode; readonly min: number; readonly max: number }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly items: readonly RegexNode[] };

export interface RegexOptions {
  readonly extended: boolean;
  readonly ignoreCase: boolean;
}

export interface ParsedRegex {
  readonly node: RegexNode;
  readonly groups: number;
  readonly hasChoice: boolean;
}

interface Reader {
  readonly text: string;
  readonly options: RegexOptions;
  at: number;
  groups: number;
  depth: number;
  hasChoice: boolean;
}

/** `undefined` when the expression is not well-formed. */
export function parseRegex(text: string, options: RegexOptions): ParsedRegex | undefined {
  const reader: Reader = { text, options, at: 0, groups: 0, depth: 0, hasChoice: false };
  const node = parseChoice(reader);
  return node && reader.at >= text.length ? { node, groups: reader.groups, hasChoice: reader.hasChoice } : undefined;
}

const DEEPEST = 50;

function lookingAt(reader: Reader, operator: string): boolean {
  return reader.text.startsWith(reader.options.extended ? operator : `\\${operator}`, reader.at);
}

function skipOperator(reader: Reader): void {
  reader.at += reader.options.extended ? 1 : 2;
}

function parseChoice(reader: Reader): RegexNode | undefined {
  if (++reader.depth > DEEPEST) return undefined;
  const items: RegexNode[] = [];
  for (;;) {
    const item = parseSequence(reader);
    if (!item) return undefined;
    items.push(item);
    if (!lookingAt(reader, '|')) break;
    skipOperator(reader);
    reader.hasChoice = true;
  }
  reader.depth--;
  const [only] = items;
  return items.length === 1 && only ? only : { kind: 'choice', items };
}

function parseSequence(reader: Reader): RegexNode | undefined {
  const items: RegexNode[] = [];
  while (reader.at < reader.text.length && !lookingAt(reader, '|') && !(lookingAt(reader, ')') && reader.depth > 1)) {
    const atom = parseAtom(
      reader,
      items.every((item) => item.kind === 'start'),
    );
    if (!atom) return undefined;
    // A star behind an anchor is an ordinary character in a basic expression.
    const anchored = !reader.options.extended && atom.kind === 'start';
    const repeated = anchored ? atom : parseRepeats(reader, atom);
    if (!repeated) return undefined;
    items.push(repeated);
  }
  return { kind: 'sequence', items };
}

const ESCAPES: Readonly<Record<string, string>> = { w: '\\w', W: '\\W', s: '\\s', S: '\\S' };
const ASSERTIONS = { '<': 'word-start', '>': 'word-end', b: 'boundary', B: 'inside' } as const;

function parseAtom(reader: Reader, first: boolean): RegexNode | undefined {
  const { text, options } = reader;
  if (lookingAt(reader, '(')) return parseGroup(reader);
  const character = text[reader.at] ?? '';
  reader.at++;
  switch (character) {
    case '.':
      return { kind: 'character', table: tableOf((code) => code !== 0) };
    case '[':
      return parseBracket(reader);
    case '^':
      if (options.extended || first) return { kind: 'start' };
      break;
    case '$':
      if (options.extended || reader.at === text.length || lookingAt(reader, ')') || lookingAt(reader, '|')) return { kind: 'end' };
      break;
    case '\\':
      return parseEscape(reader);
    case '*':
    case '+':
    case '?':
      if (options.extended && !first) return undefined;
      break;
    case '{':
      if (options.extended && first) return undefined;
      break;
  }
  return literal(character, options);
}

function parseEscape(reader: Reader): RegexNode | undefined {
  const character = reader.text[reader.at];
  if (character === undefined) return undefined;
  reader.at++;
  if (/[1-9]/.test(character)) return Number(character) <= reader.groups ? { kind: 'reference', index: Number(character) } : undefined;
  if (isAssertion(character)) return { kind: ASSERTIONS[character] };
  const named = ESCAPES[character];
  if (named !== undefined) {
    const expression = new RegExp(named);
    return { kind: 'character', table: tableOf((code) => code < 128 && expression.test(String.fromCharCode(code))) };
  }
  if (character === 'n') return literal('\n', reader.options);
  if (character === 't') return literal('\t', reader.options);
  return literal(character, reader.options);
}

function isAssertion(character: string): character is keyof typeof ASSERTIONS {
  return character in ASSERTIONS;
}

function parseGroup(reader: Reader): RegexNode | undefined {
  skipOperator(reader);
  const index = ++reader.groups;
  const body = parseChoice(reader);
  if (!body || !lookingAt(reader, ')')) return undefined;
  skipOperator(reader);
  return { kind: 'group', index, body };
}

const MOST_REPEATS = 32_767;

function parseRepeats(reader: Reader, atom: RegexNode): RegexNode | undefined {
  let node = atom;
  for (;;) {
    const range = parseRange(reader);
    if (range === undefined) return node;
    if (range === 'bad') return undefined;
    if (!['start', 'end'].includes(node.kind)) node = { kind: 'repeat', body: node, ...range };
  }
}

function parseRange(reader: Reader): { readonly min: number; readonly max: number } | 'bad' | undefined {
  if (reader.text[reader.at] === '*') {
    reader.at++;
    return { min: 0, max: Number.POSITIVE_INFINITY };
  }
  if (lookingAt(reader, '+') || lookingAt(reader, '?')) {
    const plus = lookingAt(reader, '+');
    skipOperator(reader);
    return plus ? { min: 1, max: Number.POSITIVE_INFINITY } : { min: 0, max: 1 };
  }
  if (!lookingAt(reader, '{')) return undefined;
  const expression = reader.options.extended ? /\{(\d*)(?:(,)(\d*))?\}/y : /\\\{(\d*)(?:(,)(\d*))?\\\}/y;
  expression.lastIndex = reader.at;
  const match = expression.exec(reader.text);
  if (!match) return 'bad';
  reader.at += match[0].length;
  const min = Number(match[1] || 0);
  const max = match[2] === undefined ? min : match[3] === '' || match[3] === undefined ? Number.POSITIVE_INFINITY : Number(match[3]);
  return min > MOST_REPEATS || max < min ? 'bad' : { min, max };
}

/** Whether a byte belongs to a POSIX class such as `alpha`; `undefined` for a class that does not exist. */
export function classTest(name: string): ((character: string) => boolean) | undefined {
  const expression = CHARACTER_CLASSES[name];
  return expression && ((character) => expression.test(character));
}

function parseBracket(reader: Reader): RegexNode | undefined {
  const { text } = reader;
  const negated = text[reader.at] === '^';
  if (negated) reader.at++;
  const table = new Uint8Array(256);
  for (let first = true; ; first = false) {
    const character = text[reader.at];
    if (character === undefined) return undefined;
    if (character === ']' && !first) break;
    if (!addBracketItem(reader, table)) return undefined;
  }
  reader.at++;
  if (reader.options.ignoreCase) foldCase(table);
  return { kind: 'character', table: negated ? table.map((value, code) => (value === 0 && code !== 0 ? 1 : 0)) : table };
}

function addBracketItem(reader: Reader, table: Uint8Array): boolean {
  const { text } = reader;
  const named = /^\[([:.=])(.*?)\1\]/.exec(text.slice(reader.at, reader.at + 20));
  if (named && named[1] === ':') {
    const test = classTest(named[2] ?? '');
    if (!test) return false;
    for (let code = 0; code < 256; code++) if (test(String.fromCharCode(code))) table[code] = 1;
    reader.at += named[0].length;
    return true;
  }
  const low = bracketCharacter(reader);
  if (text[reader.at] !== '-' || text[reader.at + 1] === ']' || reader.at + 1 >= text.length) {
    table[low] = 1;
    return true;
  }
  reader.at++;
  const high = bracketCharacter(reader);
  if (high < low) return false;
  table.fill(1, low, high + 1);
  return true;
}

function bracketCharacter(reader: Reader): number {
  const named = /^\[([.=])(.)\1\]/.exec(reader.text.slice(reader.at, reader.at + 5));
  const character = named?.[2] ?? reader.text[reader.at] ?? '';
  reader.at += named?.[0].length ?? 1;
  return character.charCodeAt(0) & 255;
}

function literal(character: string, options: RegexOptions): RegexNode {
  const table = tableOf((code) => code === character.charCodeAt(0));
  if (options.ignoreCase) foldCase(table);
  return { kind: 'character', table };
}

function tableOf(test: (code: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => (test(code) ? 1 : 0));
}

function foldCase(table: Uint8Array): void {
  for (let code = 97; code <= 122; code++) {
    const either = (table[code] ?? 0) | (table[code - 32] ?? 0);
    table[code] = either;
    table[code - 32] = either;
  }
}
