import { type MavenPart, partOf } from '../../catalog/parts';
import type { Catalog } from '../../catalog/types';
import type { Program, ProgramContext } from '../../shell/types';
import { absolutePath } from '../absolute-path';
import { printedDuration } from '../cost-model';
import { mergeTree } from '../merge-tree';
import { homeOf } from '../npm/cache';
import { creationOf, noteCompiled, noteTestsNotRun, notSimulated, partMissing, spreadFiles, standIn } from '../stand-ins';
import { subtreeOf } from '../subtree';
import { type Compiled, compileSources } from './compile';
import { LOADER_BYTES, MAVEN_DISTRIBUTION, MAVEN_START_MILLISECONDS, PLUGINS, REPACKAGE_MILLISECONDS } from './figures';
import { bootJarContent, type Jar, jarsOf } from './jars';
import { javaVersion } from './java-home';
import { type Artifact, jarArtifact, missingFrom, parentArtifact, pluginArtifact, repositoryFolder, storeArtifacts } from './local-repository';
import { type JavaProject, readPom } from './pom';

interface MavenOptions {
  readonly goals: readonly string[];
  readonly properties: ReadonlyMap<string, string>;
  readonly quiet: boolean;
  readonly offline: boolean;
  readonly transfers: boolean;
  readonly pom: string;
}

const WITH_VALUE = new Set([
  '-f',
  '--file',
  '-pl',
  '--projects',
  '-P',
  '--activate-profiles',
  '-s',
  '--settings',
  '-T',
  '--threads',
  '-gs',
  '-l',
  '-rf',
]);

function parse(context: ProgramContext, args: readonly string[]): MavenOptions {
  const goals: string[] = [];
  const flags = new Set<string>();
  const properties = new Map<string, string>();
  let file = 'pom.xml';
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    const property = /^-D([^=]+)(?:=(.*))?$/.exec(word);
    if (property !== null) properties.set(property[1] ?? '', property[2] ?? 'true');
    else if (WITH_VALUE.has(word)) {
      const value = args[++index] ?? '';
      if (word === '-f' || word === '--file') file = value;
    } else if (word.startsWith('-')) flags.add(word.replace(/^--?/, ''));
    else goals.push(word);
  }
  const has = (...names: readonly string[]) => names.some((name) => flags.has(name));
  return {
    goals,
    properties,
    quiet: has('q', 'quiet'),
    offline: has('o', 'offline'),
    transfers: !has('ntp', 'no-transfer-progress'),
    pom: absolutePath(context, file),
  };
}

/** Maven, on the jars of the catalogue's maven part. It prints everything on standard output, errors included. */
export function mavenProgram(catalog: Catalog): Program {
  return (context) => {
    if (context.args.some((word) => word === '-v' || word === '--version' || word === '-version')) return version(context);
    if (javaVersion(context) === undefined) {
      context.err('The JAVA_HOME environment variable is not defined correctly,\nthis environment variable is needed to run this program.\n');
      return 1;
    }
    const world = partOf(catalog, 'maven');
    return world === undefined ? partMissing(context, 'maven') : run(context, world, parse(context, context.args));
  };
}

/** `mvnw`: fetches the Maven that the project names, then is Maven. */
export function mavenWrapper(catalog: Catalog): Program {
  const maven = mavenProgram(catalog);
  return (context) => {
    const folder = `${homeOf(context)}/.m2/wrapper/dists/apache-maven-3.9.9`;
    if (!context.fs.exists(`${context.workingDirectory}/.mvn/wrapper/maven-wrapper.properties`)) {
      context.err(`cannot read distributionUrl property in ${context.workingDirectory}/.mvn/wrapper/maven-wrapper.properties\n`);
      return 1;
    }
    if (!context.fs.exists(folder)) {
      if (!context.network) {
        context.err('wget: Failed to fetch https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/3.9.9/apache-maven-3.9.9-bin.zip\n');
        return 1;
      }
      context.fs.mkdirAll(folder);
      const files = spreadFiles({ folder: 'lib', ...MAVEN_DISTRIBUTION, ending: '.jar', seed: 'maven 3.9.9', texture: 'binary' });
      mergeTree(context.fs, folder, subtreeOf(files, creationOf(context)));
      context.work({ kind: 'download', bytes: MAVEN_DISTRIBUTION.zipBytes, requests: 1 });
      context.work({ kind: 'unpack', bytes: MAVEN_DISTRIBUTION.bytes, files: MAVEN_DISTRIBUTION.files });
    }
    return maven(context);
  };
}

function version(context: ProgramContext): number {
  context.out(
    `Apache Maven 3.9.9\nMaven home: /usr/share/maven\nJava version: ${javaVersion(context) ?? 'unknown'}, vendor: Eclipse Adoptium, runtime: ${context.env.get('JAVA_HOME') ?? '/opt/java/openjdk'}\n`,
  );
  return 0;
}

const PHASES = ['validate', 'compile', 'test-compile', 'test', 'package', 'verify', 'install', 'deploy'];
const ALIASES: Readonly<Record<string, string>> = {
  'dependency:resolve': 'dependency:go-offline',
  'dependency:resolve-plugins': 'dependency:go-offline',
};

function run(context: ProgramContext, world: MavenPart, options: MavenOptions): number {
  const say = (line: string) => (options.quiet ? undefined : context.out(`[INFO] ${line}\n`));
  say('Scanning for projects...');
  const goals = options.goals.map((goal) => ALIASES[goal.replace(/^org\.apache\.maven\.plugins:maven-(\w+)-plugin(?::[\d.]+)?:/, '$1:')] ?? goal);
  const read = readPom(context, options.pom);
  if (goals.length === 0)
    return fail(context, [
      'No goals have been specified for this build. You must specify a valid lifecycle phase or a goal in the format <plugin-prefix>:<goal> or <plugin-group-id>:<plugin-artifact-id>[:<plugin-version>]:<goal>.',
    ]);
  if (read.kind === 'missing')
    return fail(context, [
      `The goal you specified requires a project to execute but there is no POM in this directory (${context.workingDirectory}). Please verify you invoked Maven from the correct directory.`,
    ]);
  if (read.kind === 'broken') return fail(context, ['Some problems were encountered while processing the POMs:', `[FATAL] ${read.message} @`]);
  const unknown = goals.find(
    (goal) => !PHASES.includes(goal) && goal !== 'clean' && !goal.startsWith('dependency:go-offline') && goal !== 'spring-boot:repackage',
  );
  if (unknown !== undefined && !unknown.includes(':'))
    return fail(context, [
      `Unknown lifecycle phase "${unknown}". You must specify a valid lifecycle phase or a goal in the format <plugin-prefix>:<goal> or <plugin-group-id>:<plugin-artifact-id>[:<plugin-version>]:<goal>.`,
    ]);
  if (unknown !== undefined) return notSimulated(context, `mvn ${unknown}`);
  const folder = options.pom.replace(/\/[^/]*$/, '') || '/';
  return buildProjects(context, world, options, goals, folder, read.project, say);
}

function buildProjects(
  context: ProgramContext,
  world: MavenPart,
  options: MavenOptions,
  goals: readonly string[],
  folder: string,
  project: JavaProject,
  say: (line: string) => void,
): number {
  const start = MAVEN_START_MILLISECONDS;
  context.work({ kind: 'compute', milliseconds: start });
  const projects = [{ folder, project }];
  for (const module of project.modules) {
    const read = readPom(context, `${folder}/${module}/pom.xml`);
    if (read.kind !== 'found')
      return fail(context, [
        'Some problems were encountered while processing the POMs:',
        `Child module ${folder}/${module} of ${folder}/pom.xml does not exist @`,
      ]);
    projects.push({ folder: `${folder}/${module}`, project: { ...read.project, managed: true } });
  }
  for (const item of projects) {
    say('');
    say(
      `${'-'.repeat(Math.max(3, 27 - item.project.artifact.length))}< ${item.project.group}:${item.project.artifact} >${'-'.repeat(Math.max(3, 27 - item.project.artifact.length))}`,
    );
    say(`Building ${item.project.artifact} ${item.project.version}`);
    const status = buildProject(context, world, options, goals, item, say);
    if (status !== 0) return status;
  }
  say('-'.repeat(72));
  say('BUILD SUCCESS');
  say('-'.repeat(72));
  say(`Total time:  ${printedDuration(start + projects.length * 4_000)}`);
  return 0;
}

interface Placed {
  readonly folder: string;
  readonly project: JavaProject;
}

function buildProject(
  context: ProgramContext,
  world: MavenPart,
  options: MavenOptions,
  goals: readonly string[],
  placed: Placed,
  say: (line: string) => void,
): number {
  const { project, folder } = placed;
  const unversioned = project.dependencies.find(({ version, group }) => version === '' && !project.managed && group !== '');
  if (unversioned !== undefined)
    return fail(context, [
      'Some problems were encountered while processing the POMs:',
      `'dependencies.dependency.version' for ${unversioned.group}:${unversioned.artifact}:jar is missing. @`,
    ]);
  const phase = Math.max(...goals.map((goal) => PHASES.indexOf(goal)), -1);
  const jars = jarsOf(world, project.dependencies);
  const plugins = pluginsFor(goals, phase, project);
  const failure = fetchArtifacts(
    context,
    world,
    options,
    [...(project.managed ? [parentArtifact()] : []), ...plugins, ...jars.map(jarArtifact)],
    jars,
    project,
  );
  if (failure !== 0) return failure;
  if (goals.includes('clean')) {
    say(`--- clean:${PLUGINS.clean?.version ?? ''}:clean (default-clean) @ ${project.artifact} ---`);
    context.fs.removeAll(`${folder}/target`);
  }
  return phase < PHASES.indexOf('compile') || project.packaging === 'pom' ? 0 : lifecycle(context, world, options, placed, phase, say);
}

/** The plug-ins that phases call; `dependency:go-offline` fetches those of the whole life cycle. */
function pluginsFor(goals: readonly string[], phase: number, project: JavaProject): readonly Artifact[] {
  const names: string[] = [];
  const upTo = goals.some((goal) => goal.startsWith('dependency:')) ? PHASES.length : phase;
  const from = (name: string) => upTo >= PHASES.indexOf(name);
  if (goals.some((goal) => goal.startsWith('dependency:'))) names.push('dependency', 'clean');
  if (goals.includes('clean')) names.push('clean');
  if (from('compile')) names.push('resources', 'compiler');
  if (from('test')) names.push('surefire');
  if (from('package')) names.push('jar', ...(project.boot ? ['boot'] : []));
  if (from('install')) names.push('install');
  if (from('deploy')) names.push('deploy');
  return [...new Set(names)].flatMap((name) => {
    const plugin = PLUGINS[name];
    return plugin === undefined ? [] : [pluginArtifact(plugin)];
  });
}

function fetchArtifacts(
  context: ProgramContext,
  world: MavenPart,
  options: MavenOptions,
  artifacts: readonly Artifact[],
  jars: readonly Jar[],
  project: JavaProject,
): number {
  const repository = repositoryFolder(context, options.properties.get('maven.repo.local'));
  const missing = missingFrom(context, repository, artifacts);
  const [first] = missing;
  if (first === undefined) return 0;
  const start = `Failed to execute goal on project ${project.artifact}: Could not resolve dependencies for project ${project.group}:${project.artifact}:${project.packaging}:${project.version}:`;
  if (options.offline)
    return fail(context, [
      `${start} Cannot access central (https://repo.maven.apache.org/maven2) in offline mode and the artifact ${first.coordinates} has not been downloaded from it before.`,
    ]);
  if (!context.network)
    return fail(context, [
      `${start} Failed to collect dependencies: Could not transfer artifact ${first.coordinates} from/to central (https://repo.maven.apache.org/maven2): repo.maven.apache.org: Temporary failure in name resolution`,
    ]);
  if (!options.quiet && options.transfers)
    for (const { folder } of missing) context.out(`Downloaded from central: https://repo.maven.apache.org/maven2/${folder}/\n`);
  storeArtifacts(context, world, repository, missing, jars);
  return 0;
}

function lifecycle(
  context: ProgramContext,
  world: MavenPart,
  options: MavenOptions,
  { folder, project }: Placed,
  phase: number,
  say: (line: string) => void,
): number {
  const target = `${folder}/target`;
  const goal = (plugin: string, name: string, id: string) =>
    say(`--- ${plugin}:${PLUGINS[plugin]?.version ?? ''}:${name} (${id}) @ ${project.artifact} ---`);
  goal('resources', 'resources', 'default-resources');
  goal('compiler', 'compile', 'default-compile');
  const compiled = compileSources(context, `${folder}/src/main/java`, `${folder}/src/main/resources`, `${target}/classes`);
  say(
    compiled.classes === 0
      ? 'No sources to compile'
      : `Compiling ${compiled.classes} source file${compiled.classes === 1 ? '' : 's'} with javac [debug parameters release 21] to target/classes`,
  );
  const skipTests = options.properties.get('skipTests') === 'true' || options.properties.get('maven.test.skip') === 'true';
  const hasTests = context.fs.exists(`${folder}/src/test/java`);
  if (phase >= PHASES.indexOf('test-compile') && options.properties.get('maven.test.skip') !== 'true' && hasTests)
    compileSources(context, `${folder}/src/test/java`, `${folder}/src/test/resources`, `${target}/test-classes`);
  if (phase >= PHASES.indexOf('test')) {
    goal('surefire', 'test', 'default-test');
    if (skipTests) say('Tests are skipped.');
    else if (hasTests) noteTestsNotRun(context, 'mvn test');
  }
  if (phase < PHASES.indexOf('package')) return 0;
  goal('jar', 'jar', 'default-jar');
  return packageJar(context, world, { folder, project }, compiled, say, phase);
}

function packageJar(
  context: ProgramContext,
  world: MavenPart,
  { folder, project }: Placed,
  compiled: Compiled,
  say: (line: string) => void,
  phase: number,
): number {
  const ending = project.packaging === 'war' ? 'war' : 'jar';
  const jar = `${folder}/target/${project.finalName}.${ending}`;
  const plain = standIn('', compiled.seed, Math.round(compiled.classBytes * 0.55) + 1_900);
  context.fs.mkdirAll(`${folder}/target/maven-archiver`);
  context.fs.write(
    `${folder}/target/maven-archiver/pom.properties`,
    `artifactId=${project.artifact}\ngroupId=${project.group}\nversion=${project.version}\n`,
  );
  if (plain.kind !== 'file') return 1;
  say(`Building jar: ${jar}`);
  if (project.boot) {
    if (!compiled.hasMain)
      return fail(context, [
        `Failed to execute goal org.springframework.boot:spring-boot-maven-plugin:${PLUGINS.boot?.version ?? ''}:repackage (repackage) on project ${project.artifact}: Execution repackage of goal org.springframework.boot:spring-boot-maven-plugin:${PLUGINS.boot?.version ?? ''}:repackage failed: Unable to find main class`,
      ]);
    say(`--- spring-boot:${PLUGINS.boot?.version ?? ''}:repackage (repackage) @ ${project.artifact} ---`);
    const packed = jarsOf(
      world,
      project.dependencies.filter(({ scope }) => scope !== 'test' && scope !== 'provided'),
    );
    const libraries = packed.map(({ name, version, bytes }) => [`${name}-${version}.jar`, bytes] as const);
    context.fs.write(`${jar}.original`, plain.content);
    context.fs.write(jar, bootJarContent({ libraries, classBytes: compiled.classBytes, sources: compiled.seed }, LOADER_BYTES));
    context.work({ kind: 'compute', milliseconds: REPACKAGE_MILLISECONDS });
  } else context.fs.write(jar, plain.content);
  if (phase >= PHASES.indexOf('install')) {
    const place = `${repositoryFolder(context, undefined)}/${project.group.replaceAll('.', '/')}/${project.artifact}/${project.version}`;
    const built = context.fs.content(jar);
    context.fs.mkdirAll(place);
    if (built.ok) context.fs.write(`${place}/${project.artifact}-${project.version}.${ending}`, built.value);
    say(`Installing ${jar} to ${place}/${project.artifact}-${project.version}.${ending}`);
  }
  noteCompiled(context, 'mvn package');
  return 0;
}

function fail(context: ProgramContext, lines: readonly string[]): number {
  const last = lines.length - 1;
  for (const [index, line] of lines.entries()) context.out(`[ERROR] ${line}${index === last ? ' -> [Help 1]' : ''}\n`);
  context.out(
    '[ERROR] \n[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.\n[ERROR] Re-run Maven using the -X switch to enable full debug logging.\n',
  );
  return 1;
}
