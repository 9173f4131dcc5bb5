import type { Dockerfile } from '../../instructions/types';
import { defineRule, type Finding, findInFile } from '../finding';

export const noEmptyContinuation = defineRule('NoEmptyContinuation', 'Empty continuation lines will become errors in a future release');

/** Once per instruction, and on its last line: not where the empty lines are. */
export function checkEmptyContinuations(dockerfile: Dockerfile): readonly Finding[] {
  return dockerfile.emptyContinuations.map((line) => findInFile(noEmptyContinuation, { startLine: line, endLine: line }, 'Empty continuation line'));
}
