import type { CheckOptions } from '../instructions/types';
import { trimSpaceStart } from '../parser/characters';
import { parseCheckOptions } from '../parser/check-options';
import { matchDirective } from '../parser/directives';
import { fail, type Result } from '../parser/result';

/**
 * The options in force at an instruction: the file's, and what a `# check=…` in the comments above it adds. The first such comment
 * counts; `error=` in it does not.
 */
export function optionsAt(options: CheckOptions, comments: readonly string[]): CheckOptions {
  for (const comment of comments) {
    const directive = matchDirective(trimSpaceStart(comment));
    if (directive?.name !== 'check') continue;
    const own = parseCheckOptions(directive.value.split(' ', 1)[0] ?? '');
    if (!own.ok) return options;
    return { ...options, skip: unite(options.skip, own.value.skip), experimental: unite(options.experimental, own.value.experimental) };
  }
  return options;
}

function unite(left: CheckOptions['skip'], right: CheckOptions['skip']): CheckOptions['skip'] {
  return left === 'all' || right === 'all' ? 'all' : [...left, ...right];
}

/** The value of the build argument BUILDKIT_DOCKERFILE_CHECK, which stands in for the file's directive. */
export function parseCheckBuildArgument(value: string): Result<CheckOptions> {
  const options = parseCheckOptions(value);
  return options.ok ? options : fail(`failed to parse build-arg:BUILDKIT_DOCKERFILE_CHECK: ${options.error}`);
}
