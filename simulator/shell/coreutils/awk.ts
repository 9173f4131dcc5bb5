import { encodeText } from '../bytes';
import type { ProgramContext } from '../types';
import { AwkError, unescapeAwk } from './awk-lex';
import { type AwkMachine, type AwkValue, closeAll } from './awk-machine';
import { parseAwk } from './awk-parse';
import { runAwk } from './awk-run';
import { complainOfInput, readInput } from './input';
import { parseOptions, refuseOption } from './options';

/** POSIX awk with the functions that mawk and BusyBox share. */
export function awk(context: ProgramContext): number {
  const options = parseOptions(context.args, {
    short: 'F:v:f:e:W:',
    long: { 'field-separator': 'F:', assign: 'v:', file: 'f:', source: 'e:' },
    stopsAtOperand: true,
  });
  if (options.unknown !== undefined) return refuseOption(context, options.unknown, 2);
  const operands = [...options.operands];
  const source = programText(context, options.all, operands);
  if (source === undefined) return 2;
  try {
    const machine = createMachine(context, source, operands, options.all);
    const status = runAwk(machine);
    closeAll(machine);
    return status;
  } catch (error) {
    if (!(error instanceof AwkError)) throw error;
    context.err(
      `${context.name}: ${context.flavour === 'gnu' ? error.text : `cmd. line:1: ${error.text.startsWith('syntax error') ? 'Unexpected token' : error.text}`}\n`,
    );
    return context.flavour === 'gnu' ? 2 : 1;
  }
}

function programText(context: ProgramContext, all: readonly (readonly [string, string])[], operands: string[]): string | undefined {
  const pieces: string[] = [];
  for (const [letter, value] of all) {
    if (letter === 'e') pieces.push(encodeText(value));
    if (letter !== 'f') continue;
    const input = readInput(context, value);
    if (!input.ok) {
      complainOfInput(context, value, input.errno);
      return undefined;
    }
    pieces.push(input.text);
  }
  if (pieces.length > 0) return pieces.join('\n');
  const first = operands.shift();
  if (first === undefined) context.err(`usage: ${context.name} [-F fs][-v var=value][prog | -f progfile][file ...]\n`);
  return first === undefined ? undefined : encodeText(first);
}

function createMachine(
  context: ProgramContext,
  source: string,
  operands: readonly string[],
  all: readonly (readonly [string, string])[],
): AwkMachine {
  const environment = new Map([...context.env].map(([name, value]): [string, AwkValue] => [name, { field: encodeText(value) }]));
  const machine: AwkMachine = {
    context,
    program: parseAwk(source),
    variables: new Map<string, AwkValue>([
      ['FS', ' '],
      ['OFS', ' '],
      ['RS', '\n'],
      ['ORS', '\n'],
      ['SUBSEP', '\x1c'],
      ['CONVFMT', '%.6g'],
      ['OFMT', '%.6g'],
      ['NR', 0],
      ['FNR', 0],
      ['NF', 0],
      ['FILENAME', ''],
      ['ARGC', operands.length + 1],
    ]),
    arrays: new Map([
      ['ENVIRON', environment],
      ['ARGV', new Map([context.name, ...operands].map((word, index): [string, AwkValue] => [String(index), { field: encodeText(word) }]))],
    ]),
    locals: undefined,
    depth: 0,
    fields: [],
    record: '',
    input: { operands, next: 0, records: undefined, position: 0, opened: false, failed: false },
    outputs: new Map(),
    readers: new Map(),
  };
  for (const [letter, value] of all) {
    if (letter === 'F') machine.variables.set('FS', value === 't' ? '\t' : unescapeAwk(encodeText(value)));
    const assignment = letter === 'v' ? /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(value) : null;
    if (assignment) machine.variables.set(assignment[1] ?? '', { field: unescapeAwk(encodeText(assignment[2] ?? '')) });
  }
  return machine;
}
