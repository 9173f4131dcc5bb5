/**
 * `node scripts/run-ts.mjs [--here] FILE.ts ARGS…`: installs the dependencies if they are missing, then runs a TypeScript command from the
 * repository's root. With `--here` the command stands in the folder where the user called npm, so that paths among ARGS mean what they say.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { binOf, ensureDependencies, ROOT, runNode } from './project.mjs';

const here = process.argv[2] === '--here';
const [script, ...args] = process.argv.slice(here ? 3 : 2);
if (script === undefined) {
  process.stderr.write('Usage: node scripts/run-ts.mjs [--here] FILE.ts [ARGS…]\n');
  process.exit(2);
}
ensureDependencies();
const tsx = pathToFileURL(join(binOf('tsx'), '..', 'loader.mjs')).href;
const quietPipe = new URL('./quiet-pipe.mjs', import.meta.url).href;
process.exitCode = await runNode(['--import', quietPipe, '--import', tsx, join(ROOT, script), ...args], {
  cwd: here ? (process.env.INIT_CWD ?? process.cwd()) : ROOT,
});
