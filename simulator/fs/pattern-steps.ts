import { ANYTHING, type GlobStep, NO_SLASH } from './glob-steps';

/** Two stars with their slash, two at the end, one, a mark, a class of characters that stand for themselves, an escaped mark, the rest. */
const TOKENS = /\*\*\/?|[*?]|\[\^?[^\\*?[\]/^]+\]|\\[^\w]|[^*?[\]\\^]/gu;

/**
 * The steps of a pattern of an ignore file; undefined when it holds what only a regular expression makes something of: a bracket that
 * closes nothing, a class with a star in it, a backslash before a letter.
 */
export function patternSteps(text: string): readonly GlobStep[] | undefined {
  const steps: GlobStep[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    if (match.index !== end) return undefined;
    end += match[0].length;
    steps.push(stepOf(match[0], end === text.length));
  }
  return end === text.length ? steps : undefined;
}

function stepOf(token: string, isLast: boolean): GlobStep {
  if (token.startsWith('**')) return isLast ? { kind: 'many', matches: ANYTHING } : { kind: 'folders' };
  if (token === '*') return { kind: 'many', matches: NO_SLASH };
  if (token === '?') return { kind: 'one', matches: NO_SLASH };
  if (token.startsWith('[')) {
    const expression = new RegExp(`^${token}$`, 'su');
    return { kind: 'one', matches: (char) => expression.test(char) };
  }
  const wanted = token.startsWith('\\') ? token.slice(1) : token;
  return { kind: 'one', matches: (char) => char === wanted };
}
