import { compileGlob } from './glob';
import { FEW_STARS, matchesSteps } from './glob-steps';
import { patternSteps } from './pattern-steps';

/** A list of exclude or include patterns, later ones deciding over earlier ones, `!` taking back. */
export interface PatternList {
  readonly patterns: readonly Pattern[];
  /** Some pattern begins with `!`. */
  readonly hasExceptions: boolean;
}

export interface Pattern {
  /** Cleaned, without `!`. */
  readonly text: string;
  readonly isException: boolean;
  /** Place in the list that was compiled. */
  readonly index: number;
  matches(path: string): boolean;
}

/** Which patterns matched a directory, to be handed to the matching of what is in it. */
export type ParentMatch = readonly boolean[] | undefined;

export interface PatternMatch {
  readonly matched: boolean;
  /** The pattern that had the last word, also when it was an exception. */
  readonly deciding?: Pattern;
  readonly asParent: readonly boolean[];
}

export type CompiledPatterns = { readonly ok: true; readonly list: PatternList } | { readonly ok: false; readonly message: string };

/** Blank patterns are left out, as in moby/patternmatcher `New`, whose messages these are. */
export function compilePatterns(texts: readonly string[]): CompiledPatterns {
  const patterns: Pattern[] = [];
  for (const [index, given] of texts.entries()) {
    if (given.trim() === '') continue;
    const cleaned = cleanPattern(given.trim());
    const isException = cleaned.startsWith('!');
    const text = isException ? cleaned.slice(1) : cleaned;
    if (text === '') return { ok: false, message: 'illegal exclusion pattern: "!"' };
    const matches = compileGlob(text) === undefined ? undefined : compilePattern(text);
    if (matches === undefined) return { ok: false, message: 'syntax error in pattern' };
    patterns.push({ text, isException, index, matches });
  }
  return { ok: true, list: { patterns, hasExceptions: patterns.some((pattern) => pattern.isException) } };
}

/**
 * Matches one path of a walk from the root down (moby/patternmatcher `MatchesUsingParentResults`). What a pattern did to
 * the parent directory holds for the path too; a pattern that was not asked at the parent, because it could not have
 * changed the answer there, counts as not matching it. Without a parent's results all parents are tried.
 */
export function matchPath(list: PatternList, path: string, parent: ParentMatch): PatternMatch {
  const asParent = list.patterns.map(() => false);
  let deciding: Pattern | undefined;
  for (const [index, pattern] of list.patterns.entries()) {
    const isInherited = parent?.[index] ?? false;
    if (!isInherited && pattern.isException !== isMatched(deciding)) continue;
    if (!isInherited && !pattern.matches(path) && (parent !== undefined || !matchesSomeParent(pattern, path))) continue;
    asParent[index] = true;
    deciding = pattern;
  }
  return { matched: isMatched(deciding), asParent, ...(deciding === undefined ? {} : { deciding }) };
}

/** Matches a path on its own, walking down to it. */
export function matchWhole(list: PatternList, path: string): PatternMatch {
  let parent: ParentMatch;
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    parent = matchPath(list, path.slice(0, slash), parent).asParent;
  }
  return matchPath(list, path, parent);
}

function isMatched(deciding: Pattern | undefined): boolean {
  return deciding !== undefined && !deciding.isException;
}

function matchesSomeParent(pattern: Pattern, path: string): boolean {
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    if (pattern.matches(path.slice(0, slash))) return true;
  }
  return false;
}

/** Go's filepath.Clean, which keeps a relative pattern relative. */
export function cleanPattern(text: string): string {
  const names: string[] = [];
  const isRooted = text.startsWith('/');
  for (const name of text.split('/')) {
    if (name === '' || name === '.') continue;
    if (name !== '..' || (names.length === 0 && !isRooted) || names.at(-1) === '..') names.push(name);
    else names.pop();
  }
  const joined = names.join('/');
  return isRooted ? `/${joined}` : joined === '' ? '.' : joined;
}

/**
 * A pattern with `**`. Three plain forms are compared as text, the rest becomes a regular expression, whose quirks are
 * kept: `a/**` matches all below `a` but not `a` itself, and a star inside a class is translated like any other.
 */
function compilePattern(text: string): ((path: string) => boolean) | undefined {
  const translated = translate(text);
  switch (translated.form) {
    case 'exact':
      return (path) => path === text;
    case 'prefix':
      return (path) => path.startsWith(text.slice(0, -2));
    case 'suffix':
      return (path) => path.endsWith(text.slice(2)) || (text[2] === '/' && path === text.slice(3));
    case 'expression':
      return compileStars(text, translated.source);
  }
}

/** With so many stars an expression whose quirks only it has is refused: it could backtrack for ever. Differs: BuildKit's does not backtrack. */
const MOST_STARS = 6;

function compileStars(text: string, source: string): ((path: string) => boolean) | undefined {
  const stars = text.match(/\*\*?/g)?.length ?? 0;
  const steps = stars > FEW_STARS ? patternSteps(text) : undefined;
  if (steps !== undefined) return (path) => matchesSteps(steps, path);
  const expression = stars > MOST_STARS ? undefined : compileExpression(source);
  return expression && ((path) => expression.test(path));
}

interface Translated {
  readonly form: 'exact' | 'prefix' | 'suffix' | 'expression';
  readonly source: string;
}

function translate(text: string): Translated {
  const characters = [...text];
  let form: Translated['form'] = 'exact';
  let source = '^';
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    const next = characters[index + 1];
    if (character === '*' && next === '*') {
      const start = index;
      index += characters[index + 2] === '/' ? 2 : 1;
      const isLast = index + 1 >= characters.length;
      source += isLast ? '.*' : '(.*/)?';
      form = start === 0 ? 'suffix' : isLast && form === 'exact' ? 'prefix' : 'expression';
    } else if (character === '*' || character === '?') {
      source += character === '*' ? '[^/]*' : '[^/]';
      form = 'expression';
    } else if (character === '\\') {
      source += next === undefined ? '\\\\' : escapeCharacter(next);
      if (next !== undefined) form = 'expression';
      index++;
    } else {
      source += '.+()|{}$'.includes(character) ? `\\${character}` : character;
      if (character === '[' || character === ']') form = 'expression';
    }
  }
  return { form, source: `${source}$` };
}

/** A backslash before a letter or digit is left to the regular expression, where it may mean a class. */
function escapeCharacter(character: string): string {
  return /[\w]/.test(character) || /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

/** The strict reading takes characters outside the basic plane as one; a stray bracket needs the lenient reading. */
function compileExpression(source: string): RegExp | undefined {
  for (const flags of ['su', 's']) {
    try {
      return new RegExp(source, flags);
    } catch {}
  }
  return undefined;
}
