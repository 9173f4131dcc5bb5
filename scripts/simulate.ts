import { closeSync, existsSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { simulationJson } from '@/lib/conformance/simulation-json';
import {
  type BuildOutcome,
  type BuildRequest,
  buildImage,
  type Catalog,
  EMPTY_CACHE,
  missingCatalogParts,
  ociLayout,
  plainProgress,
} from '@/simulator';
import { readCache, writeCache } from './support/cache-file';
import { readCatalogPart } from './support/catalog-files';
import { readContext } from './support/context-folder';
import { nodeSha256 } from './support/node-sha256';
import { stop } from './support/stop';

const USAGE =
  'usage: npm run simulate -- CONTEXT_DIR [-f FILE] [--target S] [--build-arg K=V]… [--platform P,…] [--no-cache] [--cache FILE] ' +
  '[--source-date-epoch N] [--compression none|gzip] [--json] [--export OUT.tar]';

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        file: { type: 'string', short: 'f' },
        target: { type: 'string' },
        'build-arg': { type: 'string', multiple: true },
        platform: { type: 'string', multiple: true },
        'no-cache': { type: 'boolean' },
        cache: { type: 'string' },
        'source-date-epoch': { type: 'string' },
        compression: { type: 'string' },
        json: { type: 'boolean' },
        export: { type: 'string' },
      },
    });
  } catch (error) {
    stop(`${error instanceof Error ? error.message : String(error)} ${USAGE}`);
  }
}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args);
  const [folder, extra] = positionals;
  if (folder === undefined || extra !== undefined) stop(`name one build context folder. ${USAGE}`);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) stop(`${folder} is not a folder; expected the build context. ${USAGE}`);
  const { compression } = values;
  if (compression !== undefined && compression !== 'none' && compression !== 'gzip') stop(`--compression ${compression}: expected none or gzip`);
  const cache = values.cache === undefined || !existsSync(values.cache) ? EMPTY_CACHE : readCache(values.cache);
  const request: Omit<BuildRequest, 'catalog'> = {
    context: readContext(folder),
    ...dockerfileOf(folder, values.file),
    ...(values.target === undefined ? {} : { target: values.target }),
    buildArgs: buildArgsOf(values['build-arg'] ?? []),
    ...(values.platform === undefined ? {} : { platforms: values.platform.flatMap((list) => list.split(',')).filter((name) => name !== '') }),
    noCache: values['no-cache'] ?? false,
    ...epochOf(values['source-date-epoch']),
    ...(compression === undefined ? {} : { compression }),
    cache,
    nowSeconds: Math.floor(Date.now() / 1000),
  };
  const outcome = await buildImage({ ...request, catalog: loadCatalog(request) }, { sha256: nodeSha256 });
  if (values.cache !== undefined) writeCache(values.cache, outcome.cache);
  if (values.export !== undefined) await exportTo(values.export, outcome);
  process.stdout.write(values.json ? `${JSON.stringify(simulationJson(outcome.result))}\n` : plainProgress(outcome.result));
  if (!outcome.result.ok) process.exitCode = 1;
}

/** A Dockerfile inside the context is read as part of it; one outside brings its text along. */
function dockerfileOf(folder: string, file: string | undefined): Pick<BuildRequest, 'dockerfilePath' | 'dockerfileText'> {
  if (file === undefined) {
    if (!existsSync(join(folder, 'Dockerfile'))) stop(`${folder} has no file named Dockerfile; name one with -f. ${USAGE}`);
    return {};
  }
  const path = existsSync(file) ? file : join(folder, file);
  if (!existsSync(path)) stop(`-f ${file}: no such file`);
  const inside = resolve(path).startsWith(`${resolve(folder)}/`) ? resolve(path).slice(resolve(folder).length + 1) : undefined;
  return inside === undefined ? { dockerfilePath: basename(path), dockerfileText: readFileSync(path, 'utf8') } : { dockerfilePath: inside };
}

function buildArgsOf(given: readonly string[]): Record<string, string> {
  const args: Record<string, string> = {};
  for (const arg of given) {
    const at = arg.indexOf('=');
    // As with docker build, a name alone takes its value from the environment.
    const value = at < 0 ? process.env[arg] : arg.slice(at + 1);
    if (value !== undefined) args[at < 0 ? arg : arg.slice(0, at)] = value;
  }
  return args;
}

function epochOf(text: string | undefined): Pick<BuildRequest, 'sourceDateEpoch'> {
  if (text === undefined) return {};
  if (!/^\d+$/.test(text)) stop(`--source-date-epoch ${text}: expected seconds since 1970, a whole number`);
  return { sourceDateEpoch: Number(text) };
}

function loadCatalog(request: Omit<BuildRequest, 'catalog'>): Catalog {
  const parts = new Map<string, unknown>();
  for (;;) {
    const missing = missingCatalogParts({ ...request, catalog: parts });
    if (missing.length === 0) return parts;
    for (const name of missing) parts.set(name, readCatalogPart(name));
  }
}

async function exportTo(file: string, outcome: BuildOutcome): Promise<void> {
  if (!outcome.result.ok) return;
  const layout = await ociLayout(outcome, { sha256: nodeSha256 });
  if (!layout.ok) stop(`--export ${file}: ${layout.message}`);
  const descriptor = openSync(file, 'w');
  for (const chunk of layout.chunks) writeSync(descriptor, chunk);
  closeSync(descriptor);
  if (layout.standIn)
    process.stderr.write('the layers of the base image are stand-ins made from its modelled files, so digests differ from those printed\n');
}

await main(process.argv.slice(2));
