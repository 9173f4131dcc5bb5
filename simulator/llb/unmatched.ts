import type { Instruction } from '../instructions/types';
import { checkVariables } from '../linter';
import type { DispatchContext } from './dispatch-context';
import type { StageState } from './stage-state';

/** Names a step used but nobody set, unless an ARG without a value declares them (dockerfile2llb/validations.go). */
export function reportUnmatched(state: StageState, instruction: Instruction, unmatched: readonly string[], context: DispatchContext): void {
  if (unmatched.length === 0) return;
  const declared = state.buildArgs.map((arg) => arg.name);
  context.report(checkVariables(instruction, unmatched, declared, [...state.env.keys()]));
}
