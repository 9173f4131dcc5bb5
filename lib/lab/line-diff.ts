export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Longer texts are not compared line by line: the table of a longest common subsequence grows with the product. */
const MAX_CELLS = 4_000_000;

/** Lines of two texts in reading order, by longest common subsequence. `undefined` when they are too long to compare. */
export function diffLines(before: string, after: string): readonly DiffLine[] | undefined {
  const old = before.split('\n');
  const now = after.split('\n');
  if (old.length * now.length > MAX_CELLS) return undefined;
  const table = commonLengths(old, now);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    const removed = old[i];
    const added = now[j];
    if (removed !== undefined && removed === added) {
      lines.push({ kind: 'same', text: removed });
      i += 1;
      j += 1;
    } else if (added === undefined || (removed !== undefined && lengthAt(table, i + 1, j) >= lengthAt(table, i, j + 1))) {
      lines.push({ kind: 'removed', text: removed ?? '' });
      i += 1;
    } else {
      lines.push({ kind: 'added', text: added });
      j += 1;
    }
  }
  return lines;
}

type Table = readonly Uint32Array[];

/** Cell (i, j): how many lines `old` from i and `now` from j have in common. */
function commonLengths(old: readonly string[], now: readonly string[]): Table {
  const rows: Uint32Array[] = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const row = rows[i];
    for (let j = now.length - 1; j >= 0 && row !== undefined; j -= 1) {
      row[j] = old[i] === now[j] ? lengthAt(rows, i + 1, j + 1) + 1 : Math.max(lengthAt(rows, i + 1, j), lengthAt(rows, i, j + 1));
    }
  }
  return rows;
}

function lengthAt(table: Table, i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}
