import { type BuildContext, buildImage, type Catalog, type ContextEntry, EMPTY_CACHE, type Host } from '@/simulator';
import { expectationOf } from './expectation';
import type { ContextFile, Expectation, RecordedCase } from './recording';

/** Fixed inputs of all recordings; see `corpus/README.md`. Seconds since 1970. */
const EPOCH_SECONDS = 1_700_000_000;
const CONTEXT_SECONDS = 1_690_000_000;
const SECONDS_PER_BUILD = 1000;
/** Any time behind the epoch: what the steps write is set back to it. */
const NOW_SECONDS = 1_787_000_000;

/** Builds a recorded case anew: an empty cache first, then one cache for all of its builds. */
export async function replay(recorded: RecordedCase, catalog: Catalog, host: Host = {}): Promise<readonly Expectation[]> {
  const context = new Map<string, ContextEntry>();
  for (const [path, file] of Object.entries(recorded.files)) context.set(path, contextEntry(file, CONTEXT_SECONDS));
  const results: Expectation[] = [];
  let cache = EMPTY_CACHE;
  for (const [index, build] of recorded.builds.entries()) {
    const seconds = CONTEXT_SECONDS + index * SECONDS_PER_BUILD;
    for (const [path, file] of Object.entries(build.edit ?? {})) edit(context, path, file, seconds);
    for (const path of build.touch ?? []) touch(context, path, seconds);
    const outcome = await buildImage(
      {
        context: new Map(context) satisfies BuildContext,
        dockerfilePath: build.dockerfile ?? 'Dockerfile',
        ...(build.target === undefined ? {} : { target: build.target }),
        ...(build.buildArgs === undefined ? {} : { buildArgs: build.buildArgs }),
        ...(build.labels === undefined ? {} : { labels: build.labels }),
        ...(build.platforms === undefined ? {} : { platforms: build.platforms }),
        ...(build.noCache === undefined ? {} : { noCache: build.noCache }),
        ...(build.noCacheFilter === undefined ? {} : { noCacheFilter: build.noCacheFilter }),
        ...(build.secrets === undefined ? {} : { secrets: build.secrets }),
        cache,
        catalog,
        nowSeconds: NOW_SECONDS + index,
        sourceDateEpoch: EPOCH_SECONDS,
        compression: 'none',
      },
      host,
    );
    cache = outcome.cache;
    results.push(expectationOf(outcome.result));
  }
  return results;
}

function contextEntry(file: ContextFile, mtimeSeconds: number): ContextEntry {
  if (typeof file === 'string') return { kind: 'file', content: file, mtimeSeconds };
  if ('symlink' in file) return { kind: 'symlink', target: file.symlink, mtimeSeconds };
  const mode = 'mode' in file && file.mode !== undefined ? { mode: file.mode } : {};
  if ('dir' in file) return { kind: 'directory', mtimeSeconds: CONTEXT_SECONDS, ...mode };
  const unit = 'text' in file ? new TextEncoder().encode(file.text) : fromBase64(file.base64);
  return { kind: 'file', content: repeated(unit, file.repeat ?? 1), mtimeSeconds, ...mode };
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

function repeated(unit: Uint8Array, times: number): Uint8Array {
  const bytes = new Uint8Array(unit.length * times);
  for (let index = 0; index < times; index++) bytes.set(unit, index * unit.length);
  return bytes;
}

/** Deleting a directory deletes what is in it; the directories above a deleted file stay. */
function edit(context: Map<string, ContextEntry>, path: string, file: ContextFile | null, seconds: number): void {
  if (file !== null) {
    context.set(path, contextEntry(file, seconds));
    return;
  }
  const parent = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
  for (const known of [...context.keys()]) if (known === path || known.startsWith(`${path}/`)) context.delete(known);
  if (parent !== '' && ![...context.keys()].some((known) => known.startsWith(`${parent}/`))) {
    context.set(parent, { kind: 'directory', mtimeSeconds: CONTEXT_SECONDS });
  }
}

function touch(context: Map<string, ContextEntry>, path: string, mtimeSeconds: number): void {
  const entry = context.get(path);
  if (entry !== undefined && entry.kind !== 'directory') context.set(path, { ...entry, mtimeSeconds });
}
