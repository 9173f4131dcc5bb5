import { fail, type Result, succeed } from './result';
import { expandWord } from './word-expansion';

/** What `<<` and its delimiter announce; the content follows on the next lines. */
export interface HeredocMark {
  readonly name: string;
  readonly expand: boolean;
  readonly chomp: boolean;
  readonly fileDescriptor: number;
}

const MARK = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/;
const NO_MARK: Result<undefined> = succeed(undefined);
const NO_VARIABLES: ReadonlyMap<string, string> = new Map();

/**
 * Reads one word as the announcement of a heredoc; undefined when it is none, an error when its quotes do not close.
 * The escape character is a backslash here whatever the escape directive says (moby/buildkit frontend/dockerfile/parser/parser.go).
 */
export function parseHeredocMark(word: string): Result<HeredocMark | undefined> {
  if (!word.includes('<<')) return NO_MARK;
  const match = MARK.exec(word);
  const delimiter = match?.[3] ?? '';
  if (!match || delimiter === '') return succeed(undefined);
  const plain = expandWord(delimiter, NO_VARIABLES, { keepUnset: true });
  if (plain.error !== undefined) return fail(plain.error);
  const name = plain.words[0];
  if (name === undefined || plain.words.length !== 1) return succeed(undefined);
  const raw = expandWord(delimiter, NO_VARIABLES, { keepUnset: true, rawQuotes: true });
  if (raw.error !== undefined) return fail(raw.error);
  if (raw.words.length !== 1) return fail(`internal lexing of heredoc produced inconsistent results: ${delimiter}`);
  // A quote that is gone in the plain reading quoted something: then the content is taken as it stands.
  const expand = countQuotes(name) === countQuotes(raw.words[0] ?? '');
  return succeed({ name, expand, chomp: match[2] === '-', fileDescriptor: Number(match[1] ?? '') });
}

/** As `parseHeredocMark`, taking a broken one for an ordinary word. */
export function matchHeredocMark(word: string): HeredocMark | undefined {
  const mark = parseHeredocMark(word);
  return mark.ok ? mark.value : undefined;
}

/** All heredocs that a line announces, in the order in which their contents follow. A line that cannot be lexed announces none. */
export function findHeredocMarks(line: string): Result<readonly HeredocMark[]> {
  const { words } = expandWord(line, NO_VARIABLES, { keepUnset: true, rawQuotes: true, rawEscapes: true });
  const marks: HeredocMark[] = [];
  for (const word of words) {
    const mark = parseHeredocMark(word);
    if (!mark.ok) return mark;
    if (mark.value) marks.push(mark.value);
  }
  return succeed(marks);
}

/** What `<<-` does to the content: tabs at the start of every line go, spaces stay. */
export function chompHeredoc(content: string): string {
  return content.replace(/(^|\n)\t+/g, '$1');
}

function countQuotes(text: string): number {
  return text.match(/['"]/g)?.length ?? 0;
}
