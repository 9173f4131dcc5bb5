import type { Dialect } from './syntax';

export interface ProblemText {
  readonly message: string;
  /** Found only at the end of the script, whose line is then reported. */
  readonly atEnd: boolean;
}

/** Says a parse error as the dialect says it. `pos` is where the parser stood, which need not be where a shell would give up. */
export function describeProblem(message: string, source: string, pos: number, dialect: Dialect): ProblemText {
  const quote = /unterminated (.*)/.exec(message)?.[1];
  if (quote !== undefined) return { message: unterminated(quote, dialect), atEnd: true };
  const closing = /expected '([^']+)'/.exec(message)?.[1];
  const token = tokenAt(source, pos);
  if (closing === 'esac' && !source.trimEnd().endsWith(';;') && !restHasToken(source, pos) && !/\bin\s*$/.test(source))
    return { message: endOfFile(';;', dialect), atEnd: true };
  if (token === undefined || (closing !== undefined && !restHasToken(source, pos))) return { message: endOfFile(closing, dialect), atEnd: true };
  return { message: unexpected(token, closing, dialect), atEnd: false };
}

/** What the dialect says of a token where it cannot stand. */
export function unexpected(token: string, expected: string | undefined, dialect: Dialect): string {
  const shown = token === '\n' ? 'newline' : isPlainWord(token) ? 'word' : /^[<>]/.test(token) ? 'redirection' : `"${token}"`;
  if (dialect === 'bash') return `syntax error near unexpected token \`${token === '\n' ? 'newline' : token}'`;
  const wanted = expected === undefined ? '' : ` (expecting "${expected}")`;
  return dialect === 'dash' ? `Syntax error: ${shown} unexpected${wanted}` : `syntax error: unexpected ${shown}${wanted}`;
}

const RESERVED = ['if', 'then', 'else', 'elif', 'fi', 'do', 'done', 'case', 'esac', 'while', 'until', 'for', 'in', '{', '}', '!'];

function isPlainWord(token: string): boolean {
  return /^[^;&|()<>\n]/.test(token) && !RESERVED.includes(token);
}

function unterminated(what: string, dialect: Dialect): string {
  if (dialect !== 'bash' && /back(?:tick|quote)/.test(what))
    return dialect === 'dash' ? 'Syntax error: EOF in backquote substitution' : 'syntax error: EOF in backquote substitution';
  const isQuote = /quote|string/.test(what);
  if (dialect === 'dash') return isQuote ? 'Syntax error: Unterminated quoted string' : endOfFile(what.includes('parameter') ? '}' : ')', dialect);
  if (dialect === 'ash') return isQuote ? 'syntax error: unterminated quoted string' : endOfFile(what.includes('parameter') ? '}' : ')', dialect);
  const close = what.startsWith('single')
    ? "'"
    : what.startsWith('double')
      ? '"'
      : what.includes('backtick')
        ? '`'
        : what.includes('parameter')
          ? '}'
          : ')';
  return `unexpected EOF while looking for matching \`${close}'`;
}

function endOfFile(expected: string | undefined, dialect: Dialect): string {
  const wanted = expected === undefined ? '' : ` (expecting "${expected}")`;
  if (dialect === 'dash') return `Syntax error: end of file unexpected${wanted}`;
  return dialect === 'ash' ? `syntax error: unexpected end of file${wanted}` : 'syntax error: unexpected end of file';
}

function tokenAt(source: string, pos: number): string | undefined {
  const rest = source.slice(pos).replace(/^[ \t]+/, '');
  return /^(?:\n|;;|&&|\|\||[;&|()<>]|[^\s;&|()<>]+)/.exec(rest)?.[0];
}

function restHasToken(source: string, pos: number): boolean {
  return /\S/.test(source.slice(pos).replace(/^[^\s;&|()<>]+/, ''));
}
