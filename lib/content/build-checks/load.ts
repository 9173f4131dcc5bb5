import { join } from 'node:path';
import type { Workspace } from '@/lib/lab/workspace';
import { BUILD_CHECKS, type BuildCheckRule } from '@/simulator';
import { ContentError } from '../content-error';
import { contentRoot, subfolders } from '../paths';
import { readFiles } from '../read-files';
import { readJson } from '../read-json';
import { buildCheckSchema } from '../schema/build-check-schema';
import type { BuildCheck, BuildCheckInfo } from './content';

export function buildChecksFolder(): string {
  return join(contentRoot(), 'checks');
}

/** Names of the folders that describe a build check, sorted. */
export function buildCheckSlugs(root: string = buildChecksFolder()): readonly string[] {
  return subfolders(root);
}

/** A check's data for its page. Node only: pages call it while the site is exported. Throws a `ContentError` when a file does not fit. */
export function loadBuildCheck(slug: string, root: string = buildChecksFolder()): BuildCheck {
  const folder = join(root, slug);
  const file = join(folder, 'check.json');
  const info = readJson(file, buildCheckSchema);
  const wrong: Workspace = {
    version: 1,
    files: readFiles(join(folder, 'wrong')),
    dockerfilePath: 'Dockerfile',
    buildArgs: info.wrong.buildArgs,
  };
  return {
    slug,
    info,
    rule: ruleOf(info, file),
    wrong,
    right: info.right.map(({ id, title }) => ({
      id,
      title,
      workspace: { ...wrong, files: { ...wrong.files, ...readFiles(join(folder, 'right', id)) }, buildArgs: {} },
    })),
  };
}

/** All of them, in BuildKit's order of names. */
export function loadBuildChecks(): readonly BuildCheck[] {
  return buildCheckSlugs().map((slug) => loadBuildCheck(slug));
}

function ruleOf(info: BuildCheckInfo, file: string): BuildCheckRule {
  const rule = BUILD_CHECKS.find(({ name }) => name === info.rule);
  if (rule !== undefined) return rule;
  const known = BUILD_CHECKS.map(({ name }) => name).join(', ');
  throw new ContentError([{ file, field: 'rule', found: JSON.stringify(info.rule), remedy: `use one of ${known}` }]);
}
