import type { GoPart } from '../../catalog/parts';
import type { GeneratedContent } from '../../fs/types';
import type { ProgramContext } from '../../shell/types';
import { absolutePath } from '../absolute-path';
import { seedOf, sourcesBelow } from '../bundlers/bundle';
import { noteCompiled } from '../stand-ins';
import { type CompiledPackage, compileMissing } from './build-cache';
import { type GoEnvironment, isOlder } from './environment';
import {
  CACHE_PER_LINKED_BYTE,
  CACHED_BYTE_MILLISECONDS,
  CACHED_PACKAGE_BYTES,
  CGO_MILLISECONDS,
  LINK_MILLISECONDS_PER_MEGABYTE,
  NEWER_GO_RATIO,
  OWN_CODE_RATIO,
  PACKAGE_MILLISECONDS,
  RUNTIME_BYTES,
  SQLITE_MILLISECONDS,
  START_MILLISECONDS,
  STRIPPED_RATIO,
  UNKNOWN_LINKED_BYTES,
} from './figures';
import type { GoMod } from './go-mod';
import { type Loaded, load } from './load';
import type { GoOptions } from './options';
import type { GoPackage } from './packages';
import { standardShare } from './standard-library';

export interface BuildPlan {
  readonly go: GoEnvironment;
  readonly world: GoPart;
  readonly mod: GoMod | undefined;
  readonly options: GoOptions;
}

/** Loads and compiles; prints what is wrong, or answers what was built. */
export function compile(context: ProgramContext, plan: BuildPlan, patterns: readonly string[]): Loaded | undefined {
  const { go, world, mod, options } = plan;
  const result = load(context, world, go, mod, patterns, options.value('-mod'));
  if (!result.ok) {
    for (const error of result.errors) context.err(`${error}\n`);
    return undefined;
  }
  const { loaded } = result;
  const cgo = needsC(plan, loaded);
  if (cgo && !go.hasCompiler) {
    context.err('# runtime/cgo\ncgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH\n');
    return undefined;
  }
  context.work({ kind: 'compute', milliseconds: START_MILLISECONDS });
  const compiled = compileMissing(context, go.buildCache, compiledPackages(context, plan, loaded, cgo));
  if (options.has('-v')) for (const { name } of compiled) if (name !== '') context.err(`${name}\n`);
  return loaded;
}

/** Whether a C compiler is called: cgo is on, and something that is built has C code. */
function needsC({ go, world }: BuildPlan, { imports, used }: Loaded): boolean {
  return (
    go.cgo &&
    (standardShare(allImports(world, imports, used)).usesC || imports.has('C') || used.some(({ path }) => world.modules[path]?.cgo === true))
  );
}

function allImports(world: GoPart, imports: ReadonlySet<string>, used: Loaded['used']): ReadonlySet<string> {
  const standard = [...imports].filter((path) => !(path.split('/')[0] ?? '').includes('.'));
  return new Set([...standard, ...used.flatMap(({ path }) => world.modules[path]?.standard ?? ['net/http'])]);
}

function compiledPackages(context: ProgramContext, plan: BuildPlan, { imports, used, own }: Loaded, cgo: boolean): readonly CompiledPackage[] {
  const { go, world, options } = plan;
  const settings = [
    go.version,
    go.os,
    go.architecture,
    cgo,
    options.has('-trimpath'),
    options.has('-race'),
    options.value('-tags') ?? '',
    options.value('-gcflags') ?? '',
  ].join(' ');
  const ownImports = new Set(own.map(({ importPath }) => importPath));
  const standard = standardShare([...allImports(world, imports, used)].filter((path) => !ownImports.has(path)));
  return [
    ...standard.packages.map((name) => ({ key: `${settings} ${name}`, name, bytes: CACHED_PACKAGE_BYTES, milliseconds: PACKAGE_MILLISECONDS })),
    ...(cgo ? [{ key: `${settings} runtime/cgo`, name: 'runtime/cgo', bytes: 900_000, milliseconds: CGO_MILLISECONDS }] : []),
    ...used.map(({ path, version }) => {
      const bytes = (world.modules[path]?.linkedBytes ?? UNKNOWN_LINKED_BYTES) * CACHE_PER_LINKED_BYTE;
      const slow = cgo && path === 'github.com/mattn/go-sqlite3' ? SQLITE_MILLISECONDS : 0;
      return { key: `${settings} ${path}@${version}`, name: path, bytes, milliseconds: bytes * CACHED_BYTE_MILLISECONDS + slow };
    }),
    ...own.map((item) => ({
      key: `${settings} ${sourceSeed(context, item)}`,
      name: item.importPath,
      bytes: Math.round(item.sourceBytes * OWN_CODE_RATIO * 4) + 4_000,
      milliseconds: PACKAGE_MILLISECONDS + item.sourceBytes * 0.02,
    })),
  ];
}

function sourceSeed(context: ProgramContext, { folder, importPath }: GoPackage): string {
  return seedOf(
    importPath,
    sourcesBelow(context, folder, /(?<!_test)\.go$/).filter(({ path }) => !path.includes('/')),
  );
}

/** The program of a main package: its size from what is linked in, its loader from whether C libraries are. */
export function linkedProgram(context: ProgramContext, plan: BuildPlan, loaded: Loaded, main: GoPackage): GeneratedContent {
  const { go, world, options } = plan;
  const flags = options.value('-ldflags') ?? '';
  const stripped = /(?:^|[\s'"])-(?:s|w)\b/.test(flags);
  const standard = standardShare(allImports(world, loaded.imports, loaded.used));
  const modules = loaded.used.reduce((sum, { path }) => sum + (world.modules[path]?.linkedBytes ?? UNKNOWN_LINKED_BYTES), 0);
  const own = loaded.own.reduce((sum, item) => sum + item.sourceBytes, 0) * OWN_CODE_RATIO;
  const full = (RUNTIME_BYTES + standard.linkedBytes + modules + own) * (isOlder(go.version, '1.21') ? 1 : NEWER_GO_RATIO);
  const sizeBytes = Math.round(full * (stripped ? STRIPPED_RATIO : 1));
  context.work({ kind: 'compute', milliseconds: (full / 1e6) * LINK_MILLISECONDS_PER_MEGABYTE });
  const dynamic = needsC(plan, loaded) && !/-static\b/.test(flags) && !/\bnetgo\b/.test(options.value('-tags') ?? '');
  const sources = loaded.own.map((item) => sourceSeed(context, item)).join(' ');
  const used = loaded.used.map(({ path, version }) => `${path}@${version}`).join(' ');
  const settings = [go.version, go.os, go.architecture, flags, options.has('-trimpath') ? 'trimpath' : main.folder].join(' ');
  return {
    kind: 'generated',
    seed: `go ${main.importPath} ${sources} ${used} ${settings} ${dynamic}`,
    sizeBytes,
    ...(dynamic && go.os === 'linux' ? { loader: go.loader } : {}),
  };
}

/** What `go build` calls a program when no `-o` does: after its folder, without a major version at the end. */
export function programName(mod: GoMod | undefined, main: GoPackage, go: GoEnvironment, files: readonly string[]): string {
  const [file] = files;
  const ending = go.os === 'windows' ? '.exe' : '';
  if (file !== undefined) return `${file.slice(file.lastIndexOf('/') + 1).replace(/\.go$/, '')}${ending}`;
  const path = mod === undefined ? main.folder : main.importPath;
  return `${
    path
      .replace(/\/v\d+$/, '')
      .split('/')
      .at(-1) ?? 'main'
  }${ending}`;
}

export function goBuild(context: ProgramContext, plan: BuildPlan): number {
  const { options, mod, go } = plan;
  const loaded = compile(context, plan, options.words);
  if (loaded === undefined) return 1;
  const mains = loaded.targets.filter(({ isMain }) => isMain);
  const output = options.value('-o');
  const files = options.words.filter((word) => word.endsWith('.go'));
  const target = output === undefined ? undefined : absolutePath(context, output);
  const folder = target === undefined ? undefined : context.fs.stat(target);
  const intoFolder = output?.endsWith('/') === true || (folder?.ok === true && folder.value.kind === 'directory');
  if (output !== undefined && !intoFolder && loaded.targets.length > 1) {
    context.err(`go: cannot write multiple packages to non-directory ${output}\n`);
    return 1;
  }
  // Several packages without `-o` are compiled to see whether they do; nothing is kept.
  if (output === undefined && loaded.targets.length > 1) return note(context);
  for (const main of mains) {
    const name = programName(mod, main, go, files);
    const path = target === undefined ? `${context.workingDirectory}/${name}` : intoFolder ? `${target.replace(/\/$/, '')}/${name}` : target;
    if (!writeProgram(context, path, linkedProgram(context, plan, loaded, main))) return 1;
  }
  return note(context);
}

function note(context: ProgramContext): number {
  noteCompiled(context, 'go build');
  return 0;
}

export function writeProgram(context: ProgramContext, path: string, content: GeneratedContent): boolean {
  const { uid, gid } = context.identity;
  context.fs.mkdirAll(path.slice(0, path.lastIndexOf('/')) || '/', { uid, gid });
  context.fs.removeAll(path);
  const written = context.fs.write(path, content, { uid, gid, mode: 0o777 & ~context.umask });
  if (!written.ok)
    context.err(
      `go: open ${path}: ${written.errno === 'EACCES' ? 'permission denied' : written.errno === 'EROFS' ? 'read-only file system' : 'no such file or directory'}\n`,
    );
  else context.work({ kind: 'write', bytes: content.sizeBytes, files: 1 });
  return written.ok;
}
