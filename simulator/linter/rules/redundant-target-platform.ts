import type { Expansion } from '../../instructions/word-expansion';
import { defineRule, type Finding, findAt, type Place } from '../finding';

export const redundantTargetPlatform = defineRule(
  'RedundantTargetPlatform',
  'Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior',
);

/** For every stage with `--platform`. `expansion` is that of the flag's value, `targetPlatform` the value of TARGETPLATFORM. */
export function checkRedundantPlatform(
  stage: Place & { readonly platform?: string },
  expansion: Expansion,
  targetPlatform: string,
): readonly Finding[] {
  const usesIt = expansion.matched.length === 1 && expansion.matched[0] === 'TARGETPLATFORM' && expansion.unmatched.length === 0;
  if (!usesIt || expansion.text !== targetPlatform) return [];
  const message = `Setting platform to predefined ${stage.platform ?? ''} in FROM is redundant as this is the default behavior`;
  return [findAt(redundantTargetPlatform, stage, message)];
}
