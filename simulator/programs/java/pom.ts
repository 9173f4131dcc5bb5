import type { ProgramContext } from '../../shell/types';
import { readText } from '../npm/manifest';

export interface Dependency {
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
  readonly scope: string;
}

/** A project as Maven or Gradle describe it, as far as building depends on it. */
export interface JavaProject {
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
  readonly packaging: string;
  /** Of the file in `target`, without its ending. */
  readonly finalName: string;
  readonly dependencies: readonly Dependency[];
  /** Whether the build makes one jar with everything in it. */
  readonly boot: boolean;
  readonly modules: readonly string[];
  /** Versions are managed by a parent or an imported list. */
  readonly managed: boolean;
}

export type PomResult =
  | { readonly kind: 'found'; readonly project: JavaProject }
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken'; readonly message: string };

export function readPom(context: ProgramContext, path: string): PomResult {
  const text = readText(context, path);
  if (text === undefined) return { kind: 'missing' };
  const plain = text.replace(/<!--[\s\S]*?-->/g, '');
  if (!/<project[\s>]/.test(plain) || !plain.includes('</project>'))
    return { kind: 'broken', message: 'Non-parseable POM: end of document reached before </project>' };
  return { kind: 'found', project: projectOf(plain) };
}

function projectOf(text: string): JavaProject {
  const parent = section(text, 'parent');
  const own = ['parent', 'dependencies', 'dependencyManagement', 'build', 'profiles', 'properties', 'reporting'].reduce(
    (rest, name) => rest.replace(new RegExp(`<${name}>[\\s\\S]*?</${name}>`, 'g'), ''),
    text,
  );
  const properties = new Map(
    [...section(text, 'properties').matchAll(/<([\w.-]+)>([^<]*)<\/\1>/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  );
  const group = tag(own, 'groupId') ?? tag(parent, 'groupId') ?? '';
  const artifact = tag(own, 'artifactId') ?? '';
  const version = tag(own, 'version') ?? tag(parent, 'version') ?? '';
  for (const [name, value] of Object.entries({ 'project.groupId': group, 'project.artifactId': artifact, 'project.version': version }))
    properties.set(name, value);
  const resolved = (value: string | undefined) => (value ?? '').replace(/\$\{([\w.-]+)\}/g, (whole, name: string) => properties.get(name) ?? whole);
  const build = section(text, 'build');
  const direct = text.replace(/<dependencyManagement>[\s\S]*?<\/dependencyManagement>/g, '').replace(/<plugins>[\s\S]*?<\/plugins>/g, '');
  const dependencies = [...direct.matchAll(/<dependency>([\s\S]*?)<\/dependency>/g)].map(([, body = '']): Dependency => {
    const plain = body.replace(/<exclusions>[\s\S]*?<\/exclusions>/g, '');
    return {
      group: resolved(tag(plain, 'groupId')),
      artifact: resolved(tag(plain, 'artifactId')),
      version: resolved(tag(plain, 'version')),
      scope: tag(plain, 'scope') ?? 'compile',
    };
  });
  const finalName = resolved(tag(build.replace(/<plugins>[\s\S]*?<\/plugins>/g, ''), 'finalName'));
  return {
    group,
    artifact,
    version: resolved(version),
    packaging: tag(own, 'packaging') ?? 'jar',
    finalName: finalName === '' ? `${artifact}-${resolved(version)}` : finalName,
    dependencies,
    boot: build.includes('spring-boot-maven-plugin'),
    modules: [...section(own, 'modules').matchAll(/<module>([^<]*)<\/module>/g)].map(([, name = '']) => name.trim()),
    managed: parent !== '' || text.includes('<dependencyManagement>'),
  };
}

function section(text: string, name: string): string {
  return new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(text)?.[1] ?? '';
}

function tag(text: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]?.trim();
}
