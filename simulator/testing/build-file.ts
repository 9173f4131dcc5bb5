import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildRequest, type BuildResult, buildImage, type Catalog, catalogFromBases, EMPTY_CACHE } from '../index';

let bases: Catalog | undefined;

/** The recordings' base images: BusyBox and three made for the purpose, exact to the byte. */
export function recordedCatalog(): Catalog {
  bases ??= catalogFromBases(JSON.parse(readFileSync(fileURLToPath(new URL('../../corpus/bases.json', import.meta.url)), 'utf8')));
  return bases;
}

export interface BuildStep extends Partial<Omit<BuildRequest, 'context' | 'cache' | 'catalog'>> {
  /** Files written before this build; `null` deletes one. */
  readonly edit?: Readonly<Record<string, string | null>>;
  /** Files that get another mode. */
  readonly chmod?: Readonly<Record<string, number>>;
}

/** Builds a context several times with one cache, applying each step's edits first. All times are fixed. */
export async function buildSeries(files: Readonly<Record<string, string>>, steps: readonly BuildStep[]): Promise<BuildResult[]> {
  const context = new Map(Object.entries(files).map(([path, content]) => [path, { content, mode: 0o644 }]));
  const results: BuildResult[] = [];
  let cache = EMPTY_CACHE;
  for (const [index, { edit = {}, chmod = {}, ...options }] of steps.entries()) {
    for (const [path, content] of Object.entries(edit)) {
      if (content === null) context.delete(path);
      else context.set(path, { content, mode: context.get(path)?.mode ?? 0o644 });
    }
    for (const [path, mode] of Object.entries(chmod)) context.set(path, { content: context.get(path)?.content ?? '', mode });
    const outcome = await buildImage({
      context: new Map([...context].map(([path, file]) => [path, { kind: 'file', ...file }])),
      cache,
      catalog: recordedCatalog(),
      nowSeconds: 1_787_000_000 + index,
      sourceDateEpoch: 1_700_000_000,
      ...options,
    });
    cache = outcome.cache;
    results.push(outcome.result);
  }
  return results;
}
