import type { Solution } from '../solver/state';

/** Loading Dockerfile, ignore file and context, and writing the image, on the reference machine. */
const OVERHEAD_MS = 600;

/** Simulated wall-clock time of a build: every step starts when its last input has ended, independent ones overlap. */
export function wallClockMs(solution: Solution): number {
  const ends = new Map<string, number>();
  let last = 0;
  for (const { vertex, outcome, run } of solution.order) {
    const start = vertex.inputs.reduce((latest, input) => Math.max(latest, ends.get(input.digest) ?? 0), 0);
    const end = start + (outcome === 'ran' || outcome === 'failed' ? (run?.durationMs ?? 0) : 0);
    ends.set(vertex.digest, end);
    last = Math.max(last, end);
  }
  return last + OVERHEAD_MS;
}
