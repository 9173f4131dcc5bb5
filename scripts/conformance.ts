import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ASPECTS } from '@/lib/conformance/aspects';
import { parseRecordedCase, type RecordedCase } from '@/lib/conformance/recording';
import { replay } from '@/lib/conformance/replay';
import { type ConformanceReport, countBuilds, type ReplayedCase, reportOn } from '@/lib/conformance/report';
import { catalogFromBases } from '@/simulator';
import { nodeSha256 } from './support/node-sha256';
import { stop } from './support/stop';

const USAGE = 'usage: npm run conformance -- DIR… [--json]   (DIR: a folder of recorded cases, such as corpus or corpus/cache)';
/** Disagreements printed in full. */
const SHOWN = 60;

async function main(args: readonly string[]): Promise<void> {
  const json = args.includes('--json');
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '--json');
  if (unknown !== undefined) stop(`unknown option ${unknown}. ${USAGE}`);
  const folders = args.filter((arg) => !arg.startsWith('-'));
  if (folders.length === 0) stop(`name at least one folder. ${USAGE}`);
  const files = folders.flatMap(caseFiles);
  if (files.length === 0) stop(`no case files (*.json) below ${folders.join(', ')}. ${USAGE}`);
  const bases: unknown = JSON.parse(readFileSync(fileURLToPath(new URL('../corpus/bases.json', import.meta.url)), 'utf8'));
  const catalog = catalogFromBases(bases);
  const cases: ReplayedCase[] = [];
  for (const file of files) {
    const recorded = readCase(file);
    cases.push({ recorded, results: await replay(recorded, catalog, { sha256: nodeSha256 }) });
  }
  const report = reportOn(cases);
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : text(report));
  if (report.disagreements.length > 0) process.exitCode = 1;
}

function caseFiles(folder: string): string[] {
  const path = resolve(folder);
  if (!existsSync(path)) stop(`${folder} does not exist. ${USAGE}`);
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return caseFiles(join(path, entry.name));
      return entry.name.endsWith('.json') && entry.name !== 'bases.json' ? [join(path, entry.name)] : [];
    });
}

function readCase(file: string): RecordedCase {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    stop(
      `${file} is not JSON (${error instanceof Error ? error.message : String(error)}); expected a recorded case as corpus/README.md describes it`,
    );
  }
  const parsed = parseRecordedCase(value);
  if (!parsed.ok) stop(`${file}: ${parsed.message}; expected a recorded case as corpus/README.md describes it`);
  return parsed.value;
}

function text(report: ConformanceReport): string {
  const lines = [`${report.cases} cases, ${report.builds} builds`, ''];
  for (const aspect of ASPECTS) {
    const { agree, of } = report.aspects[aspect];
    lines.push(`${aspect.padEnd(16)} ${String(agree).padStart(5)} of ${of}  ${((100 * agree) / Math.max(of, 1)).toFixed(1)} %`);
  }
  for (const { case: id, build, aspect, expected, actual } of report.disagreements.slice(0, SHOWN)) {
    lines.push('', `${id} build ${build}: ${aspect}`, `  recorded  ${clip(expected)}`, `  simulated ${clip(actual)}`);
  }
  if (report.disagreements.length > SHOWN) lines.push('', `and ${report.disagreements.length - SHOWN} more (--json lists them all)`);
  const { passed, failed } = countBuilds(report);
  lines.push('', `${passed} passed, ${failed} failed`, '');
  return lines.join('\n');
}

function clip(value: unknown): string {
  const printed = JSON.stringify(value);
  return printed.length > 400 ? `${printed.slice(0, 400)}…` : printed;
}

await main(process.argv.slice(2));
