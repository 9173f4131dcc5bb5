import { ASPECTS, type Aspect, aspectOf } from './aspects';
import type { Expectation, RecordedCase } from './recording';

export interface Disagreement {
  readonly case: string;
  /** Position among the case's builds, from 0. */
  readonly build: number;
  readonly aspect: Aspect;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface ConformanceReport {
  readonly cases: number;
  readonly builds: number;
  readonly aspects: Readonly<Record<Aspect, { readonly agree: number; readonly of: number }>>;
  readonly disagreements: readonly Disagreement[];
}

export interface ReplayedCase {
  readonly recorded: RecordedCase;
  readonly results: readonly Expectation[];
}

/** Agreement per aspect over all builds, and every disagreement in full. */
export function reportOn(cases: readonly ReplayedCase[]): ConformanceReport {
  const disagreements: Disagreement[] = [];
  const agree = new Map<Aspect, number>();
  let builds = 0;
  for (const { recorded, results } of cases) {
    for (const [build, { expect }] of recorded.builds.entries()) {
      builds++;
      for (const aspect of ASPECTS) {
        const [expected, actual] = [aspectOf(aspect, expect), aspectOf(aspect, results[build] ?? MISSING)];
        if (sortedJson(expected) === sortedJson(actual)) agree.set(aspect, (agree.get(aspect) ?? 0) + 1);
        else disagreements.push({ case: recorded.id, build, aspect, expected, actual });
      }
    }
  }
  const aspects = Object.fromEntries(ASPECTS.map((aspect) => [aspect, { agree: agree.get(aspect) ?? 0, of: builds }]));
  return { cases: cases.length, builds, aspects: asRecord(aspects), disagreements };
}

const MISSING: Expectation = { ok: false, error: { message: 'no result' }, steps: [] };

function asRecord(aspects: Record<string, { readonly agree: number; readonly of: number }>): ConformanceReport['aspects'] {
  const none = { agree: 0, of: 0 };
  const pick = (aspect: Aspect) => aspects[aspect] ?? none;
  return {
    outcome: pick('outcome'),
    'error-line': pick('error-line'),
    'error-message': pick('error-message'),
    steps: pick('steps'),
    cache: pick('cache'),
    warnings: pick('warnings'),
    'warning-message': pick('warning-message'),
    config: pick('config'),
    history: pick('history'),
    tree: pick('tree'),
    'layer-size': pick('layer-size'),
    'diff-id': pick('diff-id'),
    'config-digest': pick('config-digest'),
    'manifest-digest': pick('manifest-digest'),
  };
}

/** Builds that agree in every aspect, and those that do not. */
export function countBuilds(report: ConformanceReport): { readonly passed: number; readonly failed: number } {
  const failed = new Set(report.disagreements.map(({ case: id, build }) => `${id} ${build}`)).size;
  return { passed: report.builds - failed, failed };
}

/** Order of keys does not count where data, not bytes, are compared. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
