import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createSingleBuild } from '../node-build';
import { checkBuildCheck, checkBuildCheckIndex } from './check-build-check';

const folder = mkdtempSync(join(tmpdir(), 'checks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const build = createSingleBuild();

const CHECK = {
  rule: 'JSONArgsRecommended',
  summary: 'A shell is started.',
  group: 'surprise',
  wrong: { build: 'succeeds' },
  right: [{ id: 'list', title: 'Write a list' }],
  outcomes: [{ kind: 'command', expect: 'differs' }],
  related: [],
  lessons: [],
};
const FILES = {
  'check.json': CHECK,
  'why.mdx': 'Because.\n',
  'leave.mdx': 'Never.\n',
  'wrong/Dockerfile': 'FROM busybox\nCMD date\n',
  'right/list/Dockerfile': 'FROM busybox\nCMD ["date"]\n',
};

/** Puts the check on disk, some of its files changed, and answers what is wrong with it. */
async function problemsWith(changes: Readonly<Record<string, string | object>>, slug = 'json-args-recommended'): Promise<readonly string[]> {
  const root = mkdtempSync(join(folder, 'x-'));
  for (const [path, content] of Object.entries<string | object>({ ...FILES, ...changes })) {
    const file = join(root, slug, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
  const results = await checkBuildCheck(slug, build, root);
  return results.flatMap(({ name, problem }) => (problem === undefined ? [] : [`${name.replace(`checks/${slug}: `, '')}: ${problem}`]));
}

test('a good one has no problem', async () => expect(await problemsWith({})).toEqual([]));

test.each<[string, Readonly<Record<string, string | object>>, RegExp]>([
  ['no finding', { 'wrong/Dockerfile': 'FROM busybox\nCMD ["date"]\n' }, /wrong version has this finding and no other: it has none/],
  ['another finding', { 'wrong/Dockerfile': 'FROM busybox AS A\nCMD date\n' }, /wrong version .*StageNameCasing: Stage name 'A'/],
  [
    'a wrong version that fails',
    { 'wrong/Dockerfile': 'FROM busybox\nCOPY a /\nCMD date\n' },
    /wrong version .*it does not build: .*"\/a": not found/,
  ],
  [
    'a right version with a finding',
    { 'right/list/Dockerfile': 'FROM busybox\nCMD ls\n' },
    /right\/list has no finding and builds: JSONArgsRecommended/,
  ],
  ['a right version that fails', { 'right/list/Dockerfile': 'FROM busybox\nRUN false\n' }, /right\/list .*exit code: 1/],
  ['a file that only the right version has', { 'right/list/a.sh': 'true\n' }, /right\/list .*a\.sh has to be in wrong\/ too/],
  ['an outcome that is not so', { 'check.json': { ...CHECK, outcomes: [{ kind: 'size', expect: 'differs' }] } }, /outcomes .*size is the same/],
  ['a lesson that is not there', { 'check.json': { ...CHECK, lessons: ['nowhere'] } }, /related rules and lessons exist: no lesson nowhere/],
  ['itself as related', { 'check.json': { ...CHECK, related: ['JSONArgsRecommended'] } }, /related .*no other rule JSONArgsRecommended/],
  ['an unknown rule', { 'check.json': { ...CHECK, rule: 'NoSuchRule' } }, /rule: found "NoSuchRule"; use one of ConsistentInstructionCasing, /],
  ['an unknown group', { 'check.json': { ...CHECK, group: 'other' } }, /group: found "other"; use one of "surprise"/],
  ['a link to nowhere', { 'why.mdx': 'See [this](/checks/nowhere/).\n' }, /links lead somewhere: \/checks\/nowhere\/: no such place/],
  ['a component in the text', { 'why.mdx': 'See <Fact id="F1">this</Fact>.\n' }, /components are known: <Fact>: Markdown only/],
  ['a figure in the text', { 'leave.mdx': 'It takes 10 seconds.\n' }, /figures come from the simulator: "10 seconds" is written by hand/],
])('%s', async (_, changes, problem) => expect((await problemsWith(changes)).join('\n')).toMatch(problem));

test('a folder that is called otherwise', async () =>
  expect((await problemsWith({}, 'json-args')).join('\n')).toMatch(/the folder has the name of the rule: json-args-recommended/));

test('rules without a page, and pages without a rule', () => {
  const root = mkdtempSync(join(folder, 'x-'));
  mkdirSync(join(root, 'no-such-rule'));
  writeFileSync(join(root, 'index.mdx'), 'How to run them.\n');
  const problems = checkBuildCheckIndex(root).flatMap(({ problem }) => problem ?? []);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/content\/checks\/stage-name-casing\/ is missing.*content\/checks\/no-such-rule\/ belongs to no rule/);
});
