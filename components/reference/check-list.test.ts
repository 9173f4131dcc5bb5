import { expect, test } from 'vitest';
import { filterChecks, type ListedGroup } from './check-list';

const check = (rule: string, summary: string, words = '') => ({ rule, summary, words, experimental: false });
const GROUPS: readonly ListedGroup[] = [
  { group: 'surprise', checks: [check('CopyIgnoredFile', 'COPY names a file'), check('JSONArgsRecommended', 'a shell', 'OS signals')] },
  { group: 'spelling', checks: [check('FromAsCasing', 'FROM is in capitals')] },
];

test.each([
  ['', ['CopyIgnoredFile', 'JSONArgsRecommended', 'FromAsCasing']],
  ['  ', ['CopyIgnoredFile', 'JSONArgsRecommended', 'FromAsCasing']],
  ['copy', ['CopyIgnoredFile']],
  ['SIGNALS', ['JSONArgsRecommended']],
  ['from capitals', ['FromAsCasing']],
  ['copy capitals', []],
])('%j leaves %j', (query, rules) => {
  const shown = filterChecks(GROUPS, query);
  expect(shown.flatMap(({ checks }) => checks.map(({ rule }) => rule))).toEqual(rules);
  expect(shown.every(({ checks }) => checks.length > 0)).toBe(true);
});
