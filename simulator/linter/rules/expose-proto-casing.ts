import type { PortSpec } from '../../instructions/ports';
import { defineRule, type Finding, findAt, type Place } from '../finding';

export const exposeProtoCasing = defineRule('ExposeProtoCasing', 'Protocol in EXPOSE instruction should be lowercase');

/** In needed stages, for each word of an EXPOSE after expansion. */
export function checkProtocolCasing(instruction: Place, { raw, protocol }: PortSpec): readonly Finding[] {
  if (protocol === protocol.toLowerCase()) return [];
  return [findAt(exposeProtoCasing, instruction, `Defined protocol '${raw}' in EXPOSE instruction should be lowercase`)];
}
