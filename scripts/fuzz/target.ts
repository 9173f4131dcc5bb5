import type fc from 'fast-check';

/** One promise, tried on generated inputs. */
export interface FuzzTarget {
  readonly name: string;
  /** Throws when the promise does not hold for an input, and says what was expected. */
  readonly property: fc.IAsyncProperty<unknown> | fc.IProperty<unknown>;
}

/** Milliseconds that the work on a text may take, for every 10 KB begun. */
const LIMIT_MS = 50;
const UNIT_CHARACTERS = 10_240;
/** A slow answer may be the machine's fault: it has to be slow as often as this. */
const TRIES = 4;

/** Throws when some work takes too long for the text that it works on, and does so each time. */
export function mustBeQuick(what: string, text: string, work: () => unknown): void {
  const limit = LIMIT_MS * Math.ceil(Math.max(1, text.length) / UNIT_CHARACTERS);
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES && best > limit; attempt++) {
    const started = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(started);
    best = Math.min(best, (user + system) / 1000);
  }
  if (best > limit) throw new Error(`slow: ${what} took ${best.toFixed(0)} ms for ${text.length} characters, expected ${limit} ms at most`);
}
