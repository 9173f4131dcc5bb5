import type { BuildError, BuildRequest } from '../build-types';
import { isPathTooLong, NAME_MAX, PATH_MAX } from '../fs/name-limits';

/** What one build may be asked to read. Real files are a thousand times smaller; what is larger would hang the page that reads it. */
export const BUILD_LIMITS = {
  dockerfileBytes: 2 ** 20,
  dockerfileLines: 50_000,
  /** Those of the Dockerfile, stages included. */
  instructions: 2_000,
  contextEntries: 200_000,
  ignoreLines: 10_000,
  /** Lines of the ignore file, each times the entries of the context. */
  ignoreSteps: 10_000_000,
} as const;

/** Why a Dockerfile is not even read: it is too large. */
export function dockerfileLimit(text: string): BuildError | undefined {
  const { dockerfileBytes, dockerfileLines } = BUILD_LIMITS;
  if (text.length > dockerfileBytes)
    return tooMuch('the Dockerfile', `${text.length} characters`, dockerfileBytes, 'move long text into files that COPY takes');
  const lines = countLines(text);
  return lines > dockerfileLines
    ? tooMuch('the Dockerfile', `${lines} lines`, dockerfileLines, 'move long text into files that COPY takes')
    : undefined;
}

/** The first thing about a request that is beyond what a build reads. */
export function requestLimit(request: Pick<BuildRequest, 'context'>, instructions: number, ignoreText: string): BuildError | undefined {
  const { context } = request;
  if (instructions > BUILD_LIMITS.instructions)
    return tooMuch('the Dockerfile', `${instructions} instructions`, BUILD_LIMITS.instructions, 'put commands that belong together into one RUN');
  const ignoreLines = countLines(ignoreText);
  if (ignoreLines > BUILD_LIMITS.ignoreLines)
    return tooMuch('the ignore file', `${ignoreLines} lines`, BUILD_LIMITS.ignoreLines, 'leave out whole folders by one rule');
  if (context.size > BUILD_LIMITS.contextEntries)
    return tooMuch('the build context', `${context.size} entries`, BUILD_LIMITS.contextEntries, 'leave out what the build does not need');
  const ignoreSteps = ignoreLines * context.size;
  if (ignoreSteps > BUILD_LIMITS.ignoreSteps)
    return tooMuch(
      'the ignore file',
      `${ignoreLines} lines for ${context.size} entries (${ignoreSteps} to compare)`,
      BUILD_LIMITS.ignoreSteps,
      'leave out whole folders by one rule',
    );
  for (const path of context.keys()) {
    const problem = pathProblem(path);
    if (problem !== undefined) return { message: `failed to load build context: ${JSON.stringify(shortened(path))}: ${problem}` };
  }
  return undefined;
}

function tooMuch(what: string, has: string, limit: number, advice: string): BuildError {
  return { message: `${what} has ${has}, more than the ${limit} that are simulated: ${advice}` };
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** What no file of a Linux host can be called. Everything else is a name, line feeds and `__proto__` too. */
function pathProblem(path: string): string | undefined {
  if (path.includes('\0')) return 'no name holds a NUL';
  if (path.startsWith('/')) return 'a path is relative to the root of the context';
  if (/(?:^|\/)(?:\.{0,2})(?:\/|$)/.test(path)) return 'a path has no empty parts, and neither "." nor ".."';
  return isPathTooLong(path) ? `file name too long: a name has at most ${NAME_MAX} bytes and a path ${PATH_MAX}` : undefined;
}

function shortened(path: string): string {
  return path.length > 80 ? `${path.slice(0, 60)}…${path.slice(-19)}` : path;
}
