import { sha256Hex } from '../../digest/sha256';
import type { ProgramContext } from '../../shell/types';
import { isObject, objectAt, stringAt } from '../json';
import { readText } from '../npm/manifest';
import { parseToml } from '../toml';
import { CLOSURE_SIZES } from './figures';

export interface Crate {
  readonly name: string;
  readonly version: string;
}

export interface CargoProject {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** Programs that it makes; empty for a library. */
  readonly binaries: readonly string[];
  readonly isLibrary: boolean;
  readonly members: readonly CargoProject[];
  readonly dependencies: readonly string[];
  readonly release: { readonly strip: boolean; readonly lto: boolean };
}

export type ProjectResult = { readonly ok: true; readonly project: CargoProject } | { readonly ok: false; readonly message: string };

export function findProject(context: ProgramContext, start: string): ProjectResult {
  for (let folder = start === '/' ? '' : start; ; folder = folder.slice(0, folder.lastIndexOf('/'))) {
    if (context.fs.exists(`${folder}/Cargo.toml`)) return readProject(context, folder);
    if (folder === '') return { ok: false, message: `could not find \`Cargo.toml\` in \`${start}\` or any parent directory` };
  }
}

function readProject(context: ProgramContext, folder: string): ProjectResult {
  const path = `${folder}/Cargo.toml`;
  const document = parseToml(readText(context, path) ?? '');
  const broken = (reason: string): ProjectResult => ({ ok: false, message: `failed to parse manifest at \`${path}\`\n\nCaused by:\n  ${reason}` });
  if (document === undefined) return broken('TOML parse error');
  const own = objectAt(document, 'package');
  const workspace = objectAt(document, 'workspace');
  const members = memberFolders(context, folder, workspace.members);
  const read = members.map((member) => readProject(context, member));
  const failed = read.find((item) => !item.ok);
  if (failed !== undefined) return failed;
  const name = stringAt(own, 'name') ?? '';
  if (name === '' && members.length === 0) return broken('manifest is missing either a `[package]` or a `[workspace]`');
  const exists = (file: string) => context.fs.exists(`${folder}/${file}`);
  const isLibrary = exists('src/lib.rs') || document.lib !== undefined;
  const binaries = name === '' ? [] : binariesOf(context, folder, document, name);
  if (name !== '' && binaries.length === 0 && !isLibrary)
    return broken('no targets specified in the manifest\n  either src/lib.rs, src/main.rs, a [lib] section, or [[bin]] section must be present');
  const profile = objectAt(objectAt(document, 'profile'), 'release');
  const strip = profile.strip === true || profile.strip === 'symbols';
  return {
    ok: true,
    project: {
      folder,
      name,
      version: stringAt(own, 'version') ?? '0.0.0',
      binaries,
      isLibrary,
      members: read.flatMap((item) => (item.ok ? [item.project] : [])),
      dependencies: [...Object.keys(objectAt(document, 'dependencies')), ...Object.keys(objectAt(document, 'build-dependencies'))],
      release: { strip, lto: profile.lto === true || profile.lto === 'fat' || profile.lto === 'thin' },
    },
  };
}

function binariesOf(context: ProgramContext, folder: string, document: unknown, name: string): readonly string[] {
  const declared = isObject(document) && Array.isArray(document.bin) ? document.bin.flatMap((item) => stringAt(item, 'name') ?? []) : [];
  const listed = context.fs.list(`${folder}/src/bin`);
  const found = (listed.ok ? listed.value : []).filter((file) => file.endsWith('.rs')).map((file) => file.replace(/\.rs$/, ''));
  const main = context.fs.exists(`${folder}/src/main.rs`) && declared.length === 0 ? [name] : [];
  return [...new Set([...main, ...declared, ...found])];
}

function memberFolders(context: ProgramContext, folder: string, patterns: unknown): readonly string[] {
  const words = Array.isArray(patterns) ? patterns.filter((item): item is string => typeof item === 'string') : [];
  return words.flatMap((word) => {
    if (!word.endsWith('/*')) return [`${folder}/${word}`];
    const names = context.fs.list(`${folder}/${word.slice(0, -2)}`);
    return (names.ok ? names.value : [])
      .map((name) => `${folder}/${word.slice(0, -2)}/${name}`)
      .filter((path) => context.fs.exists(`${path}/Cargo.toml`));
  });
}

export function allProjects(project: CargoProject): readonly CargoProject[] {
  return project.name === '' ? project.members : [project, ...project.members];
}

/** Crates of the registry that Cargo.lock names; `undefined` without one. */
export function lockedCrates(text: string | undefined): readonly Crate[] | undefined {
  const document = text === undefined ? undefined : parseToml(text);
  if (document === undefined) return undefined;
  const packages = Array.isArray(document.package) ? document.package : [];
  return packages.flatMap((item) => {
    const [name, version] = [stringAt(item, 'name'), stringAt(item, 'version')];
    return name === undefined || version === undefined || stringAt(item, 'source') === undefined ? [] : [{ name, version }];
  });
}

/** What direct dependencies bring when nothing is locked: as many crates as they usually have, most of them nameless. */
export function guessedCrates(dependencies: readonly string[]): readonly Crate[] {
  const count = dependencies.reduce((sum, name) => sum + (CLOSURE_SIZES[name] ?? 8), 0);
  const direct = dependencies.map((name) => ({ name, version: '1.0.0' }));
  // Closures overlap: an axum service has 95 crates, its dependencies alone add up to half as many again.
  const others = Math.max(0, Math.round(count * 0.8) - direct.length);
  return [...direct, ...Array.from({ length: others }, (_, index) => ({ name: `crate-${index}`, version: '1.0.0' }))];
}

export function lockText(project: CargoProject, crates: readonly Crate[]): string {
  const own = allProjects(project).map(({ name, version }) => `[[package]]\nname = "${name}"\nversion = "${version}"\n`);
  const others = crates.map(
    ({ name, version }) =>
      `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${sha256Hex(`${name} ${version}`)}"\n`,
  );
  return `# This file is automatically @generated by Cargo.\n# It is not intended for manual editing.\nversion = 4\n\n${[...own, ...others].join('\n')}`;
}
