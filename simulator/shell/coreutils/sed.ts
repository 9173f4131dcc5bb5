import { bytesOf, encodeText } from '../bytes';
import { errorText } from '../errno';
import type { ProgramContext } from '../types';
import { complainOfInput, readInput } from './input';
import { byFlavour, complain, parseOptions, refuseOption } from './options';
import { parseSed, SedError } from './sed-parse';
import { runSed, type SedRun } from './sed-run';

export function sed(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'ne:f:Eri::suzl:',
    long: {
      quiet: 'n',
      silent: 'n',
      expression: 'e:',
      file: 'f:',
      'regexp-extended': 'E',
      'in-place': 'i::',
      separate: 's',
      unbuffered: 'u',
      'null-data': 'z',
      posix: 'posix',
      debug: 'debug',
    },
  });
  if (context.args[0] === '--version') {
    context.out(byFlavour(context, 'sed (GNU sed) 4.9\n', 'This is not GNU sed version 4.0\n'));
    return 0;
  }
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const operands = [...options.operands];
  const script = scriptOf(context, options.all, operands);
  if (script === undefined) return 1;
  try {
    const commands = parseSed(script, options.flags.has('E') || options.flags.has('r'), context.flavour === 'gnu');
    const run = { context, commands, quiet: options.flags.has('n') || script.startsWith('#n\n'), end: options.flags.has('z') ? '\0' : '\n' };
    return options.flags.has('i') ? editInPlace(run, operands, options.values.get('i') ?? '') : filter(run, operands, options.flags.has('s'));
  } catch (error) {
    if (!(error instanceof SedError)) throw error;
    complain(
      context,
      byFlavour(
        context,
        `-e expression #1, char ${script.length}: ${error.text}`,
        error.text.startsWith('unknown command')
          ? `unsupported command ${error.text.slice(-2, -1)}`
          : error.text.startsWith('unterminated')
            ? "unmatched '/'"
            : error.text,
      ),
    );
    return 1;
  }
}

function scriptOf(context: ProgramContext, all: readonly (readonly [string, string])[], operands: string[]): string | undefined {
  const pieces: string[] = [];
  for (const [letter, value] of all) {
    if (letter === 'e') pieces.push(encodeText(value));
    if (letter !== 'f') continue;
    const input = readInput(context, value);
    if (!input.ok) {
      complainOfInput(context, value, input.errno);
      return undefined;
    }
    pieces.push(input.text.replace(/\n$/, ''));
  }
  if (pieces.length > 0) return pieces.join('\n');
  const first = operands.shift();
  if (first !== undefined) return encodeText(first);
  context.err('Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n');
  return undefined;
}

function filter(run: SedRun, operands: readonly string[], separate: boolean): number {
  const texts: string[] = [];
  let failed = false;
  for (const name of operands.length > 0 ? operands : ['-']) {
    const input = readInput(run.context, name);
    if (input.ok) texts.push(input.text);
    else {
      complainOfInput(run.context, name, input.errno);
      failed = true;
    }
  }
  // Files are one stream of lines; one that lacks its last newline gets it when another follows.
  const joined = separate
    ? texts
    : [texts.map((text, index) => (index < texts.length - 1 && text !== '' && !text.endsWith(run.end) ? text + run.end : text)).join('')];
  let status = 0;
  for (const text of joined) {
    const result = runSed(run, text);
    run.context.out(bytesOf(result.text));
    if (result.exit !== undefined) return result.exit;
  }
  if (failed) status = byFlavour(run.context, '2', '1') === '2' ? 2 : 1;
  return status;
}

/** Writes a new file in the old one's place, with its mode; BusyBox and GNU both rename a temporary over it. */
function editInPlace(run: SedRun, operands: readonly string[], suffix: string): number {
  const { context } = run;
  let status = 0;
  for (const name of operands) {
    const absolute = context.resolve(name);
    const node = context.fs.stat(absolute);
    const input = readInput(context, name);
    if (!node.ok || !input.ok || node.value.kind !== 'file') {
      if (node.ok && node.value.kind === 'directory') complain(context, `couldn't edit ${name}: not a regular file`);
      else complainOfInput(context, name, input.ok ? 'ENOENT' : input.errno);
      status = context.flavour === 'gnu' ? 4 : 1;
      continue;
    }
    const result = runSed(run, input.text);
    // The backup is the old file itself, under another name.
    if (suffix !== '') context.fs.rename(absolute, context.resolve(suffix.includes('*') ? suffix.replaceAll('*', name) : name + suffix));
    const { mode, uid, gid } = node.value;
    const removed = suffix === '' ? context.fs.remove(absolute) : ({ ok: true } as const);
    if (!removed.ok) {
      complain(
        context,
        byFlavour(context, `cannot rename ${name}: ${errorText(removed.errno)}`, `can't move '${name}' to '${name}': ${errorText(removed.errno)}`),
      );
      return context.flavour === 'gnu' ? 4 : 1;
    }
    context.fs.write(absolute, bytesOf(result.text), context.identity.uid === 0 ? { mode, uid, gid } : { mode });
    if (result.exit !== undefined && result.exit !== 0) status = result.exit;
  }
  return status;
}
