import { suggest } from '../../parser/suggest';
import { defineRule, type Finding, findAt, type Place } from '../finding';

export const undefinedVar = defineRule('UndefinedVar', 'Variables should be defined before their use');

/** Arguments that steer the build and are never variables. */
const NO_VARIABLES: ReadonlySet<string> = new Set(['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);

/**
 * In needed stages, for each instruction that is expanded (`expandInstruction`) and for the default of an ARG. `declared` are the names
 * of the stage's ARGs, which may be unset without complaint; `environment` the names that have a value, from which a suggestion is
 * taken. BuildKit reports before it looks at the error of an expansion.
 */
export function checkVariables(
  place: Place,
  unmatched: readonly string[],
  declared: Iterable<string>,
  environment: readonly string[],
): readonly Finding[] {
  const silent = new Set([...declared, ...NO_VARIABLES]);
  return unmatched
    .filter((name) => !silent.has(name))
    .map((name) => {
      const match = suggest(name, environment);
      return findAt(undefinedVar, place, `Usage of undefined variable '$${name}'${match === undefined ? '' : ` (did you mean $${match}?)`}`);
    });
}
