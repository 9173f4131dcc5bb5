import type { GoModule, GoPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { mergeTree } from '../merge-tree';
import { creationOf, noteDependencies, spreadFiles, standIn } from '../stand-ins';
import { subtreeOf } from '../subtree';
import type { GoEnvironment } from './environment';
import { UNKNOWN_MODULE } from './figures';
import { escapedPath } from './go-mod';

export interface ModuleVersion {
  readonly path: string;
  readonly version: string;
}

export function factsOf(world: GoPart, path: string): Pick<GoModule, 'sourceBytes' | 'zipBytes' | 'files'> {
  return world.modules[path] ?? UNKNOWN_MODULE;
}

export function isDownloaded(context: ProgramContext, go: GoEnvironment, { path, version }: ModuleVersion): boolean {
  return context.fs.exists(`${go.moduleCache}/cache/download/${escapedPath(path)}/@v/${escapedPath(version)}.zip`);
}

/**
 * Brings modules into the module cache. What is written there cannot be changed: files are 0444 and folders 0555, so that `rm -rf` needs root or
 * `go clean -modcache` (cmd/go, modfetch/fetch.go). Answers an error text when the proxy cannot be reached.
 */
export function download(
  context: ProgramContext,
  world: GoPart,
  go: GoEnvironment,
  modules: readonly ModuleVersion[],
  announce: boolean,
): string | undefined {
  const missing = modules.filter((module) => !isDownloaded(context, go, module));
  const [first] = missing;
  if (first === undefined) return undefined;
  if (go.proxy === 'off') return `go: ${first.path}@${first.version}: module lookup disabled by GOPROXY=off`;
  if (!context.network) return unreachable(first, 'zip');
  for (const module of missing) if (announce) context.err(`go: downloading ${module.path} ${module.version}\n`);
  for (const module of missing) store(context, world, go, module);
  for (const file of ['lock', 'download/sumdb/sum.golang.org/lookup']) {
    const path = `${go.moduleCache}/cache/${file}`;
    if (file === 'lock' && !context.fs.exists(path)) context.fs.write(path, '');
  }
  report(context, world, missing);
  return undefined;
}

/** Go's own resolver asks the server that resolv.conf names. */
export function unreachable({ path, version }: ModuleVersion, what: string): string {
  const url = `https://proxy.golang.org/${escapedPath(path)}/@v/${version === '' ? 'list' : `${escapedPath(version)}.${what}`}`;
  const name = version === '' ? path : `${path}@${version}`;
  return `go: ${name}: Get "${url}": dial tcp: lookup proxy.golang.org on 8.8.8.8:53: dial udp 8.8.8.8:53: connect: network is unreachable`;
}

function store(context: ProgramContext, world: GoPart, go: GoEnvironment, module: ModuleVersion): void {
  const { fs } = context;
  const creation = creationOf(context);
  const { sourceBytes, zipBytes, files } = factsOf(world, module.path);
  const name = `${module.path}@${module.version}`;
  const cache = `${go.moduleCache}/cache/download/${escapedPath(module.path)}/@v`;
  fs.mkdirAll(cache);
  const version = escapedPath(module.version);
  const records = [
    standIn(`${version}.info`, name, 90, { text: true }),
    standIn(`${version}.mod`, name, 120 + (world.modules[module.path]?.needs.length ?? 6) * 44, { text: true }),
    standIn(`${version}.zip`, name, zipBytes),
    standIn(`${version}.ziphash`, name, 47, { text: true }),
    standIn(`${version}.lock`, name, 0),
  ];
  mergeTree(fs, cache, subtreeOf(records, creation));
  const folder = `${go.moduleCache}/${escapedPath(module.path)}@${version}`;
  fs.mkdirAll(folder.slice(0, folder.lastIndexOf('/')));
  const sources = spreadFiles({ folder: 'src', files, bytes: sourceBytes, ending: '.go', seed: name, mode: 0o444 });
  const own = sources.map((node) => ({ ...node, path: node.path.replace(/^src\//, '') }));
  fs.graft(folder, subtreeOf(own, { ...creation, directoryMode: 0o555 }));
}

function report(context: ProgramContext, world: GoPart, modules: readonly ModuleVersion[]): void {
  const all = modules.map(({ path }) => factsOf(world, path));
  const sum = (pick: (facts: (typeof all)[number]) => number) => all.reduce((total, facts) => total + pick(facts), 0);
  // A module's .mod, .info and .zip are three requests.
  context.work({ kind: 'download', bytes: sum(({ zipBytes }) => zipBytes), requests: modules.length * 3 });
  context.work({ kind: 'unpack', bytes: sum(({ sourceBytes }) => sourceBytes), files: sum(({ files }) => files) });
  const averaged = modules.filter(({ path }) => world.modules[path] === undefined);
  noteDependencies(
    context,
    world.provenance,
    modules.length,
    averaged.map(({ path }) => path),
  );
}
