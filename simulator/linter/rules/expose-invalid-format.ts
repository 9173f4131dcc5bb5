import type { PortSpec } from '../../instructions/ports';
import { defineRule, type Finding, findAt, type Place } from '../finding';

export const exposeInvalidFormat = defineRule(
  'ExposeInvalidFormat',
  'IP address and host-port mapping should not be used in EXPOSE instruction. This will become an error in a future release',
);

/** In needed stages, for each word of an EXPOSE after expansion. */
export function checkPortFormat(instruction: Place, { raw, publishes }: PortSpec): readonly Finding[] {
  if (!publishes) return [];
  return [findAt(exposeInvalidFormat, instruction, `EXPOSE instruction should not define an IP address or host-port mapping, found '${raw}'`)];
}
