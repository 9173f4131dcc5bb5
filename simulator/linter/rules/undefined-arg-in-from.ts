import { suggest } from '../../parser/suggest';
import { defineRule, type Finding, findAt, type Place } from '../finding';

export const undefinedArgInFrom = defineRule('UndefinedArgInFrom', 'FROM command must use declared ARGs');

/**
 * For every stage, needed or not, twice: with what expanding the base's name did not find, then with what the platform's did not.
 * `known` are the ARGs above the first FROM, with or without a value, and the predefined platform arguments. A default in the
 * substitution does not silence it.
 */
export function checkFromArgs(stage: Place, unmatched: readonly string[], known: readonly string[]): readonly Finding[] {
  return unmatched
    .filter((name) => !known.includes(name))
    .map((name) => {
      const match = suggest(name, known);
      return findAt(undefinedArgInFrom, stage, `FROM argument '${name}' is not declared${match === undefined ? '' : ` (did you mean ${match}?)`}`);
    });
}
