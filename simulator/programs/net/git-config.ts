import type { ProgramContext } from '../../shell/types';

/** `section.name`, or `section."sub section".name` with its subsection between the first and the last dot. */
interface Key {
  readonly header: string;
  readonly name: string;
}

const decoder = new TextDecoder();

/** `git config`: sets and gets; files are written as git writes them. */
export function gitConfig(context: ProgramContext, repository: string | undefined): number {
  const words = context.args.slice(1).filter((word) => !word.startsWith('-'));
  const flags = new Set(context.args.slice(1).filter((word) => word.startsWith('-')));
  const path = flags.has('--system')
    ? '/etc/gitconfig'
    : flags.has('--global')
      ? `${context.env.get('HOME') ?? '/root'}/.gitconfig`
      : repository === undefined
        ? undefined
        : `${repository}/config`;
  const [text = '', value] = words;
  const key = keyOf(text);
  if (path === undefined) {
    context.err('fatal: not in a git directory\n');
    return 128;
  }
  if (flags.has('--list') || flags.has('-l')) return list(context, path);
  if (key === undefined) {
    context.err(`error: key does not contain a section: ${text}\n`);
    return 1;
  }
  const lines = read(context, path);
  if (flags.has('--unset') || flags.has('--unset-all'))
    return write(
      context,
      path,
      lines.filter((_line, index) => !isAt(lines, index, key)),
    );
  if (value !== undefined) return write(context, path, withValue(lines, key, value, flags.has('--add')));
  const found = lines.findLast((_line, index) => isAt(lines, index, key));
  if (found === undefined) return 1;
  context.out(`${unquoted(found.slice(found.indexOf('=') + 1).trim())}\n`);
  return 0;
}

function keyOf(text: string): Key | undefined {
  const match = /^([\w-]+)(?:\.(.+))?\.([\w-]+)$/.exec(text);
  if (match === null) return undefined;
  const [, section = '', sub, name = ''] = match;
  return { header: sub === undefined ? `[${section}]` : `[${section} "${sub.replace(/["\\]/g, '\\$&')}"]`, name };
}

function read(context: ProgramContext, path: string): readonly string[] {
  const bytes = context.fs.read(path);
  return bytes.ok
    ? decoder
        .decode(bytes.value)
        .split('\n')
        .filter((line) => line !== '')
    : [];
}

function write(context: ProgramContext, path: string, lines: readonly string[]): number {
  if (context.fs.write(path, lines.map((line) => `${line}\n`).join('')).ok) return 0;
  context.err(`error: could not lock config file ${path}: Permission denied\n`);
  return 255;
}

const isHeader = (line: string) => line.startsWith('[');

/** Whether a line sets the key: by its own name and the nearest header above. */
function isAt(lines: readonly string[], index: number, { header, name }: Key): boolean {
  const line = lines[index] ?? '';
  return new RegExp(`^\\s*${name}\\s*=`, 'i').test(line) && lines.slice(0, index).findLast(isHeader) === header;
}

function withValue(lines: readonly string[], key: Key, value: string, adds: boolean): readonly string[] {
  const line = `\t${key.name} = ${quoted(value)}`;
  const existing = lines.findLastIndex((_line, index) => isAt(lines, index, key));
  if (existing >= 0 && !adds) return lines.with(existing, line);
  const header = lines.lastIndexOf(key.header);
  if (header < 0) return [...lines, key.header, line];
  const next = lines.findIndex((candidate, index) => index > header && isHeader(candidate));
  return lines.toSpliced(next < 0 ? lines.length : next, 0, line);
}

function quoted(value: string): string {
  const escaped = value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return /^\s|\s$|[#;]/.test(value) ? `"${escaped}"` : escaped;
}

function unquoted(text: string): string {
  const inner = /^"(.*)"$/.exec(text)?.[1] ?? text;
  return inner.replace(/\\(.)/g, (_escape, letter: string) => (letter === 'n' ? '\n' : letter === 't' ? '\t' : letter));
}

function list(context: ProgramContext, path: string): number {
  let section = '';
  for (const line of read(context, path)) {
    const header = /^\[([\w-]+)(?: "(.*)")?\]$/.exec(line);
    if (header !== null) section = [header[1]?.toLowerCase(), ...(header[2] === undefined ? [] : [unquoted(header[2])])].join('.');
    const entry = /^\s*([\w-]+)\s*=\s*(.*)$/.exec(line);
    if (entry !== null) context.out(`${section}.${entry[1]?.toLowerCase()}=${unquoted(entry[2] ?? '')}\n`);
  }
  return 0;
}
