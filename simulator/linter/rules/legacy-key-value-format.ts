import type { Instruction } from '../../instructions/types';
import { defineRule, type Finding, findAt } from '../finding';

export const legacyKeyValueFormat = defineRule('LegacyKeyValueFormat', 'Legacy key/value format with whitespace separator should not be used');

/** In needed stages, for each ENV and LABEL. */
export function checkKeyValueFormat(instruction: Extract<Instruction, { kind: 'ENV' | 'LABEL' }>): readonly Finding[] {
  const { keyword, pairs } = instruction;
  if (!pairs.some((pair) => pair.legacy)) return [];
  const message = `"${keyword} key=value" should be used instead of legacy "${keyword} key value" format`;
  return [findAt(legacyKeyValueFormat, instruction, message)];
}
