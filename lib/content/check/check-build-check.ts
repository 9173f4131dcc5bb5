import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCheckSlug } from '@/lib/site/build-check-address';
import { BUILD_CHECKS, type BuildResult } from '@/simulator';
import { withDirective } from '../build-checks/check-options';
import type { BuildCheck } from '../build-checks/content';
import { buildCheckSlugs, buildChecksFolder, loadBuildCheck } from '../build-checks/load';
import { type BuildCheckReport, type CheckBuild, dockerfileOf, reportBuildCheck, withDockerfile } from '../build-checks/report';
import { ContentError } from '../content-error';
import { lessonIds } from '../load';
import { readFrontmatter } from '../read-frontmatter';
import { broken, type CheckResult, checked, holds } from './check-result';
import { checkPageText } from './check-text';

/** Texts of a check's page. */
const TEXTS = ['why.mdx', 'leave.mdx'] as const;

/** Every rule has a page and every page a rule; the page of the list itself fits too. */
export function checkBuildCheckIndex(root: string = buildChecksFolder()): readonly CheckResult[] {
  const slugs = buildCheckSlugs(root);
  const wanted = BUILD_CHECKS.map(({ name }) => buildCheckSlug(name));
  return [
    checked('checks: every rule has a page', [
      ...wanted.filter((slug) => !slugs.includes(slug)).map((slug) => `content/checks/${slug}/ is missing`),
      ...slugs.filter((slug) => !wanted.includes(slug)).map((slug) => `content/checks/${slug}/ belongs to no rule`),
    ]),
    ...textResults(join(root, 'index.mdx')).map((result) => ({ ...result, name: `checks: ${result.name}` })),
  ];
}

/** Everything that is checked about one build check, by building its examples. Files that do not fit their schema end it at once. */
export async function checkBuildCheck(slug: string, build: CheckBuild, root: string = buildChecksFolder()): Promise<readonly CheckResult[]> {
  try {
    const check = loadBuildCheck(slug, root);
    const results = [holds('files fit their schemas'), ...(await checkExamples(check, build)), ...checkTexts(check, root)];
    return results.map((result) => ({ ...result, name: `checks/${slug}: ${result.name}` }));
  } catch (error) {
    if (error instanceof ContentError) return [broken(`checks/${slug}: files fit their schemas`, error.message)];
    throw error;
  }
}

async function checkExamples(check: BuildCheck, build: CheckBuild): Promise<readonly CheckResult[]> {
  const report = await reportBuildCheck(check, build);
  return [
    checked('the folder has the name of the rule', check.slug === buildCheckSlug(check.info.rule) ? [] : [buildCheckSlug(check.info.rule)]),
    checked('the wrong version has this finding and no other', await wrongProblems(check, report, build)),
    ...(await Promise.all(
      check.right.map(async ({ id, workspace }) =>
        checked(`right/${id} has no finding and builds`, [...resultProblems(await build(workspace)), ...addedFiles(check, id)]),
      ),
    )),
    checked('the outcomes are as stated', outcomeProblems(report)),
    checked('the rule can be left out', await skipProblems(check, report, build)),
    checked('related rules and lessons exist', referenceProblems(check)),
  ];
}

async function wrongProblems({ info, wrong }: BuildCheck, { findings }: BuildCheckReport, build: CheckBuild): Promise<readonly string[]> {
  const { ok, error } = await build(wrong);
  const others = findings.filter(({ rule }) => rule !== info.rule);
  return [
    ...(findings.length === 0 ? ['it has none'] : []),
    ...others.map(({ rule = '', message }) => `${rule}: ${message}`),
    ...(ok === (info.wrong.build === 'succeeds') ? [] : [ok ? 'it builds, and should not' : `it does not build: ${error?.message ?? ''}`]),
  ];
}

function resultProblems({ ok, error, warnings }: BuildResult): readonly string[] {
  return [...(ok ? [] : [error?.message ?? 'it does not build']), ...warnings.map(({ rule = '', message }) => `${rule}: ${message}`)];
}

/** The lab swaps versions by writing files, so all versions have the same ones. */
function addedFiles({ wrong, right }: BuildCheck, id: string): readonly string[] {
  const files = Object.keys(right.find((version) => version.id === id)?.workspace.files ?? {});
  return files.filter((path) => !Object.hasOwn(wrong.files, path)).map((path) => `${path} has to be in wrong/ too`);
}

function outcomeProblems({ outcomes }: BuildCheckReport): readonly string[] {
  return outcomes.flatMap(({ question, wrong, right }) => {
    const same = JSON.stringify(wrong) === JSON.stringify(right);
    if (same === (question.expect === 'same')) return [];
    return [`${question.kind} ${same ? 'is the same' : 'differs'}: ${JSON.stringify(wrong)} and ${JSON.stringify(right)}`];
  });
}

/** What the page says of `skip=` and `error=` for this rule. */
async function skipProblems({ rule, wrong, info }: BuildCheck, report: BuildCheckReport, build: CheckBuild): Promise<readonly string[]> {
  const skipped = await build(withDockerfile(wrong, withDirective(dockerfileOf(wrong), `skip=${rule.name}`)));
  const given = await build({ ...wrong, buildArgs: { ...wrong.buildArgs, BUILDKIT_DOCKERFILE_CHECK: `skip=${rule.name}` } });
  const [byDirective, byArgument] = [skipped.warnings.length === 0, given.warnings.length === 0];
  return [
    ...(byDirective === !rule.experimental ? [] : ['the directive says otherwise than the page']),
    ...(byArgument ? [] : ['the build argument leaves the finding']),
    // A base image that cannot be named is an error before the findings are counted.
    ...(report.errorMessage.includes(rule.name) || info.wrong.build === 'fails' ? [] : [`error=true gives "${report.errorMessage}"`]),
  ];
}

function referenceProblems({ info }: BuildCheck): readonly string[] {
  const [rules, lessons] = [BUILD_CHECKS.map(({ name }) => name), lessonIds()];
  return [
    ...info.related.filter((name) => !rules.includes(name) || name === info.rule).map((name) => `no other rule ${name}`),
    ...info.lessons.filter((id) => !lessons.includes(id)).map((id) => `no lesson ${id}`),
  ];
}

function checkTexts({ slug }: BuildCheck, root: string): readonly CheckResult[] {
  return TEXTS.flatMap((name) => textResults(join(root, slug, name)));
}

function textResults(file: string): readonly CheckResult[] {
  if (!existsSync(file)) throw new ContentError([{ file, field: '', found: 'no such file', remedy: 'write it' }]);
  const mdx = readFileSync(file, 'utf8');
  if (mdx.startsWith('---\n')) readFrontmatter(file, mdx);
  return checkPageText(mdx, lessonIds(), buildCheckSlugs());
}
