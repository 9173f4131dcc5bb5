import type { Stage } from '../../instructions/types';
import { defineRule, type Finding, findInFile } from '../finding';

export const consistentInstructionCasing = defineRule(
  'ConsistentInstructionCasing',
  'All commands within the Dockerfile should use the same casing (either upper or lower)',
);

/** The majority decides, a tie means upper case. ARGs above the first FROM have no vote and are not judged; mixed case has no vote. */
export function checkInstructionCasing(stages: readonly Stage[]): readonly Finding[] {
  const all = stages.flatMap((stage) => [stage, ...stage.instructions]);
  const lower = all.filter(({ keyword }) => keyword === keyword.toLowerCase()).length;
  const upper = all.filter(({ keyword }) => keyword !== keyword.toLowerCase() && keyword === keyword.toUpperCase()).length;
  const wanted = lower > upper ? 'lowercase' : 'uppercase';
  return all
    .filter(({ keyword }) => keyword !== (wanted === 'lowercase' ? keyword.toLowerCase() : keyword.toUpperCase()))
    .map(({ keyword, range }) =>
      findInFile(consistentInstructionCasing, range, `Command '${keyword}' should match the case of the command majority (${wanted})`),
    );
}
