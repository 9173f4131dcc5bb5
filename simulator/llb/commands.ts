import type { Diagnostic } from '../diagnostics';
import type { Instruction, Stage } from '../instructions/types';
import { expandWord } from '../instructions/word-expansion';
import { dispatchError } from './dispatch-context';
import { type Command, createStageState, type StageState, type StageTable } from './stage-state';

type CommandResult = { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly error: Diagnostic };

export interface CommandPlace {
  readonly index: number;
  readonly isOnBuild: boolean;
  readonly escape: '\\' | '`';
}

/** Finds the stages that an instruction refers to; what is no stage is taken for an image (dockerfile2llb/convert.go, toCommand). */
export function toCommand(instruction: Instruction, stages: StageTable, place: CommandPlace): CommandResult {
  const make = (sources: readonly StageState[]): CommandResult => ({
    ok: true,
    command: { instruction, index: place.index, isOnBuild: place.isOnBuild, sources },
  });
  if (instruction.kind === 'RUN') return make(instruction.mounts.map((mount) => mountStage(mount.from ?? 'scratch', stages)));
  if (instruction.kind !== 'COPY' || instruction.from === undefined || instruction.from === '') return make([]);
  const { from } = instruction;
  const expanded = expandWord(from, new Map(), { escape: place.escape });
  if (expanded.error !== undefined) return { ok: false, error: dispatchError(expanded.error) };
  if (expanded.text !== from) {
    const message = 'variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround';
    return { ok: false, error: dispatchError(message) };
  }
  if (!/^[+-]?\d+$/.test(from)) return make([stages.findByName(from) ?? imageStage(from, instruction)]);
  const stage = stages.states[Number(from)];
  return stage === undefined ? { ok: false, error: dispatchError(`invalid stage index ${Number(from)}`) } : make([stage]);
}

/** A mount without `from` counts as a stage of its own, from scratch: it shows in how stages are named. */
function mountStage(from: string, stages: StageTable): StageState {
  return stages.findByName(from) ?? imageStage(from, undefined);
}

/** An image that is used without a FROM line; it takes the line of the instruction that names it. */
function imageStage(baseName: string, instruction: Instruction | undefined): StageState {
  const stage: Stage = {
    index: -1,
    keyword: 'FROM',
    baseName,
    range: instruction?.range ?? { startLine: 0, endLine: 0 },
    original: `FROM ${baseName}`,
    comments: [],
    instructions: [],
  };
  const state = createStageState(stage, -1, { unregistered: true });
  state.displayName = '';
  return state;
}
