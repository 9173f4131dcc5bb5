/**
 * How a file, size or duration is known.
 *
 * - `exact`: what BuildKit makes from the same inputs, to the byte.
 * - `modelled`: real figures behind generated content, or a time from the cost model.
 * - `unknown`: outside the model; the effect is not simulated and never guessed.
 */
export type Fidelity = 'exact' | 'modelled' | 'unknown';

const ORDER: readonly Fidelity[] = ['exact', 'modelled', 'unknown'];

/** The least certain of several. An empty list is `exact`. */
export function weakestFidelity(fidelities: Iterable<Fidelity>): Fidelity {
  let weakest = 0;
  for (const fidelity of fidelities) weakest = Math.max(weakest, ORDER.indexOf(fidelity));
  return ORDER[weakest] ?? 'exact';
}
