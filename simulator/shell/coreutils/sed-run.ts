import { bytesOf } from '../bytes';
import { matchRegex, type Regex, type RegexMatch } from '../regex';
import type { ProgramContext } from '../types';
import { readInput } from './input';
import { type Address, type ReplacementPart, type SedCommand, SedError, type Substitution } from './sed-parse';

/** A script with what every input of it shares. */
export interface SedRun {
  readonly context: ProgramContext;
  readonly commands: readonly SedCommand[];
  readonly quiet: boolean;
  readonly end: string;
}

interface Machine {
  readonly context: ProgramContext;
  readonly commands: readonly SedCommand[];
  readonly quiet: boolean;
  readonly lines: readonly string[];
  /** Whether the very last line had no newline. */
  readonly unterminated: boolean;
  next: number;
  pattern: string;
  hold: string;
  substituted: boolean;
  lastRegex: Regex | undefined;
  readonly active: Map<SedCommand, number>;
  readonly appended: string[];
  readonly files: Map<string, string>;
  output: string[];
  exit: number | undefined;
}

/** Runs a script over the text of one input; `exit` is set when `q` ended it. */
export function runSed(run: SedRun, text: string): { readonly text: string; readonly exit: number | undefined } {
  const unterminated = text !== '' && !text.endsWith(run.end);
  const lines = text === '' ? [] : (unterminated ? text : text.slice(0, -1)).split(run.end);
  const machine: Machine = {
    context: run.context,
    commands: run.commands,
    quiet: run.quiet,
    lines,
    unterminated,
    next: 0,
    pattern: '',
    hold: '',
    substituted: false,
    lastRegex: undefined,
    active: new Map(),
    appended: [],
    files: new Map(),
    output: [],
    exit: undefined,
  };
  while (machine.next < lines.length && machine.exit === undefined) {
    machine.pattern = lines[machine.next++] ?? '';
    machine.substituted = false;
    runCycle(machine);
  }
  for (const [path, content] of machine.files) run.context.fs.write(run.context.resolve(path), bytesOf(content));
  const joined = machine.output.join('');
  const output = run.end === '\n' ? joined : joined.replaceAll('\n', run.end);
  return {
    text: unterminated && machine.next >= lines.length && output.endsWith(run.end) && endsWithLastLine(machine) ? output.slice(0, -1) : output,
    exit: machine.exit,
  };
}

/** The missing newline at the end of the input is missing at the end of the output, too, when its last line ends it. */
function endsWithLastLine(machine: Machine): boolean {
  return machine.output.at(-1) === `${machine.pattern}\n`;
}

function runCycle(machine: Machine): void {
  for (;;) {
    const outcome = runCommands(machine, machine.commands);
    if (outcome === 'restart') continue;
    if (outcome !== 'delete' && !machine.quiet) emit(machine, machine.pattern);
    for (const text of machine.appended.splice(0)) machine.output.push(text);
    return;
  }
}

function emit(machine: Machine, text: string): void {
  machine.output.push(`${text}\n`);
}

type Outcome = 'end' | 'delete' | 'restart' | { readonly branch: string };

function runCommands(machine: Machine, commands: readonly SedCommand[]): Outcome {
  let at = 0;
  while (at < commands.length) {
    const command = commands[at++];
    machine.context.spend(1);
    if (!command || !selects(machine, command)) continue;
    const outcome = runCommand(machine, command);
    if (outcome === undefined) continue;
    if (typeof outcome === 'string') return outcome;
    if (outcome.branch === '') return 'end';
    const target = commands.findIndex((candidate) => candidate.name === ':' && candidate.text === outcome.branch);
    if (target >= 0) at = target + 1;
    else if (commands === machine.commands) throw new SedError(`can't find label for jump to \`${outcome.branch}'`);
    else return outcome;
  }
  return 'end';
}

function selects(machine: Machine, command: SedCommand): boolean {
  return inRange(machine, command) !== command.negated;
}

function inRange(machine: Machine, command: SedCommand): boolean {
  const [first, second] = command.addresses;
  if (!first) return true;
  if (!second) return matchesAddress(machine, first);
  const line = machine.next;
  const end = machine.active.get(command);
  if (end !== undefined) {
    const ends = second.kind === 'regex' ? matchesAddress(machine, second) : line >= end;
    if (ends) machine.active.delete(command);
    return second.kind === 'regex' || line <= end;
  }
  const starts = first.kind === 'line' && first.line === 0 ? line === 1 : matchesAddress(machine, first);
  if (!starts) return false;
  if (first.kind === 'line' && first.line === 0 && matchesAddress(machine, second)) return true;
  const last = endOfRange(machine, second, line);
  if (second.kind === 'regex' || last > line) machine.active.set(command, last);
  return true;
}

function endOfRange(machine: Machine, address: Address, line: number): number {
  switch (address.kind) {
    case 'line':
      return address.line;
    case 'last':
      return machine.lines.length;
    case 'plus':
      return line + address.lines;
    case 'multiple':
      return address.of === 0 ? line : Math.ceil(line / address.of) * address.of;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

function matchesAddress(machine: Machine, address: Address): boolean {
  const line = machine.next;
  switch (address.kind) {
    case 'line':
      return line === address.line;
    case 'last':
      return line === machine.lines.length;
    case 'step':
      return address.step === 0 ? line === address.first : line >= address.first && (line - address.first) % address.step === 0;
    case 'regex': {
      const regex = address.regex ?? machine.lastRegex;
      if (!regex) throw new SedError('no previous regular expression');
      machine.lastRegex = regex;
      return matchRegex(regex, machine.pattern, 0, machine.context.spend) !== undefined;
    }
    default:
      return false;
  }
}

function runCommand(machine: Machine, command: SedCommand): Outcome | undefined {
  switch (command.name) {
    case '{': {
      const outcome = runCommands(machine, command.block ?? []);
      return outcome === 'end' && machine.exit === undefined ? undefined : outcome;
    }
    case 's':
      if (command.substitution) substitute(machine, command.substitution);
      return undefined;
    case 'y':
      machine.pattern = [...machine.pattern].map((character) => command.translation?.get(character) ?? character).join('');
      return undefined;
    case 'a':
      machine.appended.push(`${command.text}\n`);
      return undefined;
    case 'i':
      emit(machine, command.text);
      return undefined;
    case 'c':
      if (!machine.active.has(command) || command.negated) emit(machine, command.text);
      return 'delete';
    case 'd':
      return 'delete';
    case 'D':
      return deleteFirstLine(machine);
    case 'p':
      emit(machine, machine.pattern);
      return undefined;
    case 'P':
      emit(machine, machine.pattern.split('\n')[0] ?? '');
      return undefined;
    case '=':
      emit(machine, String(machine.next));
      return undefined;
    case 'q':
    case 'Q':
      machine.exit = Number(command.text || 0);
      return command.name === 'q' ? 'end' : 'delete';
    case 'b':
      return { branch: command.text };
    case 't':
    case 'T':
      return runConditional(machine, command);
    default:
      return runBuffers(machine, command);
  }
}

function deleteFirstLine(machine: Machine): Outcome {
  const end = machine.pattern.indexOf('\n');
  if (end < 0) return 'delete';
  machine.pattern = machine.pattern.slice(end + 1);
  for (const text of machine.appended.splice(0)) machine.output.push(text);
  return 'restart';
}

function runConditional(machine: Machine, command: SedCommand): Outcome | undefined {
  const jumps = machine.substituted === (command.name === 't');
  machine.substituted = false;
  return jumps ? { branch: command.text } : undefined;
}

function runBuffers(machine: Machine, command: SedCommand): Outcome | undefined {
  switch (command.name) {
    case 'g':
      machine.pattern = machine.hold;
      return undefined;
    case 'G':
      machine.pattern += `\n${machine.hold}`;
      machine.context.spend(machine.pattern.length >> 6);
      return undefined;
    case 'h':
      machine.hold = machine.pattern;
      return undefined;
    case 'H':
      machine.hold += `\n${machine.pattern}`;
      machine.context.spend(machine.hold.length >> 6);
      return undefined;
    case 'x':
      [machine.pattern, machine.hold] = [machine.hold, machine.pattern];
      return undefined;
    case 'z':
      machine.pattern = '';
      return undefined;
    case 'n':
      if (machine.next >= machine.lines.length) return 'end';
      if (!machine.quiet) emit(machine, machine.pattern);
      for (const text of machine.appended.splice(0)) machine.output.push(text);
      machine.pattern = machine.lines[machine.next++] ?? '';
      return undefined;
    case 'N':
      if (machine.next >= machine.lines.length) return 'end';
      machine.pattern += `\n${machine.lines[machine.next++] ?? ''}`;
      return undefined;
    default:
      return runFiles(machine, command);
  }
}

function runFiles(machine: Machine, command: SedCommand): undefined {
  switch (command.name) {
    case 'r': {
      const input = readInput(machine.context, command.text);
      if (input.ok) machine.appended.push(input.text);
      return;
    }
    case 'w':
      writeFile(machine, command.text);
      return;
    case 'l':
      // BusyBox reads the command and does nothing.
      if (machine.context.flavour === 'gnu')
        emit(machine, `${machine.pattern.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n')}$`);
      return;
    default:
      return;
  }
}

function writeFile(machine: Machine, path: string): void {
  if (path === '/dev/stdout') emit(machine, machine.pattern);
  else machine.files.set(path, `${machine.files.get(path) ?? ''}${machine.pattern}\n`);
}

function substitute(machine: Machine, substitution: Substitution): void {
  const regex = substitution.regex ?? machine.lastRegex;
  if (!regex) throw new SedError('no previous regular expression');
  machine.lastRegex = regex;
  const { pattern } = machine;
  let result = '';
  let at = 0;
  let copied = 0;
  let count = 0;
  let lastEnd = -1;
  while (at <= pattern.length) {
    const match = matchRegex(regex, pattern, at, machine.context.spend);
    if (!match) break;
    const adjacentEmpty = match.end === match.start && match.start === lastEnd;
    if (!adjacentEmpty) count++;
    if (!adjacentEmpty && count >= substitution.occurrence) {
      result += pattern.slice(copied, match.start) + fill(substitution.replacement, match);
      copied = match.end;
      if (!substitution.global) break;
    }
    lastEnd = match.end;
    at = match.end > match.start ? match.end : match.end + 1;
  }
  if (count < substitution.occurrence) return;
  machine.pattern = result + pattern.slice(copied);
  machine.context.spend(machine.pattern.length >> 6);
  machine.substituted = true;
  if (substitution.print) emit(machine, machine.pattern);
  if (substitution.file !== undefined) writeFile(machine, substitution.file);
}

function fill(parts: readonly ReplacementPart[], match: RegexMatch): string {
  let text = '';
  let mode = 'E';
  let once = '';
  for (const part of parts) {
    if (part.kind === 'case') {
      if (part.mode === 'u' || part.mode === 'l') once = part.mode;
      else mode = part.mode;
      continue;
    }
    let piece = part.kind === 'text' ? part.text : (match.groups[part.index] ?? '');
    if (mode === 'U') piece = piece.toUpperCase();
    if (mode === 'L') piece = piece.toLowerCase();
    if (once !== '' && piece !== '') {
      piece = (once === 'u' ? piece[0]?.toUpperCase() : piece[0]?.toLowerCase()) + piece.slice(1);
      once = '';
    }
    text += piece;
  }
  return text;
}
