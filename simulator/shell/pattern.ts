import { CHARACTER_CLASSES } from './character-classes';

/** One step of a shell pattern; `any` is `*`. */
type Token =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'one' }
  | { readonly kind: 'any' }
  | { readonly kind: 'set'; readonly negated: boolean; readonly contains: (character: string) => boolean };

export type Pattern = readonly Token[];

const compiled = new Map<string, Pattern>();
const MOST_COMPILED = 500;

/** Compiles a pattern in which a backslash quotes the next character. */
export function compilePattern(text: string): Pattern {
  const known = compiled.get(text);
  if (known) return known;
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const { token, end } = tokenAt(text, at);
    if (token.kind !== 'any' || tokens.at(-1)?.kind !== 'any') tokens.push(token);
    at = end;
  }
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(text, tokens);
  return tokens;
}

function tokenAt(text: string, at: number): { readonly token: Token; readonly end: number } {
  const character = text[at] ?? '';
  if (character === '*') return { token: { kind: 'any' }, end: at + 1 };
  if (character === '?') return { token: { kind: 'one' }, end: at + 1 };
  if (character === '[') {
    const set = parseSet(text, at);
    if (set) return set;
  }
  if (character === '\\' && at + 1 < text.length) return { token: { kind: 'character', character: text[at + 1] ?? '' }, end: at + 2 };
  return { token: { kind: 'character', character }, end: at + 1 };
}

/** `[…]` at `at`, or `undefined` when it is never closed and so an ordinary character. */
function parseSet(text: string, at: number): { readonly token: Token; readonly end: number } | undefined {
  let next = at + 1;
  const negated = text[next] === '!' || text[next] === '^';
  if (negated) next++;
  const tests: ((character: string) => boolean)[] = [];
  for (let first = true; ; first = false) {
    if (next >= text.length) return undefined;
    if (text[next] === ']' && !first) break;
    const named = /^\[:(\w+):\]/.exec(text.slice(next, next + 12));
    if (named) {
      const known = CHARACTER_CLASSES[named[1] ?? ''];
      tests.push((character) => known?.test(character) ?? false);
      next += named[0].length;
      continue;
    }
    const low = memberAt(text, next);
    if (text[low.end] === '-' && text[low.end + 1] !== ']' && low.end + 1 < text.length) {
      const high = memberAt(text, low.end + 1);
      tests.push((character) => character >= low.character && character <= high.character);
      next = high.end;
      continue;
    }
    tests.push((character) => character === low.character);
    next = low.end;
  }
  return { token: { kind: 'set', negated, contains: (character) => tests.some((test) => test(character)) }, end: next + 1 };
}

function memberAt(text: string, at: number): { readonly character: string; readonly end: number } {
  if (text[at] === '\\' && at + 1 < text.length) return { character: text[at + 1] ?? '', end: at + 2 };
  return { character: text[at] ?? '', end: at + 1 };
}

/** Whether the pattern matches the whole text. Goes back to the last `*` only, so that it takes at most |pattern| × |text| steps. */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  let at = 0;
  let index = 0;
  let starIndex = -1;
  let starAt = 0;
  while (at < text.length) {
    const token = pattern[index];
    if (token?.kind === 'any') {
      starIndex = index++;
      starAt = at;
    } else if (token && matchesOne(token, text[at] ?? '')) {
      index++;
      at++;
    } else if (starIndex >= 0) {
      index = starIndex + 1;
      at = ++starAt;
    } else return false;
  }
  while (pattern[index]?.kind === 'any') index++;
  return index === pattern.length;
}

function matchesOne(token: Token, character: string): boolean {
  switch (token.kind) {
    case 'character':
      return token.character === character;
    case 'one':
      return true;
    case 'set':
      return token.contains(character) !== token.negated;
    case 'any':
      return false;
  }
}

/** `${name#pattern}` and its kin: what is left once the shortest or longest match at that end is gone. */
export function removeMatch(text: string, pattern: Pattern, operator: '#' | '##' | '%' | '%%'): string {
  const fromStart = operator[0] === '#';
  const longest = operator.length === 2;
  for (let step = 0; step <= text.length; step++) {
    const length = longest ? text.length - step : step;
    const candidate = fromStart ? text.slice(0, length) : text.slice(text.length - length);
    if (matchesPattern(pattern, candidate)) return fromStart ? text.slice(length) : text.slice(0, text.length - length);
  }
  return text;
}

/** `${name/pattern/replacement}`: the longest match at the first place, or at every place. */
export function replaceMatches(text: string, pattern: Pattern, replacement: string, operator: '/' | '//' | '/#' | '/%'): string {
  let result = '';
  let at = 0;
  while (at <= text.length) {
    const end = longestMatchAt(text, pattern, at, operator === '/%');
    if (end === undefined || (end === at && operator === '//')) {
      result += text[at] ?? '';
      at++;
      if (operator === '/#') break;
      continue;
    }
    result += replacement;
    at = end;
    if (operator !== '//') break;
  }
  return result + text.slice(at);
}

function longestMatchAt(text: string, pattern: Pattern, start: number, toEnd: boolean): number | undefined {
  for (let end = text.length; end >= start; end--) {
    if (matchesPattern(pattern, text.slice(start, end))) return end;
    if (toEnd) break;
  }
  return undefined;
}

/** Quotes what a pattern would take for special. */
export function escapePattern(text: string): string {
  return text.replace(/[\\*?[\]!^-]/g, '\\$&');
}

export function hasPattern(text: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*[*?[]/.test(text);
}
