import { trimSpaceStart } from './characters';
import { fail, type Result, succeed } from './result';

export interface Directive {
  readonly name: 'syntax' | 'escape' | 'check';
  readonly value: string;
}

/** Reads the first lines of a file as long as each is a parser directive. */
export interface DirectiveReader {
  /** The directive on this line, or undefined: then no later line is one either. Each kind may stand once. */
  read(line: string): Result<Directive | undefined>;
}

const NAMES: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);

/** `marker` opens a directive's line: `#`, for other languages' front ends `//`, and nothing in text whose marker is gone already. */
export function createDirectiveReader(marker: string): DirectiveReader {
  const seen = new Set<string>();
  let done = false;
  return {
    read(line) {
      const directive = done || !line.startsWith(marker) ? undefined : matchDirective(trimSpaceStart(line.slice(marker.length)));
      if (!directive) {
        done = true;
        return succeed(undefined);
      }
      if (seen.has(directive.name)) return fail(`only one ${directive.name} parser directive can be used`);
      seen.add(directive.name);
      return succeed(directive);
    },
  };
}

/** `name = value`; nothing else may be on the line, and an unknown name is a comment. */
export function matchDirective(text: string): Directive | undefined {
  const match = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=/.exec(text);
  const name = match?.[1]?.toLowerCase() ?? '';
  if (!match || !isDirectiveName(name)) return undefined;
  const rest = text.slice(match[0].length);
  const value = rest.replace(/^[\t\n\f\r ]+/, '');
  if (value === '') {
    // The pattern that BuildKit uses wants one character for a value, so it settles for the last blank, if there is one.
    const last = rest.at(-1);
    return last === undefined || last === '\n' ? undefined : { name, value: last };
  }
  return { name, value: trimBlanksAtEnd(value) };
}

function isDirectiveName(name: string): name is Directive['name'] {
  return NAMES.has(name);
}

function trimBlanksAtEnd(text: string): string {
  let end = text.length;
  while ('\t\n\f\r '.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/**
 * The value of a directive up to its first blank, found in a pass of its own that is stricter and laxer than the parser's: the line
 * must not be indented, but a first line with `#!` is passed over. So below a `#!` line the check directive counts and escape does not.
 */
export function findDirective(text: string, name: Directive['name']): string | undefined {
  return locateDirective(text, name, '#')?.value;
}

/** A value and its line, from 1. */
interface LocatedValue {
  readonly value: string;
  readonly line: number;
}

function locateDirective(text: string, name: Directive['name'], marker: string): LocatedValue | undefined {
  const reader = createDirectiveReader(marker);
  let rest = text.startsWith('\ufeff') ? text.slice(1) : text;
  let line = 1;
  if (rest.startsWith('#!')) {
    rest = rest.includes('\n') ? rest.slice(rest.indexOf('\n') + 1) : '';
    line = 2;
  }
  for (; rest !== ''; line++) {
    const end = rest.indexOf('\n');
    const source = end < 0 ? rest : rest.slice(0, end);
    const result = reader.read(source.endsWith('\r') ? source.slice(0, -1) : source);
    if (!result.ok || !result.value) return undefined;
    if (result.value.name === name) return { value: result.value.value.split(' ', 1)[0] ?? '', line };
    if (end < 0) return undefined;
    rest = rest.slice(end + 1);
  }
  return undefined;
}

/** The front end a file asks for: `# syntax=`, `// syntax=`, or the key of a JSON document. */
export function findSyntax(text: string): string | undefined {
  return locateSyntax(text)?.value;
}

/** A JSON document has no lines: its key stands on line 0. */
export function locateSyntax(text: string): LocatedValue | undefined {
  const json = () => {
    const value = findJsonSyntax(text);
    return value === undefined ? undefined : { value, line: 0 };
  };
  return locateDirective(text, 'syntax', '#') ?? locateDirective(text, 'syntax', '//') ?? json();
}

function findJsonSyntax(text: string): string | undefined {
  if (!/^[\ufeff \t\r\n]*\{/.test(text)) return undefined;
  try {
    const document: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    if (typeof document !== 'object' || document === null || !('syntax' in document)) return undefined;
    return typeof document.syntax === 'string' ? document.syntax : undefined;
  } catch {
    return undefined;
  }
}
