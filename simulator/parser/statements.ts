import type { Diagnostic, LineRange, Parsed } from '../diagnostics';
import type { Heredoc } from '../instructions/types';
import { type RawArguments, readArguments } from './argument-forms';
import { trimSpace, trimSpaceStart } from './characters';
import { createDirectiveReader, type DirectiveReader } from './directives';
import { chompHeredoc, findHeredocMarks, type HeredocMark } from './heredoc';
import { type LineReader, LONGEST_LINE_BYTES, readPhysicalLines } from './physical-lines';
import { splitCommand } from './words';

/** One instruction after the first pass: cut into parts, not yet understood. */
export interface Statement {
  /** As written. */
  readonly keyword: string;
  readonly flags: readonly string[];
  readonly arguments: RawArguments;
  readonly heredocs: readonly Heredoc[];
  /** Continuation lines joined, comments among them left out. Blanks at its end are kept. */
  readonly original: string;
  /** Includes the lines of its heredocs. */
  readonly range: LineRange;
  /** The comment lines above it since the last instruction or empty comment, without their `#`. */
  readonly comments: readonly string[];
}

export interface SourceText {
  readonly escape: '\\' | '`';
  readonly statements: readonly Statement[];
  /** Last line of each instruction that has empty lines inside. */
  readonly emptyContinuations: readonly number[];
  /** Lines that were read. */
  readonly lineCount: number;
}

interface Reading {
  readonly lines: LineReader;
  readonly directives: DirectiveReader;
  escape: '\\' | '`';
  comments: string[];
  readonly statements: Statement[];
  readonly emptyContinuations: number[];
  readonly diagnostics: Diagnostic[];
}

/** Instructions whose lines may announce heredocs. */
const HEREDOC_KEYWORDS: ReadonlySet<string> = new Set(['add', 'copy', 'run']);

/**
 * First pass (moby/buildkit frontend/dockerfile/parser/parser.go): directives, comments, continuation lines, heredocs, the forms of
 * arguments. BuildKit stops at the first problem; here reading goes on behind it, and that first one stays first in the list.
 */
export function parseStatements(text: string): Parsed<SourceText> {
  const reading: Reading = {
    lines: readPhysicalLines(text),
    directives: createDirectiveReader('#'),
    escape: '\\',
    comments: [],
    statements: [],
    emptyContinuations: [],
    diagnostics: [],
  };
  for (let line = reading.lines.next(); line !== undefined; line = reading.lines.next()) {
    const startLine = reading.lines.count;
    const first = readFirstLine(reading, startLine === 1 && line.startsWith('\ufeff') ? line.slice(1) : line);
    if (first.text === '' && !first.continues) continue;
    readStatement(reading, startLine, first.continues ? first.text + readContinuation(reading) : first.text);
  }
  reportEnd(reading);
  const { statements, emptyContinuations, diagnostics, lines } = reading;
  return { value: { escape: reading.escape, statements, emptyContinuations, lineCount: lines.count }, diagnostics };
}

interface LogicalPart {
  readonly text: string;
  readonly continues: boolean;
}

function readFirstLine(reading: Reading, line: string): LogicalPart {
  const token = trimSpaceStart(trimLineEnd(line));
  const isDirective = readDirective(reading, token);
  if (!token.startsWith('#')) return cutContinuation(token, reading.escape);
  if (isDirective) return { text: '', continues: false };
  // Only the first character is taken off, the mark or not: an indented comment keeps its `#`.
  const comment = trimSpace(line.slice(1));
  if (comment === '') reading.comments = [];
  else reading.comments.push(comment);
  return { text: '', continues: false };
}

/** Errors in directives are reported on the line before theirs, because BuildKit counts a line only once it is done with it. */
function readDirective(reading: Reading, token: string): boolean {
  const directive = reading.directives.read(token);
  const line = reading.lines.count - 1;
  if (!directive.ok) {
    report(reading, directive.error, line, line);
    return false;
  }
  if (directive.value?.name !== 'escape') return directive.value !== undefined;
  const { value } = directive.value;
  if (value === '\\' || value === '`') reading.escape = value;
  else report(reading, `invalid escape token '${value}' does not match \` or \\`, line, line);
  return true;
}

/** The escape character ends the line when only blanks follow it and no other one stands right before it. */
function cutContinuation(line: string, escapeToken: string): LogicalPart {
  let end = line.length;
  while (line.charAt(end - 1) === ' ' || line.charAt(end - 1) === '\t') end--;
  const continues = line.charAt(end - 1) === escapeToken && line.charAt(end - 2) !== escapeToken;
  return continues ? { text: line.slice(0, end - 1), continues } : { text: line, continues };
}

/** The lines that continue an instruction, their indents kept. Comments and empty lines among them are passed over. */
function readContinuation(reading: Reading): string {
  let text = '';
  let hasEmptyLine = false;
  for (let line = reading.lines.next(); line !== undefined; line = reading.lines.next()) {
    const token = trimLineEnd(line);
    const content = trimSpaceStart(token);
    if (content.startsWith('#')) continue;
    if (content === '') {
      hasEmptyLine = true;
      continue;
    }
    const part = cutContinuation(token, reading.escape);
    text += part.text;
    if (!part.continues) break;
  }
  if (hasEmptyLine) reading.emptyContinuations.push(reading.lines.count);
  return text;
}

function readStatement(reading: Reading, startLine: number, original: string): void {
  const { keyword, flags, rest } = splitCommand(original, reading.escape);
  const args = readArguments(keyword, rest, reading.escape);
  if (!args.ok) {
    report(reading, args.error, startLine, reading.lines.count);
    return;
  }
  const heredocs = takesHeredocs(keyword, args.value) && original.includes('<<') ? readHeredocs(reading, startLine, original) : [];
  const range = { startLine, endLine: reading.lines.count };
  reading.statements.push({ keyword, flags, arguments: args.value, heredocs, original, range, comments: reading.comments });
  reading.comments = [];
}

function takesHeredocs(keyword: string, args: RawArguments): boolean {
  const command = keyword.toLowerCase() === 'onbuild' && args.trigger ? args.trigger : { keyword, json: args.json };
  return HEREDOC_KEYWORDS.has(command.keyword.toLowerCase()) && !command.json;
}

function readHeredocs(reading: Reading, startLine: number, original: string): readonly Heredoc[] {
  const marks = findHeredocMarks(original);
  if (!marks.ok) {
    report(reading, marks.error, startLine, reading.lines.count);
    return [];
  }
  const heredocs: Heredoc[] = [];
  for (const mark of marks.value) {
    const raw = readHeredocContent(reading.lines, mark);
    if (!raw.terminated) {
      report(reading, 'unterminated heredoc', startLine, reading.lines.count);
      return heredocs;
    }
    heredocs.push({ ...mark, raw: raw.text, content: mark.chomp ? chompHeredoc(raw.text) : raw.text });
  }
  return heredocs;
}

function readHeredocContent(lines: LineReader, mark: HeredocMark): { readonly text: string; readonly terminated: boolean } {
  let text = '';
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    const token = trimLineEnd(line);
    if ((mark.chomp ? token.replace(/^\t+/, '') : token) === mark.name) return { text, terminated: true };
    text += line;
  }
  return { text, terminated: false };
}

function reportEnd(reading: Reading): void {
  const line = reading.lines.count;
  if (reading.statements.length === 0 && reading.diagnostics.length === 0) report(reading, 'file with no instructions', line, line);
  else if (reading.lines.stoppedAtLongLine) report(reading, `dockerfile line greater than max allowed size of ${LONGEST_LINE_BYTES}`, line, line);
}

/** Line 0 is no line: such an error has no place. */
function report(reading: Reading, message: string, startLine: number, endLine: number): void {
  const range = startLine > 0 ? { range: { startLine, endLine } } : {};
  reading.diagnostics.push({ severity: 'error', message, ...range });
}

/** A line ends in any number of carriage returns and line feeds. */
function trimLineEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line.charAt(end - 1) === '\n' || line.charAt(end - 1) === '\r')) end--;
  return line.slice(0, end);
}
