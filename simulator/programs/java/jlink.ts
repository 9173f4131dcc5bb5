import type { Program, ProgramContext } from '../../shell/types';
import { absolutePath } from '../absolute-path';
import { mergeTree } from '../merge-tree';
import { creationOf, noteCompiled, notSimulated, spreadFiles, standIn } from '../stand-ins';
import { subtreeOf } from '../subtree';
import { COMPRESSED_CLASSES_RATIO, DEBUG_RATIO, JDK_MODULES } from './figures';
import { bootJarOf } from './jars';
import { javaVersion } from './java-home';

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'java.desktop': ['java.prefs', 'java.datatransfer', 'java.xml'],
  'java.sql': ['java.logging', 'java.transaction.xa', 'java.xml'],
  'java.management.rmi': ['java.management', 'java.naming', 'java.rmi'],
  'java.naming': ['java.security.sasl'],
  'java.security.sasl': ['java.logging'],
  'java.prefs': ['java.xml'],
  'java.rmi': ['java.logging'],
  'jdk.management': ['java.management'],
};
/** Modules that only lead to others. */
const AGGREGATES: Readonly<Record<string, readonly string[]>> = {
  'java.se': Object.keys(JDK_MODULES).filter((name) => name.startsWith('java.')),
  'ALL-MODULE-PATH': Object.keys(JDK_MODULES),
  'java.management.rmi': ['java.management', 'java.naming', 'java.rmi'],
};
const MEGABYTE = 1_000_000;

/** `jlink`: a Java of its own with the modules that an application needs. */
export const jlink: Program = (context) => {
  const value = (name: string) => {
    const at = context.args.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
    const word = context.args[at] ?? '';
    return at < 0 ? undefined : word.includes('=') ? word.slice(word.indexOf('=') + 1) : context.args[at + 1];
  };
  if (context.args.includes('--version')) return print(context, javaVersion(context) ?? '');
  if (context.args.includes('--list-plugins')) return notSimulated(context, 'jlink --list-plugins');
  const [names, output] = [value('add-modules'), value('output')];
  if (output === undefined) return fail(context, '--output must be specified');
  if (names === undefined) return fail(context, '--add-modules must be specified when no main module is given');
  const folder = absolutePath(context, output);
  if (context.fs.exists(folder)) return fail(context, `directory already exists: ${output}`);
  const modules = closure(names.split(','));
  const unknown = modules.find((name) => JDK_MODULES[name] === undefined);
  if (unknown !== undefined && !/^j(?:ava|dk)\./.test(unknown)) return fail(context, `Module ${unknown} not found`);
  if (unknown !== undefined) context.notice({ fidelity: 'modelled', code: 'dependencies-average', details: { packages: 1, first: unknown } });
  const stripped = context.args.includes('--strip-debug') || context.args.includes('-G');
  const compress = value('compress');
  const compressed = compress !== undefined && compress !== '0' && compress !== 'zip-0';
  write(context, folder, modules, { stripped, compressed });
  return 0;
};

function write(
  context: ProgramContext,
  folder: string,
  modules: readonly string[],
  options: { readonly stripped: boolean; readonly compressed: boolean },
): void {
  const debug = options.stripped ? 1 : DEBUG_RATIO;
  const sum = (index: 0 | 1) => modules.reduce((total, name) => total + (JDK_MODULES[name]?.[index] ?? 0.5 * (1 - index)), 0) * MEGABYTE;
  const classes = sum(0) * debug * (options.compressed ? COMPRESSED_CLASSES_RATIO : 1);
  const native = sum(1);
  const seed = `jlink ${modules.join(',')} ${options.stripped} ${options.compressed}`;
  const nodes = [
    ...['java', 'keytool'].map((name) => ({
      kind: 'file' as const,
      path: `bin/${name}`,
      mode: 0o755,
      content: { kind: 'generated' as const, seed: `${seed} bin/${name}`, sizeBytes: 12_400, program: name },
    })),
    standIn('lib/modules', seed, classes),
    standIn('lib/server/libjvm.so', seed, 15.5 * MEGABYTE * debug, { mode: 0o755 }),
    ...spreadFiles({ folder: 'lib', files: 24, bytes: native - 15.5 * MEGABYTE + 900_000, ending: '.so', seed, texture: 'binary', mode: 0o755 }),
    ...spreadFiles({ folder: 'legal', files: modules.length * 3, bytes: modules.length * 14_000, ending: '.md', seed }),
    ...spreadFiles({ folder: 'conf', files: 14, bytes: 98_000, ending: '.properties', seed }),
  ];
  context.fs.mkdirAll(folder);
  mergeTree(context.fs, folder, subtreeOf(nodes, creationOf(context)));
  context.fs.write(`${folder}/release`, `JAVA_VERSION="${javaVersion(context) ?? '21.0.9'}"\nMODULES="${modules.join(' ')}"\n`);
  context.work({ kind: 'compute', milliseconds: 2_500 + (classes / MEGABYTE) * (options.compressed ? 260 : 60) });
  context.work({ kind: 'write', bytes: classes + native, files: nodes.length });
  noteCompiled(context, 'jlink');
}

function closure(names: readonly string[]): readonly string[] {
  const found = new Set<string>(['java.base']);
  const pending = names.flatMap((name) => AGGREGATES[name] ?? [name.trim()]);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    pending.push(...(REQUIRED[name] ?? []));
  }
  return [...found].sort();
}

/** What a server with Spring's libraries needs; those of an application are not looked into. */
const SPRING_MODULES =
  'java.base,java.compiler,java.desktop,java.instrument,java.management,java.naming,java.net.http,java.prefs,java.rmi,java.scripting,java.security.jgss,java.sql,jdk.jfr,jdk.unsupported';

/** `jdeps --print-module-deps`: a fat jar alone shows little of what its libraries need. */
export const jdeps: Program = (context) => {
  const file = context.args.filter((word) => /\.(?:jar|class)$/.test(word)).at(-1);
  if (file === undefined || !context.args.some((word) => word === '--print-module-deps' || word === '--list-deps'))
    return notSimulated(context, 'jdeps');
  const content = context.fs.content(absolutePath(context, file));
  if (!content.ok) {
    context.out(`Warning: Path does not exist: ${file}\n`);
    return 1;
  }
  const libraries = context.args.some((word) => /class-?path|^-cp/.test(word));
  const isBoot = bootJarOf(content.value) !== undefined || libraries;
  noteCompiled(context, 'jdeps');
  return print(context, libraries && isBoot ? SPRING_MODULES : isBoot ? 'java.base,java.logging' : 'java.base');
};

function print(context: ProgramContext, line: string): number {
  context.out(`${line}\n`);
  return 0;
}

function fail(context: ProgramContext, message: string): number {
  context.out(`Error: ${message}\n`);
  return 1;
}
