import { bytesOf, encodeText } from '../bytes';
import { errorText } from '../errno';
import { compilePattern, matchesPattern } from '../pattern';
import { compileRegex, matchRegex, type Regex, type RegexMatch } from '../regex';
import type { ProgramContext } from '../types';
import { linesOf, readInput } from './input';
import { byFlavour, complain, parseOptions, refuseOption } from './options';
import { forEachPath, lastName } from './walk';

interface Search {
  readonly flags: ReadonlySet<string>;
  readonly regexes: readonly Regex[];
  readonly most: number;
  readonly before: number;
  readonly after: number;
  readonly named: boolean;
}

export function grep(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'EFGPivnlLcqsoxwrRhHm:e:f:A:B:C:azbUZ',
    long: {
      'extended-regexp': 'E',
      'fixed-strings': 'F',
      'basic-regexp': 'G',
      'perl-regexp': 'P',
      'ignore-case': 'i',
      'invert-match': 'v',
      'line-number': 'n',
      'files-with-matches': 'l',
      'files-without-match': 'L',
      count: 'c',
      quiet: 'q',
      silent: 'q',
      'no-messages': 's',
      'only-matching': 'o',
      'line-regexp': 'x',
      'word-regexp': 'w',
      recursive: 'r',
      'no-filename': 'h',
      'with-filename': 'H',
      'max-count': 'm:',
      regexp: 'e:',
      file: 'f:',
      'after-context': 'A:',
      'before-context': 'B:',
      context: 'C:',
      text: 'a',
      color: 'color::',
      colour: 'color::',
      include: 'include:',
      exclude: 'exclude:',
      'exclude-dir': 'xdir:',
    },
    numeric: true,
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown, 2);
  const patterns = patternsOf(context, options.all);
  const operands = [...options.operands];
  if (patterns === undefined) return 2;
  if (patterns.length === 0) {
    const first = operands.shift();
    if (first === undefined) {
      context.err(
        byFlavour(
          context,
          "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n",
          'BusyBox v1.35.0 multi-call binary.\n\nUsage: grep …\n',
        ),
      );
      return 2;
    }
    patterns.push(...encodeText(first).split('\n'));
  }
  const regexes = compileAll(context, patterns, options.flags);
  if (!regexes) return 2;
  const files = filesOf(context, operands, options.flags, options.values);
  const around = Number(options.values.get('C') ?? options.values.get('#') ?? 0);
  const search: Search = {
    flags: options.flags,
    regexes,
    most: Number(options.values.get('m') ?? Number.POSITIVE_INFINITY),
    before: Number(options.values.get('B') ?? around),
    after: Number(options.values.get('A') ?? around),
    named: options.flags.has('H') || (!options.flags.has('h') && (files.length > 1 || options.flags.has('r') || options.flags.has('R'))),
  };
  return searchAll(context, files, search);
}

function patternsOf(context: ProgramContext, all: readonly (readonly [string, string])[]): string[] | undefined {
  const patterns: string[] = [];
  for (const [letter, value] of all) {
    if (letter === 'e') patterns.push(...encodeText(value).split('\n'));
    if (letter !== 'f') continue;
    const input = readInput(context, value);
    if (!input.ok) {
      complain(context, `${value}: ${errorText(input.errno)}`);
      return undefined;
    }
    patterns.push(...linesOf(input.text));
  }
  return patterns;
}

function compileAll(context: ProgramContext, patterns: readonly string[], flags: ReadonlySet<string>): readonly Regex[] | undefined {
  const extended = flags.has('E') || flags.has('P') || context.name === 'egrep';
  const fixed = flags.has('F') || context.name === 'fgrep';
  const regexes: Regex[] = [];
  for (const pattern of patterns) {
    const source = fixed ? pattern.replace(/[\\^$.[\]*+?(){}|]/g, '\\$&') : flags.has('P') ? fromPerl(pattern) : pattern;
    const regex = compileRegex(source, { extended: extended || fixed, ignoreCase: flags.has('i') });
    if (!regex) {
      complain(
        context,
        byFlavour(
          context,
          pattern.includes('[') ? 'Unmatched [, [^, [:, [., or [=' : 'Unmatched ( or \\(',
          `bad regex '${pattern}': ${pattern.includes('[') ? 'brackets ([ ]) not balanced' : 'Unmatched ( or \\('}`,
        ),
      );
      return undefined;
    }
    regexes.push(regex);
  }
  return regexes;
}

/** The part of Perl's syntax that differs in spelling only. */
function fromPerl(pattern: string): string {
  return pattern
    .replace(/\\d/g, '[0-9]')
    .replace(/\\D/g, '[^0-9]')
    .replace(/\(\?:/g, '(')
    .replace(/([*+?])\?/g, '$1');
}

function filesOf(
  context: ProgramContext,
  operands: readonly string[],
  flags: ReadonlySet<string>,
  values: ReadonlyMap<string, string>,
): readonly string[] {
  const recursive = flags.has('r') || flags.has('R');
  if (operands.length === 0 && !recursive) return ['-'];
  if (!recursive) return operands;
  const files: string[] = [];
  const include = values.get('include');
  const exclude = values.get('exclude');
  const excludedDirectory = values.get('xdir');
  for (const operand of operands.length > 0 ? operands : ['.']) {
    const walked = forEachPath(context, operand, true, (path, node) => {
      const name = lastName(path);
      if (node.kind !== 'file') return;
      if (include !== undefined && !matchesPattern(compilePattern(include), name)) return;
      if (exclude !== undefined && matchesPattern(compilePattern(exclude), name)) return;
      if (excludedDirectory !== undefined && path.split('/').some((part) => matchesPattern(compilePattern(excludedDirectory), part))) return;
      files.push(operands.length === 0 && context.flavour === 'gnu' ? path.replace(/^\.\//, '') : path);
    });
    if (!walked.ok) files.push(operand);
  }
  return files;
}

function searchAll(context: ProgramContext, files: readonly string[], search: Search): number {
  let matched = false;
  let failed = false;
  for (const file of files) {
    const input = readInput(context, file);
    if (!input.ok) {
      if (input.errno === 'EISDIR' && context.flavour === 'gnu') complain(context, `${file}: Is a directory`);
      else if (!search.flags.has('s') && input.errno !== 'EISDIR') complain(context, `${file}: ${errorText(input.errno)}`);
      failed ||= input.errno !== 'EISDIR' || context.flavour === 'gnu';
      continue;
    }
    if (searchText(context, file, input.text, search)) matched = true;
    if (matched && search.flags.has('q')) return 0;
  }
  if (failed && !(matched && search.flags.has('q'))) return 2;
  return matched ? 0 : 1;
}

function searchText(context: ProgramContext, file: string, text: string, search: Search): boolean {
  const { flags } = search;
  const lines = flags.has('z') ? text.split('\0') : linesOf(text);
  const hits = new Set<number>();
  for (let index = 0; index < lines.length && hits.size < search.most; index++) {
    if ((findMatch(context, lines[index] ?? '', 0, search) !== undefined) !== flags.has('v')) hits.add(index);
    if (hits.size > 0 && (flags.has('q') || flags.has('l'))) break;
  }
  const name = file === '-' ? '(standard input)' : file;
  if (flags.has('q')) return hits.size > 0;
  if (flags.has('l') || flags.has('L')) {
    if (hits.size > 0 === flags.has('l')) context.out(`${name}\n`);
    return hits.size > 0;
  }
  if (flags.has('c')) {
    context.out(`${search.named ? `${name}:` : ''}${hits.size}\n`);
    return hits.size > 0;
  }
  if (text.includes('\0') && !flags.has('a') && !flags.has('z') && hits.size > 0 && context.flavour === 'gnu') {
    context.out(`Binary file ${name} matches\n`);
    return true;
  }
  printHits(context, name, lines, hits, search);
  return hits.size > 0;
}

function findMatch(context: ProgramContext, line: string, from: number, search: Search): RegexMatch | undefined {
  let best: RegexMatch | undefined;
  for (const regex of search.regexes) {
    for (let at = from; at <= line.length; ) {
      const match = matchRegex(regex, line, at, context.spend);
      if (!match) break;
      const fits = search.flags.has('x') ? match.start === 0 && match.end === line.length : !search.flags.has('w') || isWord(line, match);
      if (fits) {
        if (!best || match.start < best.start || (match.start === best.start && match.end > best.end)) best = match;
        break;
      }
      at = match.start + 1;
    }
  }
  return best;
}

function isWord(line: string, match: RegexMatch): boolean {
  return !/\w/.test(line[match.start - 1] ?? ' ') && !/\w/.test(line[match.end] ?? ' ');
}

function printHits(context: ProgramContext, name: string, lines: readonly string[], hits: ReadonlySet<number>, search: Search): void {
  let last = -1;
  const parts: string[] = [];
  const prefix = (index: number, mark: string): string =>
    `${search.named ? encodeText(name) + mark : ''}${search.flags.has('n') ? `${index + 1}${mark}` : ''}`;
  const grouped = search.before > 0 || search.after > 0;
  for (const hit of hits) {
    if (search.flags.has('o')) {
      for (const match of allMatches(context, lines[hit] ?? '', search)) parts.push(`${prefix(hit, ':')}${match}\n`);
      continue;
    }
    const start = Math.max(last + 1, hit - search.before);
    if (grouped && last >= 0 && start > last + 1) parts.push('--\n');
    for (let index = start; index <= Math.min(lines.length - 1, hit + search.after); index++) {
      if (index > hit && hits.has(index)) break;
      parts.push(`${prefix(index, index === hit ? ':' : '-')}${lines[index] ?? ''}\n`);
      last = index;
    }
  }
  context.out(bytesOf(parts.join('')));
}

function allMatches(context: ProgramContext, line: string, search: Search): readonly string[] {
  if (search.flags.has('v')) return [];
  const found: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const match = findMatch(context, line, at, search);
    if (!match) break;
    if (match.end > match.start) found.push(line.slice(match.start, match.end));
    at = Math.max(match.end, match.start + 1);
  }
  return found;
}
