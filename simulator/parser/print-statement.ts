import { collapseBlanks, type HeadLine, headLines, type LineState, trimBlanksEnd, trimBlanksStart } from './print-line';
import { parseStatements, type Statement } from './statements';

const INDENT = '    ';
/** Longer statements are not tried line by line, which takes a reading for each: only their first line is. */
const MOST_LINES = 200;

/** Instructions; another keyword is an error that quotes it, and stays as it is. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'add arg cmd copy entrypoint env expose from healthcheck label maintainer onbuild run shell stopsignal user volume workdir'.split(' '),
);

/**
 * The lines of one statement. Each line is offered tidied up, less tidied up and as it stands, and the first is taken with which the whole
 * still reads the same: so the flags of a RUN are put in order and its command, in which every blank counts, is not.
 */
export function printStatement(lines: readonly string[], statement: Statement, escapeToken: '\\' | '`'): readonly string[] {
  if (!KEYWORDS.has(statement.keyword.toLowerCase())) return lines.map((line) => line.replace(/\r+$/, ''));
  const bodyLength = statement.heredocs.reduce((sum, { raw }) => sum + raw.split('\n').length, 0);
  const headLength = lines.length - bodyLength;
  const body = lines.slice(headLength);
  const head = headLines(lines.slice(0, headLength), escapeToken);
  const isSame = (texts: readonly string[]) => {
    const { value, diagnostics } = parseStatements([...escapeLine(escapeToken), ...joinHead(head, texts, escapeToken), ...body].join('\n'));
    const [only, second] = value.statements;
    return diagnostics.length === 0 && only !== undefined && second === undefined && isSameStatement(statement, only);
  };
  return [...joinHead(head, chooseTexts(offersOf(head, statement), isSame, lines.length > MOST_LINES ? 1 : lines.length), escapeToken), ...body];
}

function escapeLine(escapeToken: string): readonly string[] {
  return escapeToken === '\\' ? [] : [`# escape=${escapeToken}`];
}

/** What two statements must share for a build, and for what it remembers, not to tell them apart. */
export function isSameStatement(a: Statement, b: Statement): boolean {
  return identityOf(a) === identityOf(b);
}

function identityOf({ keyword, flags, arguments: args, heredocs, original }: Statement): string {
  const name = keyword.toUpperCase();
  const words = name === 'FROM' ? args.words.map((word, index) => (index === 1 && word.toLowerCase() === 'as' ? 'AS' : word)) : args.words;
  // A trigger is kept as text, so its blanks count, those at its end too.
  const trigger = name === 'ONBUILD' ? original.replace(/^\s*onbuild\s*/i, '') : '';
  return JSON.stringify([name, flags, { ...args, words }, heredocs, trigger]);
}

/** Per line of text the ways to write it, tidiest first, the last as it stands. */
type Offers = readonly (readonly string[])[];

function offersOf(head: readonly HeadLine[], statement: Statement): Offers {
  const isJson = statement.arguments.json || statement.arguments.trigger?.json === true;
  let state: LineState = { inArray: false };
  const texts = head.filter(({ kind }) => kind === 'text');
  return texts.map(({ text }, index) => {
    const start = index === 0 ? firstLine(text, statement) : { indent: INDENT, rest: trimBlanksStart(text) };
    const tidy = collapseBlanks(start.rest, isJson, state);
    state = tidy.state;
    const closes = index > 0 && tidy.text.startsWith(']');
    const blank = tidy.text === '' ? '' : ' ';
    const offers = [`${closes ? '' : start.indent}${tidy.text}${blank}`, `${start.indent}${start.rest}`, text];
    if (index === texts.length - 1) offers.splice(0, 2, ...offers.map(trimBlanksEnd));
    return namesStage(statement) ? offers.flatMap((offer) => [withAs(offer), offer]) : offers;
  });
}

function firstLine(text: string, { keyword }: Statement): { readonly indent: string; readonly rest: string } {
  const trimmed = trimBlanksStart(text);
  if (!trimmed.startsWith(keyword)) return { indent: '', rest: trimmed };
  return { indent: `${keyword.toUpperCase()} `, rest: trimBlanksStart(trimmed.slice(keyword.length)) };
}

function namesStage({ keyword, arguments: { words } }: Statement): boolean {
  return keyword.toLowerCase() === 'from' && words.length === 3 && words[1]?.toLowerCase() === 'as';
}

/** A stage's `as` is written as FROM is. */
function withAs(line: string): string {
  return line.replace(/( )as( \S+ ?)$/i, '$1AS$2');
}

function chooseTexts(offers: Offers, isSame: (texts: readonly string[]) => boolean, tried: number): readonly string[] {
  const tidy = offers.map(([first]) => first ?? '');
  if (isSame(tidy)) return tidy;
  const chosen = offers.map((offer) => offer.at(-1) ?? '');
  for (const [index, offer] of offers.slice(0, tried).entries()) {
    const asWritten = chosen[index] ?? '';
    chosen[index] = offer.find((text) => isSame(chosen.with(index, text))) ?? asWritten;
  }
  return chosen;
}

/** Puts the continuation marks back; comments behind the last line belong to nothing and stand alone. */
function joinHead(head: readonly HeadLine[], texts: readonly string[], escapeToken: string): readonly string[] {
  const out: string[] = [];
  let next = 0;
  for (const { kind, text } of head) {
    const isLast = next === texts.length - 1;
    if (kind === 'comment') out.push(next < texts.length ? INDENT + text : text);
    else {
      const line = texts[next++] ?? '';
      out.push(isLast ? line : line + escapeToken);
    }
  }
  return out;
}
