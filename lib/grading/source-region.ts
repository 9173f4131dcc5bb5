import type { LineRange } from '@/simulator';

/** A piece of a text by offsets, end left out. */
export interface Region {
  readonly start: number;
  readonly end: number;
}

/** The characters of some lines, the last line break left out. */
export function regionOfLines(text: string, range: LineRange): Region {
  let start = 0;
  for (let line = 1; line < range.startLine; line += 1) start = text.indexOf('\n', start) + 1;
  let end = start;
  for (let line = range.startLine; line <= range.endLine; line += 1) {
    const lineBreak = text.indexOf('\n', end);
    if (lineBreak < 0) return { start, end: text.length };
    end = lineBreak + 1;
  }
  return { start, end: end - 1 };
}

const CONTINUATION = String.raw`\\[ \t]*\r?\n`;
const INSTRUCTION_HEAD = new RegExp(`^\\s*\\w+(?:[ \\t]|${CONTINUATION})+(?:--[a-z-]+(?:=(?:"[^"]*"|\\S)*)?(?:[ \\t]|${CONTINUATION})+)*`, 'i');

/**
 * An instruction's source as a shell would have to read it, character for character at the same offsets: the keyword and its flags are
 * blanks, and so are the comment lines and empty lines that a Dockerfile allows inside a continued instruction but a shell does not.
 */
export function shellViewOf(source: string): string {
  const head = INSTRUCTION_HEAD.exec(source)?.[0] ?? '';
  const rest = source.slice(head.length);
  const joined = rest
    .replace(/\n([ \t]*)#[^\n]*(?=\n|$)/g, (match) => `\n${' '.repeat(match.length - 1)}`)
    .replace(new RegExp(CONTINUATION, 'g'), (match) => `${' '.repeat(match.length - 2)}\\\n`)
    .replace(/\\\n(?:[ \t\r]*\n)+/g, (match) => `${' '.repeat(match.length - 2)}\\\n`);
  return head.replace(/[^\n]/g, ' ').replace(/\n/g, ' ') + joined;
}
