import type { StepMatcher } from '@/lib/lab/types';
import type { BuildResult, Step } from '@/simulator';
import { assertNever } from '@/simulator/assert-never';
import { argumentsMatch } from './argv-pattern';
import { matchesGlob } from './glob';

/** The steps that did what the matcher asks for, skipped ones left out. */
export function matchingSteps(result: BuildResult, matcher: StepMatcher): readonly Step[] {
  return result.steps.filter((step) => step.status !== 'skipped' && matches(result, step, matcher));
}

function matches(result: BuildResult, step: Step, matcher: StepMatcher): boolean {
  switch (matcher.kind) {
    case 'runs':
      return step.commands.some((argv) => matcher.anyOf.some((pattern) => argumentsMatch(argv, pattern)));
    case 'writes':
      return result.images.some((image) =>
        image.layers.some((layer) => layer.stepId === step.id && layer.entries.some((entry) => matchesGlob(entry.path, matcher.path))),
      );
    default:
      return assertNever(matcher);
  }
}

/** How a matcher reads in a sentence: `npm ci` or `npm install`, or the path it looks for. */
export function describeMatcher(matcher: StepMatcher): string {
  return matcher.kind === 'writes' ? matcher.path : (matcher.anyOf[0] ?? []).join(' ');
}
