import type { Statement } from '../../parser/statements';
import { defineRule, type Finding, findAt } from '../finding';

export const fromAsCasing = defineRule('FromAsCasing', "The 'as' keyword should match the case of the 'from' keyword");

/** A FROM in mixed case is left to ConsistentInstructionCasing. */
export function checkFromAsCasing(statement: Statement): readonly Finding[] {
  const { keyword } = statement;
  const [, as = '', name] = statement.arguments.words;
  if (keyword.toLowerCase() !== 'from' || name === undefined) return [];
  const isLower = keyword === keyword.toLowerCase();
  if (!isLower && keyword !== keyword.toUpperCase()) return [];
  const wanted = isLower ? as.toLowerCase() : as.toUpperCase();
  return as === wanted ? [] : [findAt(fromAsCasing, statement, `'${as}' and '${keyword}' keywords' casing do not match`)];
}
