import { fail, type Result, succeed } from './result';

/**
 * The patterns of `${x#…}`, `${x%…}` and `${x/…/…}`: `*`, `?` and backslash escapes, no brackets.
 * A wildcard never covers a line feed, because in BuildKit it becomes the `.` of a Go regular expression.
 */
type Token = { readonly kind: 'literal'; readonly char: string } | { readonly kind: 'any' } | { readonly kind: 'star' };

export type GlobPattern = readonly Token[];

interface Match {
  readonly start: number;
  readonly end: number;
}

/** Fails for a backslash before anything else than `*`, `?`, `\`, `}` and `/`. */
export function compileGlob(pattern: string): Result<GlobPattern> {
  const tokens: Token[] = [];
  const chars = [...pattern.replace(/^\ufeff/, '')];
  for (let index = 0; index < chars.length; index++) {
    const char = chars[index] ?? '';
    if (char === '*') tokens.push({ kind: 'star' });
    else if (char === '?') tokens.push({ kind: 'any' });
    else if (char !== '\\') tokens.push({ kind: 'literal', char });
    else {
      const next = chars[index + 1];
      // A closing brace and a slash are escaped for the sake of the `${}` around the pattern; they are read as themselves next.
      if (next === '}' || next === '/') continue;
      index++;
      if (next !== '*' && next !== '?' && next !== '\\') return fail(`invalid escape '\\${next ?? '\ufffd'}'`);
      tokens.push({ kind: 'literal', char: next });
    }
  }
  return succeed(tokens);
}

/** `value` without its shortest (or longest) beginning that matches; unchanged when none does. */
export function trimGlobPrefix(value: string, pattern: GlobPattern, longest: boolean): string {
  const chars = [...value];
  const match = findGlob(chars, pattern, { from: 0, anchored: true, longest });
  return match ? chars.slice(match.end).join('') : value;
}

/** As `trimGlobPrefix` from the other end; `reversed` is the compiled form of `reverseGlob`. */
export function trimGlobSuffix(value: string, reversed: GlobPattern, longest: boolean): string {
  const chars = [...value].reverse();
  const match = findGlob(chars, reversed, { from: 0, anchored: true, longest });
  return match ? chars.slice(match.end).reverse().join('') : value;
}

/** The pattern from back to front, escapes kept in front of what they escape. The shortest ending is then the shortest beginning. */
export function reverseGlob(pattern: string): string {
  const chars = [...pattern];
  let reversed = '';
  for (let index = 0; index < chars.length; index++) {
    const char = chars[index] ?? '';
    const escaped = char === '\\' ? chars[index + 1] : undefined;
    if (escaped !== undefined) index++;
    reversed = char + (escaped ?? '') + reversed;
  }
  return reversed;
}

export function replaceFirstGlob(value: string, pattern: GlobPattern, replacement: string): string {
  const chars = [...value];
  const match = findGlob(chars, pattern, { from: 0, anchored: false, longest: true });
  if (!match) return value;
  return chars.slice(0, match.start).join('') + replacement + chars.slice(match.end).join('');
}

/**
 * Replaces every match. Other than in the first-match form, `$0` and its like in the replacement stand for what matched:
 * BuildKit uses Go's `ReplaceAllString` here (moby/buildkit frontend/dockerfile/shell/lex.go).
 */
export function replaceAllGlob(value: string, pattern: GlobPattern, replacement: string): string {
  const chars = [...value];
  let result = '';
  let from = 0;
  let copied = 0;
  while (from <= chars.length) {
    const match = findGlob(chars, pattern, { from, anchored: false, longest: true });
    if (!match) break;
    result += chars.slice(copied, match.start).join('');
    // An empty match right behind another match does not count.
    if (match.end > copied || match.start === 0) result += fillTemplate(replacement, chars.slice(match.start, match.end).join(''));
    copied = match.end;
    from = Math.max(from + 1, match.end);
  }
  return result + chars.slice(copied).join('');
}

function fillTemplate(template: string, match: string): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced: string | undefined, bare: string | undefined) => {
    if (whole === '$$') return '$';
    return (braced ?? bare) === '0' ? match : '';
  });
}

interface Search {
  readonly from: number;
  readonly anchored: boolean;
  readonly longest: boolean;
}

/**
 * Leftmost match, in one walk over the text: for every position in the pattern the earliest start that got there.
 * A regular expression with several stars would take polynomial time in JavaScript.
 */
function findGlob(chars: readonly string[], pattern: GlobPattern, search: Search): Match | undefined {
  let best: Match | undefined;
  let active: (number | undefined)[] = new Array(pattern.length + 1).fill(undefined);
  for (let at = search.from; at <= chars.length; at++) {
    if (!best && (at === search.from || !search.anchored)) active[0] ??= at;
    skipStars(active, pattern);
    const start = active[pattern.length];
    if (start !== undefined && (!best || start < best.start || (start === best.start && search.longest))) {
      best = { start, end: at };
      if (!search.longest) return best;
    }
    const char = chars[at];
    if (char === undefined) break;
    active = advance(active, pattern, char, best?.start ?? Number.POSITIVE_INFINITY);
    if ((best || search.anchored) && active.every((position) => position === undefined)) break;
  }
  return best;
}

function skipStars(active: (number | undefined)[], pattern: GlobPattern): void {
  for (const [index, token] of pattern.entries()) {
    if (token.kind === 'star') active[index + 1] = earliest(active[index + 1], active[index]);
  }
}

function advance(active: readonly (number | undefined)[], pattern: GlobPattern, char: string, latestStart: number): (number | undefined)[] {
  const next: (number | undefined)[] = new Array(active.length).fill(undefined);
  for (const [index, token] of pattern.entries()) {
    const start = active[index];
    if (start === undefined || start > latestStart || !accepts(token, char)) continue;
    const target = token.kind === 'star' ? index : index + 1;
    next[target] = earliest(next[target], start);
  }
  return next;
}

function accepts(token: Token, char: string): boolean {
  return token.kind === 'literal' ? token.char === char : char !== '\n';
}

function earliest(left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined) return right;
  return right === undefined ? left : Math.min(left, right);
}
