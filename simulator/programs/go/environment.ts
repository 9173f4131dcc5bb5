import type { ProgramContext } from '../../shell/types';
import { homeOf } from '../npm/cache';
import { readText } from '../npm/manifest';

/** Where this Go works and for what it builds: the variables of `go env` that matter here. */
export interface GoEnvironment {
  readonly root: string;
  /** `1.23.9` */
  readonly version: string;
  readonly path: string;
  readonly moduleCache: string;
  readonly buildCache: string;
  readonly bin: string;
  readonly os: string;
  readonly architecture: string;
  readonly host: { readonly architecture: string };
  readonly proxy: string;
  readonly toolchain: string;
  readonly flags: readonly string[];
  /** Whether packages with C code are built. */
  readonly cgo: boolean;
  /** Whether cgo was asked for by CGO_ENABLED=1. */
  readonly cgoAsked: boolean;
  readonly hasCompiler: boolean;
  /** The dynamic loader of the system that Go runs on. */
  readonly loader: string;
}

const ROOTS = ['/usr/local/go', '/usr/lib/go', '/usr/lib/go-1.19', '/usr/lib/golang'];
/** Of Debian 12, where the tree has no file that tells. */
const DEBIAN_VERSION = '1.19.8';

export function goEnvironment(context: ProgramContext): GoEnvironment {
  const { env, fs } = context;
  const set = (name: string) => env.get(name) || undefined;
  const root = set('GOROOT') ?? ROOTS.find((folder) => fs.exists(`${folder}/bin/go`)) ?? '/usr/local/go';
  const path = set('GOPATH') ?? `${homeOf(context)}/go`;
  const hasCompiler = onPath(context, set('CC')?.split(' ')[0] ?? 'gcc');
  const architecture = 'amd64';
  const [os, wanted] = [set('GOOS') ?? 'linux', set('GOARCH') ?? architecture];
  const crossed = os !== 'linux' || wanted !== architecture;
  const asked = set('CGO_ENABLED');
  return {
    root,
    version: versionOf(context, root),
    path,
    moduleCache: set('GOMODCACHE') ?? `${path.split(':')[0] ?? path}/pkg/mod`,
    buildCache: set('GOCACHE') ?? `${set('XDG_CACHE_HOME') ?? `${homeOf(context)}/.cache`}/go-build`,
    bin: set('GOBIN') ?? `${path.split(':')[0] ?? path}/bin`,
    os,
    architecture: wanted,
    host: { architecture },
    proxy: set('GOPROXY') ?? 'https://proxy.golang.org,direct',
    toolchain: set('GOTOOLCHAIN') ?? 'auto',
    flags: (set('GOFLAGS') ?? '').split(/\s+/).filter((word) => word !== ''),
    // Since Go 1.20 cgo is off where no C compiler is found; when cross-compiling it always was (cmd/go, cfg.go).
    cgo: asked === undefined ? hasCompiler && !crossed : asked === '1',
    cgoAsked: asked === '1',
    hasCompiler,
    loader: fs.exists('/lib/ld-musl-x86_64.so.1') || fs.exists('/etc/alpine-release') ? '/lib/ld-musl-x86_64.so.1' : '/lib64/ld-linux-x86-64.so.2',
  };
}

function versionOf(context: ProgramContext, root: string): string {
  const text = readText(context, `${root}/VERSION`);
  return /^go([\d.]+)/.exec(text ?? '')?.[1] ?? DEBIAN_VERSION;
}

export function onPath(context: ProgramContext, name: string): boolean {
  if (name.startsWith('/')) return context.fs.exists(name);
  return (context.env.get('PATH') ?? '').split(':').some((folder) => folder !== '' && context.fs.exists(`${folder}/${name}`));
}

/** Compares `1.23` and `1.23.4` as Go's version numbers are: a part left out is zero. */
export function isOlder(left: string, right: string): boolean {
  const [a, b] = [left, right].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0));
  for (let index = 0; index < 3; index++) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
