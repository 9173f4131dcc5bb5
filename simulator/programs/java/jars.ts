import type { MavenPart } from '../../catalog/parts';
import type { FileContent, GeneratedContent } from '../../fs/types';
import { UNKNOWN_JAR_BYTES } from './figures';
import type { Dependency } from './pom';

export interface Jar {
  readonly group: string;
  readonly name: string;
  readonly version: string;
  readonly bytes: number;
  /** Not in the catalogue: the size is an average. */
  readonly averaged: boolean;
}

/** All jars that dependencies bring, each once, sorted by name. */
export function jarsOf(world: MavenPart, dependencies: readonly Dependency[]): readonly Jar[] {
  const jars = new Map<string, Jar>();
  for (const { group, artifact, version } of dependencies) {
    const closure = world.closures[`${group}:${artifact}`];
    if (closure === undefined) {
      const starter = group === 'org.springframework.boot' && artifact.startsWith('spring-boot-starter');
      jars.set(artifact, {
        group,
        name: artifact,
        version: version === '' ? '3.3.5' : version,
        bytes: starter ? 4_800 : UNKNOWN_JAR_BYTES,
        averaged: !starter,
      });
      for (const name of starter ? (world.closures[`${group}:spring-boot-starter`] ?? []) : []) jars.set(name, known(world, name));
    } else for (const name of closure) jars.set(name, name === artifact && version !== '' ? { ...known(world, name), version } : known(world, name));
  }
  return [...jars.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function known(world: MavenPart, name: string): Jar {
  const [bytes, version] = world.jars[name] ?? [UNKNOWN_JAR_BYTES, '1.0.0'];
  return { group: world.groups[name] ?? 'org.example', name, version, bytes, averaged: false };
}

/** What is inside an executable jar of Spring Boot. */
export interface BootJar {
  readonly libraries: readonly (readonly [file: string, bytes: number])[];
  readonly classBytes: number;
  /** Names the sources, so that another jar has other classes. */
  readonly sources: string;
}

const MARK = 'spring-boot-jar ';

/** An executable jar; its seed lists what is in it, so that tools can take it apart wherever it was copied. */
export function bootJarContent(jar: BootJar, loaderBytes: number): GeneratedContent {
  const sizeBytes = jar.libraries.reduce((sum, [, bytes]) => sum + bytes, 0) + loaderBytes + Math.round(jar.classBytes * 0.55);
  return { kind: 'generated', seed: `${MARK}${JSON.stringify(jar)}`, sizeBytes };
}

export function bootJarOf(content: FileContent): BootJar | undefined {
  if (content.kind !== 'generated' || !content.seed.startsWith(MARK)) return undefined;
  const parsed: unknown = JSON.parse(content.seed.slice(MARK.length));
  return isBootJar(parsed) ? parsed : undefined;
}

function isBootJar(value: unknown): value is BootJar {
  return typeof value === 'object' && value !== null && 'libraries' in value && 'classBytes' in value;
}
