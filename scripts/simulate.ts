import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { simulationJson } from '@/lib/conformance/simulation-json';
import {
  type BuildOutcome,
  type BuildRequest,
  buildImage,
  type CacheExport,
  type Catalog,
  EMPTY_CACHE,
  missingCatalogParts,
  plainProgress,
} from '@/simulator';
import { parseAttest } from './support/attest-options';
import { readCache, writeCache } from './support/cache-file';
import { readCacheFolder, writeCacheFolder } from './support/cache-folder';
import { CACHE_ORIGIN, CACHE_TARGET, type CacheTarget, parseCacheOrigin, parseCacheTarget } from './support/cache-options';
import { readCatalogPart } from './support/catalog-files';
import { readContext } from './support/context-folder';
import { nodeSha256 } from './support/node-sha256';
import { OUTPUT, type Output, parseOutput } from './support/output-options';
import { stop } from './support/stop';
import { type PreparedLayout, prepareLayout, writeLayout } from './support/write-layout';

const USAGE =
  'usage: npm run simulate -- CONTEXT_DIR [-f FILE] [--target S] [--build-arg K=V]… [--platform P,…] [--no-cache] ' +
  '[--no-cache-filter STAGE,…] [--cache FILE] [--cache-from type=local,src=FOLDER]… [--cache-to type=local,dest=FOLDER[,mode=max]|type=inline]… ' +
  '[--source-date-epoch N] [--compression none|gzip] [--provenance=true|false|mode=min|mode=max] [--sbom] [--attest type=…]… [--json] ' +
  '[--export OUT.tar] [--output type=oci|docker,dest=FILE[,name=IMAGE]]…';

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args: args.map((arg) => (arg === '--sbom' || arg === '--provenance' ? `${arg}=` : arg)),
      allowPositionals: true,
      options: {
        file: { type: 'string', short: 'f' },
        target: { type: 'string' },
        'build-arg': { type: 'string', multiple: true },
        platform: { type: 'string', multiple: true },
        'no-cache': { type: 'boolean' },
        'no-cache-filter': { type: 'string', multiple: true },
        cache: { type: 'string' },
        'cache-from': { type: 'string', multiple: true },
        'cache-to': { type: 'string', multiple: true },
        'source-date-epoch': { type: 'string' },
        compression: { type: 'string' },
        provenance: { type: 'string' },
        sbom: { type: 'string' },
        attest: { type: 'string', multiple: true },
        json: { type: 'boolean' },
        export: { type: 'string' },
        output: { type: 'string', multiple: true },
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
  const targets = (values['cache-to'] ?? []).map(readCacheTarget);
  const origins = (values['cache-from'] ?? []).map((text) => parseCacheOrigin(text) ?? stop(`--cache-from ${text}: expected ${CACHE_ORIGIN}`));
  const attested = parseAttest(values);
  if (!attested.ok) stop(attested.message);
  const outputs = (values.output ?? []).map((text) => parseOutput(text) ?? stop(`--output ${text}: expected ${OUTPUT}`));
  const request: Omit<BuildRequest, 'catalog'> = {
    context: readContext(folder),
    ...dockerfileOf(folder, values.file),
    ...(values.target === undefined ? {} : { target: values.target }),
    buildArgs: buildArgsOf(values['build-arg'] ?? []),
    ...(values.platform === undefined ? {} : { platforms: values.platform.flatMap((list) => list.split(',')).filter((name) => name !== '') }),
    noCache: values['no-cache'] ?? false,
    ...cacheFilterOf(values['no-cache-filter']),
    ...(origins.length === 0 ? {} : { cacheFrom: origins.map(({ src }) => readCacheFolder(src)) }),
    ...(targets.length === 0 ? {} : { cacheTo: targets.map(cacheExportOf) }),
    ...epochOf(values['source-date-epoch']),
    ...(compression === undefined ? {} : { compression }),
    attest: { ...attested.attest, names: outputs.flatMap(({ name }) => name ?? []) },
    cache,
    nowSeconds: Math.floor(Date.now() / 1000),
  };
  const outcome = await buildImage({ ...request, catalog: loadCatalog(request) }, { sha256: nodeSha256 });
  const layouts = outcome.result.ok ? await prepareLayouts(outcome, values.export, outputs) : [];
  if (values.cache !== undefined) writeCache(values.cache, outcome.cache);
  for (const [index, target] of targets.entries()) {
    const exported = outcome.exportedCaches?.[index];
    if (target.type === 'local' && exported !== undefined) await writeCacheFolder(target.dest, exported);
  }
  for (const layout of layouts) writeLayout(layout);
  if (layouts.some(({ standIn }) => standIn))
    process.stderr.write('the layers of the base image are stand-ins made from its modelled files, so digests differ from those printed\n');
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

function cacheFilterOf(given: readonly string[] | undefined): Pick<BuildRequest, 'noCacheFilter'> {
  return given === undefined ? {} : { noCacheFilter: given.flatMap((list) => list.split(',')).filter((name) => name !== '') };
}

function readCacheTarget(text: string): CacheTarget {
  const target = parseCacheTarget(text) ?? stop(`--cache-to ${text}: expected ${CACHE_TARGET}`);
  if (target.type === 'local' && existsSync(target.dest) && !statSync(target.dest).isDirectory()) {
    stop(`--cache-to ${text}: ${target.dest} is not a folder; expected one, or a path where nothing is`);
  }
  return target;
}

function cacheExportOf(target: CacheTarget): CacheExport {
  return target.type === 'inline' ? target : { type: 'local', ref: target.dest, mode: target.mode };
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

/** All of them before the first is written: what cannot be had ends the command with nothing done. */
async function prepareLayouts(outcome: BuildOutcome, exported: string | undefined, outputs: readonly Output[]): Promise<PreparedLayout[]> {
  const layouts: PreparedLayout[] = [];
  for (const { option, dest, ...options } of [
    ...(exported === undefined ? [] : [{ option: '--export', dest: exported }]),
    ...outputs.map((output) => ({ option: '--output', ...output })),
  ]) {
    const layout = await prepareLayout(dest, outcome, options);
    layouts.push(typeof layout === 'string' ? stop(`${option} ${dest}: ${layout}`) : layout);
  }
  return layouts;
}

await main(process.argv.slice(2));
