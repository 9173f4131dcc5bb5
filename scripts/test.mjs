/**
 * `npm test`: everything, from a fresh clone. `npm test -- types unit` runs only these stages.
 * Every stage runs, whatever the one before it said; the last line is the sum.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { binOf, childEnvironment, ensureDependencies, ROOT } from './project.mjs';
import { lastLineCount, playwrightCount, settled, vitestCount, wholeOrNothing } from './stage-counts.mjs';

const REPORTS = join(ROOT, '.cache', 'reports');
const TYPESCRIPT = ['scripts/run-ts.mjs'];

/** In order. A stage is one command, and how to count what it said. */
const STAGES = {
  types: { command: () => [binOf('typescript', 'tsc'), '--noEmit', '-p', ROOT], count: wholeOrNothing },
  lint: { command: () => [binOf('@biomejs/biome', 'biome'), 'ci', '--colors=off'], count: wholeOrNothing },
  unit: { command: () => vitest(), count: reported('unit.json', vitestCount) },
  content: { command: () => [...TYPESCRIPT, 'scripts/check-content.ts'], count: lastLineCount },
  conformance: { command: () => ['scripts/conformance-floor.mjs'], count: lastLineCount },
  build: { command: () => ['scripts/build.mjs'], count: wholeOrNothing },
  export: { command: () => ['scripts/check-export.mjs'], count: lastLineCount },
  e2e: {
    command: () => [binOf('@playwright/test', 'playwright'), 'test'],
    count: reported('e2e.json', playwrightCount),
    before: () => ensureChromium() !== undefined,
  },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in STAGES));
if (unknown.length > 0) {
  process.stderr.write(`Unknown stage ${unknown.join(', ')}; there are ${Object.keys(STAGES).join(', ')}.\n`);
  process.exit(2);
}

ensureDependencies();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const total = { passed: 0, failed: 0 };
for (const [name, stage] of Object.entries(STAGES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { passed, failed } = await runStage(name, stage);
  total.passed += passed;
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

async function runStage(name, { command, count, before = () => true }) {
  console.log(`\n=== ${name}`);
  const started = Date.now();
  const run = before() ? await execute(command()) : { status: 1, output: '' };
  const result = settled(count(run), run);
  console.log(`=== ${name}: ${result.passed} passed, ${result.failed} failed (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return result;
}

/** Runs Node; the output is shown as it comes, and kept. @returns {Promise<import('./stage-counts.mjs').Run>} */
function execute(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env: childEnvironment({ INIT_CWD: ROOT, CI: '1' }), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (target) => (chunk) => {
      output += chunk;
      target.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', keep(process.stdout));
    child.stderr.setEncoding('utf8').on('data', keep(process.stderr));
    child.on('error', (error) => resolve({ status: 1, output: String(error) }));
    child.on('close', (code) => resolve({ status: code ?? 1, output }));
  });
}

function vitest() {
  return [binOf('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(REPORTS, 'unit.json')}`];
}

/** A runner that leaves a report; without one, its exit status has to do. */
function reported(name, countOf) {
  return (run) => {
    try {
      return countOf(JSON.parse(readFileSync(join(REPORTS, name), 'utf8')));
    } catch {
      return wholeOrNothing(run);
    }
  };
}
