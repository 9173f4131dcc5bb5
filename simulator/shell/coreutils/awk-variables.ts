import { type AwkArray, type AwkMachine, type AwkValue, numberOfValue, resizeFields } from './awk-machine';

/** A name inside a function is its parameter first; an array comes to be when it is first used as one. */
export function arrayOf(machine: AwkMachine, name: string): AwkArray {
  const local = machine.locals?.get(name);
  if (local) {
    local.array ??= new Map();
    return local.array;
  }
  const known = machine.arrays.get(name) ?? new Map<string, AwkValue>();
  machine.arrays.set(name, known);
  return known;
}

export function setVariable(machine: AwkMachine, name: string, value: AwkValue): void {
  const local = machine.locals?.get(name);
  if (local) local.value = value;
  else if (name === 'NF') resizeFields(machine, numberOfValue(value));
  else machine.variables.set(name, value);
}

export function isArray(machine: AwkMachine, name: string): boolean {
  const local = machine.locals?.get(name);
  return local ? local.array !== undefined : machine.arrays.has(name);
}
