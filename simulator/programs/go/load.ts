import type { GoPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { absolutePath } from '../absolute-path';
import { readText } from '../npm/manifest';
import { noteBeyond } from '../stand-ins';
import { type GoEnvironment, isOlder } from './environment';
import { type GoMod, type Requirement, sumsOf } from './go-mod';
import { download } from './module-cache';
import { folderOfImport, type GoImport, type GoPackage, isStandardOrC, packageFolders, readPackage } from './packages';

/** Packages that the arguments name, with all that they import. */
export interface Loaded {
  readonly targets: readonly GoPackage[];
  /** Of the main module, targets and what they import. */
  readonly own: readonly GoPackage[];
  /** Requirements that something imports from. */
  readonly used: readonly Requirement[];
  /** Import paths of the standard library, of modules' packages and of `C`. */
  readonly imports: ReadonlySet<string>;
  readonly moduleFlag: 'vendor' | 'mod' | 'readonly';
}

export type LoadResult = { readonly ok: true; readonly loaded: Loaded } | { readonly ok: false; readonly errors: readonly string[] };

/** With GOTOOLCHAIN=local, as the images set it, a go.mod that asks for a newer Go is refused. */
export function toolchainError(mod: GoMod, go: GoEnvironment): string | undefined {
  if (mod.go === '' || !isOlder(go.version, mod.go) || isOlder(go.version, '1.21')) return undefined;
  if (go.toolchain === 'local') return `go: go.mod requires go >= ${mod.go} (running go ${go.version}; GOTOOLCHAIN=local)`;
  return undefined;
}

/** Finds packages, checks that every import is provided for, and downloads what is missing. */
export function load(
  context: ProgramContext,
  world: GoPart,
  go: GoEnvironment,
  mod: GoMod | undefined,
  patterns: readonly string[],
  flag: string | undefined,
): LoadResult {
  const targets = targetsOf(context, mod, patterns);
  if ('errors' in targets) return { ok: false, errors: targets.errors };
  const moduleFlag = mod === undefined ? 'readonly' : moduleFlagOf(context, mod, flag);
  if (mod !== undefined && moduleFlag === 'vendor') {
    const error = vendorError(context, mod);
    if (error !== undefined) return { ok: false, errors: error };
  }
  const graph = walk(context, go, mod, targets.packages);
  const sums = mod === undefined ? new Set<string>() : sumsOf(context, mod.folder);
  const errors = [...graph.errors];
  const used = new Map<string, Requirement>();
  for (const [item, importer] of graph.external) {
    const provider = mod === undefined ? undefined : providerOf(mod, item.path);
    if (provider === undefined) {
      noteUnknownModule(context, world, item.path);
      errors.push(
        `${item.position}: no required module provides package ${item.path}${mod === undefined ? ": go.mod file not found in current directory or any parent directory; see 'go help modules'" : `; to add it:\n\tgo get ${item.path}`}`,
      );
    } else if (moduleFlag === 'readonly' && !sums.has(`${provider.path}@${provider.version}`))
      errors.push(
        `${item.position}: missing go.sum entry for module providing package ${item.path} (imported by ${importer}); to add:\n\tgo get ${importer}`,
      );
    else used.set(provider.path, provider);
  }
  if (errors.length > 0) return { ok: false, errors };
  const needed = mod === undefined || moduleFlag === 'vendor' ? [] : neededModules(mod, world, [...used.values()]);
  const failure = download(context, world, go, needed, true);
  if (failure !== undefined) return { ok: false, errors: [failure] };
  return { ok: true, loaded: { targets: targets.packages, own: graph.packages, used: [...used.values()], imports: graph.imports, moduleFlag } };
}

function targetsOf(
  context: ProgramContext,
  mod: GoMod | undefined,
  patterns: readonly string[],
): { readonly packages: readonly GoPackage[] } | { readonly errors: readonly string[] } {
  const files = patterns.filter((pattern) => pattern.endsWith('.go'));
  if (files.length > 0) return filesAsPackage(context, mod, files);
  const packages: GoPackage[] = [];
  for (const pattern of patterns.length === 0 ? ['.'] : patterns) {
    const recursive = /(?:^|\/)\.\.\.$/.test(pattern);
    const place = recursive ? pattern.replace(/\/?\.\.\.$/, '') || '.' : pattern;
    const folder = /^(?:\.{1,2}(?:\/|$)|\/)/.test(place) ? absolutePath(context, place) : mod === undefined ? undefined : folderOfImport(mod, place);
    if (folder === undefined || !context.fs.exists(folder)) return { errors: [missingPackage(mod, place, folder)] };
    const found = recursive ? packageFolders(context, folder) : [folder];
    if (recursive && found.length === 0) context.err(`go: warning: "${pattern}" matched no packages\n`);
    for (const path of found) {
      const read = readPackage(context, mod, path);
      if (read === undefined) return { errors: [noGoFiles(context, path, place)] };
      packages.push(read);
    }
  }
  return { packages };
}

function noGoFiles(context: ProgramContext, path: string, place: string): string {
  const hasOther = context.fs.list(path);
  const tests = hasOther.ok && hasOther.value.some((name) => name.endsWith('_test.go'));
  return tests && place !== '.' ? `no non-test Go files in ${path}` : `no Go files in ${path}`;
}

function missingPackage(mod: GoMod | undefined, place: string, folder: string | undefined): string {
  if (folder !== undefined && /^[./]/.test(place)) return `stat ${folder}: directory not found`;
  if (mod !== undefined && (place === mod.module || place.startsWith(`${mod.module}/`)))
    return `no required module provides package ${place}; to add it:\n\tgo get ${place}`;
  return isStandardOrC(place)
    ? `package ${place} is not in std (/usr/local/go/src/${place})`
    : `no required module provides package ${place}; to add it:\n\tgo get ${place}`;
}

function filesAsPackage(context: ProgramContext, mod: GoMod | undefined, files: readonly string[]) {
  const paths = files.map((file) => absolutePath(context, file));
  const missing = files.find((_, index) => !context.fs.exists(paths[index] ?? ''));
  if (missing !== undefined) return { errors: [`no required module provides package ${missing}; to add it:\n\tgo get ${missing}`] };
  const folder = (paths[0] ?? '/').replace(/\/[^/]*$/, '') || '/';
  const read = readPackage(
    context,
    mod,
    folder,
    paths.map((path) => path.slice(path.lastIndexOf('/') + 1)),
  );
  return read === undefined ? { errors: [`no Go files in ${folder}`] } : { packages: [{ ...read, importPath: 'command-line-arguments' }] };
}

interface Graph {
  readonly packages: readonly GoPackage[];
  readonly imports: ReadonlySet<string>;
  readonly external: readonly (readonly [item: GoImport, importer: string])[];
  readonly errors: readonly string[];
}

function walk(context: ProgramContext, go: GoEnvironment, mod: GoMod | undefined, targets: readonly GoPackage[]): Graph {
  const packages = new Map(targets.map((item) => [item.folder, item]));
  const imports = new Set<string>();
  const external: (readonly [GoImport, string])[] = [];
  const errors: string[] = [];
  const pending = [...targets];
  for (let current = pending.shift(); current !== undefined; current = pending.shift()) {
    context.spend(1);
    for (const item of current.imports) {
      const folder = mod === undefined ? undefined : folderOfImport(mod, item.path);
      const first = !imports.has(item.path);
      imports.add(item.path);
      if (folder !== undefined) {
        if (packages.has(folder)) continue;
        const read = readPackage(context, mod, folder);
        if (read === undefined) errors.push(`${item.position}: package ${item.path} is not in std (${go.root}/src/${item.path})`);
        else {
          packages.set(folder, read);
          pending.push(read);
        }
      } else if (first && !isStandardOrC(item.path)) external.push([item, current.importPath]);
      else if (first && isLikelyOwn(mod, item.path))
        errors.push(`${item.position}: package ${item.path} is not in std (${go.root}/src/${item.path})`);
    }
  }
  return { packages: [...packages.values()], imports, external, errors };
}

/** A module may be called without a dot (`app`); its packages are then easily taken for ones of the standard library. */
function isLikelyOwn(mod: GoMod | undefined, path: string): boolean {
  return mod !== undefined && path.startsWith(`${mod.module}/`);
}

export function providerOf(mod: GoMod, path: string): Requirement | undefined {
  return mod.require.filter((item) => path === item.path || path.startsWith(`${item.path}/`)).sort((a, b) => b.path.length - a.path.length)[0];
}

/** What is imported, and of what that needs the part that go.mod lists. */
function neededModules(mod: GoMod, world: GoPart, used: readonly Requirement[]): readonly Requirement[] {
  const wanted = new Set(used.map(({ path }) => path));
  const beyond = used.some(({ path }) => world.modules[path] === undefined);
  for (const { path } of used) for (const need of world.modules[path]?.needs ?? []) wanted.add(need);
  return mod.require.filter(({ path, indirect }) => wanted.has(path) || (beyond && indirect));
}

/** A vendor folder is used when there is one (Go 1.14 and later); with `-mod` the command line says otherwise. */
function moduleFlagOf(context: ProgramContext, mod: GoMod, flag: string | undefined): Loaded['moduleFlag'] {
  if (flag === 'vendor' || flag === 'mod' || flag === 'readonly') return flag;
  return context.fs.exists(`${mod.folder}/vendor`) && !isOlder(mod.go === '' ? '1.16' : mod.go, '1.14') ? 'vendor' : 'readonly';
}

function vendorError(context: ProgramContext, mod: GoMod): readonly string[] | undefined {
  const listed = readText(context, `${mod.folder}/vendor/modules.txt`) ?? '';
  const missing = mod.require.filter(({ path, version }) => !listed.includes(`# ${path} ${version}\n`));
  if (missing.length === 0) return undefined;
  return [
    `go: inconsistent vendoring in ${mod.folder}:`,
    ...missing.map(({ path, version }) => `\t${path}@${version}: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt`),
    '',
    '\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.',
    '\tTo sync the vendor directory, run:',
    '\t\tgo mod vendor',
  ];
}

function noteUnknownModule(context: ProgramContext, world: GoPart, path: string): void {
  const known = Object.keys(world.modules);
  if (!known.some((module) => path === module || path.startsWith(`${module}/`))) noteBeyond(context, path, known);
}
