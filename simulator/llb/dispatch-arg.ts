import type { ArgInstruction } from '../instructions/types';
import { expandWord } from '../instructions/word-expansion';
import { checkSecretName } from '../linter';
import { own } from '../parser/own';
import { commitToHistory, type DispatchContext, type DispatchError, dispatchError } from './dispatch-context';
import { growEnv } from './env-list';
import type { StageState } from './stage-state';
import { reportUnmatched } from './unmatched';

/** Arguments that switch something on but never reach a process (dockerfile2llb/convert.go, nonEnvArgs). */
const NOT_IN_ENVIRONMENT = new Set(['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);

/**
 * ARG: the build argument wins over the default, which wins over a global ARG of that name. From here on it is a variable of the
 * stage like any ENV, so the later of the two counts.
 */
export function dispatchArg(state: StageState, instruction: ArgInstruction, context: DispatchContext): DispatchError {
  const shown: string[] = [];
  for (const arg of instruction.args) {
    context.report(checkSecretName('ARG', arg.name, instruction));
    const given = own(context.buildArgs, arg.name);
    let value = given;
    if (value === undefined && arg.value === undefined) value = context.globalArgs.get(arg.name);
    else if (value === undefined && arg.value !== undefined) {
      const expanded = expandWord(arg.value, state.env, { escape: context.escape });
      reportUnmatched(state, instruction, expanded.unmatched, context);
      if (expanded.error !== undefined) return dispatchError(expanded.error, instruction.range);
      value = expanded.text;
    }
    if (value !== undefined && !NOT_IN_ENVIRONMENT.has(arg.name)) state.env = growEnv(state.env, arg.name, value);
    state.buildArgs = [...state.buildArgs, { name: arg.name, ...(value === undefined ? {} : { value }) }];
    shown.push(value === undefined ? arg.name : `${arg.name}=${value}`);
  }
  commitToHistory(state, `ARG ${shown.join(' ')}`, { layer: false });
  return undefined;
}
