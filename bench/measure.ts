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
    const started = performance.now();
    await work(round);
    if (round >= 0) times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { title, runs, median: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

/** Of sorted times; 0 for none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
