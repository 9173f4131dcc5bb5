/** `npm run build`: the production export, in out/. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWorkers } from './build-workers.mjs';
import { binOf, ensureDependencies, ROOT, runNode } from './project.mjs';
import { sourceHash } from './source-hash.mjs';

export const OUT = join(ROOT, 'out');
const STAMP = join(OUT, 'source-hash.txt');

/** True while out/ is what the present sources would give. */
export function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourceHash();
}

/** @returns {Promise<number>} exit status */
export async function build() {
  rmSync(OUT, { recursive: true, force: true });
  await buildWorkers();
  const status = await runNode([binOf('next'), 'build']);
  if (status === 0) writeFileSync(STAMP, sourceHash());
  return status;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureDependencies();
  process.exitCode = await build();
}
