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
  if (command.instruction.kind === 'ARG') return dispatchArg(state, command.instruction, context) ?? tooLargeError(state);
  const expanded = expandInstruction(command.instruction, state.env, context.escape);
  reportUnmatched(state, command.instruction, expanded.unmatched, context);
  if (expanded.error !== undefined) return dispatchError(expanded.error, command.instruction.range);
  return dispatchExpanded(state, command, expanded.value, context) ?? tooLargeError(state);
}

/** Bytes that one message between client and builder may have. */
const MESSAGE_BYTES = 16 * 2 ** 20;

/** Differs: BuildKit says so of the whole graph or image, whose size in its own encoding it names; here it is the history alone. */
function tooLargeError({ historyLength }: StageState): DispatchError {
  if (historyLength <= MESSAGE_BYTES) return undefined;
  return dispatchError(`ResourceExhausted: grpc: trying to send message larger than max (${historyLength} vs. ${MESSAGE_BYTES})`);
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
