import type { Dockerfile } from '../instructions/types';
import type { Statement } from '../parser/statements';
import type { Finding } from './finding';
import { checkInstructionCasing } from './rules/consistent-instruction-casing';
import { checkDuplicateStageNames } from './rules/duplicate-stage-name';
import { checkFromAsCasing } from './rules/from-as-casing';
import { checkDefinitionDescription } from './rules/invalid-definition-description';
import { checkMaintainer } from './rules/maintainer-deprecated';
import { checkEmptyContinuations } from './rules/no-empty-continuation';
import { checkReservedStageNames } from './rules/reserved-stage-name';
import { checkStageNameCasing } from './rules/stage-name-casing';

/**
 * The rules that need nothing but the text; they look at every stage, whether it is built or not. On a file with errors BuildKit gets
 * only as far as the first of them; an editor asks with `beyondErrors` for what could be found in all of it.
 */
export function lintDockerfile(dockerfile: Dockerfile, options: { readonly beyondErrors?: boolean } = {}): readonly Finding[] {
  const stop = options.beyondErrors ? undefined : dockerfile.stoppedAt;
  if (stop?.kind === 'check' || stop?.kind === 'text') return [];
  const last = stop?.kind === 'instruction' ? stop.statement : dockerfile.statements.length;
  const findings = [
    ...checkEmptyContinuations(dockerfile),
    // Of the instruction with the error everything is checked but its description.
    ...dockerfile.statements.slice(0, last + 1).flatMap((statement, index) => checkStatement(statement, index < last)),
  ];
  return stop ? findings : [...findings, ...checkStages(dockerfile)];
}

function checkStatement(statement: Statement, isUnderstood: boolean): readonly Finding[] {
  return [
    ...checkMaintainer(statement),
    ...checkStageNameCasing(statement),
    ...checkFromAsCasing(statement),
    ...(isUnderstood ? checkDefinitionDescription(statement) : []),
  ];
}

function checkStages({ stages }: Dockerfile): readonly Finding[] {
  return [...checkReservedStageNames(stages), ...checkDuplicateStageNames(stages), ...checkInstructionCasing(stages)];
}
