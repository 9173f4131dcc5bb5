import type { Diagnostic } from '../diagnostics';
import { parseDockerfile } from '../instructions/parse-dockerfile';
import type { CheckOptions, Dockerfile } from '../instructions/types';
import { type Finding, lintDockerfile } from '../linter';

export interface ReadDockerfile {
  readonly dockerfile: Dockerfile;
  readonly diagnostics: readonly Diagnostic[];
  /** What the rules that look at the text alone have found. */
  readonly findings: readonly Finding[];
}

let last: { readonly text: string; readonly check: CheckOptions | undefined; readonly read: ReadDockerfile } | undefined;

/**
 * Reads and checks a Dockerfile. The newest one is kept: a keystroke asks for the parts of the catalogue, the checks and the build of one
 * text, and most rebuilds change a file, not the text.
 */
export function readDockerfile(text: string, check?: CheckOptions): ReadDockerfile {
  if (last?.text === text && last.check === check) return last.read;
  const { value: dockerfile, diagnostics } = parseDockerfile(text, check === undefined ? {} : { check });
  const read = { dockerfile, diagnostics, findings: lintDockerfile(dockerfile) };
  last = { text, check, read };
  return read;
}
