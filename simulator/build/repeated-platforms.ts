import type { BuildRequest } from '../build-types';
import type { Diagnostic } from '../diagnostics';
import { formatPlatform, normalizePlatform, parsePlatform } from '../instructions/platform';

/** What was asked for, one by one: the option is a list with commas, and an empty one asks for nothing. */
export function requestedPlatforms({ platforms = [] }: Pick<BuildRequest, 'platforms'>): readonly string[] {
  const option = platforms.join(',');
  return option === '' ? [] : option.split(',');
}

/**
 * A platform that is asked for twice is built twice, with a word about it that belongs to no rule (moby/buildkit
 * exporter/verifier/platforms.go); there is none about an image without files, to which a warning cannot be tied.
 */
export function repeatedPlatforms(request: Pick<BuildRequest, 'platforms'>): readonly Diagnostic[] {
  const seen = new Set<string>();
  return requestedPlatforms(request).flatMap((text): Diagnostic[] => {
    const parsed = parsePlatform(text);
    if (!parsed.ok) return [];
    const platform = formatPlatform(normalizePlatform(parsed.value));
    if (!seen.has(platform)) {
      seen.add(platform);
      return [];
    }
    return [{ severity: 'warning', message: `Duplicate platform result requested "${text}"` }];
  });
}
