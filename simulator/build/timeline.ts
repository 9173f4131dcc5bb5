import type { Solution } from '../solver/state';
import { timeOf } from './steps';

/** Loading Dockerfile, ignore file and context, and writing the image, on the reference machine. */
const OVERHEAD_MS = 600;

/** Simulated wall-clock time of a build: every step starts when its last input has ended, independent ones overlap. */
export function wallClockMs(solution: Solution): number {
  const ends = new Map<string, number>();
  let last = 0;
  for (const result of solution.order) {
    const { vertex } = result;
    const start = vertex.inputs.reduce((latest, input) => Math.max(latest, ends.get(input.digest) ?? 0), 0);
    const end = start + timeOf(result);
    ends.set(vertex.digest, end);
    last = Math.max(last, end);
  }
  return last + OVERHEAD_MS;
}
