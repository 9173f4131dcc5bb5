import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogFromBases } from '@/simulator';
import { parseRecordedCase } from './recording';
import { replay } from './replay';
import { reportOn } from './report';

/**
 * The part of the corpus that is about the solver, a test a case, so that a mutant is tried by the cases that reach it. Only mutation
 * testing runs this file: `npm run conformance` replays all of the corpus.
 */
const CORPUS = join(import.meta.dirname, '..', '..', 'corpus');
const bases: unknown = JSON.parse(readFileSync(join(CORPUS, 'bases.json'), 'utf8'));
const files = ['cache', 'graph'].flatMap((folder) => readdirSync(join(CORPUS, folder)).map((name) => `${folder}/${name}`));

test.each(files)('%s', { timeout: 20_000 }, async (file) => {
  const parsed = parseRecordedCase(JSON.parse(readFileSync(join(CORPUS, file), 'utf8')));
  if (!parsed.ok) throw new Error(parsed.message);
  expect(reportOn([{ recorded: parsed.value, results: await replay(parsed.value, catalogFromBases(bases)) }]).disagreements).toEqual([]);
});
