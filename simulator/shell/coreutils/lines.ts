import { bytesOf, encodeText } from '../bytes';
import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { linesOf, readInput, readInputs } from './input';
import { byFlavour, complain, parseOptions, refuseMissingOperand, refuseOption } from './options';

export function uniq(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'cdDuif:s:w:z',
    long: { count: 'c', repeated: 'd', unique: 'u', 'ignore-case': 'i', 'skip-fields': 'f:', 'skip-chars': 's:', 'check-chars': 'w:' },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const [from = '-', to] = options.operands;
  const { inputs, failed } = readInputs(context, [from]);
  if (failed) return 1;
  const keyOf = (line: string): string => {
    const skipped = line
      .replace(new RegExp(`^(?:\\s*\\S+){0,${Number(options.values.get('f') ?? 0)}}`), '')
      .slice(Number(options.values.get('s') ?? 0));
    const cut = options.values.has('w') ? skipped.slice(0, Number(options.values.get('w'))) : skipped;
    return options.flags.has('i') ? cut.toLowerCase() : cut;
  };
  const groups: { readonly line: string; count: number }[] = [];
  let key: string | undefined;
  for (const line of inputs.flatMap((input) => linesOf(input.text))) {
    const last = groups.at(-1);
    const own = keyOf(line);
    if (last && own === key) last.count++;
    else groups.push({ line, count: 1 });
    key = own;
  }
  const shown = groups.filter((group) => (options.flags.has('d') ? group.count > 1 : options.flags.has('u') ? group.count === 1 : true));
  const text = shown.map((group) => `${options.flags.has('c') ? `${String(group.count).padStart(7)} ` : ''}${group.line}\n`).join('');
  if (to === undefined) context.out(bytesOf(text));
  else context.fs.write(context.resolve(to), bytesOf(text));
  return 0;
}

/** Ranges as `1,3-5,7-`; both ends 1-based. */
export function parseRanges(text: string): readonly (readonly [from: number, to: number])[] | undefined {
  const ranges: (readonly [number, number])[] = [];
  for (const part of text.split(',')) {
    const match = /^(\d+)?(-)?(\d+)?$/.exec(part);
    if (!match || (match[1] === undefined && match[3] === undefined) || match[1] === '0') return undefined;
    const from = Number(match[1] ?? 1);
    ranges.push([from, match[2] === undefined ? from : Number(match[3] ?? Number.POSITIVE_INFINITY)]);
  }
  return ranges;
}

export function cut(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'b:c:f:d:snz',
    long: {
      bytes: 'b:',
      characters: 'c:',
      fields: 'f:',
      delimiter: 'd:',
      'only-delimited': 's',
      complement: 'complement',
      'output-delimiter': 'out:',
    },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const list = options.values.get('f') ?? options.values.get('c') ?? options.values.get('b');
  const ranges = list === undefined ? undefined : parseRanges(list);
  if (!ranges) {
    complain(
      context,
      list === undefined
        ? byFlavour(context, 'you must specify a list of bytes, characters, or fields', 'expected a list of bytes, characters, or fields')
        : `invalid ${options.values.has('f') ? 'field' : 'byte/character'} range`,
    );
    if (context.flavour === 'gnu') context.err(`Try 'cut --help' for more information.\n`);
    return 1;
  }
  const selects = (position: number): boolean => ranges.some(([from, to]) => position >= from && position <= to) !== options.flags.has('complement');
  const delimiter = encodeText(options.values.get('d') ?? '\t');
  const glue = options.values.get('out');
  const { inputs, failed } = readInputs(context, options.operands);
  const cutLine = (line: string): string | undefined => {
    if (!options.values.has('f')) return [...line].filter((_, index) => selects(index + 1)).join(glue ?? '');
    if (!line.includes(delimiter)) return options.flags.has('s') ? undefined : line;
    return line
      .split(delimiter)
      .filter((_, index) => selects(index + 1))
      .join(glue ?? delimiter);
  };
  for (const input of inputs)
    context.out(
      bytesOf(
        linesOf(input.text)
          .map(cutLine)
          .filter((line) => line !== undefined)
          .map((line) => `${line}\n`)
          .join(''),
      ),
    );
  return failed ? 1 : 0;
}

export function paste(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'd:sz', long: { delimiters: 'd:', serial: 's' } });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const delimiters = [...(options.values.get('d') ?? '\t').replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\0/g, '\0')];
  const { inputs, failed } = readInputs(context, options.operands);
  const columns = inputs.map((input) => linesOf(input.text));
  const glue = (index: number): string => (delimiters[index % delimiters.length] ?? '').replace('\0', '');
  const join = (parts: readonly string[]): string => parts.map((part, index) => (index < parts.length - 1 ? part + glue(index) : part)).join('');
  if (context.flavour === 'busybox' && !options.flags.has('s')) context.out(bytesOf(pasteColumns(columns, glue)));
  else if (options.flags.has('s')) context.out(bytesOf(columns.map((column) => `${join(column)}\n`).join('')));
  else {
    const height = Math.max(0, ...columns.map((column) => column.length));
    context.out(bytesOf(Array.from({ length: height }, (_, row) => `${join(columns.map((column) => column[row] ?? ''))}\n`).join('')));
  }
  return failed ? 1 : 0;
}

/** BusyBox passes over a file that has ended, with its delimiter, and ends a line only after the last file's (coreutils/paste.c). */
function pasteColumns(columns: readonly (readonly string[])[], glue: (index: number) => string): string {
  let text = '';
  for (let row = 0; columns.some((column) => row < column.length); row++) {
    let used = 0;
    columns.forEach((column, index) => {
      const line = column[row];
      if (line !== undefined) text += line + (index === columns.length - 1 ? '\n' : glue(used++));
    });
  }
  return text;
}

export function fold(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'w:sb', long: { width: 'w:', spaces: 's', bytes: 'b' }, numeric: true });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const width = Math.max(1, Number(options.values.get('w') ?? options.values.get('#') ?? 80));
  const { inputs, failed } = readInputs(context, options.operands);
  for (const input of inputs)
    context.out(
      bytesOf(
        linesOf(input.text)
          .map((line) => `${foldLine(line, width, options.flags.has('s'))}\n`)
          .join(''),
      ),
    );
  return failed ? 1 : 0;
}

function foldLine(line: string, width: number, atSpaces: boolean): string {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = atSpaces ? rest.slice(0, width).lastIndexOf(' ') : -1;
    const end = space > 0 ? space + 1 : width;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...parts, rest].join('\n');
}

export function comm(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: '123' });
  const [first, second] = options.operands;
  if (first === undefined || second === undefined) return refuseMissingOperand(context, first);
  const { inputs, failed } = readInputs(context, [first, second]);
  if (failed) return 1;
  const [left = [], right = []] = inputs.map((input) => linesOf(input.text));
  const column = (number: 1 | 2 | 3, line: string): string => {
    if (options.flags.has(String(number))) return '';
    return `${[1, 2]
      .filter((before) => before < number && !options.flags.has(String(before)))
      .map(() => '\t')
      .join('')}${line}\n`;
  };
  let text = '';
  for (let i = 0, j = 0; i < left.length || j < right.length; ) {
    const [a, b] = [left[i], right[j]];
    if (b === undefined || (a !== undefined && a < b)) {
      text += column(1, a ?? '');
      i++;
    } else if (a === undefined || b < a) {
      text += column(2, b);
      j++;
    } else {
      text += column(3, a);
      i++;
      j++;
    }
  }
  context.out(bytesOf(text));
  return 0;
}

export function join(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 't:1:2:j:a:e:o:v:i' });
  const [first = '-', second = '-'] = options.operands;
  const { inputs, failed } = readInputs(context, [first, second]);
  if (failed) return 1;
  const separator = options.values.get('t');
  const fieldsOf = (line: string): readonly string[] => (separator === undefined ? line.trim().split(/[ \t]+/) : line.split(separator));
  const glue = separator ?? ' ';
  const at = [options.values.get('1') ?? options.values.get('j') ?? '1', options.values.get('2') ?? options.values.get('j') ?? '1'].map(
    (text) => Number(text) - 1,
  );
  const [left = [], right = []] = inputs.map((input) => linesOf(input.text).map(fieldsOf));
  const rest = (fields: readonly string[], key: number): readonly string[] => fields.filter((_, index) => index !== key);
  for (const one of left) {
    const key = one[at[0] ?? 0] ?? '';
    const partners = right.filter((two) => (two[at[1] ?? 0] ?? '') === key);
    context.spend(right.length);
    for (const two of partners) context.out(bytesOf(`${[key, ...rest(one, at[0] ?? 0), ...rest(two, at[1] ?? 0)].join(glue)}\n`));
    if (partners.length === 0 && options.all.some(([letter, value]) => letter === 'a' && value === '1'))
      context.out(bytesOf(`${[key, ...rest(one, at[0] ?? 0)].join(glue)}\n`));
  }
  return 0;
}

/** Writes pieces named `xaa`, `xab`, … */
export function split(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'l:b:a:d',
    long: { lines: 'l:', bytes: 'b:', 'numeric-suffixes': 'd', 'suffix-length': 'a:' },
    numeric: true,
  });
  const [name = '-', prefix = 'x'] = options.operands;
  const input = readInput(context, name);
  if (!input.ok) {
    complain(context, `cannot open '${name}' for reading: ${errorText(input.errno)}`);
    return 1;
  }
  const bytes = options.values.get('b');
  const size = Math.max(
    1,
    Number.parseInt(bytes ?? options.values.get('l') ?? options.values.get('#') ?? '1000', 10) *
      (bytes?.endsWith('k') || bytes?.endsWith('K') ? 1024 : bytes?.endsWith('M') || bytes?.endsWith('m') ? 1048576 : 1),
  );
  const pieces: string[] = [];
  if (bytes !== undefined) for (let at = 0; at < input.text.length; at += size) pieces.push(input.text.slice(at, at + size));
  else {
    const lines = input.text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    for (let at = 0; at < lines.length; at += size) pieces.push(lines.slice(at, at + size).join(''));
  }
  const length = Number(options.values.get('a') ?? 2);
  pieces.forEach((piece, index) => {
    context.fs.write(context.resolve(prefix + suffix(index, length, options.flags.has('d'))), bytesOf(piece));
  });
  return 0;
}

function suffix(index: number, length: number, digits: boolean): string {
  const base = digits ? 10 : 26;
  let text = '';
  for (let rest = index, at = 0; at < length; at++, rest = Math.floor(rest / base))
    text = (digits ? String(rest % base) : String.fromCharCode(97 + (rest % base))) + text;
  return text;
}

export function expand(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 't:i', long: { tabs: 't:', initial: 'i' } });
  const width = Math.max(1, Number(options.values.get('t') ?? 8));
  const { inputs, failed } = readInputs(context, options.operands);
  const expandLine = (line: string): string => {
    let text = '';
    for (const character of line) text += character === '\t' ? ' '.repeat(width - (text.length % width)) : character;
    return text;
  };
  for (const input of inputs)
    context.out(
      bytesOf(
        linesOf(input.text)
          .map((line) => `${expandLine(line)}\n`)
          .join(''),
      ),
    );
  return failed ? 1 : 0;
}
