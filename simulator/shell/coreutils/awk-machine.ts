import { byteString, bytesOf, decodeText, encodeText } from '../bytes';
import { formatPrintf } from '../printf-format';
import { compileRegex, matchRegex, type Regex } from '../regex';
import type { ProgramContext } from '../types';
import { AwkError } from './awk-lex';
import type { AwkProgram } from './awk-syntax';
import { linesOf, readInput } from './input';

/** A text from outside counts as a number when it looks like one; `undefined` is a variable never set. */
export type AwkValue = number | string | undefined | { readonly field: string };
export type AwkArray = Map<string, AwkValue>;

/** What runs: variables, the current record, and open files. */
export interface AwkMachine {
  readonly context: ProgramContext;
  readonly program: AwkProgram;
  readonly variables: Map<string, AwkValue>;
  readonly arrays: Map<string, AwkArray>;
  /** Names of a running function's parameters; arrays are shared with the caller. */
  locals: ReadonlyMap<string, { value: AwkValue; array: AwkArray | undefined }> | undefined;
  depth: number;
  fields: string[];
  record: string;
  /** Records of the main input still to come. */
  readonly input: MainInput;
  readonly outputs: Map<string, string[]>;
  readonly readers: Map<string, string[]>;
}

export interface MainInput {
  readonly operands: readonly string[];
  next: number;
  records: readonly string[] | undefined;
  /** Index of the next of them. */
  position: number;
  opened: boolean;
  failed: boolean;
}

export function textOfValue(machine: AwkMachine, value: AwkValue, format = 'CONVFMT'): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return value.field;
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return String(value);
  return formatPrintf(textOfValue(machine, machine.variables.get(format)) || '%.6g', [String(value)]).text;
}

const LEADING_NUMBER = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/;

export function numberOfValue(value: AwkValue): number {
  if (typeof value === 'number') return value;
  const text = typeof value === 'object' ? value.field : (value ?? '');
  return Number(LEADING_NUMBER.exec(text)?.[0] ?? 0);
}

export function looksNumeric(text: string): boolean {
  return /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text);
}

export function isTrue(value: AwkValue): boolean {
  if (value === undefined) return false;
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'string') return value !== '';
  return looksNumeric(value.field) ? Number(value.field) !== 0 : value.field !== '';
}

/** Numbers when both sides are numbers or look like them, texts otherwise. */
export function compareValues(machine: AwkMachine, left: AwkValue, right: AwkValue): number {
  const numeric = (value: AwkValue): boolean =>
    value === undefined || typeof value === 'number' || (typeof value === 'object' && looksNumeric(value.field));
  if (numeric(left) && numeric(right)) return numberOfValue(left) - numberOfValue(right);
  const [one, two] = [textOfValue(machine, left), textOfValue(machine, right)];
  return one < two ? -1 : one > two ? 1 : 0;
}

export function regexOf(source: string): Regex {
  const regex = compileRegex(source, { extended: true, ignoreCase: false });
  if (!regex) throw new AwkError(`illegal regular expression ${source}`);
  return regex;
}

export function setRecord(machine: AwkMachine, record: string): void {
  machine.record = record;
  machine.fields = splitRecord(machine, record);
  machine.variables.set('NF', machine.fields.length);
}

function splitRecord(machine: AwkMachine, record: string): string[] {
  return splitText(machine, record, textOfValue(machine, machine.variables.get('FS')));
}

/** A single blank means runs of white space, any other single character itself, more is a regular expression. */
export function splitText(machine: AwkMachine, text: string, separator: string): string[] {
  if (text === '') return [];
  if (separator === ' ') return text.split(/[ \t\n]+/).filter((part) => part !== '');
  if (separator === '') return [...text];
  if (separator.length === 1 && separator !== '\\') return text.split(separator);
  const regex = regexOf(separator);
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; ) {
    const match = matchRegex(regex, text, at, machine.context.spend);
    if (!match) break;
    if (match.end > match.start) {
      parts.push(text.slice(start, match.start));
      start = match.end;
    }
    at = Math.max(match.end, match.start + 1);
  }
  return [...parts, text.slice(start)];
}

export function getField(machine: AwkMachine, index: number): AwkValue {
  if (index < 0) throw new AwkError(`trying to access out of range field ${index}`);
  const text = index === 0 ? machine.record : machine.fields[index - 1];
  return text === undefined ? undefined : { field: text };
}

const MOST_FIELDS = 100_000;

export function setField(machine: AwkMachine, index: number, text: string): void {
  if (index < 0 || index > MOST_FIELDS) throw new AwkError(`trying to access out of range field ${index}`);
  if (index === 0) return setRecord(machine, text);
  while (machine.fields.length < index) machine.fields.push('');
  machine.fields[index - 1] = text;
  joinFields(machine);
}

/** After a change of a field or of NF the record is put together again. */
export function joinFields(machine: AwkMachine): void {
  machine.record = machine.fields.join(textOfValue(machine, machine.variables.get('OFS')));
  machine.variables.set('NF', machine.fields.length);
}

export function resizeFields(machine: AwkMachine, count: number): void {
  if (count < 0 || count > MOST_FIELDS) throw new AwkError(`cannot set NF to ${count}`);
  machine.fields = Array.from({ length: count }, (_, index) => machine.fields[index] ?? '');
  joinFields(machine);
}

export function splitRecords(machine: AwkMachine, text: string): string[] {
  const separator = textOfValue(machine, machine.variables.get('RS'));
  if (separator === '\n') return [...linesOf(text)];
  const trimmed = text.replace(/\n$/, '');
  if (separator === '')
    return trimmed
      .replace(/^\n+/, '')
      .split(/\n\n+/)
      .filter((part) => part !== '');
  if (separator.length > 1) return splitText(machine, trimmed, separator);
  const parts = text.split(separator);
  if (parts.at(-1) === '' || parts.at(-1) === '\n') parts.pop();
  return parts;
}

/** The next record of the operands, or of standard input when there are none. `name=value` operands assign on the way. */
export function nextRecord(machine: AwkMachine): string | undefined {
  const { input } = machine;
  for (;;) {
    const record = input.records?.[input.position];
    input.position++;
    if (record !== undefined) return record;
    const operand = input.operands[input.next++];
    if (operand === undefined) {
      if (input.opened) return undefined;
      input.opened = true;
      startRecords(machine, byteString(machine.context.stdin));
      continue;
    }
    const assignment = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(operand);
    if (assignment) machine.variables.set(assignment[1] ?? '', { field: encodeText(assignment[2] ?? '') });
    else openOperand(machine, operand);
  }
}

function startRecords(machine: AwkMachine, text: string): void {
  machine.input.records = splitRecords(machine, text);
  machine.input.position = 0;
}

function openOperand(machine: AwkMachine, operand: string): void {
  machine.input.opened = true;
  const read = readInput(machine.context, operand);
  if (!read.ok) {
    machine.context.err(
      `${machine.context.name}: ${machine.context.flavour === 'gnu' ? `cannot open "${operand}" (No such file or directory)` : `${operand}: No such file or directory`}\n`,
    );
    machine.input.failed = true;
    return;
  }
  machine.variables.set('FILENAME', encodeText(operand));
  machine.variables.set('FNR', 0);
  startRecords(machine, read.text);
}

/** Output to files and commands is kept until `close` or the end. */
export function writeOutput(machine: AwkMachine, redirect: { readonly operator: string; readonly target: string } | undefined, text: string): void {
  if (!redirect || (redirect.operator !== '|' && redirect.target === '/dev/stdout')) return machine.context.out(bytesOf(text));
  if (redirect.operator !== '|' && redirect.target === '/dev/stderr') return machine.context.err(bytesOf(text));
  const key = `${redirect.operator} ${redirect.target}`;
  const pending = machine.outputs.get(key) ?? [];
  pending.push(text);
  machine.outputs.set(key, pending);
}

export function closeOutput(machine: AwkMachine, target: string): number {
  machine.readers.delete(target);
  let status = -1;
  for (const [key, pending] of [...machine.outputs]) {
    const operator = key.slice(0, key.indexOf(' '));
    if (key.slice(operator.length + 1) !== target) continue;
    machine.outputs.delete(key);
    status = finishOutput(machine, operator, target, bytesOf(pending.join('')));
  }
  return status;
}

function finishOutput(machine: AwkMachine, operator: string, target: string, bytes: Uint8Array): number {
  const { context } = machine;
  const path = context.resolve(decodeText(target));
  if (operator === '|') return context.spawn(['/bin/sh', '-c', decodeText(target)], { stdin: bytes });
  const written = operator === '>' ? context.fs.write(path, bytes) : context.fs.append(path, bytes);
  return written.ok ? 0 : -1;
}

export function closeAll(machine: AwkMachine): void {
  for (const key of [...machine.outputs.keys()]) closeOutput(machine, key.slice(key.indexOf(' ') + 1));
}
