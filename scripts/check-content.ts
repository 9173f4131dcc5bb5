import { checkLesson } from '@/lib/content/check/check-lesson';
import { lessonIds } from '@/lib/content/load';
import { createNodeBuild } from '@/lib/content/node-build';

/** Checks all content and says what is wrong with it, a line each; ends with `N passed, M failed`. */
async function main(): Promise<void> {
  const build = createNodeBuild();
  let passed = 0;
  let failed = 0;
  for (const id of lessonIds()) {
    for (const { name, problem } of await checkLesson(id, build)) {
      if (problem === undefined) passed += 1;
      else failed += 1;
      if (problem !== undefined) console.log(`✗ ${name}: ${problem}`);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main();
