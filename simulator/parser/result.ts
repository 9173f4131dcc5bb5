/** A value, or the words in which BuildKit refuses. Nothing in the simulator throws because of what a learner wrote. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

export function succeed<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}
