import { bytesOf } from '../bytes';
import type { ProgramContext } from '../types';
import { complainOfInput, linesOf, readContent, readInputs } from './input';
import { parseOptions, refuseOption } from './options';

export function cat(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'nbsETAvetu',
    long: { number: 'n', 'number-nonblank': 'b', 'squeeze-blank': 's', 'show-ends': 'E', 'show-tabs': 'T', 'show-all': 'A' },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  if (options.flags.size > 0 && !options.flags.has('u')) return catDecorated(context, options.operands, options.flags);
  let failed = false;
  for (const name of options.operands.length > 0 ? options.operands : ['-']) {
    if (name === '-') {
      context.out(context.stdin);
      continue;
    }
    const content = readContent(context, name);
    if (content.ok) context.outContent(content.content);
    else {
      complainOfInput(context, name, content.errno);
      failed = true;
    }
  }
  return failed ? 1 : 0;
}

function catDecorated(context: ProgramContext, operands: readonly string[], flags: ReadonlySet<string>): number {
  const { inputs, failed } = readInputs(context, operands);
  const text = inputs.map((input) => input.text).join('');
  const ends = flags.has('E') || flags.has('A') || flags.has('e') ? '$' : '';
  let number = 0;
  let blank = false;
  const lines: string[] = [];
  for (const line of linesOf(text)) {
    const repeats = blank && line === '';
    blank = line === '';
    if (flags.has('s') && repeats) continue;
    const counts = flags.has('b') ? line !== '' : flags.has('n');
    if (counts) number++;
    lines.push(
      `${counts ? `${String(number).padStart(6)}\t` : ''}${flags.has('T') || flags.has('A') || flags.has('t') ? line.replaceAll('\t', '^I') : line}${ends}\n`,
    );
  }
  const joined = lines.join('');
  context.out(bytesOf(text.endsWith('\n') || joined === '' ? joined : joined.slice(0, -1)));
  return failed ? 1 : 0;
}

export function tac(context: ProgramContext): number {
  const { inputs, failed } = readInputs(context, context.args);
  for (const input of inputs)
    context.out(
      bytesOf(
        linesOf(input.text)
          .toReversed()
          .map((line) => `${line}\n`)
          .join(''),
      ),
    );
  return failed ? 1 : 0;
}

export function rev(context: ProgramContext): number {
  const { inputs, failed } = readInputs(context, context.args);
  for (const input of inputs)
    context.out(
      bytesOf(
        linesOf(input.text)
          .map((line) => `${[...line].reverse().join('')}\n`)
          .join(''),
      ),
    );
  return failed ? 1 : 0;
}

/** Standard input to standard output and to files. */
export function tee(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'ai', long: { append: 'a', 'ignore-interrupts': 'i' } });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const bytes = context.stdin;
  context.out(bytes);
  let failed = false;
  for (const path of options.operands) {
    const written = options.flags.has('a') ? context.fs.append(context.resolve(path), bytes) : context.fs.write(context.resolve(path), bytes);
    if (written.ok) continue;
    complainOfInput(context, path, written.errno);
    failed = true;
  }
  return failed ? 1 : 0;
}

export function nl(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'b:w:s:v:n:i:',
    long: { 'body-numbering': 'b:', 'number-width': 'w:', 'number-separator': 's:' },
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const { inputs, failed } = readInputs(context, options.operands);
  const width = Number(options.values.get('w') ?? 6);
  const step = Number(options.values.get('i') ?? 1);
  let number = Number(options.values.get('v') ?? 1) - step;
  for (const line of inputs.flatMap((input) => linesOf(input.text))) {
    const counts = options.values.get('b') === 'a' || line !== '';
    if (counts) number += step;
    context.out(
      bytesOf(counts ? `${String(number).padStart(width)}${options.values.get('s') ?? '\t'}${line}\n` : `${' '.repeat(width + 1)}${line}\n`),
    );
  }
  return failed ? 1 : 0;
}

export function strings(context: ProgramContext): number {
  const options = parseOptions(context.args, { short: 'n:afo' });
  const { inputs, failed } = readInputs(context, options.operands);
  const least = Number(options.values.get('n') ?? 4);
  for (const input of inputs) for (const [text] of input.text.matchAll(/[\t\x20-\x7e]+/g)) if (text.length >= least) context.out(`${text}\n`);
  return failed ? 1 : 0;
}
