import { describe, expect, test } from 'vitest';
import { editTree } from '../../fs/editor';
import type { Tree } from '../../fs/types';
import { figuresOf, loadCatalog, openImage, runInImage, type SandboxOptions, type SandboxRun } from '../../testing/image-sandbox';

const MAVEN = 'maven:3.9-eclipse-temurin-21';
const catalog = loadCatalog([MAVEN, 'eclipse-temurin:21-jdk', 'eclipse-temurin:21-jre']);
const maven = openImage(catalog, MAVEN).tree;
const jdk = openImage(catalog, 'eclipse-temurin:21-jdk').tree;
const jre = openImage(catalog, 'eclipse-temurin:21-jre').tree;

const POM = `<project>
  <parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.3.5</version></parent>
  <groupId>com.example</groupId><artifactId>demo</artifactId><version>0.0.1-SNAPSHOT</version>
  <dependencies>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency>
  </dependencies>
  <build><plugins><plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build>
</project>`;
const MAIN = 'package com.example;\n\npublic class Demo {\n  public static void main(String[] args) { System.out.println("up"); }\n}\n';
const GRADLE = `plugins { id 'org.springframework.boot' version '3.3.5' }\nversion = '1.2.0'\ndependencies {\n  implementation 'org.springframework.boot:spring-boot-starter-web'\n}\n`;
const WRAPPER = {
  gradlew: '#!/bin/sh\nexec java -jar x\n',
  'gradle/wrapper/gradle-wrapper.properties': 'distributionUrl=https\\://services.gradle.org/distributions/gradle-8.10-bin.zip\n',
};

const APP = { 'pom.xml': POM, 'src/main/java/com/example/Demo.java': MAIN, 'src/main/resources/application.properties': 'server.port=8080\n' };

function project(files: Readonly<Record<string, string>>, base: Tree = maven): Tree {
  const editor = editTree(base, { uid: 0, gid: 0, nowSeconds: 1_768_000_000 });
  editor.mkdirAll('/app');
  for (const [path, text] of Object.entries(files)) {
    editor.mkdirAll(`/app/${path}`.slice(0, `/app/${path}`.lastIndexOf('/')));
    editor.write(`/app/${path}`, text, path.endsWith('w') ? { mode: 0o755 } : {});
  }
  return editor.commit();
}

const PATH = ['PATH', '/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'] as const;

function run(tree: Tree, command: string, options: SandboxOptions = {}): SandboxRun {
  return runInImage(catalog, tree, command, { workingDirectory: '/app', ...options, env: [PATH] });
}

function size(result: SandboxRun, path: string): number {
  return result.layer.find((entry) => entry.path === path && entry.type === 'file')?.sizeBytes ?? -1;
}

describe('maven', () => {
  const table: readonly (readonly [command: string, files: Readonly<Record<string, string>>, exitCode: number, line: string])[] = [
    ['mvn package', {}, 1, '[ERROR] The goal you specified requires a project to execute but there is no POM in this directory (/app).'],
    ['mvn', APP, 1, '[ERROR] No goals have been specified for this build.'],
    ['mvn pakage', APP, 1, '[ERROR] Unknown lifecycle phase "pakage".'],
    ['mvn package', { 'pom.xml': POM }, 1, 'Unable to find main class'],
    ['mvn -o package', APP, 1, 'in offline mode and the artifact'],
    ['mvn -B -ntp clean package -DskipTests', APP, 0, '[INFO] BUILD SUCCESS'],
    ['mvn dependency:go-offline -q && mvn -o -q package -DskipTests && ls target/*.jar', APP, 0, 'target/demo-0.0.1-SNAPSHOT.jar'],
    ['mvn package', { 'pom.xml': '<project>' }, 1, '[FATAL] Non-parseable POM'],
    [
      'mvn package',
      {
        'pom.xml':
          '<project><groupId>a</groupId><artifactId>b</artifactId><version>1</version><dependencies><dependency><groupId>g</groupId><artifactId>x</artifactId></dependency></dependencies></project>',
      },
      1,
      "'dependencies.dependency.version' for g:x:jar is missing.",
    ],
  ];
  test.each(table)('%s', (command, files, exitCode, line) => {
    const result = run(project(files), command);
    expect(result.exitCode).toBe(exitCode);
    expect(result.printed).toContain(line);
  });

  test('quiet means quiet', () => {
    expect(run(project(APP), 'mvn -q -B package -DskipTests').output).toEqual([]);
  });

  test('what a Spring Boot build leaves', () => {
    const result = run(project(APP), 'mvn -q package -DskipTests');
    expect(size(result, 'app/target/demo-0.0.1-SNAPSHOT.jar')).toBeGreaterThan(20e6);
    expect(size(result, 'app/target/demo-0.0.1-SNAPSHOT.jar')).toBeLessThan(22.5e6);
    expect(size(result, 'app/target/classes/com/example/Demo.class')).toBeGreaterThan(400);
    const repository = result.layer.filter(({ path, type }) => path.startsWith('root/.m2/') && type === 'file');
    const bytes = repository.reduce((sum, entry) => sum + entry.sizeBytes, 0);
    // The facts say 105 MB in 2,400 files, approximately.
    expect(bytes / 105e6).toBeGreaterThan(0.9);
    expect(bytes / 105e6).toBeLessThan(1.1);
    expect(repository.length / 2_400).toBeGreaterThan(0.85);
    expect(repository.length / 2_400).toBeLessThan(1.1);
  });

  test('a warm repository is not downloaded again', () => {
    const first = run(project(APP), 'mvn -q dependency:go-offline');
    const second = run(first.tree, 'mvn -q package -DskipTests');
    expect(second.work.filter(({ kind }) => kind === 'download')).toEqual([]);
    expect(figuresOf(second.layer).top['root/.m2/repository']).toBeUndefined();
  });

  test('without a network', () => {
    const result = run(project(APP), 'mvn -B package', { network: false });
    expect(result.exitCode).toBe(1);
    expect(result.printed).toContain('repo.maven.apache.org: Temporary failure in name resolution');
  });

  test('a dependency beyond the catalogue has an average size, and that is said', () => {
    const pom = POM.replace(
      '</dependencies>',
      '<dependency><groupId>org.x</groupId><artifactId>y</artifactId><version>1.0</version></dependency></dependencies>',
    );
    const result = run(project({ ...APP, 'pom.xml': pom }), 'mvn -q package -DskipTests');
    expect(result.notices).toContainEqual({ fidelity: 'modelled', code: 'dependencies-average', details: { packages: 1, first: 'org.x:y' } });
  });

  test('tests are not run, and that is said', () => {
    const result = run(project({ ...APP, 'src/test/java/T.java': 'class T {}' }), 'mvn -q package');
    expect(result.notices.map(({ code }) => code)).toContain('tests-not-run');
    expect(result.fidelity).toBe('unknown');
  });
});

describe('executable jars', () => {
  const built = run(project(APP), 'mvn -q package -DskipTests').tree;

  test('layertools puts what changes seldom apart from what changes often', () => {
    const result = run(built, 'java -Djarmode=layertools -jar target/*.jar extract --destination /layers');
    const bytes = (layer: string) =>
      result.layer.filter(({ path }) => path.startsWith(`layers/${layer}/`)).reduce((sum, entry) => sum + entry.sizeBytes, 0);
    expect(bytes('dependencies')).toBeGreaterThan(19e6);
    expect(bytes('spring-boot-loader')).toBe(420_000);
    expect(bytes('snapshot-dependencies')).toBe(0);
    expect(bytes('application')).toBeLessThan(60_000);
    expect(run(result.tree, 'ls /layers').printed).toBe('application\ndependencies\nsnapshot-dependencies\nspring-boot-loader');
  });

  test.each([
    [
      'java -Djarmode=layertools -jar target/demo-0.0.1-SNAPSHOT.jar list',
      0,
      'dependencies\nspring-boot-loader\nsnapshot-dependencies\napplication',
      '',
    ],
    ['java -jar nothing.jar', 1, '', 'Error: Unable to access jarfile nothing.jar'],
    ['java -Djarmode=tools -jar target/demo-0.0.1-SNAPSHOT.jar extract && ls demo-0.0.1-SNAPSHOT', 0, 'demo-0.0.1-SNAPSHOT.jar\nlib', ''],
    ['mkdir d && cd d && jar -xf ../target/demo-0.0.1-SNAPSHOT.jar && ls', 0, 'BOOT-INF\nMETA-INF\norg', ''],
    ['javac -version', 0, 'javac 21.0.9', ''],
    ['javac Nope.java', 2, '', 'error: file not found: Nope.java\nUsage: javac <options> <source files>\nuse --help for a list of possible options'],
    ['javac -d /out src/main/java/com/example/Demo.java && ls /out/com/example', 0, 'Demo.class', ''],
  ])('%s', (command, exitCode, printed, errors) => {
    const result = run(built, command);
    expect([result.exitCode, result.printed, result.errors]).toEqual([exitCode, printed, errors]);
  });
});

describe('jlink', () => {
  const megabytes = (flags: string) => {
    const result = run(jdk, `jlink ${flags} --output /jre`, { workingDirectory: '/' });
    expect(result.exitCode).toBe(0);
    return figuresOf(result.layer).fileBytes / 1e6;
  };

  test('sizes follow modules and options', () => {
    const slim = '--strip-debug --compress=zip-6 --no-header-files --no-man-pages';
    const base = megabytes(`--add-modules java.base ${slim}`);
    const web = megabytes(
      `--add-modules java.base,java.logging,java.naming,java.management,java.net.http,java.sql,java.desktop,jdk.unsupported ${slim}`,
    );
    expect(base).toBeGreaterThan(22);
    expect(base).toBeLessThan(30);
    expect(web).toBeGreaterThan(45);
    expect(web).toBeLessThan(60);
    expect(megabytes('--add-modules java.base')).toBeGreaterThan(base * 1.3);
  });

  test.each([
    ['jlink --add-modules nope --output /jre', 1, 'Error: Module nope not found'],
    ['jlink --add-modules java.base', 1, 'Error: --output must be specified'],
    ['jlink --add-modules java.base --output /tmp', 1, 'Error: directory already exists: /tmp'],
    ['jlink --add-modules java.sql --output /jre && /jre/bin/java --version | head -n 1', 0, 'openjdk version "21.0.9" 2025-10-21 LTS'],
  ])('%s', (command, exitCode, printed) => {
    const result = run(jdk, command, { workingDirectory: '/' });
    expect([result.exitCode, result.printed]).toEqual([exitCode, printed]);
  });

  test('a JRE has none', () => {
    expect(run(jre, 'jlink --add-modules java.base --output /jre', { workingDirectory: '/' }).exitCode).toBe(127);
    expect(run(jre, 'java -version', { workingDirectory: '/' }).exitCode).toBe(0);
  });
});

describe('gradle', () => {
  const files = { ...WRAPPER, 'build.gradle': GRADLE, 'settings.gradle': "rootProject.name = 'shop'\n", 'src/main/java/com/example/Demo.java': MAIN };

  test('the wrapper brings Gradle, which makes the jar', () => {
    const result = run(project(files, jdk), './gradlew bootJar --no-daemon -x test');
    expect(result.exitCode).toBe(0);
    expect(result.printed).toContain('BUILD SUCCESSFUL');
    expect(size(result, 'app/build/libs/shop-1.2.0.jar')).toBeGreaterThan(20e6);
    expect(size(result, 'app/build/libs/shop-1.2.0-plain.jar')).toBe(-1);
    expect(figuresOf(result.layer).top['root/.gradle/wrapper']).toBeGreaterThan(130e6);
  });

  test.each([
    ['./gradlew nope', files, "Task 'nope' not found in root project 'shop'."],
    ['./gradlew build', WRAPPER, "Directory '/app' does not contain a Gradle build."],
    ['./gradlew build', { gradlew: WRAPPER.gradlew }, 'Could not find or load main class org.gradle.wrapper.GradleWrapperMain'],
    ['./gradlew bootJar', { ...WRAPPER, 'build.gradle': GRADLE }, 'Main class name has not been configured'],
  ])('%s', (command, tree, error) => {
    const result = run(project(tree, jdk), command);
    expect(result.exitCode).toBe(1);
    expect(result.errors).toContain(error);
  });
});
