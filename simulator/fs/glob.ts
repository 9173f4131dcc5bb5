/** A pattern as Go's path.Match reads it: `*` and `?` stop at slashes, `[a-z]` and `[^x]` are classes, `\` escapes. */
export interface Glob {
  matches(name: string): boolean;
}

/** `undefined` for a malformed pattern: an open class, a backslash at the end. */
export function compileGlob(pattern: string): Glob | undefined {
  const source = globSource(pattern);
  if (source === undefined) return undefined;
  const expression = new RegExp(`^${source}$`, 'su');
  return { matches: (name) => expression.test(name) };
}

/** Whether COPY treats a source as a pattern: an unescaped `*`, `?` or `[`. */
export function hasWildcards(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '*' || text[index] === '?' || text[index] === '[') return true;
  }
  return false;
}

function globSource(pattern: string): string | undefined {
  const characters = [...pattern];
  let source = '';
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const parsed = parseClass(characters, index + 1);
      if (parsed === undefined) return undefined;
      source += parsed.source;
      index = parsed.end;
    } else if (character === '\\') {
      const escaped = characters[++index];
      if (escaped === undefined) return undefined;
      source += quote(escaped);
    } else source += quote(character);
  }
  return source;
}

/** Go wants at least one range; `]` first and `-` first or last are malformed, and `!` does not negate. */
function parseClass(characters: readonly string[], start: number): { readonly source: string; readonly end: number } | undefined {
  const isNegated = characters[start] === '^';
  let index = isNegated ? start + 1 : start;
  let ranges = '';
  for (let count = 0; characters[index] !== ']' || count === 0; count++) {
    const low = parseClassCharacter(characters, index);
    if (low === undefined) return undefined;
    let high = low;
    if (characters[low.next] === '-') {
      const parsed = parseClassCharacter(characters, low.next + 1);
      if (parsed === undefined) return undefined;
      high = parsed;
    }
    ranges += rangeSource(low.character, high.character);
    index = high.next;
  }
  return { source: isNegated ? `[^${ranges}]` : `[${ranges}]`, end: index };
}

/** A range whose ends are the wrong way round matches nothing. */
function rangeSource(low: string, high: string): string {
  const [from, to] = [low.codePointAt(0) ?? 0, high.codePointAt(0) ?? 0];
  return from > to ? '' : `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`;
}

function parseClassCharacter(characters: readonly string[], index: number): { readonly character: string; readonly next: number } | undefined {
  const character = characters[index];
  if (character === undefined || character === '-' || character === ']') return undefined;
  const isEscape = character === '\\';
  const actual = isEscape ? characters[index + 1] : character;
  const next = isEscape ? index + 2 : index + 1;
  return actual === undefined || characters[next] === undefined ? undefined : { character: actual, next };
}

function quote(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}
