/** One thing that was looked at, and what is wrong with it, if anything. */
export interface CheckResult {
  /** Where and what: `lab: solution reaches every goal`. */
  readonly name: string;
  readonly problem?: string;
}

export function holds(name: string): CheckResult {
  return { name };
}

export function broken(name: string, problem: string): CheckResult {
  return { name, problem };
}

/** A check with its list of problems; an empty list holds. */
export function checked(name: string, problems: readonly string[]): CheckResult {
  return problems.length === 0 ? holds(name) : broken(name, problems.join('; '));
}
