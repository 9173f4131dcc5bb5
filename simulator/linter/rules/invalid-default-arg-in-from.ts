import { resolveReference } from '../../catalog/reference';
import type { Stage } from '../../instructions/types';
import { expandWord, type Variables } from '../../instructions/word-expansion';
import { defineRule, type Finding, findInFile } from '../finding';

export const invalidDefaultArgInFrom = defineRule(
  'InvalidDefaultArgInFrom',
  'Default value for global ARG results in an empty or invalid base image name',
);

/**
 * Whether each FROM would name an image if no build argument were given; asked of all stages, and also when arguments are given.
 * `defaults` are the ARGs above the first FROM with their own values (when one of those cannot be expanded, BuildKit does not ask).
 * Names of earlier stages count as image names here.
 */
export function checkDefaultArgs(stages: readonly Stage[], defaults: Variables, escapeToken: '\\' | '`'): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { baseName, range } of stages) {
    const expansion = expandWord(baseName, defaults, { escape: escapeToken });
    if (expansion.error !== undefined) break;
    if (resolveReference(expansion.text).ok) continue;
    findings.push(findInFile(invalidDefaultArgInFrom, range, `Default value for ARG ${baseName} results in empty or invalid base image name`));
  }
  return findings;
}
