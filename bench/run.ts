import { measureBrowser } from './browser';
import { measureLarge } from './large';
import type { Measurement } from './measure';
import { measureRebuild } from './rebuild';

function print(title: string, measurements: readonly Measurement[]): void {
  process.stdout.write(`${title}\n`);
  for (const { title: name, median, p95, runs } of measurements) {
    process.stdout.write(`  ${name.padEnd(62)} median ${median.toFixed(2).padStart(9)} ms   p95 ${p95.toFixed(2).padStart(9)} ms   ${runs} runs\n`);
  }
}

print("the lesson's lab, in Node", await measureRebuild());
print('large builds, in Node', await measureLarge());
print("the lesson's lab, in Chromium", await measureBrowser());
