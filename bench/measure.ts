export interface Measurement {
  readonly title: string;
  readonly runs: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
}

/** Times a piece of work after a few rounds that warm it up. `prepare` runs before each round, outside the clock. */
export async function measure<T>(title: string, prepare: (round: number) => T, work: (prepared: T) => unknown, runs = 50): Promise<Measurement> {
  const times: number[] = [];
  for (let round = -5; round < runs; round += 1) {
    const prepared = prepare(round);
    const started = performance.now();
    await work(prepared);
    if (round >= 0) times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { title, runs, median: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

/** Of sorted times; 0 for none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
