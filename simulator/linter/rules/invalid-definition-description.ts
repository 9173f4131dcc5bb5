import type { Statement } from '../../parser/statements';
import { defineRule, type Finding, findAt } from '../finding';

export const invalidDefinitionDescription = defineRule(
  'InvalidDefinitionDescription',
  'Comment for build stage or argument should follow the format: `# <arg/stage name> <description>`. If this is not intended to be a description comment, ' +
    'add an empty line or comment between the instruction and the comment.',
  { experimental: true },
);

/**
 * The last comment line above a named stage or an ARG has to begin with the name. An empty line in between does not part them,
 * whatever the rule's description says; an empty comment does.
 */
export function checkDefinitionDescription(statement: Statement): readonly Finding[] {
  const names = definedNames(statement);
  const [first, second] = names;
  const comment = statement.comments.at(-1);
  if (first === undefined || comment === undefined || names.includes(comment.split(' ', 1)[0] ?? '')) return [];
  const example = second === undefined ? first : '<arg_key>';
  const message = `Comment for ${statement.keyword.toUpperCase()} should follow the format: \`# ${example} <description>\``;
  return [findAt(invalidDefinitionDescription, statement, message)];
}

function definedNames(statement: Statement): readonly string[] {
  const { words } = statement.arguments;
  switch (statement.keyword.toLowerCase()) {
    case 'arg':
      return words.map((word) => word.split('=', 1)[0] ?? '');
    case 'from':
      return words.length === 3 ? [words[2]?.toLowerCase() ?? ''] : [];
    default:
      return [];
  }
}
