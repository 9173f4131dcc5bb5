import { describe, expect, test } from 'vitest';
import { editTree } from '../../fs/editor';
import type { Tree } from '../../fs/types';
import { figuresOf, loadCatalog, openImage, runInImage, type SandboxOptions, type SandboxRun } from '../../testing/image-sandbox';

const catalog = loadCatalog(['golang:1.23', 'golang:1.23-alpine', 'debian:bookworm-slim']);
const debian = openImage(catalog, 'golang:1.23').tree;
const alpine = openImage(catalog, 'golang:1.23-alpine').tree;

const HELLO = 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello") }\n';
const SERVER = 'package main\n\nimport (\n\t"net/http"\n)\n\nfunc main() { _ = http.ListenAndServe(":8080", nil) }\n';
const CHI =
  'package main\n\nimport (\n\t"net/http"\n\n\t"github.com/go-chi/chi/v5"\n)\n\nfunc main() { _ = http.ListenAndServe(":8080", chi.NewRouter()) }\n';
const MOD = 'module example.com/app\n\ngo 1.22\n';
const CHI_MOD = `${MOD}\nrequire github.com/go-chi/chi/v5 v5.1.0\n`;
const CHI_SUM = 'github.com/go-chi/chi/v5 v5.1.0 h1:abc=\ngithub.com/go-chi/chi/v5 v5.1.0/go.mod h1:def=\n';

const PLAIN = { 'go.mod': MOD, 'main.go': HELLO };
const WEB = { 'go.mod': MOD, 'main.go': SERVER };
const WITH_CHI = { 'go.mod': CHI_MOD, 'go.sum': CHI_SUM, 'main.go': CHI };

function project(files: Readonly<Record<string, string>>, base: Tree = debian): Tree {
  const editor = editTree(base, { uid: 0, gid: 0, nowSeconds: 1_768_000_000 });
  editor.mkdirAll('/app');
  for (const [path, text] of Object.entries(files)) {
    editor.mkdirAll(`/app/${path}`.slice(0, `/app/${path}`.lastIndexOf('/')));
    editor.write(`/app/${path}`, text);
  }
  return editor.commit();
}

const ENV = [
  ['PATH', '/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  ['GOTOOLCHAIN', 'local'],
  ['GOPATH', '/go'],
] as const;

function run(tree: Tree, command: string, options: SandboxOptions = {}): SandboxRun {
  return runInImage(catalog, tree, command, { workingDirectory: '/app', ...options, env: [...ENV, ...(options.env ?? [])] });
}

function written(result: SandboxRun, path: string): number | undefined {
  return result.layer.find((entry) => entry.path === path && entry.type === 'file')?.sizeBytes;
}

describe('go: what it says', () => {
  const lines: readonly (readonly [command: string, files: Readonly<Record<string, string>>, exitCode: number, output: string])[] = [
    ['go version', {}, 0, 'go version go1.23.9 linux/amd64'],
    ['go env GOMODCACHE GOCACHE CGO_ENABLED', {}, 0, '/go/pkg/mod\n/root/.cache/go-build\n1'],
    ['CGO_ENABLED=0 GOARCH=arm64 go env CGO_ENABLED GOARCH', {}, 0, '0\narm64'],
    ['go mod download', {}, 1, "go: no modules specified (see 'go help mod download')"],
    ['go build .', {}, 1, "go: go.mod file not found in current directory or any parent directory; see 'go help modules'"],
    ['go build .', { 'go.mod': MOD }, 1, 'no Go files in /app'],
    ['go build ./cmd/api', { 'go.mod': MOD }, 1, 'stat /app/cmd/api: directory not found'],
    [
      'go build .',
      { 'go.mod': 'module example.com/app\n\ngo 1.25\n', 'main.go': HELLO },
      1,
      'go: go.mod requires go >= 1.25 (running go 1.23.9; GOTOOLCHAIN=local)',
    ],
    [
      'go build .',
      { 'go.mod': CHI_MOD, 'main.go': CHI },
      1,
      'main.go:6:2: missing go.sum entry for module providing package github.com/go-chi/chi/v5 (imported by example.com/app); to add:\n\tgo get example.com/app',
    ],
    [
      'go build .',
      { 'go.mod': MOD, 'main.go': CHI },
      1,
      'main.go:6:2: no required module provides package github.com/go-chi/chi/v5; to add it:\n\tgo get github.com/go-chi/chi/v5',
    ],
    ['go build .', WITH_CHI, 0, 'go: downloading github.com/go-chi/chi/v5 v5.1.0'],
    ['go mod download', WITH_CHI, 0, ''],
    ['go mod download && go build .', WITH_CHI, 0, ''],
    ['go mod download && go mod verify', WITH_CHI, 0, 'all modules verified'],
    ['go mod init', {}, 1, 'go: cannot determine module path for source directory /app (outside GOPATH, module path must be specified)'],
    ['go mod init example.com/x', {}, 0, 'go: creating new go.mod: module example.com/x'],
    ['go build .', { 'go.mod': 'modul x\n' }, 1, 'go: errors parsing go.mod:\n/app/go.mod:1: unknown directive: modul'],
    ['go vendor', PLAIN, 2, "go vendor: unknown command\nRun 'go help' for usage."],
    ['go test ./...', PLAIN, 0, '?   \texample.com/app\t[no test files]'],
    ['go mod vendor && ls vendor', WITH_CHI, 0, 'go: downloading github.com/go-chi/chi/v5 v5.1.0\ngithub.com\nmodules.txt'],
  ];
  test.each(lines)('%s', (command, files, exitCode, output) => {
    const result = run(project(files), command);
    expect(result.output.map(({ text }) => text).join('\n')).toBe(output);
    expect(result.exitCode).toBe(exitCode);
  });

  test('progress is for people: on standard error', () => {
    expect(run(project(WITH_CHI), 'go build .').printed).toBe('');
  });

  test('without a network the proxy is not found', () => {
    const result = run(project(WITH_CHI), 'go mod download', { network: false });
    expect(result.exitCode).toBe(1);
    expect(result.errors).toMatch(/^go: github.com\/go-chi\/chi\/v5@v5\.1\.0: Get "https:\/\/proxy\.golang\.org\/.*network is unreachable$/);
  });

  test('an image without Go has no go', () => {
    const bare = openImage(catalog, 'debian:bookworm-slim').tree;
    expect(runInImage(catalog, bare, 'go build .').exitCode).toBe(127);
  });

  test('Go from apt is Debian’s', () => {
    const bare = openImage(catalog, 'debian:bookworm-slim').tree;
    const result = runInImage(catalog, bare, 'apt-get update -qq && apt-get install -y -qq golang-go >/dev/null && go version');
    expect(result.printed).toBe('go version go1.19.8 linux/amd64');
  });

  test('a module beyond the catalogue is said to be that', () => {
    const result = run(project(PLAIN), 'go get github.com/gorilla/muxx');
    expect(result.exitCode).toBe(1);
    expect(result.errors).toContain('404 Not Found');
    expect(result.notices).toEqual([
      { fidelity: 'unknown', code: 'dependency-beyond-catalog', details: expect.objectContaining({ nearest: 'github.com/gorilla/mux' }) },
    ]);
  });
});

describe('go: what it writes', () => {
  test.each([
    ['an HTTP server', WEB, '', 6.4, 8.5],
    ['the same, stripped', WEB, '-ldflags="-s -w"', 4.4, 5.9],
    ['a greeting', PLAIN, '', 1.9, 2.6],
  ])('%s', (_, files, flags, least, most) => {
    const result = run(project(files), `CGO_ENABLED=0 go build -trimpath ${flags} -o /out/app .`);
    expect(result.errors).toBe('');
    const megabytes = (written(result, 'out/app') ?? 0) / 1e6;
    expect(megabytes).toBeGreaterThan(least);
    expect(megabytes).toBeLessThan(most);
  });

  test('a program is called after its module or folder', () => {
    const files = { ...PLAIN, 'cmd/api/main.go': SERVER };
    expect(written(run(project(files), 'go build'), 'app/app')).toBeGreaterThan(1e6);
    expect(written(run(project(files), 'go build ./cmd/api'), 'app/api')).toBeGreaterThan(6e6);
    const both = run(project(files), 'go build -o bin/ ./...');
    expect([written(both, 'app/bin/app'), written(both, 'app/bin/api')]).not.toContain(undefined);
    expect(written(run(project(files), 'go install ./cmd/api'), 'go/bin/api')).toBeGreaterThan(6e6);
    expect(run(project(files), 'go build -o x ./...').errors).toBe('go: cannot write multiple packages to non-directory x');
    expect(written(run(project(files), 'GOOS=windows go build -o . .'), 'app/app.exe')).toBeGreaterThan(1e6);
  });

  test('modules cannot be written to, and `clean -modcache` takes them away', () => {
    const result = run(project(WITH_CHI), 'go mod download');
    const module = result.layer.find(({ path }) => path === 'go/pkg/mod/github.com/go-chi/chi/v5@v5.1.0');
    expect(module?.mode).toBe(0o555);
    expect(result.layer.some(({ path }) => path === 'go/pkg/mod/cache/download/github.com/go-chi/chi/v5/@v/v5.1.0.zip')).toBe(true);
    const after = run(result.tree, 'go clean -modcache');
    expect(after.tree.children.get('go')).toBeDefined();
    expect(run(after.tree, 'ls /go/pkg').printed).toBe('');
  });

  test('the build cache makes the second build cheap', () => {
    const first = run(project(WEB), 'go build -o /out/app .');
    expect(figuresOf(first.layer).top['root/.cache/go-build']).toBeGreaterThan(50e6);
    expect(figuresOf(first.layer).top['root/.cache/go-build']).toBeLessThan(90e6);
    const again = run(first.tree, 'go build -o /out/app .');
    const compute = (result: SandboxRun) => result.work.reduce((sum, item) => sum + (item.kind === 'compute' ? item.milliseconds : 0), 0);
    expect(compute(first)).toBeGreaterThan(8_000);
    expect(compute(again)).toBeLessThan(2_000);
    expect(figuresOf(again.layer).top['root/.cache/go-build']).toBeUndefined();
  });

  test('equal sources give an equal program, another line another one', () => {
    const seed = (files: Readonly<Record<string, string>>) => {
      const entry = run(project(files), 'CGO_ENABLED=0 go build -trimpath -o /out/app .').layer.find(({ path }) => path === 'out/app');
      return entry?.content?.kind === 'generated' ? entry.content.seed : '';
    };
    expect(seed({ ...PLAIN, 'README.md': 'x' })).toBe(seed(PLAIN));
    expect(seed({ ...PLAIN, 'main.go': `${HELLO}// x\n` })).not.toBe(seed(PLAIN));
  });

  test('`go get` and `go mod tidy` keep go.mod and go.sum in step with the sources', () => {
    const got = run(project({ 'go.mod': MOD, 'main.go': CHI }), 'go get github.com/go-chi/chi/v5@v5.0.12 && go build . && cat go.mod');
    expect(got.exitCode).toBe(0);
    expect(got.errors).toContain('go: added github.com/go-chi/chi/v5 v5.0.12');
    expect(got.printed).toContain('require github.com/go-chi/chi/v5 v5.0.12');
    const tidied = run(project({ 'go.mod': MOD, 'main.go': CHI }), 'go mod tidy && go build . && wc -l < go.sum');
    expect(tidied.exitCode).toBe(0);
    expect(tidied.printed).toBe('2');
  });
});

describe('go: static and dynamic programs', () => {
  const loaderOf = (base: Tree, files: Readonly<Record<string, string>>, command: string) => {
    const entry = run(project(files, base), command).layer.find(({ path }) => path === 'out/app');
    return entry?.content?.kind === 'generated' ? entry.content.loader : 'nothing was built';
  };
  test.each([
    ['with gcc, a server looks names up through C', debian, WEB, 'go build -o /out/app .', '/lib64/ld-linux-x86-64.so.2'],
    ['a program without net has nothing of C', debian, PLAIN, 'go build -o /out/app .', undefined],
    ['cgo off', debian, WEB, 'CGO_ENABLED=0 go build -o /out/app .', undefined],
    ['linked statically', debian, WEB, `go build -ldflags '-extldflags "-static"' -o /out/app .`, undefined],
    ['no C compiler in the image', alpine, WEB, 'go build -o /out/app .', undefined],
  ])('%s', (_, base, files, command, loader) => {
    expect(loaderOf(base, files, command)).toBe(loader);
  });

  test('cgo without a C compiler', () => {
    const result = run(project(WEB, alpine), 'CGO_ENABLED=1 go build .');
    expect(result.exitCode).toBe(1);
    expect(result.errors).toContain('C compiler "gcc" not found');
  });

  test('a dynamic program does not start where its loader is missing', () => {
    const built = run(project(WEB), 'go build -o /out/app .').layer.find(({ path }) => path === 'out/app');
    const editor = editTree(alpine, { uid: 0, gid: 0, nowSeconds: 1_768_000_000 });
    if (built?.content !== undefined) editor.write('/server', built.content, { mode: 0o755 });
    const result = run(editor.commit(), '/server');
    expect([result.exitCode, result.errors]).toEqual([127, '/bin/sh: /server: not found']);
  });
});
