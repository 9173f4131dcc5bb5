import { decodeText } from '../bytes';
import { matchRegex } from '../regex';
import { callPure, readCommand, splitInto, sprintf, substitute } from './awk-functions';
import { AwkError } from './awk-lex';
import {
  type AwkArray,
  type AwkMachine,
  type AwkValue,
  compareValues,
  getField,
  isTrue,
  nextRecord,
  numberOfValue,
  regexOf,
  setField,
  setRecord,
  splitRecords,
  textOfValue,
  writeOutput,
} from './awk-machine';
import { arithmetic, concatenate, holds } from './awk-operators';
import type { AwkExpression, AwkRule, AwkStatement } from './awk-syntax';
import { arrayOf, isArray, setVariable } from './awk-variables';
import { readInput } from './input';

class Jump {
  constructor(
    readonly to: 'break' | 'continue' | 'next' | 'nextfile' | 'exit' | 'return',
    readonly value: AwkValue = undefined,
  ) {}
}

/** Runs BEGIN, the rules over the input, and END; returns the exit status. */
export function runAwk(machine: AwkMachine): number {
  const rules = machine.program.rules;
  let status = 0;
  const exits = (run: () => void): boolean => {
    try {
      run();
      return false;
    } catch (error) {
      if (!(error instanceof Jump)) throw error;
      if (error.to !== 'exit') return false;
      if (error.value !== undefined) status = numberOfValue(error.value) & 255;
      return true;
    }
  };
  const run = (when: AwkRule['when']): void => {
    for (const rule of rules) if (rule.when === when && rule.body) runStatement(machine, rule.body);
  };
  const stopped = exits(() => run('begin'));
  const readsInput = rules.some((rule) => rule.when !== 'begin');
  if (!stopped && readsInput) exits(() => runInput(machine, rules));
  if (!stopped || rules.some((rule) => rule.when === 'end')) exits(() => run('end'));
  return status === 0 && machine.input.failed ? 2 : status;
}

function runInput(machine: AwkMachine, rules: readonly AwkRule[]): void {
  const active = new Set<AwkRule>();
  for (let record = nextRecord(machine); record !== undefined; record = nextRecord(machine)) {
    machine.context.spend(1);
    countRecord(machine);
    setRecord(machine, record);
    try {
      for (const rule of rules) if (applies(machine, rule, active)) runRule(machine, rule);
    } catch (error) {
      if (!(error instanceof Jump) || (error.to !== 'next' && error.to !== 'nextfile')) throw error;
      if (error.to === 'nextfile') machine.input.records = undefined;
    }
  }
}

function countRecord(machine: AwkMachine): void {
  for (const name of ['NR', 'FNR']) machine.variables.set(name, numberOfValue(machine.variables.get(name)) + 1);
}

function applies(machine: AwkMachine, rule: AwkRule, active: Set<AwkRule>): boolean {
  if (rule.when === 'always') return true;
  if (!rule.pattern || rule.when === 'begin' || rule.when === 'end') return false;
  if (rule.when === 'pattern') return isTrue(evaluate(machine, rule.pattern));
  if (!active.has(rule) && !isTrue(evaluate(machine, rule.pattern))) return false;
  active.add(rule);
  if (rule.last && isTrue(evaluate(machine, rule.last))) active.delete(rule);
  return true;
}

function runRule(machine: AwkMachine, rule: AwkRule): void {
  if (rule.body) runStatement(machine, rule.body);
  else writeOutput(machine, undefined, machine.record + textOfValue(machine, machine.variables.get('ORS')));
}

function runStatement(machine: AwkMachine, statement: AwkStatement): void {
  machine.context.spend(1);
  switch (statement.kind) {
    case 'expression':
      evaluate(machine, statement.value);
      return;
    case 'print':
      return print(machine, statement);
    case 'block':
      for (const inner of statement.body) runStatement(machine, inner);
      return;
    case 'if':
      if (isTrue(evaluate(machine, statement.test))) runStatement(machine, statement.yes);
      else if (statement.no) runStatement(machine, statement.no);
      return;
    case 'while':
      if (statement.atEnd && loopBody(machine, statement.body)) return;
      while (isTrue(evaluate(machine, statement.test))) if (loopBody(machine, statement.body)) return;
      return;
    case 'for':
      if (statement.start) runStatement(machine, statement.start);
      while (!statement.test || isTrue(evaluate(machine, statement.test))) {
        if (loopBody(machine, statement.body)) return;
        if (statement.step) runStatement(machine, statement.step);
      }
      return;
    case 'for-in':
      for (const key of [...arrayOf(machine, statement.array).keys()]) {
        setVariable(machine, statement.variable, { field: key });
        if (loopBody(machine, statement.body)) return;
      }
      return;
    case 'jump':
      throw new Jump(statement.to);
    case 'exit':
    case 'return':
      throw new Jump(statement.kind, statement.value && evaluate(machine, statement.value));
    case 'delete':
      if (statement.keys) arrayOf(machine, statement.name).delete(keyOf(machine, statement.keys));
      else arrayOf(machine, statement.name).clear();
  }
}

/** Whether the loop was left. */
function loopBody(machine: AwkMachine, body: AwkStatement): boolean {
  machine.context.spend(1);
  try {
    runStatement(machine, body);
    return false;
  } catch (error) {
    if (!(error instanceof Jump) || (error.to !== 'break' && error.to !== 'continue')) throw error;
    return error.to === 'break';
  }
}

function print(machine: AwkMachine, statement: Extract<AwkStatement, { readonly kind: 'print' }>): void {
  machine.context.spend(PRINT_STEPS);
  const values = statement.args.map((argument) => evaluate(machine, argument));
  const separator = textOfValue(machine, machine.variables.get('OFS'));
  const end = textOfValue(machine, machine.variables.get('ORS'));
  const text = statement.formatted
    ? sprintf(machine, values)
    : (values.length === 0 ? machine.record : values.map((value) => textOfValue(machine, value, 'OFMT')).join(separator)) + end;
  const target = statement.redirect && textOfValue(machine, evaluate(machine, statement.redirect.target));
  writeOutput(machine, statement.redirect && target !== undefined ? { operator: statement.redirect.operator, target } : undefined, text);
}

/** What takes longer than a statement: to print, and to keep an element. */
const PRINT_STEPS = 20;
const ELEMENT_STEPS = 10;

function keyOf(machine: AwkMachine, keys: readonly AwkExpression[]): string {
  return keys.map((key) => textOfValue(machine, evaluate(machine, key))).join(textOfValue(machine, machine.variables.get('SUBSEP')));
}

function assign(machine: AwkMachine, target: AwkExpression, value: AwkValue): void {
  switch (target.kind) {
    case 'variable':
      return setVariable(machine, target.name, value);
    case 'element':
      machine.context.spend(ELEMENT_STEPS);
      arrayOf(machine, target.name).set(keyOf(machine, target.keys), value);
      return;
    case 'field':
      return setField(machine, numberOfValue(evaluate(machine, target.index)), textOfValue(machine, value));
    default:
      throw new AwkError('assignment to something that is no variable');
  }
}

function evaluate(machine: AwkMachine, expression: AwkExpression): AwkValue {
  machine.context.spend(1);
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'string':
      return expression.text;
    case 'regex':
      return matchRegex(regexOf(expression.source), machine.record, 0, machine.context.spend) ? 1 : 0;
    case 'variable': {
      const local = machine.locals?.get(expression.name);
      return local ? local.value : machine.variables.get(expression.name);
    }
    case 'element': {
      const array = arrayOf(machine, expression.name);
      const key = keyOf(machine, expression.keys);
      if (!array.has(key)) array.set(key, undefined);
      return array.get(key);
    }
    case 'field':
      return getField(machine, Math.trunc(numberOfValue(evaluate(machine, expression.index))));
    case 'group':
      return evaluate(machine, expression.value);
    case 'unary':
      return evaluateUnary(machine, expression);
    case 'binary':
      return evaluateBinary(machine, expression);
    case 'conditional':
      return evaluate(machine, isTrue(evaluate(machine, expression.test)) ? expression.yes : expression.no);
    case 'assign':
      return evaluateAssignment(machine, expression);
    case 'step': {
      const before = numberOfValue(evaluate(machine, expression.target));
      assign(machine, expression.target, before + expression.by);
      return expression.before ? before + expression.by : before;
    }
    case 'in':
      return arrayOf(machine, expression.name).has(keyOf(machine, expression.keys)) ? 1 : 0;
    case 'call':
      return expression.builtin ? callBuiltin(machine, expression.name, expression.args) : callFunction(machine, expression.name, expression.args);
    case 'getline':
      return getline(machine, expression);
  }
}

function evaluateUnary(machine: AwkMachine, expression: Extract<AwkExpression, { readonly kind: 'unary' }>): AwkValue {
  const value = evaluate(machine, expression.operand);
  if (expression.operator === '!') return isTrue(value) ? 0 : 1;
  return expression.operator === '-' ? -numberOfValue(value) : numberOfValue(value);
}

function evaluateBinary(machine: AwkMachine, expression: Extract<AwkExpression, { readonly kind: 'binary' }>): AwkValue {
  const { operator } = expression;
  if (operator === '&&') return isTrue(evaluate(machine, expression.left)) && isTrue(evaluate(machine, expression.right)) ? 1 : 0;
  if (operator === '||') return isTrue(evaluate(machine, expression.left)) || isTrue(evaluate(machine, expression.right)) ? 1 : 0;
  const left = evaluate(machine, expression.left);
  if (operator === '~' || operator === '!~') {
    const matched = matchRegex(dynamicRegex(machine, expression.right), textOfValue(machine, left), 0, machine.context.spend) !== undefined;
    return matched === (operator === '~') ? 1 : 0;
  }
  const right = evaluate(machine, expression.right);
  if (operator === ' ') return concatenate(machine, left, right);
  if (/^(?:[<>]=?|[=!]=)$/.test(operator)) return holds(operator, compareValues(machine, left, right)) ? 1 : 0;
  return arithmetic(machine, operator, numberOfValue(left), numberOfValue(right));
}

function evaluateAssignment(machine: AwkMachine, expression: Extract<AwkExpression, { readonly kind: 'assign' }>): AwkValue {
  const right = evaluate(machine, expression.value);
  const value =
    expression.operator === ''
      ? right
      : arithmetic(machine, expression.operator, numberOfValue(evaluate(machine, expression.target)), numberOfValue(right));
  assign(machine, expression.target, value);
  return value;
}

function dynamicRegex(machine: AwkMachine, expression: AwkExpression): ReturnType<typeof regexOf> {
  return regexOf(expression.kind === 'regex' ? expression.source : textOfValue(machine, evaluate(machine, expression)));
}

/** Builtins that take an array, a regular expression or a target have their arguments looked at unevaluated. */
function callBuiltin(machine: AwkMachine, name: string, args: readonly AwkExpression[]): AwkValue {
  const [first, second, third] = args;
  switch (name) {
    case 'length':
      if (first?.kind === 'variable' && isArray(machine, first.name)) return arrayOf(machine, first.name).size;
      break;
    case 'split': {
      const array = second?.kind === 'variable' ? arrayOf(machine, second.name) : new Map<string, AwkValue>();
      const text = first ? textOfValue(machine, evaluate(machine, first)) : '';
      const separator = third
        ? third.kind === 'regex'
          ? third.source
          : textOfValue(machine, evaluate(machine, third))
        : textOfValue(machine, machine.variables.get('FS'));
      return splitInto(machine, text, array, third?.kind === 'regex' && separator.length === 1 ? `[${separator}]` : separator);
    }
    case 'sub':
    case 'gsub':
      return replaceInTarget(machine, name, args);
    case 'gensub':
      return replaceInCopy(machine, args);
    case 'match':
      return first && second ? matchText(machine, textOfValue(machine, evaluate(machine, first)), second) : 0;
  }
  return callPure(
    machine,
    name,
    args.map((argument) => evaluate(machine, argument)),
  );
}

function replaceInTarget(machine: AwkMachine, name: string, args: readonly AwkExpression[]): number {
  const [pattern, replacement, target = { kind: 'field', index: { kind: 'number', value: 0 } } as const] = args;
  if (!pattern || !replacement) throw new AwkError(`not enough arguments to ${name}`);
  const text = textOfValue(machine, evaluate(machine, target));
  const result = substitute(
    machine,
    dynamicRegex(machine, pattern),
    textOfValue(machine, evaluate(machine, replacement)),
    text,
    name === 'gsub' ? 'all' : 1,
    false,
  );
  if (result.count > 0) assign(machine, target, result.text);
  return result.count;
}

function replaceInCopy(machine: AwkMachine, args: readonly AwkExpression[]): string {
  const [pattern, replacement, how, target] = args;
  if (!pattern || !replacement) throw new AwkError('not enough arguments to gensub');
  const text = target ? textOfValue(machine, evaluate(machine, target)) : machine.record;
  const which = how ? textOfValue(machine, evaluate(machine, how)) : 'g';
  return substitute(
    machine,
    dynamicRegex(machine, pattern),
    textOfValue(machine, evaluate(machine, replacement)),
    text,
    /^[gG]/.test(which) ? 'all' : Number(which) || 1,
    true,
  ).text;
}

function matchText(machine: AwkMachine, text: string, pattern: AwkExpression): number {
  const match = matchRegex(dynamicRegex(machine, pattern), text, 0, machine.context.spend);
  machine.variables.set('RSTART', match ? match.start + 1 : 0);
  machine.variables.set('RLENGTH', match ? match.end - match.start : -1);
  return match ? match.start + 1 : 0;
}

const DEEPEST = 60;

function callFunction(machine: AwkMachine, name: string, args: readonly AwkExpression[]): AwkValue {
  const definition = machine.program.functions.get(name);
  if (!definition) throw new AwkError(`calling undefined function ${name}`);
  if (machine.depth >= DEEPEST) throw new AwkError('function call nesting too deep');
  const locals = new Map(definition.parameters.map((parameter, index) => [parameter, argumentOf(machine, args[index])] as const));
  const outer = machine.locals;
  machine.locals = locals;
  machine.depth++;
  try {
    runStatement(machine, definition.body);
    return undefined;
  } catch (error) {
    if (error instanceof Jump && error.to === 'return') return error.value;
    throw error;
  } finally {
    machine.depth--;
    machine.locals = outer;
  }
}

/** A bare name may be an array, which is passed by reference. */
function argumentOf(machine: AwkMachine, argument: AwkExpression | undefined): { value: AwkValue; array: AwkArray | undefined } {
  if (argument?.kind !== 'variable') return { value: argument && evaluate(machine, argument), array: undefined };
  if (isArray(machine, argument.name)) return { value: undefined, array: arrayOf(machine, argument.name) };
  const value = evaluate(machine, argument);
  return { value, array: value === undefined && !machine.locals?.has(argument.name) ? arrayOf(machine, argument.name) : undefined };
}

function getline(machine: AwkMachine, expression: Extract<AwkExpression, { readonly kind: 'getline' }>): number {
  const record = expression.source === 'main' ? nextRecord(machine) : readerRecord(machine, expression);
  if (record === undefined) return 0;
  if (typeof record !== 'string') return -1;
  if (expression.source !== 'file') machine.variables.set('NR', numberOfValue(machine.variables.get('NR')) + 1);
  if (expression.target) assign(machine, expression.target, { field: record });
  else setRecord(machine, record);
  return 1;
}

function readerRecord(
  machine: AwkMachine,
  expression: Extract<AwkExpression, { readonly kind: 'getline' }>,
): string | undefined | { readonly failed: true } {
  const name = expression.from ? textOfValue(machine, evaluate(machine, expression.from)) : '';
  const known = machine.readers.get(name);
  if (known) return known.shift();
  const input =
    expression.source === 'command' ? { ok: true as const, text: readCommand(machine, name) } : readInput(machine.context, decodeText(name));
  if (!input.ok) return { failed: true };
  const records = splitRecords(machine, input.text);
  machine.readers.set(name, records);
  return records.shift();
}
