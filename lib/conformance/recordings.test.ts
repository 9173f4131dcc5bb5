import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogFromBases } from '@/simulator';
import { parseRecordedCase } from './recording';
import { replay } from './replay';
import { countBuilds, type ReplayedCase, reportOn } from './report';

const ROOT = join(import.meta.dirname, '..', '..');

/** Builds that agree in every aspect; may only rise. `recordings/README.md` names the reasons of the others. */
const FLOOR = 3509;

test('builds recorded beyond the corpus agree as far as they did', { timeout: 120_000 }, async () => {
  const catalog = catalogFromBases(JSON.parse(readFileSync(join(ROOT, 'corpus', 'bases.json'), 'utf8')));
  const files = readdirSync(join(ROOT, 'recordings'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  const cases: ReplayedCase[] = [];
  for (const file of files) {
    const parsed = parseRecordedCase(JSON.parse(readFileSync(join(ROOT, 'recordings', file), 'utf8')));
    if (!parsed.ok) throw new Error(`${file}: ${parsed.message}`);
    cases.push({ recorded: parsed.value, results: await replay(parsed.value, catalog) });
  }
  const report = reportOn(cases);
  expect(report.builds).toBe(3544);
  expect(countBuilds(report).passed).toBeGreaterThanOrEqual(FLOOR);
});
