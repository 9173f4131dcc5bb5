/** A stretch of both texts, in 0-based half-open lines: equal on both sides, or replaced. */
export interface Hunk {
  readonly equal: boolean;
  readonly left: number;
  readonly leftEnd: number;
  readonly right: number;
  readonly rightEnd: number;
}

/** What has to be replaced, by Myers' greedy algorithm; `spend` bounds it on texts that have nothing in common. */
export function diffLines(left: readonly string[], right: readonly string[], spend: (steps: number) => void): readonly Hunk[] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let leftEnd = left.length;
  let rightEnd = right.length;
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd--;
    rightEnd--;
  }
  const pairs = commonPairs(left.slice(start, leftEnd), right.slice(start, rightEnd), spend);
  const changes: Hunk[] = [];
  let [atLeft, atRight] = [start, start];
  for (const [pairLeft, pairRight] of [...pairs.map(([one, two]) => [one + start, two + start] as const), [leftEnd, rightEnd] as const]) {
    if (pairLeft > atLeft || pairRight > atRight)
      changes.push({ equal: false, left: atLeft, leftEnd: pairLeft, right: atRight, rightEnd: pairRight });
    [atLeft, atRight] = [pairLeft + 1, pairRight + 1];
  }
  return changes;
}

/** `trace` holds, per distance, how far each diagonal reached before it; diagonal `-distance` comes first. */
function commonPairs(left: readonly string[], right: readonly string[], spend: (steps: number) => void): readonly (readonly [number, number])[] {
  const most = left.length + right.length;
  const middle = most + 1;
  const reach = new Int32Array(2 * middle + 1);
  const trace: Int32Array[] = [];
  for (let distance = 0; distance <= most; distance++) {
    spend(STEPS_PER_DIAGONAL * (distance + 1));
    trace.push(reach.slice(middle - distance - 1, middle + distance + 2));
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      const [before, after] = [reach[middle + diagonal - 1] ?? 0, reach[middle + diagonal + 1] ?? 0];
      let x = goesDown(diagonal, distance, before, after) ? after : before + 1;
      while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) x++;
      reach[middle + diagonal] = x;
      if (x >= left.length && x - diagonal >= right.length) return backtrack(trace, left.length, right.length);
    }
  }
  return [];
}

const STEPS_PER_DIAGONAL = 2;

function goesDown(diagonal: number, distance: number, before: number, after: number): boolean {
  return diagonal === -distance || (diagonal !== distance && before < after);
}

function backtrack(trace: readonly Int32Array[], leftLength: number, rightLength: number): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let [x, y] = [leftLength, rightLength];
  for (let distance = trace.length - 1; distance >= 0; distance--) {
    const reachOf = (diagonal: number): number => trace[distance]?.[diagonal + distance + 1] ?? 0;
    const diagonal = x - y;
    const down = goesDown(diagonal, distance, reachOf(diagonal - 1), reachOf(diagonal + 1));
    const previous = down ? diagonal + 1 : diagonal - 1;
    const fromX = reachOf(previous);
    const fromY = fromX - previous;
    while (x > fromX && y > fromY && x > 0 && y > 0) pairs.push([--x, --y]);
    [x, y] = [fromX, fromY];
  }
  return pairs.reverse();
}

/** Changes with the lines around them, those that meet joined. */
export function hunksOf(changes: readonly Hunk[], around: number, leftLength: number): readonly (readonly Hunk[])[] {
  const hunks: Hunk[][] = [];
  changes.forEach((change, index) => {
    const before = changes[index - 1];
    const gap = change.left - (before?.leftEnd ?? 0);
    const current = hunks.at(-1);
    if (before && current && gap <= around * 2) current.push(equalRun(change, gap));
    else hunks.push(gap > 0 && Math.min(gap, around) > 0 ? [equalRun(change, Math.min(gap, around))] : []);
    hunks.at(-1)?.push(change);
    const after = changes[index + 1];
    const trailing = Math.min(around, (after?.left ?? leftLength) - change.leftEnd);
    if (trailing > 0 && !(after && after.left - change.leftEnd <= around * 2)) {
      hunks.at(-1)?.push({
        equal: true,
        left: change.leftEnd,
        leftEnd: change.leftEnd + trailing,
        right: change.rightEnd,
        rightEnd: change.rightEnd + trailing,
      });
    }
  });
  return hunks;
}

function equalRun(change: Hunk, length: number): Hunk {
  return { equal: true, left: change.left - length, leftEnd: change.left, right: change.right - length, rightEnd: change.right };
}
