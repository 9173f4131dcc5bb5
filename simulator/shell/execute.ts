import { applyAssignment, evaluateAssignments, withTemporary } from './assignments';
import { BUILTINS, type Builtin, DECLARATIONS, SPECIAL_BUILTINS } from './builtins/table';
import { byteString } from './bytes';
import { runCompound } from './compound';
import { exitShell, Unwind } from './control';
import { expandFields, expandText } from './expand';
import { runExternal } from './external';
import { printError, printRaw, printSyntaxError } from './messages';
import { parseScript } from './parse';
import { openRedirects, withRedirects } from './redirects';
import { forkShell, hasOption, type Interpreter, type Shell, type Variable } from './shell-state';
import { bufferBytes, createBuffer, type Description, flushAll, readRest, sourceOf } from './streams';
import type { Argument, Command, List, Script } from './syntax';
import { traceAssignments, traceWords } from './trace';
import { runTrap } from './traps';
import { setArray } from './variables';

type Simple = Extract<Command, { readonly kind: 'simple' }>;

/** Runs a whole script in this shell: what is well-formed, then, where the rest is not, the dialect's complaint. */
export function runScript(shell: Shell, script: Script): number {
  runList(shell, script.statements);
  if (!script.error) return shell.lastStatus;
  shell.line = script.error.line;
  printSyntaxError(shell, script.error);
  return exitShell(2);
}

export function runList(shell: Shell, list: List): number {
  if (list.length === 0) return shell.lastStatus;
  for (const statement of list) {
    if (hasOption(shell, 'noexec')) continue;
    if (statement.background) runBackground(shell, statement.command);
    else shell.lastStatus = runCommand(shell, statement.command);
  }
  return shell.lastStatus;
}

/** There is no time inside a RUN, so that what goes to the background has ended before the next command starts. */
function runBackground(shell: Shell, command: Command): void {
  const child = forkShell(shell);
  child.descriptors.set(0, { kind: 'device', device: { kind: 'null' } });
  const status = runInSubshell(child, () => runCommand(child, command));
  const number = 6 + shell.session.nextNumber();
  shell.lastBackground = number;
  shell.jobs.set(number, status);
  shell.lastStatus = 0;
}

export function runCommand(shell: Shell, command: Command): number {
  switch (command.kind) {
    case 'simple':
      return checked(shell, runSimple(shell, command));
    case 'pipeline':
      return runPipeline(shell, command);
    case 'and-or':
      return runAndOr(shell, command);
    case 'subshell': {
      const child = forkShell(shell);
      return checked(
        shell,
        shell.session.nested(() => runInSubshell(child, () => runList(child, command.body))),
      );
    }
    case 'redirected': {
      shell.line = command.line;
      const result = withRedirects(shell, command.redirects, () => runCommand(shell, command.command));
      return typeof result === 'number' ? result : checked(shell, result.failed);
    }
    case 'function':
      shell.functions.set(command.name, command.body);
      return 0;
    case 'test':
    case 'arithmetic':
      return checked(shell, runCompound(shell, command, RUNNER));
    default:
      return runCompound(shell, command, RUNNER);
  }
}

const RUNNER = { list: runList, tested: (shell: Shell, list: List): number => asTested(shell, () => runList(shell, list)) };

function asTested(shell: Shell, run: () => number): number {
  shell.tested++;
  try {
    return run();
  } finally {
    shell.tested--;
  }
}

/** `set -e`: a failure that nothing looks at ends the shell. */
function checked(shell: Shell, status: number): number {
  shell.lastStatus = status;
  if (status === 0 || shell.tested > 0) return status;
  if (shell.traps.has('ERR')) runTrap(shell, 'ERR');
  return hasOption(shell, 'errexit') ? exitShell(status) : status;
}

function runAndOr(shell: Shell, command: Extract<Command, { readonly kind: 'and-or' }>): number {
  let status = command.rest.length > 0 ? asTested(shell, () => runCommand(shell, command.first)) : runCommand(shell, command.first);
  command.rest.forEach((step, index) => {
    shell.lastStatus = status;
    if ((status === 0) !== (step.operator === '&&')) return;
    const isLast = index === command.rest.length - 1;
    status = isLast ? runCommand(shell, step.command) : asTested(shell, () => runCommand(shell, step.command));
  });
  return status;
}

function runPipeline(shell: Shell, pipeline: Extract<Command, { readonly kind: 'pipeline' }>): number {
  if (pipeline.timed) return runTimed(shell, pipeline);
  const [only] = pipeline.commands;
  if (pipeline.negated) {
    const status = asTested(shell, () => (pipeline.commands.length === 1 && only ? runCommand(shell, only) : runStages(shell, pipeline)));
    return status === 0 ? 1 : 0;
  }
  return pipeline.commands.length === 1 && only ? runCommand(shell, only) : checked(shell, runStages(shell, pipeline));
}

/** bash's `time`: nothing takes time here. */
function runTimed(shell: Shell, pipeline: Extract<Command, { readonly kind: 'pipeline' }>): number {
  const status = runPipeline(shell, { ...pipeline, timed: false });
  printRaw(shell, '\nreal\t0m0.000s\nuser\t0m0.000s\nsys\t0m0.000s\n');
  return status;
}

/** The stages run one after another, each in a subshell of its own, over buffers. */
function runStages(shell: Shell, pipeline: Extract<Command, { readonly kind: 'pipeline' }>): number {
  flushAll(shell.descriptors);
  const statuses: number[] = [];
  let input: Description | undefined = shell.descriptors.get(0);
  pipeline.commands.forEach((command, index) => {
    const child = forkShell(shell);
    const output = index < pipeline.commands.length - 1 ? createBuffer() : undefined;
    if (input) child.descriptors.set(0, input);
    if (output) child.descriptors.set(1, output);
    if (output && pipeline.both[index] === true) child.descriptors.set(2, output);
    statuses.push(shell.session.nested(() => runInSubshell(child, () => runCommand(child, command))));
    input = output ? sourceOf(bufferBytes(output)) : undefined;
  });
  const last = statuses.at(-1) ?? 0;
  if (shell.dialect === 'bash') shell.variables.set('PIPESTATUS', pipeStatus(statuses));
  if (!hasOption(shell, 'pipefail')) return last;
  return statuses.findLast((status) => status !== 0) ?? 0;
}

function pipeStatus(statuses: readonly number[]): {
  readonly value: string;
  readonly exported: false;
  readonly readonly: false;
  readonly elements: ReadonlyMap<string, string>;
} {
  const elements = new Map(statuses.map((status, index) => [String(index), String(status)]));
  return { value: String(statuses[0] ?? 0), exported: false, readonly: false, elements };
}

/** Ends at `exit`, at an error that ends a shell, and after its own EXIT trap. */
export function runInSubshell(child: Shell, run: () => number): number {
  let status = caughtExit(child, run);
  if (child.traps.has('EXIT')) {
    child.lastStatus = status;
    status = caughtExit(child, () => {
      runTrap(child, 'EXIT');
      return status;
    });
  }
  flushAll(child.descriptors);
  return status;
}

function caughtExit(shell: Shell, run: () => number): number {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Unwind) || error.reason.kind === 'limit') throw error;
    return error.reason.kind === 'exit' || error.reason.kind === 'return' ? error.reason.status : shell.lastStatus;
  }
}

function runSimple(shell: Shell, command: Simple): number {
  shell.line = command.line;
  shell.substitutionStatus = 0;
  const declares = isDeclaration(command.words);
  const words = command.words.flatMap((argument) => expandArgument(shell, argument, declares));
  shell.line = command.line;
  if (words.length === 0) return runWithoutCommand(shell, command);
  const status = runWords(shell, command, words);
  if (declares) declareArrays(shell, command.words);
  return status;
}

/** `declare name=(…)`: the builtin has declared the name, now it gets its elements. */
function declareArrays(shell: Shell, words: readonly Argument[]): void {
  for (const { word, elements } of words) {
    if (elements)
      setArray(
        shell,
        expandText(shell, word),
        elements.flatMap((element) => expandFields(shell, element)),
        false,
      );
  }
}

function isDeclaration(words: readonly Argument[]): boolean {
  const [name] = words[0]?.word ?? [];
  return name?.kind === 'text' && DECLARATIONS.has(name.text);
}

function expandArgument(shell: Shell, argument: Argument, declares: boolean): readonly string[] {
  return argument.assignment && declares ? [expandText(shell, argument.word)] : expandFields(shell, argument.word);
}

function runWithoutCommand(shell: Shell, command: Simple): number {
  const result = withRedirects(shell, command.redirects, () => {
    const values = evaluateAssignments(shell, command.assignments);
    traceAssignments(shell, values);
    for (const value of values) applyAssignment(shell, value);
    return shell.substitutionStatus;
  });
  return typeof result === 'number' ? result : result.failed;
}

function runWords(shell: Shell, command: Simple, words: readonly string[]): number {
  shell.session.countCommand();
  const name = words[0] ?? '';
  const special = SPECIAL_BUILTINS.get(name);
  const body = special && shell.dialect !== 'bash' ? undefined : shell.functions.get(name);
  const values = evaluateAssignments(shell, command.assignments);
  if (hasOption(shell, 'xtrace')) {
    if (shell.dialect === 'bash') traceAssignments(shell, values);
    traceWords(shell, words, shell.dialect === 'bash' ? [] : values);
  }
  if (special && !body) {
    if (shell.dialect !== 'bash') for (const value of values) applyAssignment(shell, value);
    const run = (): number => runSpecial(shell, command, name, special, words.slice(1));
    return shell.dialect === 'bash' && name !== 'exec' ? withTemporary(shell, values, run) : run();
  }
  const run = (): number => (body ? callFunction(shell, name, body, words.slice(1)) : runRegular(shell, words));
  const result = withRedirects(shell, command.redirects, () => withTemporary(shell, values, run));
  return typeof result === 'number' ? result : result.failed;
}

/** A special builtin's redirection error ends a POSIX shell; the redirects of `exec` without a command stay. */
function runSpecial(shell: Shell, command: Simple, name: string, builtin: Builtin, args: readonly string[]): number {
  if (name === 'exec' && args.length === 0) {
    flushAll(shell.descriptors);
    const opened = openRedirects(shell, command.redirects);
    if ('status' in opened) return exitShell(opened.status);
    shell.descriptors = opened.descriptors;
    return 0;
  }
  const result = withRedirects(shell, command.redirects, () => builtin(shell, args));
  if (typeof result === 'number') return result;
  return shell.dialect === 'bash' ? result.failed : exitShell(result.failed);
}

const PURE = new Set(['echo', 'printf', ':', 'true', 'false', 'read', 'shift', 'set', 'export', 'local', 'return', 'break', 'continue', 'let']);

function runRegular(shell: Shell, words: readonly string[]): number {
  const name = words[0] ?? '';
  const builtin = BUILTINS.get(name);
  if (!PURE.has(name)) flushAll(shell.descriptors);
  if (builtin?.dialects.includes(shell.dialect)) return builtin.run(shell, words.slice(1));
  return runExternal(shell, words);
}

function callFunction(shell: Shell, name: string, body: Command, args: readonly string[]): number {
  const { positional, loopDepth } = shell;
  const frame = { hidden: new Map<string, Variable | undefined>() };
  if (shell.dialect === 'ash') {
    frame.hidden.set('FUNCNAME', shell.variables.get('FUNCNAME'));
    shell.variables.set('FUNCNAME', { value: name, exported: false, readonly: false });
  }
  shell.positional = args;
  shell.loopDepth = 0;
  shell.frames.push(frame);
  try {
    return shell.session.nested(() => runCommand(shell, body));
  } catch (error) {
    if (error instanceof Unwind && error.reason.kind === 'return') return error.reason.status;
    throw error;
  } finally {
    shell.frames.pop();
    for (const [name, variable] of frame.hidden) {
      if (variable) shell.variables.set(name, variable);
      else shell.variables.delete(name);
    }
    shell.positional = positional;
    shell.loopDepth = loopDepth;
  }
}

export const INTERPRETER: Interpreter = {
  substitute(shell, script) {
    const child = forkShell(shell);
    const output = createBuffer();
    flushAll(shell.descriptors);
    child.descriptors.set(1, output);
    // Not so in dash, where the substitution keeps `-e`.
    if (shell.dialect !== 'dash') child.options.delete('errexit');
    const status = shell.session.nested(() => runInSubshell(child, () => substitutedFile(child, script) ?? runScript(child, script)));
    shell.substitutionStatus = status;
    shell.lastStatus = status;
    const text = byteString(bufferBytes(output));
    if (shell.dialect === 'bash' && text.includes('\0')) printError(shell, 'warning: command substitution: ignored null byte in input');
    return text.replaceAll('\0', '').replace(/\n+$/, '');
  },
  substituteProcess(shell, script, direction) {
    const number = 63 - (shell.session.nextNumber() % 32);
    if (direction === '>') {
      shell.descriptors.set(number, { kind: 'device', device: { kind: 'null' } });
      return `/dev/fd/${number}`;
    }
    const child = forkShell(shell);
    const output = createBuffer();
    child.descriptors.set(1, output);
    shell.session.nested(() => runInSubshell(child, () => runScript(child, script)));
    shell.descriptors.set(number, sourceOf(bufferBytes(output)));
    return `/dev/fd/${number}`;
  },
  runText: (shell, text) => shell.session.nested(() => runScript(shell, parseScript(text, shell.dialect))),
  runArguments(shell, words, how) {
    const name = words[0] ?? '';
    const body = how.functions ? shell.functions.get(name) : undefined;
    if (body) return callFunction(shell, name, body, words.slice(1));
    const special = SPECIAL_BUILTINS.get(name);
    return special ? special(shell, words.slice(1)) : runRegular(shell, words);
  },
};

/** bash's `$(<file)`. */
function substitutedFile(shell: Shell, script: Script): number | undefined {
  const [statement] = script.statements;
  const command = statement?.command;
  if (shell.dialect !== 'bash' || script.statements.length !== 1 || command?.kind !== 'simple') return undefined;
  const [redirect] = command.redirects;
  if (command.words.length > 0 || command.assignments.length > 0 || redirect?.kind !== 'file' || redirect.operator !== '<') return undefined;
  const opened = openRedirects(shell, command.redirects);
  if ('status' in opened) return opened.status;
  const output = shell.descriptors.get(1);
  if (output?.kind === 'buffer') output.chunks.push(readRest(shell.session, opened.descriptors.get(0)));
  return 0;
}
