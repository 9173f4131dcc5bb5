import type { ProcessLimits } from './types';

export type UnwindReason =
  | { readonly kind: 'exit'; readonly status: number }
  | { readonly kind: 'return'; readonly status: number }
  | { readonly kind: 'break' | 'continue'; readonly levels: number }
  | { readonly kind: 'limit'; readonly limit: keyof ProcessLimits };

/**
 * Leaves several levels of the interpreter at once (`exit`, `return`, `break`, a used-up limit). A class because it is thrown and
 * must be told apart from our own bugs; no stack trace is taken, as loops leave this way thousands of times.
 */
export class Unwind {
  constructor(readonly reason: UnwindReason) {}
}

export function exitShell(status: number): never {
  throw new Unwind({ kind: 'exit', status: status & 255 });
}

export function stopAtLimit(limit: keyof ProcessLimits): never {
  throw new Unwind({ kind: 'limit', limit });
}

/** Real bytes, held in memory, of one value, pipe or file; content that is only described may be as large as `writtenBytes`. */
export const MOST_REAL_BYTES = 64 * 1024 * 1024;
