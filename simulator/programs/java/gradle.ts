import { type MavenPart, partOf } from '../../catalog/parts';
import type { Catalog } from '../../catalog/types';
import type { Program, ProgramContext } from '../../shell/types';
import { mergeTree } from '../merge-tree';
import { homeOf } from '../npm/cache';
import { readText } from '../npm/manifest';
import { creationOf, noteCompiled, noteDependencies, noteTestsNotRun, notSimulated, partMissing, spreadFiles, standIn } from '../stand-ins';
import { subtreeOf } from '../subtree';
import { compileSources } from './compile';
import { GRADLE_DISTRIBUTION, GRADLE_GENERATED_BYTES, GRADLE_PLUGIN_BYTES, GRADLE_START_MILLISECONDS, LOADER_BYTES } from './figures';
import { bootJarContent, jarsOf } from './jars';
import { javaVersion } from './java-home';
import type { Dependency } from './pom';

/** `gradlew`: fetches the Gradle that the project names, then is Gradle. */
export function gradleWrapper(catalog: Catalog): Program {
  const gradle = gradleProgram(catalog);
  return (context) => {
    if (javaVersion(context) === undefined) {
      context.err(
        "\nERROR: JAVA_HOME is not set and no 'java' command could be found in your PATH.\n\nPlease set the JAVA_HOME variable in your environment to match the\nlocation of your Java installation.\n",
      );
      return 1;
    }
    const properties = readText(context, `${context.workingDirectory}/gradle/wrapper/gradle-wrapper.properties`);
    if (properties === undefined) {
      context.err(
        'Error: Could not find or load main class org.gradle.wrapper.GradleWrapperMain\nCaused by: java.lang.ClassNotFoundException: org.gradle.wrapper.GradleWrapperMain\n',
      );
      return 1;
    }
    const release = /gradle-([\d.]+)-(?:bin|all)\.zip/.exec(properties)?.[1] ?? '8.10';
    return fetchDistribution(context, release) ? gradle(context) : 1;
  };
}

function fetchDistribution(context: ProgramContext, release: string): boolean {
  const folder = `${gradleHome(context)}/wrapper/dists/gradle-${release}-bin`;
  if (context.fs.exists(folder)) return true;
  context.out(`Downloading https://services.gradle.org/distributions/gradle-${release}-bin.zip\n`);
  if (!context.network) {
    context.err('\nException in thread "main" java.net.UnknownHostException: services.gradle.org\n');
    return false;
  }
  context.out(
    '............10%.............20%............30%.............40%.............50%............60%.............70%.............80%............90%.............100%\n',
  );
  context.fs.mkdirAll(folder);
  const { zipBytes, bytes, files } = GRADLE_DISTRIBUTION;
  const nodes = spreadFiles({ folder: `gradle-${release}/lib`, files, bytes, ending: '.jar', seed: `gradle ${release}`, texture: 'binary' });
  mergeTree(context.fs, folder, subtreeOf([...nodes, standIn(`gradle-${release}-bin.zip.ok`, release, 0)], creationOf(context)));
  context.work({ kind: 'download', bytes: zipBytes, requests: 1 });
  context.work({ kind: 'unpack', bytes, files });
  return true;
}

function gradleHome(context: ProgramContext): string {
  return context.env.get('GRADLE_USER_HOME') ?? `${homeOf(context)}/.gradle`;
}

const TASKS = new Set(['build', 'assemble', 'bootJar', 'jar', 'classes', 'compileJava', 'dependencies', 'clean', 'test', 'check']);

/** Gradle, on the jars of the catalogue's maven part. */
export function gradleProgram(catalog: Catalog): Program {
  return (context) => {
    const world = partOf(catalog, 'maven');
    if (world === undefined) return partMissing(context, 'maven');
    if (context.args.includes('--version') || context.args.includes('-v')) return notSimulated(context, 'gradle --version');
    const excluded = new Set(
      context.args.flatMap((word, index) => (word === '-x' || word === '--exclude-task' ? [context.args[index + 1] ?? ''] : [])),
    );
    const tasks = context.args
      .filter((word, index) => !word.startsWith('-') && !/^(?:-x|--exclude-task|-b|-p)$/.test(context.args[index - 1] ?? ''))
      .map((word) => word.replace(/^:/, ''));
    const script = readText(context, `${context.workingDirectory}/build.gradle`) ?? readText(context, `${context.workingDirectory}/build.gradle.kts`);
    if (script === undefined) return failure(context, `Directory '${context.workingDirectory}' does not contain a Gradle build.`);
    const unknown = tasks.find((task) => !TASKS.has(task));
    if (unknown !== undefined)
      return unknown.includes(':')
        ? notSimulated(context, `gradle ${unknown}`)
        : failure(context, `Task '${unknown}' not found in root project '${projectName(context)}'.`);
    return run(context, world, script, tasks, excluded);
  };
}

function projectName(context: ProgramContext): string {
  const settings =
    readText(context, `${context.workingDirectory}/settings.gradle`) ?? readText(context, `${context.workingDirectory}/settings.gradle.kts`) ?? '';
  return /rootProject\.name\s*=\s*['"]([^'"]+)/.exec(settings)?.[1] ?? (context.workingDirectory.split('/').at(-1) || 'root');
}

function dependenciesOf(script: string): readonly Dependency[] {
  const lines = script.matchAll(
    /^\s*(implementation|runtimeOnly|compileOnly|annotationProcessor|api|testImplementation|testRuntimeOnly)[\s(]+['"]([\w.-]+):([\w.-]+)(?::([\w.-]+))?['"]/gm,
  );
  return [...lines].map(([, configuration = '', group = '', artifact = '', version = '']) => ({
    group,
    artifact,
    version,
    scope: configuration.startsWith('test') ? 'test' : /^(?:compileOnly|annotation)/.test(configuration) ? 'provided' : 'compile',
  }));
}

function run(context: ProgramContext, world: MavenPart, script: string, tasks: readonly string[], excluded: ReadonlySet<string>): number {
  const folder = context.workingDirectory;
  context.work({ kind: 'compute', milliseconds: GRADLE_START_MILLISECONDS });
  const dependencies = dependenciesOf(script);
  if (!resolve(context, world, dependencies, script)) return 1;
  if (tasks.includes('clean')) context.fs.removeAll(`${folder}/build`);
  if (tasks.some((task) => !['clean', 'dependencies'].includes(task))) {
    const compiled = compileSources(context, `${folder}/src/main/java`, `${folder}/src/main/resources`, `${folder}/build/classes/java/main`);
    const tests =
      (tasks.includes('build') || tasks.includes('test') || tasks.includes('check')) &&
      !excluded.has('test') &&
      context.fs.exists(`${folder}/src/test`);
    if (tests) noteTestsNotRun(context, 'gradle test');
    const archives = tasks.some((task) => ['build', 'assemble', 'bootJar', 'jar'].includes(task));
    const boot = /org\.springframework\.boot/.test(script);
    const version = /^\s*version\s*=?\s*['"]([^'"]+)/m.exec(script)?.[1];
    const stem = `${folder}/build/libs/${projectName(context)}${version === undefined ? '' : `-${version}`}`;
    if (archives) {
      if (boot && !compiled.hasMain)
        return failure(
          context,
          "Execution failed for task ':bootJar'.\n> Error while evaluating property 'mainClass' of task ':bootJar'.\n   > Main class name has not been configured and it could not be resolved from classpath",
        );
      const plain = { kind: 'generated', seed: compiled.seed, sizeBytes: Math.round(compiled.classBytes * 0.55) + 700 } as const;
      const libraries = jarsOf(
        world,
        dependencies.filter(({ scope }) => scope === 'compile'),
      ).map(({ name, version: of, bytes }) => [`${name}-${of}.jar`, bytes] as const);
      context.fs.mkdirAll(`${folder}/build/libs`);
      if (boot) context.fs.write(`${stem}.jar`, bootJarContent({ libraries, classBytes: compiled.classBytes, sources: compiled.seed }, LOADER_BYTES));
      // `build` also makes the plain jar; `bootJar` alone does not.
      if (!boot || !tasks.includes('bootJar')) context.fs.write(boot ? `${stem}-plain.jar` : `${stem}.jar`, plain);
      noteCompiled(context, 'gradle');
    }
  }
  context.out('\nBUILD SUCCESSFUL in 24s\n4 actionable tasks: 4 executed\n');
  return 0;
}

function resolve(context: ProgramContext, world: MavenPart, dependencies: readonly Dependency[], script: string): boolean {
  const cache = `${gradleHome(context)}/caches/modules-2/files-2.1`;
  const jars = jarsOf(world, dependencies);
  const missing = jars.filter(({ group, name, version }) => !context.fs.exists(`${cache}/${group}/${name}/${version}`));
  if (missing.length > 0 && !context.network) {
    failure(
      context,
      `Could not resolve all files for configuration ':compileClasspath'.\n> Could not resolve ${missing[0]?.group}:${missing[0]?.name}:${missing[0]?.version}.\n   > Could not GET 'https://repo.maven.apache.org/maven2/'.\n      > repo.maven.apache.org: Temporary failure in name resolution`,
    );
    return false;
  }
  const firstRun = !context.fs.exists(`${gradleHome(context)}/caches/jars-9`);
  const nodes = missing.flatMap(({ group, name, version, bytes }) => [
    standIn(`modules-2/files-2.1/${group}/${name}/${version}/pom/${name}-${version}.pom`, name, 3_400, { text: true }),
    standIn(`modules-2/files-2.1/${group}/${name}/${version}/jar/${name}-${version}.jar`, name, bytes),
  ]);
  const own = firstRun
    ? spreadFiles({ folder: 'jars-9', files: 120, bytes: GRADLE_GENERATED_BYTES, ending: '.jar', seed: 'gradle caches', texture: 'binary' })
    : [];
  const plugins =
    firstRun && script.includes('org.springframework.boot') ? [standIn('modules-2/files-2.1/plugins.jar', 'plugins', GRADLE_PLUGIN_BYTES)] : [];
  context.fs.mkdirAll(`${gradleHome(context)}/caches`);
  mergeTree(context.fs, `${gradleHome(context)}/caches`, subtreeOf([...nodes, ...own, ...plugins], creationOf(context)));
  const bytes = missing.reduce((sum, jar) => sum + jar.bytes, plugins.length * GRADLE_PLUGIN_BYTES);
  if (missing.length > 0) context.work({ kind: 'download', bytes, requests: missing.length * 2 });
  noteDependencies(
    context,
    world.provenance,
    missing.length,
    missing.filter((jar) => jar.averaged).map(({ group, name }) => `${group}:${name}`),
  );
  return true;
}

function failure(context: ProgramContext, reason: string): number {
  context.err(
    `\nFAILURE: Build failed with an exception.\n\n* What went wrong:\n${reason}\n\n* Try:\n> Run with --stacktrace option to get the stack trace.\n\nBUILD FAILED in 3s\n`,
  );
  return 1;
}
