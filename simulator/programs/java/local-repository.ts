import type { MavenPart } from '../../catalog/parts';
import type { ProgramContext } from '../../shell/types';
import { mergeTree } from '../merge-tree';
import { homeOf } from '../npm/cache';
import { creationOf, noteDependencies, spreadFiles, standIn } from '../stand-ins';
import { type NewNode, subtreeOf } from '../subtree';
import { PARENT_POMS, type PluginFigures, POM_BYTES } from './figures';
import type { Jar } from './jars';

export function repositoryFolder(context: ProgramContext, option: string | undefined): string {
  return option === undefined ? `${homeOf(context)}/.m2/repository` : option;
}

/** Something that Maven downloads: where it lies in the repository, and what it is called in messages. */
export interface Artifact {
  readonly coordinates: string;
  readonly folder: string;
  readonly bytes: number;
  readonly files: number;
  readonly nodes: () => readonly NewNode[];
}

function folderOf(group: string, artifact: string, version: string): string {
  return `${group.replaceAll('.', '/')}/${artifact}/${version}`;
}

/** A jar, its pom, a checksum of each, and the record of where they came from. */
export function jarArtifact({ group, name, version, bytes }: Jar): Artifact {
  const folder = folderOf(group, name, version);
  const file = `${name}-${version}`;
  const nodes = () => [
    standIn(`${folder}/${file}.jar`, `${group}:${name}:${version}`, bytes),
    standIn(`${folder}/${file}.jar.sha1`, file, 40, { text: true }),
    standIn(`${folder}/${file}.pom`, file, POM_BYTES, { text: true }),
    standIn(`${folder}/${file}.pom.sha1`, file, 40, { text: true }),
    standIn(`${folder}/_remote.repositories`, file, 190, { text: true }),
  ];
  return { coordinates: `${group}:${name}:jar:${version}`, folder, bytes: bytes + POM_BYTES, files: 5, nodes };
}

/** A plug-in with everything that it needs. */
export function pluginArtifact({ group, artifact, version, bytes, files }: PluginFigures): Artifact {
  const folder = folderOf(group, artifact, version);
  const nodes = () => [
    standIn(`${folder}/_remote.repositories`, folder, 190, { text: true }),
    standIn(`${folder}/${artifact}-${version}.pom`, folder, POM_BYTES, { text: true }),
    ...spreadFiles({
      folder: `org/${artifact}-closure`,
      files: files - 2,
      bytes: bytes - POM_BYTES,
      ending: '.jar',
      seed: folder,
      texture: 'binary',
    }),
  ];
  return { coordinates: `${group}:${artifact}:${version}`, folder, bytes, files, nodes };
}

export function parentArtifact(): Artifact {
  const folder = folderOf('org.springframework.boot', 'spring-boot-dependencies', '3.3.5');
  const nodes = () => [
    standIn(`${folder}/_remote.repositories`, folder, 190, { text: true }),
    ...spreadFiles({ folder, files: PARENT_POMS.files, bytes: PARENT_POMS.bytes, ending: '.pom', seed: folder }),
  ];
  return { coordinates: 'org.springframework.boot:spring-boot-starter-parent:pom:3.3.5', folder, ...PARENT_POMS, nodes };
}

export function missingFrom(context: ProgramContext, repository: string, artifacts: readonly Artifact[]): readonly Artifact[] {
  return artifacts.filter(({ folder }) => !context.fs.exists(`${repository}/${folder}/_remote.repositories`));
}

export function storeArtifacts(
  context: ProgramContext,
  world: MavenPart,
  repository: string,
  artifacts: readonly Artifact[],
  jars: readonly Jar[],
): void {
  if (artifacts.length === 0) return;
  context.fs.mkdirAll(repository);
  mergeTree(
    context.fs,
    repository,
    subtreeOf(
      artifacts.flatMap(({ nodes }) => nodes()),
      creationOf(context),
    ),
  );
  const bytes = artifacts.reduce((sum, artifact) => sum + artifact.bytes, 0);
  const files = artifacts.reduce((sum, artifact) => sum + artifact.files, 0);
  // A jar and a pom are asked for with their checksums; the record is written here.
  context.work({ kind: 'download', bytes, requests: Math.round(files * 0.8) });
  context.work({ kind: 'write', bytes, files });
  const averaged = jars.filter((jar) => jar.averaged).map(({ group, name }) => `${group}:${name}`);
  noteDependencies(context, world.provenance, jars.length, averaged);
}
