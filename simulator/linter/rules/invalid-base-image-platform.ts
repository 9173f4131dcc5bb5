import type { LineRange } from '../../diagnostics';
import type { Platform } from '../../image/types';
import { formatPlatform, normalizePlatform } from '../../instructions/platform';
import { quoteGo } from '../../parser/quote';
import { defineRule, type Finding, findInFile } from '../finding';

export const invalidBaseImagePlatform = defineRule('InvalidBaseImagePlatform', 'Base image platform does not match expected target platform', {
  page: false,
});

/** For the base image of every needed stage once its config is known. Variants are not compared. */
export function checkBasePlatform(image: string, expected: Platform, actual: Platform, range: LineRange): readonly Finding[] {
  if (expected.os === actual.os && expected.architecture === actual.architecture) return [];
  const [want, have] = [expected, actual].map((platform) => quoteGo(formatPlatform(normalizePlatform(platform))));
  return [findInFile(invalidBaseImagePlatform, range, `Base image ${image} was pulled with platform ${have}, expected ${want} for current build`)];
}
