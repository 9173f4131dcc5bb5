import { FEW_STARS, type GlobStep, matchesSteps, NO_SLASH } from './glob-steps';

/** A pattern as Go's path.Match reads it: `*` and `?` stop at slashes, `[a-z]` and `[^x]` are classes, `\` escapes. */
export interface Glob {
  matches(name: string): boolean;
}

/** `undefined` for a malformed pattern: an open class, a backslash at the end. */
export function compileGlob(pattern: string): Glob | undefined {
  const parts = globParts(pattern);
  if (parts === undefined) return undefined;
  if (parts.filter((part) => part.step.kind === 'many').length > FEW_STARS) {
    const steps = parts.map(({ step }) => step);
    return { matches: (name) => matchesSteps(steps, name) };
  }
  const expression = new RegExp(`^${parts.map(({ source }) => source).join('')}$`, 'su');
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

interface GlobPart {
  readonly source: string;
  readonly step: GlobStep;
}

const STAR: GlobPart = { source: '[^/]*', step: { kind: 'many', matches: NO_SLASH } };

/** Several stars in a row are one. */
function globParts(pattern: string): readonly GlobPart[] | undefined {
  const characters = [...pattern];
  const parts: GlobPart[] = [];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (character === '*') {
      if (parts.at(-1) !== STAR) parts.push(STAR);
    } else if (character === '?') parts.push({ source: '[^/]', step: { kind: 'one', matches: NO_SLASH } });
    else if (character === '[') {
      const parsed = parseClass(characters, index + 1);
      if (parsed === undefined) return undefined;
      const expression = new RegExp(`^${parsed.source}$`, 'su');
      parts.push({ source: parsed.source, step: { kind: 'one', matches: (char) => expression.test(char) } });
      index = parsed.end;
    } else if (character === '\\') {
      const escaped = characters[++index];
      if (escaped === undefined) return undefined;
      parts.push(literal(escaped));
    } else parts.push(literal(character));
  }
  return parts;
}

function literal(character: string): GlobPart {
  return { source: quote(character), step: { kind: 'one', matches: (char) => char === character } };
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
