import type { LineRange } from '../../diagnostics';
import { defineRule, type Finding, findAt, type Place } from '../finding';

export const multipleInstructionsDisallowed = defineRule(
  'MultipleInstructionsDisallowed',
  'Multiple instructions of the same type should not be used in the same stage',
);

/**
 * In needed stages, for each CMD, ENTRYPOINT and HEALTHCHECK with the range of the previous one of its kind in the stage, which is
 * the one reported because it has no effect. The keyword and the comments are those of the later one.
 */
export function checkRepeated(instruction: Place & { readonly keyword: string }, previous: LineRange | undefined): readonly Finding[] {
  if (!previous) return [];
  const message = `Multiple ${instruction.keyword} instructions should not be used in the same stage because only the last one will be used`;
  return [findAt(multipleInstructionsDisallowed, { range: previous, comments: instruction.comments }, message)];
}
