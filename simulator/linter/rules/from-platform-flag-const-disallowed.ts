import { parsePlatform } from '../../instructions/platform';
import type { Expansion } from '../../instructions/word-expansion';
import { quoteGo } from '../../parser/quote';
import { defineRule, type Finding, findAt, type Place } from '../finding';

export const fromPlatformFlagConstDisallowed = defineRule('FromPlatformFlagConstDisallowed', 'FROM --platform flag should not use a constant value');

/**
 * For every stage with `--platform`. A stage whose name holds the system or the architecture may: `FROM --platform=linux/arm64 … AS
 * build-arm64` means what it says. A value that is no platform is an error later on.
 */
export function checkConstantPlatform(stage: Place & { readonly name?: string }, expansion: Expansion): readonly Finding[] {
  if (expansion.matched.length > 0 || expansion.unmatched.length > 0) return [];
  const platform = parsePlatform(expansion.text);
  if (!platform.ok) return [];
  const { os, architecture } = platform.value;
  if (stage.name?.includes(os) || stage.name?.includes(architecture)) return [];
  return [findAt(fromPlatformFlagConstDisallowed, stage, `FROM --platform flag should not use constant value ${quoteGo(expansion.text)}`)];
}
