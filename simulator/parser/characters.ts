/**
 * White space as Go's `unicode.IsSpace` sees it: unlike JavaScript's `\s` it holds U+0085 and leaves out the byte order mark.
 * All of it lies in the basic plane, so single UTF-16 units can be asked.
 */
const SPACES = '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const SPACE = new RegExp(`^[${SPACES}]`);

export function isSpace(char: string): boolean {
  const code = char.charCodeAt(0);
  return code < 0x80 ? code === 0x20 || (code >= 0x09 && code <= 0x0d) : SPACE.test(char);
}

export function trimSpaceStart(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text.charAt(start))) start++;
  return text.slice(start);
}

export function trimSpaceEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** `strings.TrimSpace` of Go. */
export function trimSpace(text: string): string {
  return trimSpaceEnd(trimSpaceStart(text));
}

/** The blanks that part a keyword from its arguments and arguments from each other: ASCII only, so U+00A0 belongs to a word. */
const BLANKS = /[\t\v\f\r ]+/;

export function splitAtBlanks(text: string): readonly string[] {
  return text.split(BLANKS);
}

/** What stands before the first run of blanks and what stands after it; `rest` is absent when there is no such run. */
export function splitAtFirstBlanks(text: string): { readonly first: string; readonly rest?: string } {
  const match = BLANKS.exec(text);
  if (!match) return { first: text };
  return { first: text.slice(0, match.index), rest: text.slice(match.index + match[0].length) };
}
