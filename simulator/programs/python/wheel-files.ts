import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { PipDistribution } from '../../catalog/parts';
import type { FileContent, TreeNode } from '../../fs/types';
import type { ProgramContext } from '../../shell/types';
import type { NewNode } from '../subtree';
import { scriptNode } from './distribution-files';
import type { PythonProject } from './project';
import { normalizedName } from './requirement';

/** A wheel that lies in the file system. */
export interface WheelFile {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  readonly file: string;
}

export function wheelAt(path: string): WheelFile | undefined {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const [, stem, version] = /^([A-Za-z0-9_.]+)-([A-Za-z0-9_.!+]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/.exec(file) ?? [];
  return stem === undefined || version === undefined ? undefined : { name: normalizedName(stem), version, path, file };
}

/** Wheels that lie directly in a folder, as `--find-links` sees them. */
export function wheelsIn(context: ProgramContext, folder: string): readonly WheelFile[] {
  const names = context.fs.list(folder);
  return names.ok ? names.value.flatMap((name) => wheelAt(`${folder}/${name}`) ?? []) : [];
}

/** Files and record of a project, relative to site-packages. Times are left out, so equal sources make equal wheels. */
export function projectFiles(context: ProgramContext, project: PythonProject): ReadonlyMap<string, FileContent> {
  const files = new Map<string, FileContent>();
  for (const source of project.sources) {
    const node = context.fs.stat(source.path);
    if (node.ok) addFiles(files, source.name, node.value);
  }
  const record = recordName(project);
  const text = (name: string, value: string) => files.set(`${record}/${name}`, { kind: 'bytes', bytes: strToU8(value) });
  text('METADATA', metadataOf(project));
  text('WHEEL', `Wheel-Version: 1.0\nGenerator: ${project.backend}\nRoot-Is-Purelib: true\nTag: py3-none-any\n`);
  if (project.scripts.size > 0)
    text('entry_points.txt', `[console_scripts]\n${[...project.scripts].map(([name, target]) => `${name} = ${target}\n`).join('')}`);
  if (project.backend === 'setuptools') text('top_level.txt', project.sources.map(({ name }) => `${name.replace(/\.py$/, '')}\n`).join(''));
  return files;
}

export function recordName(project: { readonly name: string; readonly version: string }): string {
  return `${project.name.replaceAll('-', '_')}-${project.version}.dist-info`;
}

export function projectWheelName(project: PythonProject): string {
  return `${project.name.replaceAll('-', '_')}-${project.version}-py3-none-any.whl`;
}

function metadataOf(project: PythonProject): string {
  const lines = [
    'Metadata-Version: 2.4',
    `Name: ${project.title}`,
    `Version: ${project.version}`,
    ...project.dependencies.map((word) => `Requires-Dist: ${word}`),
  ];
  return `${lines.join('\n')}\n`;
}

function addFiles(files: Map<string, FileContent>, path: string, node: TreeNode): void {
  if (node.kind === 'file') files.set(path, node.content);
  if (node.kind === 'directory') for (const [name, child] of node.children) if (name !== '__pycache__') addFiles(files, `${path}/${name}`, child);
}

/** A wheel's own time stamps are of no interest to anybody: the first moment that a zip can name. */
const ZIP_EPOCH = new Date(1980, 0, 1);
const LARGEST_ZIPPED_BYTES = 20_000_000;

/** The project's wheel as an archive; undefined when it would be too big to hold. */
export function projectWheel(context: ProgramContext, project: PythonProject): Uint8Array | undefined {
  const entries: Record<string, Uint8Array> = {};
  let bytes = 0;
  for (const [path, content] of projectFiles(context, project)) {
    if (content.kind !== 'bytes') continue;
    bytes += content.bytes.length;
    entries[path] = content.bytes;
  }
  return bytes > LARGEST_ZIPPED_BYTES ? undefined : zipSync(entries, { mtime: ZIP_EPOCH });
}

/** What a wheel made by `projectWheel` holds; undefined for stand-ins and broken archives. */
export function openWheel(content: FileContent): ReadonlyMap<string, FileContent> | undefined {
  if (content.kind !== 'bytes') return undefined;
  try {
    return new Map(Object.entries(unzipSync(content.bytes)).map(([path, bytes]): [string, FileContent] => [path, { kind: 'bytes', bytes }]));
  } catch {
    return undefined;
  }
}

/** Scripts that an opened wheel's entry points ask for. */
export function wheelScripts(files: ReadonlyMap<string, FileContent>, executable: string): readonly NewNode[] {
  const entry = [...files].find(([path]) => path.endsWith('.dist-info/entry_points.txt'))?.[1];
  if (entry?.kind !== 'bytes') return [];
  return [...strFromU8(entry.bytes).matchAll(/^([\w.-]+) = ([\w.]+:[\w.]+)$/gm)].map((match) =>
    scriptNode(match[1] ?? '', match[2] ?? '', executable),
  );
}

/** Requirements that an opened wheel's metadata states. */
export function wheelRequirements(files: ReadonlyMap<string, FileContent>): readonly string[] {
  const metadata = [...files].find(([path]) => path.endsWith('.dist-info/METADATA'))?.[1];
  if (metadata?.kind !== 'bytes') return [];
  return [...strFromU8(metadata.bytes).matchAll(/^Requires-Dist: (.+)$/gm)].flatMap((match) => match[1] ?? []);
}

/** Figures for a wheel of a distribution that the catalogue does not have: of its archive's size, pure, one package. */
export function unknownDistribution(name: string, version: string, wheelBytes: number): PipDistribution {
  const unpacked = Math.round(wheelBytes * 3.67);
  const top = name.replaceAll('-', '_');
  return {
    name,
    version,
    tag: 'py3-none-any',
    wheelBytes,
    bytecodeBytes: Math.round(unpacked * 1.15),
    metadataBytes: 2_000,
    licence: '',
    summary: '',
    top: [top],
    listing: `/@\nMETADATA 2000\nWHEEL 91\n/${top}\n*.py ${Math.max(1, Math.round(unpacked / 7_500))} ${unpacked}`,
    requires: [],
    averaged: true,
  };
}
