import { measureBrowser } from './browser';
import { measureLarge } from './large';
import type { Measurement } from './measure';
import { measureParser, type ParserMeasurement } from './parser';
import { measureRebuild } from './rebuild';

function print(title: string, measurements: readonly Measurement[]): void {
  process.stdout.write(`${title}\n`);
  for (const { title: name, median, p95, runs } of measurements) {
    process.stdout.write(`  ${name.padEnd(62)} median ${median.toFixed(2).padStart(9)} ms   p95 ${p95.toFixed(2).padStart(9)} ms   ${runs} runs\n`);
  }
}

/** Lines per second by the median, and how many times the peer's throughput that is. */
function printParser(measurements: readonly ParserMeasurement[]): void {
  process.stdout.write('the parser, in Node\n');
  for (const { ours, peer, lines } of measurements) {
    const [own, other] = [ours, peer].map(({ median }) => Math.round((lines / median) * 1000));
    process.stdout.write(
      `  ${ours.title.padEnd(62)} ${own} lines/s   dockerfile-ast ${other} lines/s   ratio ${(peer.median / ours.median).toFixed(2)}\n`,
    );
  }
}

printParser(await measureParser());
print("the lesson's lab, in Node", await measureRebuild());
print('large builds, in Node', await measureLarge());
process.stdout.write(`  memory at its highest ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB\n`);
print("the lesson's lab, in Chromium", await measureBrowser());
