import type { Instruction } from '../instructions/types';
import { type DispatchError, dispatchError } from './dispatch-context';
import type { StageState } from './stage-state';

/**
 * The first loop among stages that copy from or mount each other; the error bears the line of the instruction that closes it
 * (dockerfile2llb/validations.go, validateCircularDependency).
 */
export function findCircularStage(states: readonly StageState[]): DispatchError {
  const visited = new Set<StageState>();
  const path = new Set<StageState>();

  const closing = (state: StageState): { readonly instruction: Instruction | undefined } | undefined => {
    if (visited.has(state)) return undefined;
    visited.add(state);
    path.add(state);
    for (const [dependency, instruction] of state.deps) {
      if (path.has(dependency)) return { instruction };
      const found = closing(dependency);
      if (found !== undefined) return found;
    }
    path.delete(state);
    return undefined;
  };

  for (const state of states) {
    const found = closing(state);
    if (found !== undefined) return dispatchError(`circular dependency detected on stage: ${state.displayName}`, found.instruction?.range);
  }
  return undefined;
}
