import type { Stage } from '../../instructions/types';
import { quoteGo } from '../../parser/quote';
import { defineRule, type Finding, findInFile } from '../finding';

export const duplicateStageName = defineRule('DuplicateStageName', 'Stage names should be unique');

/** Case does not count. The later stages are reported, and they are the ones that the name then means. */
export function checkDuplicateStageNames(stages: readonly Stage[]): readonly Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const { name, range } of stages) {
    if (name === undefined) continue;
    if (seen.has(name)) {
      findings.push(findInFile(duplicateStageName, range, `Duplicate stage name ${quoteGo(name)}, stage names should be unique`));
    }
    seen.add(name);
  }
  return findings;
}
