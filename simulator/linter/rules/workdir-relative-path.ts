import { quoteGo } from '../../parser/quote';
import { defineRule, type Finding, findAt, type Place } from '../finding';

export const workdirRelativePath = defineRule(
  'WorkdirRelativePath',
  'Relative workdir without an absolute workdir declared within the build can have unexpected results if the base image changes',
);

/**
 * In needed stages, for each WORKDIR after expansion. `isWorkdirSet`: an earlier WORKDIR of this stage, or of a stage it is built on, was
 * dispatched; the base image's own does not count. So only the first one is ever reported.
 */
export function checkWorkdir(instruction: Place & { readonly path: string }, isWorkdirSet: boolean): readonly Finding[] {
  if (isWorkdirSet || instruction.path.startsWith('/')) return [];
  const message = `Relative workdir ${quoteGo(instruction.path)} can have unexpected results if the base image changes`;
  return [findAt(workdirRelativePath, instruction, message)];
}
