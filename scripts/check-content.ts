import { buildCheckSlugs } from '@/lib/content/build-checks/load';
import { checkBuildCheck, checkBuildCheckIndex } from '@/lib/content/check/check-build-check';
import { checkLesson } from '@/lib/content/check/check-lesson';
import { lessonIds } from '@/lib/content/load';
import { createNodeBuild, createSingleBuild } from '@/lib/content/node-build';

/** Checks all content and says what is wrong with it, a line each; ends with `N passed, M failed`. */
async function main(): Promise<void> {
  const [build, single] = [createNodeBuild(), createSingleBuild()];
  const results = [...checkBuildCheckIndex()];
  for (const id of lessonIds()) results.push(...(await checkLesson(id, build)));
  for (const slug of buildCheckSlugs()) results.push(...(await checkBuildCheck(slug, single)));
  const failed = results.filter(({ problem }) => problem !== undefined);
  for (const { name, problem } of failed) console.log(`✗ ${name}: ${problem}`);
  console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

await main();
