import { Unwind } from './control';
import { expandFields, expandPattern, expandText } from './expand';
import { compilePattern, matchesPattern } from './pattern';
import { evaluate } from './shell-arithmetic';
import type { Shell } from './shell-state';
import type { Command, List } from './syntax';
import { evaluateTestExpression } from './test-expression';
import { traceHead } from './trace';
import { setVariable } from './variables';

/** How the bodies of compound commands are run. */
export interface ListRunner {
  list(shell: Shell, list: List): number;
  /** As a condition, where `set -e` does not apply. */
  tested(shell: Shell, list: List): number;
}

type Compound = Exclude<Command, { readonly kind: 'simple' | 'pipeline' | 'and-or' | 'subshell' | 'redirected' | 'function' }>;
type Of<Kind extends Compound['kind']> = Extract<Compound, { readonly kind: Kind }>;

export function runCompound(shell: Shell, command: Compound, run: ListRunner): number {
  switch (command.kind) {
    case 'group':
      return run.list(shell, command.body);
    case 'if':
      return runIf(shell, command, run);
    case 'for':
      return runFor(shell, command, run);
    case 'while':
      return runWhile(shell, command, run);
    case 'case':
      return runCase(shell, command, run);
    case 'test':
      shell.line = command.line;
      return evaluateTestExpression(shell, command.expression) ? 0 : 1;
    case 'arithmetic':
      shell.line = command.line;
      return evaluate(shell, expandText(shell, command.expression)) !== 0n ? 0 : 1;
    case 'arithmetic-for':
      return runArithmeticFor(shell, command, run);
  }
}

function runIf(shell: Shell, command: Of<'if'>, run: ListRunner): number {
  for (const branch of command.branches) {
    if (run.tested(shell, branch.condition) === 0) return run.list(shell, branch.body);
  }
  if (command.otherwise) return run.list(shell, command.otherwise);
  shell.lastStatus = 0;
  return 0;
}

function runFor(shell: Shell, command: Of<'for'>, run: ListRunner): number {
  shell.line = command.line;
  const values = command.words ? command.words.flatMap((word) => expandFields(shell, word)) : shell.positional;
  shell.lastStatus = 0;
  return inLoop(shell, () => {
    for (const value of values) {
      shell.session.spend(10);
      traceHead(shell, `for ${command.name} in`, values, '');
      setVariable(shell, command.name, value);
      if (!runBody(shell, command.body, run)) break;
    }
    return shell.lastStatus;
  });
}

function runWhile(shell: Shell, command: Of<'while'>, run: ListRunner): number {
  let status = 0;
  return inLoop(shell, () => {
    for (;;) {
      shell.session.countCommand();
      const condition = { value: 0 };
      const goesOn = guardLoop(shell, () => {
        condition.value = run.tested(shell, command.condition);
      });
      if (goesOn === 'leave') break;
      if (goesOn === 'next') continue;
      if ((condition.value === 0) === command.until) break;
      const left = !runBody(shell, command.body, run);
      status = shell.lastStatus;
      if (left) break;
    }
    shell.lastStatus = status;
    return status;
  });
}

function runArithmeticFor(shell: Shell, command: Of<'arithmetic-for'>, run: ListRunner): number {
  const value = (word: Of<'arithmetic-for'>['test']): bigint => evaluate(shell, expandText(shell, word));
  value(command.initialize);
  shell.lastStatus = 0;
  return inLoop(shell, () => {
    while (command.test.length === 0 || value(command.test) !== 0n) {
      shell.session.countCommand();
      if (!runBody(shell, command.body, run)) break;
      value(command.update);
    }
    return shell.lastStatus;
  });
}

function runCase(shell: Shell, command: Of<'case'>, run: ListRunner): number {
  shell.line = command.line;
  const text = expandText(shell, command.word);
  traceHead(shell, 'case', [text], 'in');
  let falls = false;
  let status = 0;
  for (const item of command.items) {
    if (!falls && !item.patterns.some((word) => matchesPattern(compilePattern(expandPattern(shell, word)), text))) continue;
    shell.lastStatus = 0;
    status = run.list(shell, item.body);
    if (item.terminator === ';;') return status;
    falls = item.terminator === ';&';
  }
  shell.lastStatus = status;
  return status;
}

function inLoop(shell: Shell, run: () => number): number {
  shell.loopDepth++;
  try {
    return run();
  } finally {
    shell.loopDepth--;
  }
}

/** Whether the loop goes on. */
function runBody(shell: Shell, body: List, run: ListRunner): boolean {
  return guardLoop(shell, () => void run.list(shell, body)) !== 'leave';
}

/** Catches `break` and `continue` that are meant for this loop, and passes on those for an outer one. */
function guardLoop(shell: Shell, run: () => void): 'done' | 'leave' | 'next' {
  try {
    run();
    return 'done';
  } catch (error) {
    if (!(error instanceof Unwind) || (error.reason.kind !== 'break' && error.reason.kind !== 'continue')) throw error;
    if (error.reason.levels > 1 && shell.loopDepth > 1) throw new Unwind({ ...error.reason, levels: error.reason.levels - 1 });
    shell.lastStatus = 0;
    return error.reason.kind === 'break' ? 'leave' : 'next';
  }
}
