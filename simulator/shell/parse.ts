import { type ParsedScript, parse as parseBash } from 'unbash';
import { findBashism } from './bashisms';
import { lowerStatement } from './lower-command';
import type { LoweringContext } from './lower-word';
import type { Dialect, List, Script, SyntaxProblem, Word } from './syntax';
import { describeProblem } from './syntax-messages';

/**
 * Reads a script as the dialect does. The parser behind it knows bash only, so what the dialect lacks is looked for afterwards;
 * nothing else in the shell depends on that parser.
 *
 * @param source a byte string
 */
export function parseScript(source: string, dialect: Dialect): Script {
  return lowerScript(parseBash(source), source, dialect, 1);
}

/** Text with expansions but without quotes, as in `$((…))`: parsed as the inside of double quotes. */
export function parseText(text: string, dialect: Dialect): Word {
  const script = parseScript(`: "${text.replaceAll('"', '\\"')}"`, dialect);
  const command = script.statements[0]?.command;
  if (command?.kind !== 'simple') return [{ kind: 'text', text, quoted: true }];
  return command.words[1]?.word ?? [];
}

/** One word on its own, or `undefined` when the text is not exactly one. */
export function parseWord(text: string, dialect: Dialect): Word | undefined {
  const script = parseScript(`: ${text}`, dialect);
  const command = script.statements[0]?.command;
  if (script.error || script.statements.length !== 1 || command?.kind !== 'simple' || command.words.length !== 2) return undefined;
  return command.words[1]?.word;
}

function lowerScript(parsed: ParsedScript, source: string, dialect: Dialect, firstLine: number): Script {
  const own = parsed.source ?? source;
  const lineAt = lineFinder(own, firstLine);
  const problem = firstProblem(parsed, own, dialect);
  const limit = problem ? own.lastIndexOf('\n', Math.max(0, problem.pos - 1)) : own.length;
  const context: LoweringContext = {
    source: own,
    dialect,
    lineAt,
    script: (inner) => (inner ? lowerScript(inner, own, dialect, firstLine) : { statements: [] }),
    text: (text) => parseText(text, dialect),
    words: (text) => parseWord(text, dialect),
  };
  const statements: List = parsed.commands
    .filter((statement) => !problem || (statement.end <= limit && !(problem.atEnd && isUnfinished(statement, own))))
    .map((statement) => lowerStatement(statement, context));
  if (!problem) return { statements };
  const line = lineAt(problem.atEnd ? own.length : problem.pos);
  const past = problem.atEnd && dialect === 'bash' && !/`["'`]'$/.test(problem.message) ? 1 : 0;
  const error: SyntaxProblem = { line: line + past, text: own.split('\n')[line - firstLine] ?? '', message: problem.message };
  return { statements, error };
}

/** What is open at the end of a script is never run, though the parser closes it; some of it has no end then. */
function isUnfinished({ pos, end }: { readonly pos: number; readonly end: number }, source: string): boolean {
  return end <= pos || source.slice(end).trim() === '';
}

interface Problem {
  readonly pos: number;
  readonly message: string;
  readonly atEnd: boolean;
}

function firstProblem(parsed: ParsedScript, source: string, dialect: Dialect): Problem | undefined {
  const [error] = parsed.errors ?? [];
  const problem = error ? { pos: error.pos, ...describeProblem(error.message, source, error.pos, dialect) } : undefined;
  const bashism = dialect === 'bash' ? undefined : findBashism(parsed, source, dialect);
  if (bashism && (!problem || bashism.pos < problem.pos)) return { ...bashism, atEnd: false };
  return problem;
}

function lineFinder(source: string, firstLine: number): (pos: number) => number {
  let starts: readonly number[] | undefined;
  return (pos) => {
    starts ??= lineStarts(source);
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= pos) low = middle;
      else high = middle;
    }
    return low + firstLine;
  };
}

let newest: { readonly source: string; readonly starts: readonly number[] } | undefined;

/** Those of the newest source are kept: a script with thousands of command substitutions asks for its own as often. */
function lineStarts(source: string): readonly number[] {
  if (newest?.source === source) return newest.starts;
  const starts: number[] = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  newest = { source, starts };
  return starts;
}
