import { bytesOf, decodeText, encodeText } from '../bytes';
import { echoText } from '../echo-text';
import { evaluateTest, TestError } from '../file-test';
import { formatPrintf } from '../printf-format';
import type { ProgramContext } from '../types';
import { byFlavour, complain, parseOptions, refuseMissingOperand, refuseOption } from './options';

export function trueProgram(_context: ProgramContext): number {
  return 0;
}

export function falseProgram(_context: ProgramContext): number {
  return 1;
}

export function echo(context: ProgramContext): number {
  context.out(bytesOf(echoText(context.args.map(encodeText), 'options')));
  return 0;
}

export function printf(context: ProgramContext): number {
  const [format, ...args] = context.args.map(encodeText);
  if (format === undefined) return refuseMissingOperand(context);
  const result = formatPrintf(format, args);
  context.out(bytesOf(result.text));
  for (const text of result.badNumbers) complain(context, byFlavour(context, `'${text}': expected a numeric value`, `invalid number '${text}'`));
  if (result.badFormat !== undefined)
    complain(context, byFlavour(context, `${result.badFormat}: invalid conversion specification`, `${result.badFormat}: invalid format`));
  return result.badFormat !== undefined || result.badNumbers.length > 0 ? 1 : 0;
}

export function test(context: ProgramContext): number {
  const brackets = context.name === '[';
  if (brackets && context.args.at(-1) !== ']') {
    complain(context, byFlavour(context, "missing ']'", 'missing ]'));
    return 2;
  }
  const words = (brackets ? context.args.slice(0, -1) : context.args).map(encodeText);
  try {
    const { fs, identity } = context;
    return evaluateTest(words, { fs, identity, workingDirectory: encodeText(context.workingDirectory), isSet: () => false }, true) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    complain(
      context,
      error.kind === 'integer'
        ? byFlavour(context, `invalid integer '${decodeText(error.word)}'`, `${error.word}: bad number`)
        : byFlavour(context, `extra argument '${error.word}'`, `${error.word}: unknown operand`),
    );
    return 2;
  }
}

export function pwd(context: ProgramContext): number {
  context.out(`${context.workingDirectory}\n`);
  return 0;
}

/** Time is simulated: the wait is told to the cost model. */
export function sleep(context: ProgramContext): number {
  if (context.args.length === 0) return refuseMissingOperand(context);
  let seconds = 0;
  for (const text of context.args) {
    const match = /^(\d*\.?\d+)([smhd]?)$/.exec(text);
    if (!match && text !== 'infinity') {
      complain(context, byFlavour(context, `invalid time interval '${text}'\nTry 'sleep --help' for more information.`, `invalid number '${text}'`));
      return 1;
    }
    seconds += Number(match?.[1] ?? 86_400) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[match?.[2] || 's'] ?? 1);
  }
  context.work({ kind: 'compute', milliseconds: seconds * 1000 });
  return 0;
}

const YES_BYTES = 256 * 1024;

/** As much as a pipe takes until its reader is gone, which the signal PIPE then tells. */
export function yes(context: ProgramContext): number {
  const line = `${context.args.length > 0 ? context.args.join(' ') : 'y'}\n`;
  context.out(line.repeat(Math.max(1, Math.ceil(YES_BYTES / line.length))));
  return 141;
}

export function seq(context: ProgramContext): number {
  const options = parseOptions(
    context.args.map((word) => (/^-[\d.]/.test(word) ? `\0${word}` : word)),
    { short: 'ws:f:', long: { 'equal-width': 'w', separator: 's:', format: 'f:' } },
  );
  if (options.unknown !== undefined) return refuseOption(context, options.unknown);
  const texts = options.operands.map((word) => word.replace('\0', ''));
  const bad = texts.find((text) => text.trim() === '' || Number.isNaN(Number(text)));
  if (bad !== undefined) {
    complain(context, byFlavour(context, `invalid floating point argument: '${bad}'`, `invalid number '${bad}'`));
    return 1;
  }
  if (texts.length === 0 || texts.length > 3) return refuseMissingOperand(context);
  const [first, increment, last] = texts.length === 1 ? ['1', '1', texts[0]] : texts.length === 2 ? [texts[0], '1', texts[1]] : texts;
  const decimals = Math.max(...[first, increment].map((text) => (text?.split('.')[1] ?? '').length));
  const step = Number(increment);
  if (step === 0) {
    complain(context, `invalid Zero increment value: '${increment}'`);
    return 1;
  }
  const values: string[] = [];
  const count = Math.floor((Number(last) - Number(first)) / step + 1e-9);
  for (let index = 0; index <= count; index++) {
    context.spend(8);
    values.push((Number(first) + index * step).toFixed(decimals));
  }
  context.out(layOut(values, options.flags.has('w'), options.values));
  return 0;
}

function layOut(values: readonly string[], equalWidth: boolean, options: ReadonlyMap<string, string>): string {
  if (values.length === 0) return '';
  const width = equalWidth ? Math.max(...values.map((value) => value.length)) : 0;
  const format = options.get('f');
  const shown = values.map((value) => {
    if (format !== undefined) return formatPrintf(format, [value]).text;
    return value.startsWith('-') ? `-${value.slice(1).padStart(width - 1, '0')}` : value.padStart(width, '0');
  });
  return `${shown.join((options.get('s') ?? '\n').replace(/\\n/g, '\n').replace(/\\t/g, '\t'))}\n`;
}

export function nproc(context: ProgramContext): number {
  context.out('2\n');
  return 0;
}
