/** Lines of the Dockerfile, 1-based, end included. */
export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/** A rule name of BuildKit's build checks, such as `StageNameCasing` (moby/buildkit, frontend/dockerfile/linter/ruleset.go). */
export type RuleName = string;

/**
 * Something wrong with the Dockerfile. `error` stops a build; the first error in a list is the one BuildKit reports.
 * `message` is what BuildKit prints, without the `failed to solve:` prefix.
 */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Set for build-check findings only. */
  readonly rule?: RuleName;
  readonly message: string;
  /** Absent where BuildKit gives no line. */
  readonly range?: LineRange;
  /** All ranges of a build check that points at several places; `range` is the first. */
  readonly ranges?: readonly LineRange[];
}

/** What was understood, and what was found wrong with it: parsing never fails outright. */
export interface Parsed<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}
