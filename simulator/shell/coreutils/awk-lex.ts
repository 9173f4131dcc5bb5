export type AwkToken =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string' | 'regex' | 'name' | 'function-name' | 'builtin' | 'keyword' | 'punctuation'; readonly text: string }
  | { readonly kind: 'newline' }
  | { readonly kind: 'end' };

export class AwkError {
  constructor(readonly text: string) {}
}

const KEYWORDS = new Set([
  'BEGIN',
  'END',
  'function',
  'func',
  'if',
  'else',
  'while',
  'for',
  'do',
  'break',
  'continue',
  'next',
  'nextfile',
  'exit',
  'return',
  'delete',
  'in',
  'getline',
  'print',
  'printf',
]);
export const AWK_BUILTINS = new Set([
  'length',
  'substr',
  'index',
  'split',
  'sub',
  'gsub',
  'gensub',
  'match',
  'sprintf',
  'tolower',
  'toupper',
  'sin',
  'cos',
  'atan2',
  'exp',
  'log',
  'sqrt',
  'int',
  'rand',
  'srand',
  'system',
  'close',
  'fflush',
  'strftime',
  'systime',
  'and',
  'or',
  'xor',
  'lshift',
  'rshift',
  'compl',
  'asort',
]);
const PUNCTUATION = /(?:\*\*=|\*\*|&&|\|\||\+\+|--|\+=|-=|\*=|\/=|%=|\^=|==|<=|>=|!=|!~|>>|[{}()[\];,+\-*/%^!<>|?:~$=])/y;

/** Throws `AwkError`. The program is a byte string. */
export function lexAwk(source: string): readonly AwkToken[] {
  const tokens: AwkToken[] = [];
  let at = 0;
  while (at < source.length) {
    const character = source[at] ?? '';
    const read = readToken(source, at, tokens.at(-1));
    if (read) {
      tokens.push(read.token);
      at = read.end;
    } else if (character === '\\' && source[at + 1] === '\n') at += 2;
    else if (/[ \t\r]/.test(character)) at++;
    else if (character === '#') {
      const end = source.indexOf('\n', at);
      at = end < 0 ? source.length : end;
    } else throw new AwkError(`syntax error at source line 1: unexpected ${character}`);
  }
  return [...tokens, { kind: 'newline' }, { kind: 'end' }];
}

function readToken(source: string, at: number, before: AwkToken | undefined): { readonly token: AwkToken; readonly end: number } | undefined {
  const character = source[at] ?? '';
  if (character === '\n') return { token: { kind: 'newline' }, end: at + 1 };
  if (character === '"') return readString(source, at);
  if (character === '/' && allowsRegex(before)) return readRegex(source, at);
  const number = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(source.slice(at, at + 60))?.[0];
  if (number !== undefined) return { token: { kind: 'number', value: Number(number) }, end: at + number.length };
  const word = /^[A-Za-z_]\w*/.exec(source.slice(at, at + 200))?.[0];
  if (word !== undefined) return { token: wordToken(word, source[at + word.length]), end: at + word.length };
  PUNCTUATION.lastIndex = at;
  const text = PUNCTUATION.exec(source)?.[0];
  return text === undefined ? undefined : { token: { kind: 'punctuation', text: text.replace('**', '^') }, end: at + text.length };
}

function wordToken(word: string, next: string | undefined): AwkToken {
  if (KEYWORDS.has(word)) return { kind: 'keyword', text: word === 'func' ? 'function' : word };
  if (AWK_BUILTINS.has(word)) return { kind: 'builtin', text: word };
  return { kind: next === '(' ? 'function-name' : 'name', text: word };
}

/** After a value a slash divides. */
function allowsRegex(before: AwkToken | undefined): boolean {
  if (!before || before.kind === 'newline') return true;
  if (
    before.kind === 'number' ||
    before.kind === 'string' ||
    before.kind === 'name' ||
    before.kind === 'regex' ||
    before.kind === 'end' ||
    before.kind === 'builtin'
  )
    return false;
  return !(
    before.kind === 'punctuation' &&
    (before.text === ')' || before.text === ']' || before.text === '$' || before.text === '++' || before.text === '--')
  );
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"', '/': '/', a: '\x07', b: '\b', f: '\f', v: '\v' };

function readString(source: string, at: number): { readonly token: AwkToken; readonly end: number } {
  let end = at + 1;
  while (end < source.length && source[end] !== '"') end += source[end] === '\\' ? 2 : 1;
  if (end >= source.length) throw new AwkError('syntax error at source line 1: unterminated string');
  return { token: { kind: 'string', text: unescapeAwk(source.slice(at + 1, end)) }, end: end + 1 };
}

/** Also for `-v` assignments. */
export function unescapeAwk(text: string): string {
  return text.replace(/\\(?:([0-7]{1,3})|\n|([\s\S]))/g, (_, octal: string | undefined, letter: string | undefined) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
    return letter === undefined ? '' : (ESCAPES[letter] ?? `\\${letter}`);
  });
}

function readRegex(source: string, at: number): { readonly token: AwkToken; readonly end: number } {
  let end = at + 1;
  let inBrackets = false;
  while (end < source.length && source[end] !== '\n' && (inBrackets || source[end] !== '/')) {
    if (source[end] === '[' && !inBrackets) {
      inBrackets = true;
      if (source[end + 1] === '^') end++;
      if (source[end + 1] === ']') end++;
    } else if (source[end] === ']') inBrackets = false;
    end += source[end] === '\\' ? 2 : 1;
  }
  if (source[end] !== '/') throw new AwkError('syntax error at source line 1: unterminated regexp');
  return { token: { kind: 'regex', text: source.slice(at + 1, end).replaceAll('\\/', '/') }, end: end + 1 };
}
