import { quoteForShell } from './messages';
import { compilePattern, matchesPattern } from './pattern';

/** bash's `${name^pattern}` and its kin. */
export function changeCase(operator: '^' | '^^' | ',' | ',,', patternText: string, value: string): string {
  const pattern = compilePattern(patternText);
  const change = (character: string): string => {
    if (!matchesPattern(pattern, character)) return character;
    return operator.startsWith('^')
      ? character.replace(/[a-z]/, (letter) => letter.toUpperCase())
      : character.replace(/[A-Z]/, (letter) => letter.toLowerCase());
  };
  return operator.length === 2 ? [...value].map(change).join('') : change(value[0] ?? '') + value.slice(1);
}

/** bash's `${name@Q}` and its kin. */
export function transform(operator: string, value: string): string {
  switch (operator) {
    case 'Q':
      return `'${value.replaceAll("'", "'\\''")}'`;
    case 'U':
      return value.toUpperCase();
    case 'L':
      return value.toLowerCase();
    case 'u':
      return value.slice(0, 1).toUpperCase() + value.slice(1);
    case 'E':
      return value.replace(/\\n/g, '\n').replace(/\\t/g, '\t');
    default:
      return operator === 'A' ? quoteForShell(value) : value;
  }
}
