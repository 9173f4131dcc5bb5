import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../instructions/parse-dockerfile';
import { lintDockerfile } from './lint-dockerfile';
import { reportFindings } from './report';

/** `#~ RULE: message` marks what is found on the line above; the marks are taken out before parsing. */
function checkWarnings(marked: string, options: { readonly beyondErrors?: boolean } = {}) {
  const expected: string[] = [];
  const lines: string[] = [];
  for (const line of marked.split('\n')) {
    if (line.startsWith('#~ ')) expected.push(`${line.slice(3)} (line ${lines.length})`);
    else lines.push(line);
  }
  const { value } = parseDockerfile(lines.join('\n'));
  const { warnings } = reportFindings(lintDockerfile(value, options), value.directives.check);
  expect(warnings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual(expected);
}

describe('rules about text', () => {
  test('names of stages', () =>
    checkWarnings(`FROM a AS Base
#~ StageNameCasing: Stage name 'Base' should be lowercase
FROM b AS base
#~ DuplicateStageName: Duplicate stage name "base", stage names should be unique
FROM c AS context
#~ ReservedStageName: Stage name should not use the same name as reserved stage "context"`));

  test('the case of AS follows that of FROM', () =>
    checkWarnings(`FROM a as b
#~ FromAsCasing: 'as' and 'FROM' keywords' casing do not match
FROM a AS c
FROM d
FROM e As f
#~ FromAsCasing: 'As' and 'FROM' keywords' casing do not match`));

  test('the majority decides on the case of keywords', () =>
    checkWarnings(`ARG v
ARG w
from a
run b
Run c
#~ ConsistentInstructionCasing: Command 'Run' should match the case of the command majority (lowercase)
CMD ["d"]
#~ ConsistentInstructionCasing: Command 'CMD' should match the case of the command majority (lowercase)`));

  test('a tie means upper case', () =>
    checkWarnings(`FROM a
run b
#~ ConsistentInstructionCasing: Command 'run' should match the case of the command majority (uppercase)`));

  test('empty lines inside and MAINTAINER', () =>
    checkWarnings(`FROM a
RUN b \\

  c
#~ NoEmptyContinuation: Empty continuation line
MAINTAINER me
#~ MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label`));

  test('descriptions are checked when asked for', () =>
    checkWarnings(`# check=experimental=InvalidDefinitionDescription
# text
FROM a AS b
#~ InvalidDefinitionDescription: Comment for FROM should follow the format: \`# b <description>\`
# V is fine
ARG V=1
# two of them
ARG X=1 Y
#~ InvalidDefinitionDescription: Comment for ARG should follow the format: \`# <arg_key> <description>\`
# a stage without name is not described
FROM c`));
});

describe('on a file with errors', () => {
  const text = `FROM a AS B
#~ StageNameCasing: Stage name 'B' should be lowercase
MAINTAINER
#~ MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label
`;
  test('a build gets as far as the first', () => checkWarnings(`${text}MAINTAINER me\nrun x`));

  test('an editor gets everything', () =>
    checkWarnings(
      `${text}MAINTAINER me
#~ MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label
run x
#~ ConsistentInstructionCasing: Command 'run' should match the case of the command majority (uppercase)`,
      { beyondErrors: true },
    ));

  test('nothing is found when the text has errors of form', () => checkWarnings('FROM a AS B\nENV C'));

  test('rules about the whole file wait for a stage', () => checkWarnings('arg A\nARG B'));
});

describe('skipping', () => {
  const file = (head: string, above = '') => parseDockerfile(`${head}FROM a AS B\n${above}MAINTAINER me`).value;
  const rulesOf = (head: string, above = '') => {
    const { directives, ...rest } = file(head, above);
    return reportFindings(lintDockerfile({ directives, ...rest }), directives.check).warnings.map(({ rule }) => rule);
  };

  test.each([
    ['', '', ['StageNameCasing', 'MaintainerDeprecated']],
    ['# check=skip=all\n', '', []],
    ['# check=skip=StageNameCasing\n', '', ['MaintainerDeprecated']],
    ['# check=skip=stagenamecasing\n', '', ['StageNameCasing', 'MaintainerDeprecated']],
    ['# check=skip=StageNameCasing, MaintainerDeprecated\n', '', ['MaintainerDeprecated']],
    ['', '# check=skip=MaintainerDeprecated\n\n', ['StageNameCasing']],
    ['', '# Check = skip=all\n', ['StageNameCasing']],
    ['', '# check=skip\n', ['StageNameCasing', 'MaintainerDeprecated']],
    ['# check=skip=StageNameCasing\n', '# check=skip=MaintainerDeprecated\n', []],
  ])('%j %j', (head, above, rules) => expect(rulesOf(head, above)).toEqual(rules));

  test('rules about the whole file cannot be skipped by a comment', () => {
    const { value } = parseDockerfile('FROM a\n# check=skip=all\nrun b');
    expect(reportFindings(lintDockerfile(value), value.directives.check).warnings).toHaveLength(1);
  });
});

describe('findings as errors', () => {
  test('name the rules, those left after skipping', () => {
    const { value } = parseDockerfile('# check=error=true;skip=StageNameCasing\nFROM a AS B\nMAINTAINER me\nMAINTAINER you\nrun x');
    expect(reportFindings(lintDockerfile(value), value.directives.check).error).toBe(
      'lint violation found for rules: MaintainerDeprecated, ConsistentInstructionCasing',
    );
  });

  test('none without findings, and none when only a comment asks for it', () => {
    const clean = parseDockerfile('# check=error=true\nFROM a').value;
    expect(reportFindings(lintDockerfile(clean), clean.directives.check)).toEqual({ warnings: [] });
    const comment = parseDockerfile('FROM a\n# check=error=true\nMAINTAINER me').value;
    expect(reportFindings(lintDockerfile(comment), comment.directives.check).error).toBeUndefined();
  });
});
