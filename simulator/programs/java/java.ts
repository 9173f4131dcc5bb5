import type { Program, ProgramContext } from '../../shell/types';
import { absolutePath } from '../absolute-path';
import { bytesOf, seedOf, sourcesBelow } from '../bundlers/bundle';
import { mergeTree } from '../merge-tree';
import { creationOf, noteCompiled, notSimulated, spreadFiles, standIn } from '../stand-ins';
import { type NewNode, subtreeOf } from '../subtree';
import { LOADER_BYTES } from './figures';
import { type BootJar, bootJarOf } from './jars';
import { javaVersion } from './java-home';

/** `java`: says its version, and takes Spring Boot's jars apart; nothing is executed. */
export const java: Program = (context) => {
  const { args } = context;
  const release = javaVersion(context) ?? '21.0.9';
  if (args.includes('-version')) return versionTo(context, release, (text) => context.err(text));
  if (args.includes('--version')) return versionTo(context, release, (text) => context.out(text));
  const at = args.indexOf('-jar');
  if (at < 0) return notSimulated(context, ['java', ...args.slice(0, 1)].join(' '));
  const path = args[at + 1] ?? '';
  const content = context.fs.content(absolutePath(context, path));
  if (!content.ok) {
    context.err(`Error: Unable to access jarfile ${path}\n`);
    return 1;
  }
  const mode = args.find((word) => word.startsWith('-Djarmode='))?.slice('-Djarmode='.length);
  const jar = bootJarOf(content.value);
  if (mode === undefined || jar === undefined) return notSimulated(context, `java -jar ${path}`);
  return jarMode(context, mode, jar, path, args.slice(at + 2));
};

function versionTo(context: ProgramContext, release: string, print: (text: string) => void): number {
  const build = `${release}+10-LTS`;
  print(
    `openjdk version "${release}" 2025-10-21 LTS\nOpenJDK Runtime Environment Temurin-${release}+10 (build ${build})\nOpenJDK 64-Bit Server VM Temurin-${release}+10 (build ${build}, mixed mode, sharing)\n`,
  );
  context.notice({ fidelity: 'modelled', code: 'compiled-output', details: { tool: 'java -version' } });
  return 0;
}

const LAYERS = ['dependencies', 'spring-boot-loader', 'snapshot-dependencies', 'application'];

/** Spring Boot's own modes: `layertools` until 3.2, `tools` from 3.3 on. */
function jarMode(context: ProgramContext, mode: string, jar: BootJar, path: string, words: readonly string[]): number {
  const [command] = words;
  if (command === 'list' || command === 'list-layers') {
    for (const layer of LAYERS) context.out(`${layer}\n`);
    return 0;
  }
  if (command !== 'extract') return notSimulated(context, `java -Djarmode=${mode} ${command ?? ''}`);
  const named = words.flatMap((word, index) =>
    word === '--destination' ? [words[index + 1] ?? '.'] : word.startsWith('--destination=') ? [word.slice(14)] : [],
  )[0];
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.jar$/, '');
  const layered = mode === 'layertools' || words.includes('--layers');
  const exploded = mode === 'layertools' || words.includes('--launcher');
  const folder = absolutePath(context, named ?? (mode === 'layertools' ? '.' : stem));
  context.fs.mkdirAll(folder);
  const nodes = exploded ? explodedFiles(jar, layered) : thinFiles(jar, `${stem}.jar`, layered);
  mergeTree(context.fs, folder, subtreeOf(nodes, creationOf(context)));
  if (layered) for (const layer of LAYERS) context.fs.mkdirAll(`${folder}/${layer}`);
  context.work({ kind: 'unpack', bytes: jar.libraries.reduce((sum, [, bytes]) => sum + bytes, jar.classBytes), files: nodes.length });
  noteCompiled(context, `java -Djarmode=${mode}`);
  return 0;
}

/** The jar's insides, in a folder per layer when asked for: what changes seldom apart from what changes often. */
export function explodedFiles(jar: BootJar, layered: boolean): readonly NewNode[] {
  const at = (layer: string) => (layered ? `${layer}/` : '');
  const layerOf = (file: string) => (file.includes('-SNAPSHOT') ? 'snapshot-dependencies' : 'dependencies');
  return [
    ...jar.libraries.map(([file, bytes]) => standIn(`${at(layerOf(file))}BOOT-INF/lib/${file}`, file, bytes)),
    ...spreadFiles({
      folder: `${at('spring-boot-loader')}org/springframework/boot/loader`,
      files: 110,
      bytes: LOADER_BYTES,
      ending: '.class',
      seed: 'spring-boot-loader',
      texture: 'binary',
    }),
    ...spreadFiles({
      folder: `${at('application')}BOOT-INF/classes`,
      files: 4,
      bytes: jar.classBytes,
      ending: '.class',
      seed: jar.sources,
      texture: 'binary',
    }),
    standIn(`${at('application')}BOOT-INF/classpath.idx`, jar.sources, jar.libraries.length * 45, { text: true }),
    standIn(`${at('application')}BOOT-INF/layers.idx`, 'layers', 212, { text: true }),
    standIn(`${at('application')}META-INF/MANIFEST.MF`, jar.sources, 480, { text: true }),
  ];
}

/** A small jar of the application beside a folder of libraries. */
function thinFiles(jar: BootJar, name: string, layered: boolean): readonly NewNode[] {
  return [
    ...jar.libraries.map(([file, bytes]) => standIn(`${layered ? 'dependencies/' : ''}lib/${file}`, file, bytes)),
    standIn(`${layered ? 'application/' : ''}${name}`, jar.sources, jar.classBytes * 0.55 + 2_000),
  ];
}

/** `javac`: a class for every source that is named. */
export const javac: Program = (context) => {
  const release = javaVersion(context) ?? '21.0.9';
  if (context.args.includes('-version') || context.args.includes('--version')) {
    context.out(`javac ${release}\n`);
    return 0;
  }
  const sources = context.args.filter((word) => word.endsWith('.java'));
  if (sources.length === 0) {
    context.err('error: no source files\n');
    return 2;
  }
  const missing = sources.find((word) => !context.fs.exists(absolutePath(context, word)));
  if (missing !== undefined) {
    context.err(`error: file not found: ${missing}\nUsage: javac <options> <source files>\nuse --help for a list of possible options\n`);
    return 2;
  }
  const at = context.args.indexOf('-d');
  const target = at < 0 ? undefined : absolutePath(context, context.args[at + 1] ?? '.');
  for (const source of sources) writeClass(context, absolutePath(context, source), target);
  noteCompiled(context, 'javac');
  return 0;
};

function writeClass(context: ProgramContext, source: string, target: string | undefined): void {
  const content = context.fs.content(source);
  if (!content.ok || content.value.kind !== 'bytes') return;
  const text = new TextDecoder().decode(content.value.bytes);
  const place = /^\s*package\s+([\w.]+)\s*;/m.exec(text)?.[1]?.replaceAll('.', '/');
  const folder = target === undefined ? source.replace(/\/[^/]*$/, '') : [target, ...(place === undefined ? [] : [place])].join('/');
  const name = source.slice(source.lastIndexOf('/') + 1).replace(/\.java$/, '.class');
  context.fs.mkdirAll(folder);
  mergeTree(context.fs, folder, subtreeOf([standIn(name, text, text.length * 0.55 + 420)], creationOf(context)));
  context.work({ kind: 'compute', milliseconds: 900 });
}

/** `jar`: takes an executable jar apart (`x`), or packs a folder (`c`). */
export const jar: Program = (context) => {
  const [first = '', ...rest] = context.args;
  const letters = first.replace(/^--?/, '');
  const file = rest.find((word) => word.endsWith('.jar')) ?? '';
  const path = absolutePath(context, file);
  if (/^(?:x\w*|extract)/.test(letters)) {
    const content = context.fs.content(path);
    if (!content.ok) {
      context.err(`java.nio.file.NoSuchFileException: ${file}\n`);
      return 1;
    }
    const boot = bootJarOf(content.value);
    if (boot === undefined) return notSimulated(context, `jar ${first}`);
    mergeTree(context.fs, context.workingDirectory, subtreeOf(explodedFiles(boot, false), creationOf(context)));
    noteCompiled(context, 'jar');
    return 0;
  }
  if (!/^(?:c\w*|create)/.test(letters)) return notSimulated(context, `jar ${first}`);
  const packed = sourcesBelow(context, context.workingDirectory, /(?<!\.jar)$/);
  context.fs.write(path, { kind: 'generated', seed: seedOf('jar', packed), sizeBytes: Math.round(bytesOf(packed) * 0.6) + 700 });
  noteCompiled(context, 'jar');
  return 0;
};
