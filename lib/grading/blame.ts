import type { BuildResult, Cause, Step } from '@/simulator';
import { assertNever } from '@/simulator/assert-never';

/** The step that a miss began with, and what it names as the cause. */
export interface Blame {
  readonly step: Step;
  /** What changed, as a name to show: a file, a variable, an instruction's text. Empty when the cause has none. */
  readonly what: string;
  readonly cause: Cause['kind'];
}

/** Follows a miss up to where it began: "npm ci ran because COPY did, because server.js changed". */
export function blameFor(result: BuildResult, step: Step): Blame {
  const cause = step.why.causes[0];
  if (cause?.kind === 'step-above-ran') {
    const origin = step.why.chain.at(-1) ?? cause.step;
    const above = result.steps.find((candidate) => candidate.id === origin);
    if (above !== undefined && above.id !== step.id) return blameFor(result, above);
  }
  return { step, what: cause === undefined ? '' : subjectOf(cause), cause: cause?.kind ?? 'never-built' };
}

function subjectOf(cause: Cause): string {
  switch (cause.kind) {
    case 'files-changed':
      return cause.files
        .map((file) => file.path)
        .slice(0, 3)
        .join(', ');
    case 'variable-changed':
      return cause.name;
    case 'base-changed':
      return cause.after;
    case 'base-image':
      return cause.reference;
    case 'text-changed':
      return cause.after;
    case 'option-changed':
      return cause.option;
    case 'step-above-ran':
      return cause.stepName;
    case 'step-above-removed':
      return cause.text;
    case 'failed':
      return cause.message;
    case 'not-needed':
      return cause.target;
    case 'same-key':
    case 'same-content':
    case 'known-key':
    case 'no-result':
    case 'never-built':
    case 'step-added':
    case 'no-cache':
    case 'failed-before':
    case 'not-reached':
      return '';
    default:
      return assertNever(cause);
  }
}
