import type { ProgramContext } from '../../shell/types';
import { isObject, objectAt, stringAt, stringsAt, textEntries } from '../json';
import { parseToml, type TomlTable } from '../toml';
import { textAt } from './installed';
import { normalizedName } from './requirement';

/** A project that can be built and installed, as its files describe it. */
export interface PythonProject {
  readonly folder: string;
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly backend: 'setuptools' | 'hatchling' | 'poetry' | 'flit' | 'uv' | 'pdm' | 'other';
  readonly buildRequires: readonly string[];
  /** Requirements as text. */
  readonly dependencies: readonly string[];
  readonly extras: ReadonlyMap<string, readonly string[]>;
  readonly scripts: ReadonlyMap<string, string>;
  /** Modules and packages that go into site-packages; paths are absolute. */
  readonly sources: readonly { readonly name: string; readonly path: string }[];
  /** Set when the sources lie in a folder of their own, usually `src`. */
  readonly sourceFolder: string;
  /** The whole of pyproject.toml; empty without one. */
  readonly document: TomlTable;
  /** Whether there is a `pyproject.toml`, or only a `setup.py`. */
  readonly declared: boolean;
}

export type ProjectReading =
  | { readonly kind: 'project'; readonly project: PythonProject }
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken'; readonly message: string };

export function readProject(context: ProgramContext, folder: string): ProjectReading {
  const text = readText(context, `${folder}/pyproject.toml`);
  const setup = readText(context, `${folder}/setup.py`);
  const configuration = readText(context, `${folder}/setup.cfg`);
  if (text === undefined && setup === undefined) return { kind: 'missing' };
  const document = text === undefined ? {} : parseToml(text);
  if (document === undefined) return { kind: 'broken', message: 'Invalid TOML' };
  const own = Object.keys(objectAt(document, 'project')).length > 0 ? fromProjectTable(document) : fromPoetry(document);
  const legacy = fromSetup(setup ?? '', configuration ?? '');
  const name = own.name ?? legacy.name ?? 'UNKNOWN';
  const { sources, sourceFolder } = sourcesOf(context, folder, name);
  return {
    kind: 'project',
    project: {
      folder,
      title: name,
      name: normalizedName(name),
      version: own.version ?? legacy.version ?? '0.0.0',
      backend: backendOf(document),
      buildRequires: stringsAt(objectAt(document, 'build-system'), 'requires') ?? ['setuptools'],
      dependencies: own.dependencies.length > 0 ? own.dependencies : legacy.dependencies,
      extras: own.extras,
      scripts: new Map([...legacy.scripts, ...own.scripts]),
      sources,
      sourceFolder,
      document,
      declared: text !== undefined,
    },
  };
}

function readText(context: ProgramContext, path: string): string | undefined {
  const read = context.fs.read(path);
  return read.ok ? new TextDecoder().decode(read.value) : textAt(context, path);
}

interface Described {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly dependencies: readonly string[];
  readonly extras: ReadonlyMap<string, readonly string[]>;
  readonly scripts: ReadonlyMap<string, string>;
}

/** PEP 621. */
function fromProjectTable(document: TomlTable): Described {
  const project = objectAt(document, 'project');
  const optional = objectAt(project, 'optional-dependencies');
  return {
    name: stringAt(project, 'name'),
    version: stringAt(project, 'version'),
    dependencies: stringsAt(project, 'dependencies') ?? [],
    extras: new Map(Object.keys(optional).map((key): [string, readonly string[]] => [normalizedName(key), stringsAt(optional, key) ?? []])),
    scripts: new Map(textEntries(objectAt(project, 'scripts'))),
  };
}

function fromPoetry(document: TomlTable): Described {
  const poetry = objectAt(objectAt(document, 'tool'), 'poetry');
  const extras = objectAt(poetry, 'extras');
  return {
    name: stringAt(poetry, 'name'),
    version: stringAt(poetry, 'version'),
    dependencies: poetryRequirements(objectAt(poetry, 'dependencies')),
    extras: new Map(Object.keys(extras).map((key): [string, readonly string[]] => [normalizedName(key), stringsAt(extras, key) ?? []])),
    scripts: new Map(textEntries(objectAt(poetry, 'scripts'))),
  };
}

/** Poetry's table of dependencies as requirements; optional ones and Python itself are left out. */
export function poetryRequirements(table: unknown): readonly string[] {
  if (!isObject(table)) return [];
  return Object.entries(table).flatMap(([name, wanted]) => {
    if (name === 'python' || (isObject(wanted) && wanted.optional === true)) return [];
    const version = typeof wanted === 'string' ? wanted : (stringAt(wanted, 'version') ?? '*');
    const extras = stringsAt(wanted, 'extras') ?? [];
    const path = stringAt(wanted, 'path');
    if (path !== undefined) return [path.startsWith('.') || path.startsWith('/') ? path : `./${path}`];
    return [`${name}${extras.length === 0 ? '' : `[${extras.join(',')}]`}${caretSpecifier(version)}`];
  });
}

/** `^1.2` → `>=1.2,<2.0`, `~1.2` → `>=1.2,<1.3`, `1.2` → `==1.2`, `*` → nothing. */
function caretSpecifier(range: string): string {
  const first = range.split('||')[0]?.trim() ?? '';
  return first
    .split(',')
    .map((part) => part.trim())
    .flatMap((part) => {
      if (part === '' || part === '*') return [];
      const [, sign = '', version = ''] = /^([\^~]?)(\d[\w.]*)$/.exec(part) ?? [];
      if (version === '') return [part.replace(/\s+/g, '')];
      const release = version.split('.').map(Number);
      if (sign === '') return [`==${version}`];
      const kept = sign === '~' ? Math.min(2, release.length) : Math.max(1, release.findIndex((number) => number > 0) + 1);
      const upper = release.slice(0, kept).map((number, index) => (index === kept - 1 ? number + 1 : number));
      return [`>=${version}`, `<${(upper.length === 1 ? [...upper, 0] : upper).join('.')}`];
    })
    .join(',');
}

/** What can be read off a `setup.py` or `setup.cfg` without running it. */
function fromSetup(setup: string, configuration: string): Described {
  const field = (name: string): string | undefined =>
    new RegExp(`\\b${name}\\s*=\\s*["']([^"']+)["']`).exec(setup)?.[1] ?? new RegExp(`^${name}\\s*=\\s*(\\S+)\\s*$`, 'm').exec(configuration)?.[1];
  const listed = /install_requires\s*=\s*\[([^\]]*)\]/.exec(setup)?.[1] ?? '';
  const indented = /^install_requires\s*=\s*\n((?:[ \t]+\S.*\n?)*)/m.exec(configuration)?.[1] ?? '';
  const scripts = [...setup.matchAll(/["']([\w.-]+)\s*=\s*([\w.]+:[\w.]+)["']/g)].map((match): [string, string] => [match[1] ?? '', match[2] ?? '']);
  return {
    name: field('name'),
    version: field('version'),
    dependencies: [
      ...[...listed.matchAll(/["']([^"']+)["']/g)].flatMap((match) => match[1] ?? []),
      ...indented.split('\n').map((line) => line.trim()),
    ].filter((line) => line !== ''),
    extras: new Map(),
    scripts: new Map(scripts),
  };
}

function backendOf(document: TomlTable): PythonProject['backend'] {
  const backend = stringAt(objectAt(document, 'build-system'), 'build-backend') ?? 'setuptools.build_meta';
  for (const known of ['setuptools', 'hatchling', 'poetry', 'flit', 'uv', 'pdm'] as const) if (backend.startsWith(known)) return known;
  return 'other';
}

/** Folders that tools never take for packages of a project that lies flat in its folder (setuptools, FlatLayoutPackageFinder). */
const NO_PACKAGES =
  /^(?:tests?|docs?|examples?|scripts?|tools?|bin|build|dist|venv|env|node_modules|benchmarks?|exercises?|requirements|migrations|htmlcov|conftest|setup|manage|.*\.egg-info|[._].*)$/;

function sourcesOf(context: ProgramContext, folder: string, name: string): Pick<PythonProject, 'sources' | 'sourceFolder'> {
  const sourceFolder = context.fs.exists(`${folder}/src`) ? `${folder}/src` : folder;
  const names = context.fs.list(sourceFolder);
  const module = name.replaceAll(/[-.]/g, '_').toLowerCase();
  const packages = (names.ok ? names.value : [])
    .filter((entry) => context.fs.exists(`${sourceFolder}/${entry}/__init__.py`) && !NO_PACKAGES.test(entry))
    .map((entry) => ({ name: entry, path: `${sourceFolder}/${entry}` }));
  const named = packages.filter((entry) => entry.name.toLowerCase() === module);
  if (packages.length > 0) return { sources: named.length > 0 && sourceFolder === folder ? named : packages, sourceFolder };
  const single = `${sourceFolder}/${module}.py`;
  return { sources: context.fs.exists(single) ? [{ name: `${module}.py`, path: single }] : [], sourceFolder };
}
