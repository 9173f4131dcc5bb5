import type { Instruction } from '../../instructions/types';
import { defineRule, type Finding, findAt } from '../finding';

export const jsonArgsRecommended = defineRule(
  'JSONArgsRecommended',
  'JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended behavior related to OS signals',
);

/** In needed stages, for each CMD and ENTRYPOINT. A shell that was chosen, if only by the base image, makes the shell form fine. */
export function checkShellForm(instruction: Extract<Instruction, { kind: 'CMD' | 'ENTRYPOINT' }>, isShellSet: boolean): readonly Finding[] {
  if (instruction.command.form === 'exec' || isShellSet) return [];
  const message = `JSON arguments recommended for ${instruction.keyword} to prevent unintended behavior related to OS signals`;
  return [findAt(jsonArgsRecommended, instruction, message)];
}
