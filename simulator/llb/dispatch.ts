import { assertNever } from '../assert-never';
import { expandInstruction } from '../instructions/expand';
import type { Instruction } from '../instructions/types';
import { checkRepeated } from '../linter';
import { dispatchArg } from './dispatch-arg';
import { type DispatchContext, type DispatchError, dispatchError } from './dispatch-context';
import { dispatchCopy } from './dispatch-copy';
import { dispatchMetadata } from './dispatch-metadata';
import { dispatchRun } from './dispatch-run';
import { dispatchWorkdir } from './dispatch-workdir';
import type { Command, StageState } from './stage-state';
import { reportUnmatched } from './unmatched';

/**
 * Converts one instruction: variables first, then its effect on graph, image and history
 * (moby/buildkit dockerfile2llb/convert.go, dispatch). ARG expands its own defaults, since a build argument may make one moot.
 */
export function dispatch(state: StageState, command: Command, context: DispatchContext): DispatchError {
  if (command.instruction.kind === 'ARG') return dispatchArg(state, command.instruction, context);
  const expanded = expandInstruction(command.instruction, state.env, context.escape);
  reportUnmatched(state, command.instruction, expanded.unmatched, context);
  if (expanded.error !== undefined) return dispatchError(expanded.error, command.instruction.range);
  return dispatchExpanded(state, command, expanded.value, context);
}

function dispatchExpanded(state: StageState, command: Command, instruction: Instruction, context: DispatchContext): DispatchError {
  switch (instruction.kind) {
    case 'RUN':
      return dispatchRun(state, command, instruction, context);
    case 'COPY':
    case 'ADD':
      return dispatchCopy(state, command, instruction, context);
    case 'WORKDIR':
      return dispatchWorkdir(state, command, instruction, context);
    case 'ARG':
      return dispatchArg(state, instruction, context);
    case 'CMD':
    case 'ENTRYPOINT':
    case 'HEALTHCHECK':
      context.report(checkRepeated(instruction, state.seenOnce.get(instruction.kind)?.range));
      state.seenOnce.set(instruction.kind, instruction);
      return dispatchMetadata(state, instruction, context);
    case 'ENV':
    case 'EXPOSE':
    case 'LABEL':
    case 'MAINTAINER':
    case 'ONBUILD':
    case 'SHELL':
    case 'STOPSIGNAL':
    case 'USER':
    case 'VOLUME':
      return dispatchMetadata(state, instruction, context);
    default:
      return assertNever(instruction);
  }
}
