import { partOf } from '../../catalog/parts';
import type { Catalog } from '../../catalog/types';
import type { Program, ProgramContext } from '../../shell/types';
import { absolutePath } from '../absolute-path';
import { noteTestsNotRun, notSimulated, partMissing } from '../stand-ins';
import { type BuildPlan, compile, goBuild } from './build';
import { type GoEnvironment, goEnvironment } from './environment';
import { complainOfGoMod, findGoMod, type GoMod } from './go-mod';
import { goInstall } from './install';
import { toolchainError } from './load';
import { goGet, goModCommand } from './mod-commands';
import { parseGoOptions } from './options';

/** Commands that read go.mod before anything else. */
const COMMANDS: Readonly<Record<string, (context: ProgramContext, plan: BuildPlan) => number>> = {
  build: goBuild,
  install: goInstall,
  mod: goModCommand,
  get: goGet,
  test: goTest,
  vet: (context, plan) => (compile(context, plan, plan.options.words) === undefined ? 1 : 0),
  list: goList,
  run: goRun,
  fmt: () => 0,
};

/** Go's own command, on the modules of the catalogue's go part. */
export function goProgram(catalog: Catalog): Program {
  return (context) => {
    const go = goEnvironment(context);
    const [name, ...args] = context.args;
    if (name === undefined || name === 'help') return usage(context, name === undefined);
    if (name === 'version') return print(context, `go version go${go.version} linux/${go.host.architecture}`);
    if (name === 'env') return goEnv(context, go, args);
    if (name === 'clean') return goClean(context, go, args);
    const command = COMMANDS[name];
    if (command === undefined) return isGoCommand(name) ? notSimulated(context, `go ${name}`) : unknownCommand(context, name);
    const world = partOf(catalog, 'go');
    if (world === undefined) return partMissing(context, 'go');
    const options = parseGoOptions(args, go.flags);
    const inside = options.value('-C') === undefined ? context : { ...context, workingDirectory: absolutePath(context, options.value('-C') ?? '.') };
    const mod = findGoMod(inside, inside.workingDirectory);
    if (mod.kind === 'broken') return complainOfGoMod(context, mod);
    if (mod.kind === 'missing' && needsModule(name, options.words)) return complainOfGoMod(context, mod);
    const found: GoMod | undefined = mod.kind === 'found' ? mod.mod : undefined;
    const tooOld = found === undefined ? undefined : toolchainError(found, go);
    if (tooOld !== undefined) return fail(context, tooOld);
    return command(inside, { go, world, mod: found, options });
  };
}

function needsModule(name: string, words: readonly string[]): boolean {
  if (name !== 'build' && name !== 'vet' && name !== 'test' && name !== 'list' && name !== 'run') return name === 'install' && words.length === 0;
  return !words.some((word) => word.endsWith('.go'));
}

const OTHER_COMMANDS = 'bug doc fix generate telemetry tool work'.split(' ');

function isGoCommand(name: string): boolean {
  return OTHER_COMMANDS.includes(name);
}

function unknownCommand(context: ProgramContext, name: string): number {
  context.err(`go ${name}: unknown command\nRun 'go help' for usage.\n`);
  return 2;
}

function usage(context: ProgramContext, asError: boolean): number {
  const text = 'Go is a tool for managing Go source code.\n\nUsage:\n\n\tgo <command> [arguments]\n';
  if (asError) context.err(text);
  else context.out(text);
  return asError ? 2 : 0;
}

function print(context: ProgramContext, line: string): number {
  context.out(`${line}\n`);
  return 0;
}

function fail(context: ProgramContext, line: string): number {
  context.err(`${line}\n`);
  return 1;
}

function goEnv(context: ProgramContext, go: GoEnvironment, args: readonly string[]): number {
  if (args.some((word) => word === '-w' || word === '-u')) return notSimulated(context, `go env ${args[0] ?? ''}`);
  const values: Readonly<Record<string, string>> = {
    CGO_ENABLED: go.cgo ? '1' : '0',
    GOARCH: go.architecture,
    GOBIN: context.env.get('GOBIN') ?? '',
    GOCACHE: go.buildCache,
    GOFLAGS: go.flags.join(' '),
    GOHOSTARCH: go.host.architecture,
    GOHOSTOS: 'linux',
    GOMODCACHE: go.moduleCache,
    GOOS: go.os,
    GOPATH: go.path,
    GOPROXY: go.proxy,
    GOROOT: go.root,
    GOTOOLCHAIN: go.toolchain,
    GOVERSION: `go${go.version}`,
  };
  const names = args.filter((word) => !word.startsWith('-'));
  if (names.length > 0) for (const name of names) context.out(`${values[name] ?? context.env.get(name) ?? ''}\n`);
  else for (const [name, value] of Object.entries(values)) context.out(`${name}='${value}'\n`);
  return 0;
}

function goClean(context: ProgramContext, go: GoEnvironment, args: readonly string[]): number {
  if (args.includes('-modcache')) context.fs.removeAll(go.moduleCache);
  if (args.includes('-cache')) {
    const names = context.fs.list(go.buildCache);
    // Files go, the 256 folders stay.
    for (const name of names.ok ? names.value : []) {
      const below = context.fs.list(`${go.buildCache}/${name}`);
      if (/^[0-9a-f]{2}$/.test(name) && below.ok) for (const file of below.value) context.fs.removeAll(`${go.buildCache}/${name}/${file}`);
    }
  }
  return 0;
}

/** Tests are compiled; whether they pass cannot be told. */
function goTest(context: ProgramContext, plan: BuildPlan): number {
  const loaded = compile(context, plan, plan.options.words);
  if (loaded === undefined) return 1;
  for (const { importPath, hasTests } of loaded.targets) {
    if (hasTests) context.out(`ok  \t${importPath}\t0.004s\n`);
    else context.out(`?   \t${importPath}\t[no test files]\n`);
  }
  if (loaded.targets.some(({ hasTests }) => hasTests)) noteTestsNotRun(context, 'go test');
  return 0;
}

function goList(context: ProgramContext, { mod, options }: BuildPlan): number {
  if (mod === undefined || !options.has('-m') || options.value('-f') !== undefined || options.has('-json')) return notSimulated(context, 'go list');
  context.out(`${mod.module}\n`);
  if (options.words.includes('all')) for (const { path, version } of mod.require) context.out(`${path} ${version}\n`);
  return 0;
}

function goRun(context: ProgramContext, plan: BuildPlan): number {
  const [target = '.'] = plan.options.words;
  if (compile(context, plan, [target]) === undefined) return 1;
  return notSimulated(context, `go run ${target}`);
}
