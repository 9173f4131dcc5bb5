import type { ContextEntry } from '../build-types';
import type { LineRange } from '../diagnostics';

/** One edit that a machine can make. Lines are those of the Dockerfile as it was built; a multi-line text has line feeds. */
export type RemedyAction =
  /** Without an entry the file goes. */
  | { readonly kind: 'restore-file'; readonly path: string; readonly entry?: ContextEntry }
  /** Without a value the argument is no longer given. */
  | { readonly kind: 'set-build-arg'; readonly name: string; readonly value?: string }
  /** `purpose` tells going back to the earlier text from a better one. */
  | {
      readonly kind: 'replace-instruction';
      readonly range: LineRange;
      readonly before: string;
      readonly after: string;
      readonly purpose: 'revert' | 'link' | 'manifests-first';
    }
  | { readonly kind: 'remove-instruction'; readonly range: LineRange; readonly text: string }
  /** `line` is the one that the text comes to stand before. */
  | { readonly kind: 'insert-instruction'; readonly line: number; readonly text: string; readonly purpose: 'restore' | 'move' }
  /** Patterns for the end of the ignore file at `path`, which need not exist yet. */
  | { readonly kind: 'ignore'; readonly path: string; readonly patterns: readonly string[] }
  /** Builds without `--no-cache` and `--no-cache-filter`. */
  | { readonly kind: 'use-cache' };

/** A change after which the step is a hit; tried on the simulator before it is offered. */
export interface Remedy {
  /**
   * `undo` goes back to what was; the others keep the change and order things so that it does not reach the step: the instruction that
   * brings it moves below, the files that decide are copied first, the layer stands by itself, the file stays out of the context.
   */
  readonly kind: 'undo' | 'move-below' | 'copy-manifests-first' | 'link' | 'ignore';
  /** All of them together, in no order that matters. */
  readonly actions: readonly RemedyAction[];
  /**
   * `now`: this very build hits. `next`: it would have, had the file been so before; made now, it costs one more miss and every later
   * change of the same sort is a hit.
   */
  readonly effect: 'now' | 'next';
  /**
   * Of a remedy with the effect `next`: lists of edits that, carried out one after the other on the request that was asked about, give
   * the build that shows it: the earlier files with the remedy in place. The remedied request built after that one is the hit.
   */
  readonly rehearsal?: readonly (readonly RemedyAction[])[];
  /** Where the step's instruction comes to stand; absent for a base image's triggers. 1-based. */
  readonly line?: number;
  /** Characters and bytes that it touches; what candidates are ordered by. */
  readonly size: number;
}
