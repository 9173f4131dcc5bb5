import type { GeneratedContent } from '../../fs/types';
import type { ProgramContext } from '../../shell/types';
import { bytesOf, seedOf, sourcesBelow } from '../bundlers/bundle';
import { onPath } from '../go/environment';
import { mergeTree } from '../merge-tree';
import { creationOf, noteCompiled, standIn } from '../stand-ins';
import { subtreeOf } from '../subtree';
import {
  CRATE_DEBUG_MILLISECONDS,
  CRATE_RELEASE_MILLISECONDS,
  DEBUG_ARTEFACT_BYTES,
  DEBUG_RATIO,
  LTO_MILLISECONDS,
  LTO_RATIO,
  MUSL_BYTES,
  OWN_CODE_RATIO,
  OWN_MILLISECONDS,
  RELEASE_ARTEFACT_BYTES,
  STD_BYTES,
  STD_DEBUG_BYTES,
  STRIPPED_RATIO,
} from './figures';
import { allProjects, type CargoProject, type Crate } from './project';
import { figuresOfCrate } from './registry';

export interface CargoBuild {
  readonly project: CargoProject;
  readonly crates: readonly Crate[];
  readonly release: boolean;
  /** A target's triple when `--target` gave one. */
  readonly target: string | undefined;
  /** Where `target` lies. */
  readonly folder: string;
  readonly quiet: boolean;
  /** Only these, of a workspace's packages or programs. */
  readonly only: readonly string[];
}

/** The system's loader: none for a musl target, whose programs are static. */
function loaderOf(context: ProgramContext, target: string | undefined): string | undefined {
  if (target?.includes('musl') === true || (target === undefined && context.fs.exists('/etc/alpine-release'))) return undefined;
  return '/lib64/ld-linux-x86-64.so.2';
}

/** Compiles crates that `target` does not hold; answers how many. */
export function compileCrates(context: ProgramContext, build: CargoBuild): number {
  const place = outputFolder(build);
  const missing = build.crates.filter(({ name, version }) => !context.fs.exists(`${place}/.fingerprint/${name}-${version}`));
  if (missing.length === 0) return 0;
  const size = build.release ? RELEASE_ARTEFACT_BYTES : DEBUG_ARTEFACT_BYTES;
  const nodes = missing.flatMap(({ name, version }) => {
    const stem = `${name}-${version}`;
    return [
      standIn(`.fingerprint/${stem}/lib-${name}`, stem, 16, { text: true }),
      standIn(`.fingerprint/${stem}/lib-${name}.json`, stem, 900, { text: true }),
      standIn(`deps/lib${stem}.rlib`, `${stem} ${build.release}`, size * 0.7),
      standIn(`deps/lib${stem}.rmeta`, `${stem} ${build.release}`, size * 0.29),
      standIn(`deps/${stem}.d`, stem, 700, { text: true }),
    ];
  });
  openTarget(context, build);
  mergeTree(context.fs, place, subtreeOf(nodes, creationOf(context)));
  if (!build.quiet) for (const { name, version } of missing) if (!name.startsWith('crate-')) context.err(`   Compiling ${name} v${version}\n`);
  context.work({ kind: 'compute', milliseconds: missing.length * (build.release ? CRATE_RELEASE_MILLISECONDS : CRATE_DEBUG_MILLISECONDS) });
  context.work({ kind: 'write', bytes: missing.length * size, files: nodes.length });
  return missing.length;
}

function openTarget(context: ProgramContext, build: CargoBuild): void {
  const { fs } = context;
  fs.mkdirAll(outputFolder(build));
  if (fs.exists(`${build.folder}/CACHEDIR.TAG`)) return;
  fs.write(`${build.folder}/CACHEDIR.TAG`, 'Signature: 8a477f597d28d172789f06886806bc55\n');
  fs.write(`${build.folder}/.rustc_info.json`, '{"rustc_fingerprint":0,"outputs":{},"successes":{}}');
}

export function outputFolder({ folder, target, release }: CargoBuild): string {
  return [folder, ...(target === undefined ? [] : [target]), release ? 'release' : 'debug'].join('/');
}

/**
 * Compiles the project's own packages. Cargo goes by times, not by contents: a source that is not newer than the last build counts as compiled
 * already, which is how a placeholder `main.rs` can end up in an image (cargo, core/compiler/fingerprint).
 */
export function compileOwn(context: ProgramContext, build: CargoBuild): number {
  const place = outputFolder(build);
  openTarget(context, build);
  for (const project of allProjects(build.project)) {
    if (build.only.length > 0 && !build.only.includes(project.name) && !project.binaries.some((name) => build.only.includes(name))) continue;
    const stamp = context.fs.stat(`${place}/.fingerprint/${project.name}-${project.version}/stamp`);
    const newest = newestSource(context, project.folder);
    if (stamp.ok && stamp.value.mtimeSeconds >= newest) continue;
    if (!build.quiet) context.err(`   Compiling ${project.name} v${project.version} (${project.folder})\n`);
    if (project.binaries.length > 0 && !onPath(context, 'cc')) {
      context.err(
        `error: linker \`cc\` not found\n  |\n  = note: No such file or directory (os error 2)\n\nerror: could not compile \`${project.name}\` (bin "${project.binaries[0] ?? ''}") due to 1 previous error\n`,
      );
      return 101;
    }
    write(context, build, project, place);
  }
  noteCompiled(context, 'cargo build');
  return 0;
}

function write(context: ProgramContext, build: CargoBuild, project: CargoProject, place: string): void {
  const stem = `${project.name}-${project.version}`;
  const sources = sourcesBelow(context, `${project.folder}/src`, /\.rs$/);
  const seed = `${seedOf('rustc', sources)} ${build.crates.map(({ name, version }) => `${name}@${version}`).join(' ')}`;
  const nodes = [
    standIn(`.fingerprint/${stem}/stamp`, seed, 8, { text: true }),
    ...(project.isLibrary ? [standIn(`deps/lib${stem}.rlib`, seed, bytesOf(sources) * 12 + 60_000)] : []),
    ...project.binaries.flatMap((name) => {
      const content = programOf(context, build, `${seed} ${name}`, bytesOf(sources));
      return [
        { kind: 'file' as const, path: name, mode: 0o755, content },
        { kind: 'file' as const, path: `deps/${name}-${stem}`, mode: 0o755, content },
        standIn(`${name}.d`, seed, 120, { text: true }),
      ];
    }),
  ];
  mergeTree(context.fs, place, subtreeOf(nodes, creationOf(context)));
  const lto = build.release && build.project.release.lto ? LTO_MILLISECONDS : 0;
  context.work({ kind: 'compute', milliseconds: OWN_MILLISECONDS + bytesOf(sources) * 0.12 + lto });
}

function programOf(context: ProgramContext, build: CargoBuild, seed: string, sourceBytes: number): GeneratedContent {
  const { strip, lto } = build.project.release;
  const crates = build.crates.reduce((sum, { name }) => sum + figuresOfCrate(name).linkedBytes, 0);
  const own = sourceBytes * OWN_CODE_RATIO;
  const full = build.release
    ? (STD_BYTES + crates + own) * (lto ? LTO_RATIO : 1) * (strip ? STRIPPED_RATIO : 1)
    : STD_DEBUG_BYTES + (crates + own) * DEBUG_RATIO;
  const loader = loaderOf(context, build.target);
  return {
    kind: 'generated',
    seed: `${seed} ${build.release} ${build.target ?? ''} ${strip} ${lto}`,
    sizeBytes: Math.round(full + (loader === undefined ? MUSL_BYTES : 0)),
    ...(loader === undefined ? {} : { loader }),
  };
}

function newestSource(context: ProgramContext, folder: string): number {
  const files = [
    ...sourcesBelow(context, `${folder}/src`, /./).map(({ path }) => `${folder}/src/${path}`),
    `${folder}/Cargo.toml`,
    `${folder}/build.rs`,
  ];
  return files.reduce((newest, path) => {
    const node = context.fs.stat(path);
    return node.ok ? Math.max(newest, node.value.mtimeSeconds) : newest;
  }, 0);
}
