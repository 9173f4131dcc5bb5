import type { ProgramContext } from '../../shell/types';
import { noteCompiled } from '../stand-ins';
import { type BuildPlan, compile, linkedProgram, programName, writeProgram } from './build';
import { compileMissing } from './build-cache';
import { notFound } from './mod-commands';
import { download, unreachable } from './module-cache';

/** Programs that Dockerfiles install: import path → module, current version, megabytes of the program. Sizes as released, rounded. */
const TOOLS: Readonly<Record<string, readonly [module: string, version: string, megabytes: number]>> = {
  'github.com/air-verse/air': ['github.com/air-verse/air', 'v1.61.7', 11],
  'github.com/cosmtrek/air': ['github.com/cosmtrek/air', 'v1.49.0', 10],
  'github.com/go-delve/delve/cmd/dlv': ['github.com/go-delve/delve', 'v1.24.0', 19],
  'github.com/golangci/golangci-lint/cmd/golangci-lint': ['github.com/golangci/golangci-lint', 'v1.64.8', 34],
  'github.com/swaggo/swag/cmd/swag': ['github.com/swaggo/swag', 'v1.16.4', 15],
  'github.com/pressly/goose/v3/cmd/goose': ['github.com/pressly/goose/v3', 'v3.24.1', 32],
  'github.com/golang-migrate/migrate/v4/cmd/migrate': ['github.com/golang-migrate/migrate/v4', 'v4.18.2', 12],
  'github.com/sqlc-dev/sqlc/cmd/sqlc': ['github.com/sqlc-dev/sqlc', 'v1.28.0', 48],
  'github.com/google/wire/cmd/wire': ['github.com/google/wire', 'v0.6.0', 9],
  'github.com/a-h/templ/cmd/templ': ['github.com/a-h/templ', 'v0.3.833', 17],
  'google.golang.org/protobuf/cmd/protoc-gen-go': ['google.golang.org/protobuf', 'v1.36.5', 8],
  'google.golang.org/grpc/cmd/protoc-gen-go-grpc': ['google.golang.org/grpc/cmd/protoc-gen-go-grpc', 'v1.5.1', 8],
  'golang.org/x/tools/cmd/goimports': ['golang.org/x/tools', 'v0.30.0', 6],
  'golang.org/x/vuln/cmd/govulncheck': ['golang.org/x/vuln', 'v1.1.4', 9],
  'honnef.co/go/tools/cmd/staticcheck': ['honnef.co/go/tools', 'v0.6.0', 14],
  'gotest.tools/gotestsum': ['gotest.tools/gotestsum', 'v1.12.0', 8],
};

/** `go install`: packages of the main module, or `path@version` of another one; programs land in GOBIN. */
export function goInstall(context: ProgramContext, plan: BuildPlan): number {
  const remote = plan.options.words.filter((word) => word.includes('@'));
  if (remote.length > 0) return remote.map((word) => installRemote(context, plan, word)).find((status) => status !== 0) ?? 0;
  const unversioned = plan.mod === undefined ? plan.options.words.find((word) => !/^[./]/.test(word)) : undefined;
  if (unversioned !== undefined) {
    context.err(
      `go: 'go install' requires a version when current directory is not in a module\n\tTry 'go install ${unversioned}@latest' to install the latest version\n`,
    );
    return 1;
  }
  const loaded = compile(context, plan, plan.options.words);
  if (loaded === undefined) return 1;
  for (const main of loaded.targets.filter(({ isMain }) => isMain)) {
    const path = `${plan.go.bin}/${programName(plan.mod, main, plan.go, [])}`;
    if (!writeProgram(context, path, linkedProgram(context, plan, loaded, main))) return 1;
  }
  noteCompiled(context, 'go install');
  return 0;
}

function installRemote(context: ProgramContext, { go, world }: BuildPlan, word: string): number {
  const [path = '', query = 'latest'] = word.split('@');
  const tool = TOOLS[path];
  if (!context.network) {
    context.err(`${unreachable({ path, version: '' }, 'list')}\n`);
    return 1;
  }
  if (tool === undefined) return notFound(context, world, path, query);
  const [module, newest, megabytes] = tool;
  const version = /^v\d/.test(query) ? query : newest;
  download(context, world, go, [{ path: module, version }], true);
  compileMissing(context, go.buildCache, [
    { key: `${go.version} ${module}@${version}`, name: path, bytes: megabytes * 3e6, milliseconds: megabytes * 2_600 },
  ]);
  const name =
    path
      .replace(/\/v\d+$/, '')
      .split('/')
      .at(-1) ?? 'main';
  const content = { kind: 'generated', seed: `go install ${path}@${version}`, sizeBytes: megabytes * 1_000_000, program: name } as const;
  noteCompiled(context, `go install ${path}`);
  return writeProgram(context, `${go.bin}/${name}`, content) ? 0 : 1;
}
