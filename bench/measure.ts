export interface Measurement {
  readonly title: string;
  readonly runs: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
}

/** Times a piece of work after rounds that warm it up. Rounds count from 0; those that warm up come first, below 0. */
export async function measure(title: string, work: (round: number) => unknown, runs = 50): Promise<Measurement> {
  const times: number[] = [];
  for (let round = -Math.min(5, runs); round < runs; round += 1) {
    const time = await timeOf(() => work(round));
    if (round >= 0) times.push(time);
  }
  return summary(title, times);
}

/** Times two pieces of work in turns, so that whatever else the machine does falls on both. */
export async function measurePair(
  titles: readonly [string, string],
  first: () => unknown,
  second: () => unknown,
  runs = 30,
): Promise<readonly [Measurement, Measurement]> {
  const times: readonly [number[], number[]] = [[], []];
  for (let round = -5; round < runs; round += 1) {
    const [one, two] = [await timeOf(first), await timeOf(second)];
    if (round < 0) continue;
    times[0].push(one);
    times[1].push(two);
  }
  return [summary(titles[0], times[0]), summary(titles[1], times[1])];
}

async function timeOf(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function summary(title: string, times: number[]): Measurement {
  times.sort((a, b) => a - b);
  return { title, runs: times.length, median: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

/** Of sorted times; 0 for none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
