import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  analyse,
  type BuildCache,
  type BuildContext,
  type BuildOutcome,
  type BuildRequest,
  buildImage,
  type Catalog,
  EMPTY_CACHE,
  missingCatalogParts,
} from '@/simulator';
import { readCatalogPart } from '../scripts/support/catalog-files';
import { nodeSha256 } from '../scripts/support/node-sha256';
import { type Measurement, measure } from './measure';

const LAB = fileURLToPath(new URL('../content/07-build-cache/lab/', import.meta.url));
const EDITED_FILE = 'server.js';
const FIRST_BUILD_SECONDS = 1_767_225_600;

/** The lesson's lab, its start and its solution: a first build, a rebuild after an edit to one file, and what every pause in typing costs. */
export async function measureRebuild(): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const name of ['start', 'solution']) {
    const context = readContext(join(LAB, name));
    const catalog = loadCatalog(context);
    measurements.push(await measure(`${name}: first build`, () => build(context, catalog, EMPTY_CACHE), 20));
    let { cache } = await build(context, catalog, EMPTY_CACHE);
    measurements.push(
      await measure(`${name}: rebuild, ${EDITED_FILE} edited`, async (round) => {
        ({ cache } = await build(edited(context, round), catalog, cache));
      }),
    );
    measurements.push(await measure(`${name}: rebuild, nothing edited`, () => build(context, catalog, cache)));
    measurements.push(await measure(`${name}: checks and planned steps`, (round) => analyse(requestFor(edited(context, round), catalog, cache))));
  }
  return measurements;
}

async function build(context: BuildContext, catalog: Catalog, cache: BuildCache): Promise<BuildOutcome> {
  const outcome = await buildImage(requestFor(context, catalog, cache), { sha256: nodeSha256 });
  if (!outcome.result.ok) throw new Error(`the build failed: ${outcome.result.error?.message}`);
  return outcome;
}

function requestFor(context: BuildContext, catalog: Catalog, cache: BuildCache): BuildRequest {
  return { context, catalog, cache, nowSeconds: FIRST_BUILD_SECONDS + cache.builds * 60 };
}

function edited(context: BuildContext, round: number): BuildContext {
  const before = context.get(EDITED_FILE);
  if (before?.kind !== 'file') throw new Error(`the lab has no ${EDITED_FILE}`);
  return new Map([...context, [EDITED_FILE, { ...before, content: `${before.content}// ${round}\n` }]]);
}

function readContext(folder: string): BuildContext {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [relative(folder, file), { kind: 'file', content: readFileSync(file, 'utf8') }];
    }),
  );
}

function loadCatalog(context: BuildContext): Catalog {
  const parts = new Map<string, unknown>();
  for (;;) {
    const missing = missingCatalogParts(requestFor(context, parts, EMPTY_CACHE));
    if (missing.length === 0) return parts;
    for (const name of missing) parts.set(name, readCatalogPart(name));
  }
}
