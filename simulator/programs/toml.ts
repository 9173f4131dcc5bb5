/** A reader for the TOML that projects write: tables, arrays of tables, strings, numbers, arrays, inline tables. Dates stay text. */
export type TomlValue = string | number | boolean | readonly TomlValue[] | TomlTable;
export interface TomlTable {
  readonly [key: string]: TomlValue;
}

interface GrowingTable {
  [key: string]: TomlValue | GrowingTable | GrowingTable[];
}

interface Reader {
  readonly text: string;
  at: number;
}

/** `undefined` when the text is not TOML; nothing is thrown. */
export function parseToml(text: string): TomlTable | undefined {
  const reader: Reader = { text: text.replaceAll('\r\n', '\n'), at: 0 };
  const root: GrowingTable = {};
  let table: GrowingTable | undefined = root;
  for (skipBlank(reader); reader.at < reader.text.length; skipBlank(reader)) {
    if (reader.text[reader.at] === '[') table = header(reader, root);
    else if (!keyValue(reader, table)) return undefined;
    if (table === undefined || !endOfLine(reader)) return undefined;
  }
  return frozen(root);
}

function frozen(table: GrowingTable): TomlTable {
  return Object.fromEntries(
    Object.entries(table).map(([key, value]) => [
      key,
      isGrowing(value) ? frozen(value) : Array.isArray(value) ? value.map((item) => (isGrowing(item) ? frozen(item) : item)) : value,
    ]),
  );
}

function isGrowing(value: unknown): value is GrowingTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function skipBlank(reader: Reader): void {
  for (;;) {
    const rest = /^(?:[ \t\n]+|#[^\n]*)/.exec(reader.text.slice(reader.at, reader.at + 4096));
    if (rest === null) return;
    reader.at += rest[0].length;
  }
}

function skipSpace(reader: Reader): void {
  while (reader.text[reader.at] === ' ' || reader.text[reader.at] === '\t') reader.at++;
}

function endOfLine(reader: Reader): boolean {
  skipSpace(reader);
  if (reader.text[reader.at] === '#') while (reader.at < reader.text.length && reader.text[reader.at] !== '\n') reader.at++;
  return reader.at >= reader.text.length || reader.text[reader.at] === '\n';
}

function header(reader: Reader, root: GrowingTable): GrowingTable | undefined {
  const many = reader.text.startsWith('[[', reader.at);
  reader.at += many ? 2 : 1;
  const keys = dottedKey(reader);
  const close = many ? ']]' : ']';
  if (keys === undefined || !reader.text.startsWith(close, reader.at)) return undefined;
  reader.at += close.length;
  const parent = tableAt(root, keys.slice(0, -1));
  const last = keys.at(-1) ?? '';
  if (parent === undefined) return undefined;
  if (!many) return tableAt(parent, [last]);
  const made: GrowingTable = {};
  const list = own(parent, last);
  if (list === undefined) parent[last] = [made];
  else if (Array.isArray(list)) list.push(made);
  else return undefined;
  return made;
}

/** Goes down by keys, making tables that are missing; of an array of tables the last one is meant. */
function tableAt(table: GrowingTable, keys: readonly string[]): GrowingTable | undefined {
  let current = table;
  for (const key of keys) {
    const found = own(current, key);
    const next = Array.isArray(found) ? found.at(-1) : found;
    if (next === undefined) {
      const made: GrowingTable = {};
      current[key] = made;
      current = made;
    } else if (isGrowing(next)) current = next;
    else return undefined;
  }
  return current;
}

function own(table: GrowingTable, key: string): unknown {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function keyValue(reader: Reader, table: GrowingTable): boolean {
  const keys = dottedKey(reader);
  if (keys === undefined || reader.text[reader.at] !== '=') return false;
  reader.at++;
  const parsed = value(reader);
  const parent = tableAt(table, keys.slice(0, -1));
  if (parsed === undefined || parent === undefined) return false;
  Object.defineProperty(parent, keys.at(-1) ?? '', { value: parsed, enumerable: true, writable: true, configurable: true });
  return true;
}

function dottedKey(reader: Reader): readonly string[] | undefined {
  const keys: string[] = [];
  for (;;) {
    skipSpace(reader);
    const first = reader.text[reader.at];
    const key = first === '"' || first === "'" ? string(reader) : bareKey(reader);
    if (key === undefined) return undefined;
    keys.push(key);
    skipSpace(reader);
    if (reader.text[reader.at] !== '.') return keys;
    reader.at++;
  }
}

function bareKey(reader: Reader): string | undefined {
  return match(reader, /[A-Za-z0-9_-]+/y);
}

function match(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.at += found.length;
  return found;
}

function value(reader: Reader): TomlValue | undefined {
  skipSpace(reader);
  const first = reader.text[reader.at];
  if (first === '"' || first === "'") return string(reader);
  if (first === '[') return array(reader);
  if (first === '{') return inlineTable(reader);
  const word = match(reader, /[^\s,\]}#]+/y);
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === undefined) return undefined;
  const number = Number(word.replaceAll('_', ''));
  return /^[+-]?(?:\d|inf|nan)/.test(word) && !Number.isNaN(number) ? number : word;
}

function array(reader: Reader): readonly TomlValue[] | undefined {
  reader.at++;
  const items: TomlValue[] = [];
  for (;;) {
    skipBlank(reader);
    if (reader.text[reader.at] === ']') break;
    const item = value(reader);
    if (item === undefined) return undefined;
    items.push(item);
    skipBlank(reader);
    if (reader.text[reader.at] === ',') reader.at++;
    else if (reader.text[reader.at] !== ']') return undefined;
  }
  reader.at++;
  return items;
}

function inlineTable(reader: Reader): TomlTable | undefined {
  reader.at++;
  const table: GrowingTable = {};
  for (;;) {
    skipBlank(reader);
    if (reader.text[reader.at] === '}') break;
    if (!keyValue(reader, table)) return undefined;
    skipBlank(reader);
    if (reader.text[reader.at] === ',') reader.at++;
    else if (reader.text[reader.at] !== '}') return undefined;
  }
  reader.at++;
  return frozen(table);
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\x1b', '"': '"', '\\': '\\' };

function string(reader: Reader): string | undefined {
  const quote = reader.text[reader.at] ?? '"';
  const long = reader.text.startsWith(quote.repeat(3), reader.at);
  const end = long ? quote.repeat(3) : quote;
  reader.at += end.length;
  if (long && reader.text[reader.at] === '\n') reader.at++;
  let found = '';
  while (!reader.text.startsWith(end, reader.at)) {
    const character = reader.text[reader.at];
    if (character === undefined || (character === '\n' && !long)) return undefined;
    if (character === '\\' && quote === '"') found += escaped(reader, long);
    else {
      found += character;
      reader.at++;
    }
  }
  reader.at += end.length;
  // A quote may stand right before the closing three.
  while (long && reader.text[reader.at] === quote) {
    found += quote;
    reader.at++;
  }
  return found;
}

function escaped(reader: Reader, long: boolean): string {
  const unicode = match(reader, /\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}/y);
  if (unicode !== undefined) {
    const code = Number.parseInt(unicode.slice(2), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  }
  if (long && match(reader, /\\[ \t]*\n\s*/y) !== undefined) return '';
  const letter = reader.text[reader.at + 1] ?? '';
  reader.at += 1 + letter.length;
  return ESCAPES[letter] ?? letter;
}
