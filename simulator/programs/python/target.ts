import type { ProgramContext } from '../../shell/types';
import { type Installation, isMusl, machineOf } from './installation';
import { type MarkerEnvironment, markerEnvironment } from './marker';
import type { WheelTarget } from './world';

/** Interpreter, machine and C library that wheels are wanted for. */
export function targetOf(context: ProgramContext, python: Installation): WheelTarget {
  return { digits: python.minor.replace('.', ''), machine: machineOf(context), musl: isMusl(context) };
}

export function environmentOf(context: ProgramContext, python: Installation): MarkerEnvironment {
  return markerEnvironment(python, machineOf(context));
}
