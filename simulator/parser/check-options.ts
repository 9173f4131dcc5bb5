import type { CheckOptions } from '../instructions/types';
import { quoteGo } from './quote';
import { fail, type Result, succeed } from './result';

export const NO_CHECK_OPTIONS: CheckOptions = { skip: [], error: false, experimental: [] };

/**
 * The value of `# check=` or of the build argument BUILDKIT_DOCKERFILE_CHECK (moby/buildkit frontend/dockerfile/linter/linter.go).
 * Three parts at most: what comes after the second semicolon belongs to the third part.
 */
export function parseCheckOptions(text: string): Result<CheckOptions> {
  if (text.trim() === '') return succeed(NO_CHECK_OPTIONS);
  let options = NO_CHECK_OPTIONS;
  for (const part of splitInto(text.trim(), ';', 3)) {
    const equals = part.indexOf('=');
    if (equals < 0) return fail(`invalid check option ${quoteGo(part)}`);
    const key = part.slice(0, equals).trim();
    const value = part.slice(equals + 1).trim();
    if (key === 'skip' || key === 'experimental') options = { ...options, [key]: parseRuleNames(value) };
    else if (key !== 'error') return fail(`invalid check option ${quoteGo(key)}`);
    else {
      const error = parseBoolean(value);
      if (error === undefined) {
        return fail(`failed to parse check option ${quoteGo(part)}: strconv.ParseBool: parsing ${quoteGo(value)}: invalid syntax`);
      }
      options = { ...options, error };
    }
  }
  return succeed(options);
}

function parseRuleNames(value: string): readonly string[] | 'all' {
  return value === 'all' ? 'all' : value.split(',').map((name) => name.trim());
}

function splitInto(text: string, separator: string, parts: number): readonly string[] {
  const all = text.split(separator);
  return all.length <= parts ? all : [...all.slice(0, parts - 1), all.slice(parts - 1).join(separator)];
}

/** `strconv.ParseBool` of Go: these spellings and no other, `yes` and `tRUE` not among them. */
export function parseBoolean(text: string): boolean | undefined {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false;
  return undefined;
}
