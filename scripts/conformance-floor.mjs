/**
 * Replays the repository's recordings and holds each aspect's agreement against scripts/conformance-floor.json, which may only rise:
 * `node scripts/conformance-floor.mjs --raise` writes the present figures where they are higher.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, ensureDependencies, ROOT } from './project.mjs';

const FLOOR_FILE = join(ROOT, 'scripts', 'conformance-floor.json');

ensureDependencies();
const done = spawnSync(process.execPath, ['scripts/run-ts.mjs', 'scripts/conformance.ts', join(ROOT, 'corpus'), '--json'], {
  cwd: ROOT,
  env: childEnvironment(),
  stdio: ['ignore', 'pipe', 'inherit'],
  encoding: 'utf8',
  maxBuffer: 1 << 30,
});
const report = parsed(done.stdout);
if (report === undefined) {
  console.log('The conformance run gave no figures.\n0 passed, 1 failed');
  process.exit(1);
}

const floors = JSON.parse(readFileSync(FLOOR_FILE, 'utf8'));
if (process.argv.includes('--raise')) {
  const raised = Object.entries(report.aspects).map(([name, { agree }]) => [name, Math.max(agree, floors[name] ?? 0)]);
  writeFileSync(FLOOR_FILE, `${JSON.stringify(Object.fromEntries(raised.sort(([a], [b]) => (a < b ? -1 : 1))), undefined, 2)}\n`);
}

console.log(`${report.cases} cases, ${report.builds} builds`);
const names = [...new Set([...Object.keys(floors), ...Object.keys(report.aspects)])].sort();
const fallen = names.filter((name) => !holds(name));
console.log(`${names.length - fallen.length} passed, ${fallen.length} failed`);
process.exitCode = fallen.length === 0 && names.length > 0 ? 0 : 1;

function holds(name) {
  const { agree, of } = report.aspects[name] ?? { agree: 0, of: 0 };
  const floor = floors[name] ?? 0;
  const fell = agree < floor;
  console.log(`${fell ? '✗' : '✓'} ${name.padEnd(18)} ${String(agree).padStart(5)} of ${String(of).padStart(5)}  (floor ${floor})`);
  return !fell;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
