/**
 * Bundles the web workers to public/workers/NAME.js, as real ES modules. Turbopack's own worker bundles are classic scripts in which
 * `typeof window` reads "object" and that fail when a service worker serves them (docs/decisions/003-static-export-and-workers.md).
 * Pages open them through `workerUrl(NAME)` of lib/site/urls.ts, which adds `?v=` and the hash of all of them.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './project.mjs';

const OUTPUT = join(ROOT, 'public', 'workers');
const VERSION_FILE = join(OUTPUT, 'version.txt');

/** Name in public/workers → source. */
const ENTRIES = {
  engine: join(ROOT, 'lib', 'engine', 'engine.worker.ts'),
  explore: join(ROOT, 'lib', 'explore', 'explore.worker.ts'),
  editor: join(ROOT, 'node_modules', 'monaco-editor', 'esm', 'vs', 'editor', 'editor.worker.js'),
};

/** Hash over the built workers, or `dev` while they are watched and not yet built. */
export function workersVersion() {
  return existsSync(VERSION_FILE) ? readFileSync(VERSION_FILE, 'utf8') : 'dev';
}

export async function buildWorkers({ watch = false } = {}) {
  const esbuild = await import('esbuild');
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  const context = await esbuild.context(options({ minify: !watch }));
  const result = await context.rebuild();
  if (watch) {
    await context.watch();
    return;
  }
  await context.dispose();
  for (const file of result.outputFiles ?? []) writeFileSync(file.path, file.contents);
  writeFileSync(VERSION_FILE, hashOf(result.outputFiles ?? []));
}

/** @returns {import('esbuild').BuildOptions} */
function options({ minify }) {
  return {
    entryPoints: ENTRIES,
    outdir: OUTPUT,
    bundle: true,
    format: 'esm',
    splitting: true,
    chunkNames: 'chunk-[hash]',
    target: 'es2022',
    platform: 'browser',
    minify,
    sourcemap: minify ? false : 'inline',
    write: !minify,
    logLevel: 'warning',
    tsconfig: join(ROOT, 'tsconfig.json'),
    define: {
      'process.env.NEXT_PUBLIC_BASE_PATH': JSON.stringify(process.env.NEXT_PUBLIC_BASE_PATH ?? ''),
      'process.env.NODE_ENV': JSON.stringify(minify ? 'production' : 'development'),
    },
  };
}

/** @param {readonly import('esbuild').OutputFile[]} files */
function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) hash.update(file.contents);
  return hash.digest('hex').slice(0, 16);
}

// No `await` at this level: next.config.ts is loaded by `require`, which cannot wait.
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) buildWorkers();
