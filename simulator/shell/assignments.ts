import { expandFields, expandText } from './expand';
import { evaluate } from './shell-arithmetic';
import type { Shell } from './shell-state';
import type { Assignment } from './syntax';
import { getVariable, setArray, setElement, setVariable } from './variables';

export type AssignmentValue =
  | { readonly kind: 'scalar'; readonly name: string; readonly append: boolean; readonly value: string; readonly key?: string }
  | { readonly kind: 'array'; readonly name: string; readonly append: boolean; readonly values: readonly string[] };

/** Expands left to right; each value sees the assignments before it. */
export function evaluateAssignments(shell: Shell, assignments: readonly Assignment[]): readonly AssignmentValue[] {
  if (assignments.length === 0) return [];
  if (assignments.length === 1) return assignments.map((assignment) => evaluateOne(shell, assignment));
  const before = new Map(shell.variables);
  const values = assignments.map((assignment) => {
    const value = evaluateOne(shell, assignment);
    if (!shell.variables.get(value.name)?.readonly) applyAssignment(shell, value);
    return value;
  });
  for (const value of values) {
    const old = before.get(value.name);
    if (old) shell.variables.set(value.name, old);
    else shell.variables.delete(value.name);
  }
  return values;
}

function evaluateOne(shell: Shell, assignment: Assignment): AssignmentValue {
  const { name, append } = assignment;
  if (assignment.elements) return { kind: 'array', name, append, values: assignment.elements.flatMap((word) => expandFields(shell, word)) };
  const value = expandText(shell, assignment.value);
  if (!assignment.index) return { kind: 'scalar', name, append, value };
  const index = expandText(shell, assignment.index);
  return { kind: 'scalar', name, append, value, key: shell.variables.get(name)?.associative ? index : String(evaluate(shell, index)) };
}

export function applyAssignment(shell: Shell, value: AssignmentValue): void {
  if (value.kind === 'array') return setArray(shell, value.name, value.values, value.append);
  if (value.key !== undefined) {
    const before = value.append ? (shell.variables.get(value.name)?.elements?.get(value.key) ?? '') : '';
    return setElement(shell, value.name, value.key, before + value.value);
  }
  setVariable(shell, value.name, (value.append ? (getVariable(shell, value.name) ?? '') : '') + value.value);
}

/** `NAME=value command`: the variables are there, exported, for the command only. */
export function withTemporary(shell: Shell, values: readonly AssignmentValue[], run: () => number): number {
  if (values.length === 0) return run();
  const before = values.map((value) => [value.name, shell.variables.get(value.name)] as const);
  for (const value of values) {
    applyAssignment(shell, value);
    const now = shell.variables.get(value.name);
    if (now) shell.variables.set(value.name, { ...now, exported: true });
  }
  try {
    return run();
  } finally {
    for (const [name, variable] of before) {
      if (variable) shell.variables.set(name, variable);
      else shell.variables.delete(name);
    }
  }
}
