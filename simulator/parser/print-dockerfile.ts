import { createDirectiveReader, type DirectiveReader, findDirective, findSyntax } from './directives';
import { isBlankLine, tidyComment, trimBlanksEnd, trimBlanksStart } from './print-line';
import { isSameStatement, printStatement } from './print-statement';
import { parseStatements, type SourceText, type Statement } from './statements';

/**
 * A Dockerfile as a careful person would have written it: keywords in capitals, one blank between words, continuation lines indented, one
 * empty line at most and one between stages. Nothing that a build can see changes, cache keys included: shell commands and here-documents
 * stay as they are, to the blank. What cannot be read yet, because it is half typed, comes back as it was.
 */
export function formatDockerfile(text: string): string {
  if (text.length > LONGEST_TEXT) return text;
  let formatted = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = formatted;
    formatted = formatOnce(before);
    if (formatted === before) break;
  }
  return formatted;
}

/** Characters; what is longer is not simulated either. */
const LONGEST_TEXT = 2 ** 20;

/** What one line became can open a tidier way to write the next; in text that people write the second round changes nothing. */
const MOST_ROUNDS = 5;

function formatOnce(text: string): string {
  const before = parseStatements(text);
  if (before.diagnostics.length > 0) return text;
  const printed = printLines(text, before.value);
  return hasSameMeaning(text, before.value, printed) ? printed : text;
}

/** Comments count, since descriptions and exceptions from checks are made of them. */
function hasSameMeaning(text: string, before: SourceText, printed: string): boolean {
  const { value: after, diagnostics } = parseStatements(printed);
  return (
    diagnostics.length === 0 &&
    after.escape === before.escape &&
    findSyntax(text) === findSyntax(printed) &&
    findDirective(text, 'check') === findDirective(printed, 'check') &&
    after.statements.length === before.statements.length &&
    before.statements.every((statement, index) => isSameCommented(statement, after.statements[index]))
  );
}

function isSameCommented(a: Statement, b: Statement | undefined): boolean {
  return b !== undefined && isSameStatement(a, b) && a.comments.join('\n') === b.comments.join('\n');
}

interface Printed {
  readonly lines: string[];
  readonly directives: DirectiveReader;
  /** Where the comments right above what comes next begin. */
  commentsFrom: number;
  stages: number;
}

function printLines(text: string, source: SourceText): string {
  const given = text.replace(/^\ufeff/, '').split('\n');
  const out: Printed = { lines: [], directives: createDirectiveReader('#'), commentsFrom: 0, stages: 0 };
  let line = 0;
  for (const statement of source.statements) {
    printBetween(given.slice(line, statement.range.startLine - 1), out);
    out.directives.read('');
    if (statement.keyword.toLowerCase() === 'from') separateStage(out);
    for (const printed of printStatement(given.slice(statement.range.startLine - 1, statement.range.endLine), statement, source.escape)) {
      out.lines.push(printed);
    }
    out.commentsFrom = out.lines.length;
    line = statement.range.endLine;
  }
  printBetween(given.slice(line), out);
  while (out.lines.at(-1) === '') out.lines.pop();
  return `${out.lines.join('\n')}\n`;
}

/** Comments, directives and empty lines. */
function printBetween(given: readonly string[], out: Printed): void {
  const first = given.find((line) => !isBlankLine(line));
  for (const line of given) {
    const read = out.directives.read(trimBlanksStart(trimBlanksEnd(line)));
    if (isBlankLine(line)) printEmpty(out, first);
    else out.lines.push(read.ok && read.value !== undefined ? printDirective(line, read.value) : printComment(line));
  }
}

/** One at most. At the top of a file there is none, but where it keeps what follows from being a directive. */
function printEmpty(out: Printed, next: string | undefined): void {
  const last = out.lines.at(-1);
  if (last === undefined ? !wouldBeDirective(next) : last === '') return;
  out.lines.push('');
  out.commentsFrom = out.lines.length;
}

function wouldBeDirective(line: string | undefined): boolean {
  return line !== undefined && /^(?:\s*#\s*\w+\s*=|#!|\s*\/\/)/.test(line);
}

/** An indented directive counts for some of BuildKit's readers only, so its indent stays. */
function printDirective(line: string, { name, value }: { readonly name: string; readonly value: string }): string {
  return line.startsWith('#') && !isBlankLine(value) ? `# ${name}=${value}` : line.replace(/\r+$/, '');
}

/** The indent of a comment is part of what it says: BuildKit takes off the first character only, the mark or not. */
function printComment(line: string): string {
  return tidyComment(trimBlanksEnd(line));
}

/** An empty line before each further stage, above the comments that belong to it. */
function separateStage(out: Printed): void {
  out.stages++;
  if (out.stages > 1 && out.lines[out.commentsFrom - 1] !== '') out.lines.splice(out.commentsFrom, 0, '');
}
