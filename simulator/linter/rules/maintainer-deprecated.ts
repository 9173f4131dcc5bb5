import type { Statement } from '../../parser/statements';
import { defineRule, type Finding, findAt } from '../finding';

export const maintainerDeprecated = defineRule(
  'MaintainerDeprecated',
  'The MAINTAINER instruction is deprecated, use a label instead to define an image author',
);

export function checkMaintainer(statement: Statement): readonly Finding[] {
  if (statement.keyword.toLowerCase() !== 'maintainer') return [];
  return [findAt(maintainerDeprecated, statement, 'Maintainer instruction is deprecated in favor of using label')];
}
