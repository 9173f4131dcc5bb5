/** Options within two edits of what was written (as BuildKit's `util/suggest` allows), then longer ones that begin like it; nearest first. */
export function nearestNames(written: string, options: Iterable<string>, limit = 3): readonly string[] {
  const word = written.toLowerCase();
  const ranked: { readonly option: string; readonly distance: number }[] = [];
  for (const option of new Set(options)) {
    const distance = editDistance(word, option.toLowerCase());
    if (distance > 0 && distance <= 2) ranked.push({ option, distance });
    else if (word.length >= 2 && option.toLowerCase().startsWith(word)) ranked.push({ option, distance: 3 + option.length / 1000 });
  }
  return ranked
    .sort((a, b) => a.distance - b.distance || (a.option < b.option ? -1 : 1))
    .slice(0, limit)
    .map(({ option }) => option);
}

/** Levenshtein distance; lengths that differ by more than two are simply far. */
export function editDistance(left: string, right: string): number {
  if (Math.abs(left.length - right.length) > 2) return Number.POSITIVE_INFINITY;
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const current = [i];
    for (let j = 1; j <= right.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
