import type { GoalResult } from '@/lib/lab/types';

/** Why a goal is not reached yet, or why an edit does not fit: a key of the interface's strings, and what to put into them. */
export type Reason = NonNullable<GoalResult['reason']>;

/** Every code that grading can answer; the interface's strings have a sentence for each. */
export const REASON_CODES = [
  'edit-file-missing',
  'edit-text-missing',
  'edit-no-package-install',
  'edit-no-base-image',
  'build-failed',
  'path-missing',
  'path-present',
  'not-recorded',
  'step-missing',
  'step-ran-again',
  'step-was-cached',
  'steps-ran-again',
  'failed-elsewhere',
  'went-through',
  'too-slow',
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];

export function reason(code: ReasonCode, details: Reason['details'] = {}): Reason {
  return { code, details };
}

/** A value, or the reason why there is none. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: Reason };

export function success<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failure(code: ReasonCode, details: Reason['details'] = {}): { readonly ok: false; readonly reason: Reason } {
  return { ok: false, reason: reason(code, details) };
}
