import fc from 'fast-check';
import { EDIT_TARGETS } from './fuzz/edits';
import { FILE_TARGETS } from './fuzz/files';
import { SCRIPT_TARGETS } from './fuzz/scripts';
import type { FuzzTarget } from './fuzz/target';
import { TEXT_TARGETS } from './fuzz/texts';
import { stop } from './support/stop';

const TARGETS: readonly FuzzTarget[] = [...TEXT_TARGETS, ...EDIT_TARGETS, ...FILE_TARGETS, ...SCRIPT_TARGETS];
const USAGE =
  'usage: npm run fuzz -- [--seconds N] [--seed N] [--only WORD]   (30 seconds and seed 1 when left out; --only: targets whose name has the word)';
/** Seconds that a target gets at a time, so that a short run tries them all. */
const ROUND_SECONDS = 4;
const SHOWN_CHARACTERS = 1500;

interface Options {
  readonly seconds: number;
  readonly seed: number;
  readonly only: string;
}

function optionsFrom(args: readonly string[]): Options {
  const options = { seconds: 30, seed: 1, only: '' };
  for (let at = 0; at < args.length; at += 2) {
    const [name, value] = [args[at], args[at + 1] ?? ''];
    if (name === '--only' && value !== '') options.only = value;
    else if ((name === '--seconds' || name === '--seed') && /^\d+$/.test(value)) options[name === '--seconds' ? 'seconds' : 'seed'] = Number(value);
    else stop(`${name} ${value} is not understood. ${USAGE}`);
  }
  return options;
}

async function main(args: readonly string[]): Promise<void> {
  const { seconds, seed, only } = optionsFrom(args);
  const targets = TARGETS.filter(({ name }) => name.includes(only));
  if (targets.length === 0) stop(`no target is called ${only}; there are ${TARGETS.map(({ name }) => name).join(', ')}. ${USAGE}`);
  const end = performance.now() + seconds * 1000;
  let passed = 0;
  let failed = 0;
  for (let round = 0; performance.now() < end; round++) {
    const target = targets[round % targets.length];
    if (target === undefined) break;
    const roundSeed = seed + round;
    const result = await fc.check(target.property, {
      seed: roundSeed,
      numRuns: Number.MAX_SAFE_INTEGER,
      interruptAfterTimeLimit: Math.min(ROUND_SECONDS * 1000, Math.max(1, end - performance.now())),
      markInterruptAsFailure: false,
    });
    passed += result.numRuns - (result.failed ? 1 : 0);
    if (!result.failed) continue;
    failed += 1;
    process.stdout.write(`${target.name}, seed ${roundSeed}: ${messageOf(result.errorInstance)}\n  ${shown(result.counterexample)}\n`);
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  if (failed > 0) process.exitCode = 1;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The smallest input found, as text that can be put into a test. */
function shown(input: unknown): string {
  const text = fc.stringify(input);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}… (${text.length} characters)` : text;
}

await main(process.argv.slice(2));
