import { cleanPattern, compilePatterns, matchWhole, type PatternList } from './pattern-matcher';

/** A `.dockerignore`, ready to be asked. */
export interface IgnorePatterns {
  readonly list: PatternList;
  /** Lines of the file, from 1, of the patterns, by place in the list. */
  readonly lines: readonly number[];
  /** The pattern of each place as the file has it, trimmed. */
  readonly texts: readonly string[];
  /** Set when a pattern is malformed: then a build that reads the context fails with this. */
  readonly error?: string;
}

export interface IgnoreDecision {
  readonly ignored: boolean;
  /** Line, from 1, of the pattern that had the last word: one that ignores, or an exception that takes it back. */
  readonly line?: number;
  readonly pattern?: string;
}

export const NO_IGNORE_PATTERNS: IgnorePatterns = parseIgnoreFile('');

/**
 * Reads a `.dockerignore` (moby/patternmatcher ignorefile `ReadAll`). Only a `#` in the first column makes a comment, blanks
 * around a pattern and a slash before it do not count.
 */
export function parseIgnoreFile(text: string): IgnorePatterns {
  const patterns: string[] = [];
  const lines: number[] = [];
  const texts: string[] = [];
  for (const [index, given] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const line = given.trim();
    if (given.startsWith('#') || line === '') continue;
    patterns.push(normalizePattern(line));
    lines.push(index + 1);
    texts.push(line);
  }
  const compiled = compilePatterns(patterns);
  if (compiled.ok) return { list: compiled.list, lines, texts };
  return {
    list: { patterns: [], hasExceptions: false },
    lines,
    texts,
    error: compiled.message,
  };
}

function normalizePattern(line: string): string {
  const isException = line.startsWith('!');
  const rest = isException ? line.slice(1).trim() : line;
  const cleaned = rest === '' ? '' : cleanPattern(rest);
  return (isException ? '!' : '') + (cleaned.length > 1 && cleaned.startsWith('/') ? cleaned.slice(1) : cleaned);
}

/** Whether a path of the context (no leading slash) is left out, and which line decided. */
export function matchIgnore(rules: IgnorePatterns, path: string): IgnoreDecision {
  const { matched, deciding } = matchWhole(rules.list, path);
  const line = deciding === undefined ? undefined : rules.lines[deciding.index];
  const pattern = deciding === undefined ? undefined : rules.texts[deciding.index];
  return { ignored: matched, ...(line === undefined ? {} : { line }), ...(pattern === undefined ? {} : { pattern }) };
}
