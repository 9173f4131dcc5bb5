import type { Statement } from '../../parser/statements';
import { defineRule, type Finding, findAt } from '../finding';

export const stageNameCasing = defineRule('StageNameCasing', 'Stage names should be lowercase');

/** Looks at the third word of any FROM line, before the line is checked for anything else. */
export function checkStageNameCasing(statement: Statement): readonly Finding[] {
  const [, , name] = statement.arguments.words;
  if (statement.keyword.toLowerCase() !== 'from' || statement.arguments.words.length !== 3 || name === undefined) return [];
  return name === name.toLowerCase() ? [] : [findAt(stageNameCasing, statement, `Stage name '${name}' should be lowercase`)];
}
