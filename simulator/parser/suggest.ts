/** Nothing that takes this many edits is offered (moby/buildkit util/suggest: the threshold is borrowed from HCL). */
const TOO_FAR = 3;

/**
 * The option that was probably meant, or undefined: none within two edits, or `value` itself is among the options.
 * Of equally near ones the first wins; BuildKit walks a Go map here, so its own choice between them varies.
 */
export function suggest(value: string, options: Iterable<string>, ignoreCase = false): string | undefined {
  const wanted = ignoreCase ? value.toLowerCase() : value;
  let nearest = TOO_FAR;
  let match: string | undefined;
  for (const option of options) {
    const candidate = ignoreCase ? option.toLowerCase() : option;
    if (candidate === wanted) return undefined;
    const distance = editDistance(wanted, candidate, nearest);
    if (distance >= nearest) continue;
    nearest = distance;
    match = ignoreCase ? inCaseOf(value, candidate) : candidate;
  }
  return match === '' ? undefined : match;
}

/** Adds `(did you mean …?)` when there is something near. */
export function withSuggestion(message: string, value: string, options: Iterable<string>, ignoreCase = false): string {
  const match = suggest(value, options, ignoreCase);
  return match === undefined ? message : `${message} (did you mean ${match}?)`;
}

function inCaseOf(written: string, match: string): string {
  return written === written.toUpperCase() && written !== written.toLowerCase() ? match.toUpperCase() : match;
}

/** Levenshtein distance in code points; `limit` or more when it is certain to reach it. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= 2 * limit) return limit;
  const from = [...left];
  const to = [...right];
  if (Math.abs(from.length - to.length) >= limit) return limit;
  let previous = to.map((_, index) => index + 1);
  for (const [row, char] of from.entries()) {
    let diagonal = row;
    let current = row + 1;
    const next: number[] = [];
    for (const [column, other] of to.entries()) {
      const above = previous[column] ?? 0;
      current = Math.min(above + 1, current + 1, diagonal + (char === other ? 0 : 1));
      diagonal = above;
      next.push(current);
    }
    previous = next;
  }
  return to.length === 0 ? from.length : (previous.at(-1) ?? from.length);
}
