import type { GoPart } from '../../catalog/parts';
import { sha256Hex } from '../../digest/sha256';
import type { ProgramContext } from '../../shell/types';
import { mergeTree } from '../merge-tree';
import { readText } from '../npm/manifest';
import { creationOf, noteBeyond, notSimulated, spreadFiles } from '../stand-ins';
import { subtreeOf } from '../subtree';
import type { BuildPlan } from './build';
import { complainOfGoMod, findGoMod, type GoMod, printGoMod, type Requirement } from './go-mod';
import { providerOf } from './load';
import { download, factsOf, isDownloaded, unreachable } from './module-cache';
import { isStandardOrC, packageFolders, readPackage } from './packages';

export function goModCommand(context: ProgramContext, plan: BuildPlan): number {
  const [name, ...words] = plan.options.words;
  if (name === 'init') return init(context, plan, words[0]);
  const command = name === undefined ? undefined : COMMANDS[name];
  if (command === undefined) return notSimulated(context, `go mod ${name ?? ''}`.trim());
  if (plan.mod === undefined) return withoutModule(context, name ?? '');
  return command(context, plan, plan.mod, words);
}

function withoutModule(context: ProgramContext, name: string): number {
  if (name === 'download') {
    context.err("go: no modules specified (see 'go help mod download')\n");
    return 1;
  }
  return complainOfGoMod(context, { kind: 'missing' });
}

const COMMANDS: Readonly<Record<string, (context: ProgramContext, plan: BuildPlan, mod: GoMod, words: readonly string[]) => number>> = {
  download: modDownload,
  tidy: modTidy,
  verify: modVerify,
  vendor: modVendor,
};

/** Silent unless something is wrong (cmd/go prints progress for every command but this one). */
function modDownload(context: ProgramContext, { world, go }: BuildPlan, mod: GoMod, words: readonly string[]): number {
  const named = words.map((word) => word.split('@')[0] ?? word);
  const modules = mod.require.filter(({ path }) => !mod.localReplacements.has(path) && (named.length === 0 || named.includes(path)));
  const failure = download(context, world, go, modules, false);
  if (failure === undefined) return 0;
  context.err(`${failure}\n`);
  return 1;
}

function modVerify(context: ProgramContext, { go }: BuildPlan, mod: GoMod): number {
  const missing = mod.require.filter((module) => !isDownloaded(context, go, module));
  for (const { path, version } of missing) context.err(`${path} ${version}: missing ziphash: open hash: no such file or directory\n`);
  if (missing.length > 0) return 1;
  context.out('all modules verified\n');
  return 0;
}

/** Adds what the sources import and drops what they do not. Needs the catalogue for versions of modules that go.mod does not name. */
function modTidy(context: ProgramContext, { world, go }: BuildPlan, mod: GoMod): number {
  const imports = externalImports(context, mod);
  const direct = new Map<string, string>();
  for (const path of imports) {
    const provider = providerOf(mod, path);
    const known = provider?.path ?? moduleOf(world, path);
    if (known === undefined) return unknownModule(context, world, mod, path);
    direct.set(known, provider?.version ?? world.modules[known]?.version ?? '');
  }
  const added = [...direct].filter(([path]) => !mod.require.some((item) => item.path === path));
  if (added.length > 0 && !context.network) return offline(context, added[0]?.[0] ?? '');
  for (const [path] of added) context.err(`go: finding module for package ${path}\n`);
  for (const [path, version] of added) context.err(`go: found ${path} in ${path} ${version}\n`);
  const require = withNeeds(world, mod, direct);
  const failure = download(context, world, go, require, true);
  if (failure !== undefined) {
    context.err(`${failure}\n`);
    return 1;
  }
  save(context, world, { ...mod, go: mod.go === '' ? go.version : mod.go, require }, require);
  return 0;
}

/** Every package outside of the main module and the standard library that its sources import, tests left out. */
function externalImports(context: ProgramContext, mod: GoMod): ReadonlySet<string> {
  const packages = packageFolders(context, mod.folder).flatMap((folder) => readPackage(context, mod, folder) ?? []);
  const own = (path: string) =>
    path === mod.module || path.startsWith(`${mod.module}/`) || [...mod.localReplacements.keys()].some((key) => path.startsWith(key));
  return new Set(packages.flatMap(({ imports }) => imports.map(({ path }) => path)).filter((path) => !isStandardOrC(path) && !own(path)));
}

export function moduleOf(world: GoPart, path: string): string | undefined {
  return Object.keys(world.modules)
    .filter((module) => path === module || path.startsWith(`${module}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** Direct requirements and, of the old indirect ones and of the catalogue's closures, what these need. */
export function withNeeds(world: GoPart, mod: GoMod, direct: ReadonlyMap<string, string>): readonly Requirement[] {
  const found = new Map<string, Requirement>([...direct].map(([path, version]) => [path, { path, version, indirect: false }]));
  const beyond = [...direct.keys()].some((path) => world.modules[path] === undefined);
  const needs = new Set([...direct.keys()].flatMap((path) => world.modules[path]?.needs ?? []));
  for (const item of mod.require)
    if (!found.has(item.path) && (needs.has(item.path) || (beyond && item.indirect))) found.set(item.path, { ...item, indirect: true });
  for (const path of needs) {
    const version = world.modules[path]?.version;
    if (!found.has(path) && version !== undefined) found.set(path, { path, version, indirect: true });
  }
  return [...found.values()];
}

/** Writes go.mod and go.sum when they change. Hashes are stand-ins in the right form. */
export function save(context: ProgramContext, world: GoPart, mod: GoMod, modules: readonly Requirement[]): void {
  const folder = mod.folder === '/' ? '' : mod.folder;
  const before = readText(context, `${folder}/go.mod`) ?? '';
  const sameRequirements = requirementsIn(before) === requirementsIn(printGoMod(mod));
  if (!sameRequirements) context.fs.write(`${folder}/go.mod`, printGoMod(mod));
  const known = readText(context, `${folder}/go.sum`) ?? '';
  const lines = modules.flatMap(({ path, version }) => [`${path} ${version}`, `${path} ${version}/go.mod`]);
  const missing = lines.filter((line) => !known.includes(`${line} h1:`)).map((line) => `${line} h1:${hashOf(line)}`);
  if (missing.length === 0) return;
  const all = [...known.split('\n').filter((line) => line !== ''), ...missing].sort((a, b) => (a < b ? -1 : 1));
  context.fs.write(`${folder}/go.sum`, `${all.join('\n')}\n`);
  if (Object.keys(world.modules).length > 0) context.notice({ fidelity: 'modelled', code: 'go-sums', details: { modules: missing.length } });
}

function requirementsIn(text: string): string {
  return [...text.matchAll(/^\s*(?:require\s+)?([\w.~/-]+\.[\w.~/-]+)\s+(v\S+)/gm)]
    .map(([, path, version]) => `${path} ${version}`)
    .sort()
    .join('\n');
}

function hashOf(line: string): string {
  return btoa((sha256Hex(line).match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join(''));
}

function offline(context: ProgramContext, path: string): number {
  context.err(`${unreachable({ path, version: '' }, 'list')}\n`);
  return 1;
}

function unknownModule(context: ProgramContext, world: GoPart, mod: GoMod, path: string): number {
  noteBeyond(context, path, Object.keys(world.modules));
  if (!context.network) return offline(context, path);
  context.err(`go: finding module for package ${path}\n`);
  context.err(`go: ${mod.module} imports\n\t${path}: cannot find module providing package ${path}\n`);
  return 1;
}

function modVendor(context: ProgramContext, { world, go }: BuildPlan, mod: GoMod): number {
  const failure = download(context, world, go, mod.require, true);
  if (failure !== undefined) {
    context.err(`${failure}\n`);
    return 1;
  }
  const used = mod.require;
  const folder = `${mod.folder === '/' ? '' : mod.folder}/vendor`;
  context.fs.removeAll(folder);
  if (used.length === 0) {
    context.err('go: no dependencies to vendor\n');
    return 0;
  }
  context.fs.mkdirAll(folder);
  // Only packages that are imported are copied: of big modules a part.
  const nodes = used.flatMap(({ path, version }) => {
    const { sourceBytes, files } = factsOf(world, path);
    return spreadFiles({
      folder: path,
      files: Math.min(files, 60),
      bytes: Math.min(sourceBytes * 0.6, 1_600_000),
      ending: '.go',
      seed: `vendor ${path}@${version}`,
    });
  });
  mergeTree(context.fs, folder, subtreeOf(nodes, creationOf(context)));
  context.fs.write(`${folder}/modules.txt`, used.map(({ path, version }) => `# ${path} ${version}\n## explicit\n${path}\n`).join(''));
  return 0;
}

function init(context: ProgramContext, { go }: BuildPlan, name: string | undefined): number {
  if (context.fs.exists(`${context.workingDirectory}/go.mod`)) {
    context.err(`go: ${context.workingDirectory}/go.mod already exists\n`);
    return 1;
  }
  if (name === undefined) {
    context.err(
      `go: cannot determine module path for source directory ${context.workingDirectory} (outside GOPATH, module path must be specified)\n`,
    );
    return 1;
  }
  context.fs.write(`${context.workingDirectory}/go.mod`, `module ${name}\n\ngo ${go.version}\n`);
  context.err(`go: creating new go.mod: module ${name}\n`);
  const hasSources = packageFolders(context, context.workingDirectory).length > 0;
  if (hasSources) context.err('go: to add module requirements and sums:\n\tgo mod tidy\n');
  return 0;
}

/** `go get path@version`: changes go.mod, then downloads. */
export function goGet(context: ProgramContext, plan: BuildPlan): number {
  const { world, go, options } = plan;
  const found = findGoMod(context, context.workingDirectory);
  if (found.kind !== 'found') {
    if (found.kind === 'broken') return complainOfGoMod(context, found);
    context.err(
      "go: go.mod file not found in current directory or any parent directory.\n\t'go get' is no longer supported outside a module.\n\tTo build and install a command, use 'go install' with a version,\n\tlike 'go install example.com/cmd@latest'\n\tFor more information, see https://golang.org/doc/go-get-install-deprecation\n\tor run 'go help get' or 'go help install'.\n",
    );
    return 1;
  }
  let { mod } = found;
  for (const word of options.words.filter((item) => !/^\.?\.?\/|^\.+$/.test(item))) {
    const [path = '', query = 'latest'] = word.split('@');
    const module = providerOf(mod, path)?.path ?? moduleOf(world, path);
    if (!context.network) return offline(context, path);
    if (module === undefined) return notFound(context, world, path, query);
    const version = /^v\d/.test(query) ? query : (world.modules[module]?.version ?? providerOf(mod, path)?.version ?? 'v0.0.0');
    const before = mod.require.find((item) => item.path === module);
    mod = {
      ...mod,
      require: withNeeds(
        world,
        mod,
        new Map([...mod.require.filter(({ indirect }) => !indirect).map((item) => [item.path, item.version] as const), [module, version]]),
      ),
    };
    const failure = download(
      context,
      world,
      go,
      mod.require.filter((item) => item.path === module || world.modules[module]?.needs.includes(item.path)),
      true,
    );
    if (failure !== undefined) {
      context.err(`${failure}\n`);
      return 1;
    }
    if (before === undefined) context.err(`go: added ${module} ${version}\n`);
    else if (before.version !== version) context.err(`go: upgraded ${module} ${before.version} => ${version}\n`);
  }
  save(context, world, { ...mod, go: mod.go === '' ? go.version : mod.go }, mod.require);
  return 0;
}

export function notFound(context: ProgramContext, world: GoPart, path: string, query: string): number {
  noteBeyond(context, path, Object.keys(world.modules));
  context.err(
    `go: ${path}@${query}: module ${path}: reading https://proxy.golang.org/${path}/@v/${query === 'latest' ? 'list' : `${query}.info`}: 404 Not Found\n`,
  );
  return 1;
}
