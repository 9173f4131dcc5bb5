import type { FileContent } from '../../fs/types';
import type { ProgramContext } from '../../shell/types';
import { linesAt, textAt } from './text-file';

const FOLDERS = ['/lib/apk/db', '/usr/lib/apk/db'];
export const WORLD = '/etc/apk/world';

/** One record of `installed`. */
export interface InstalledRecord {
  readonly name: string;
  readonly version: string;
  /** Absent in the records of base images, which hold no more than names, versions and licences. */
  readonly installedBytes?: number;
  readonly depends: readonly string[];
  readonly summary: string;
  readonly licence: string;
  readonly text: string;
}

export type InstalledPackages = ReadonlyMap<string, InstalledRecord>;

const parsed = new WeakMap<FileContent, InstalledPackages>();

export function databaseFolder(context: ProgramContext): string {
  return FOLDERS.find((folder) => context.fs.exists(`${folder}/installed`)) ?? '/lib/apk/db';
}

export function readInstalled(context: ProgramContext): InstalledPackages {
  const path = `${databaseFolder(context)}/installed`;
  const content = context.fs.content(path);
  if (!content.ok) return new Map();
  const known = parsed.get(content.value);
  if (known !== undefined) return known;
  const records = textAt(context, path)
    .split(/\n{2,}/)
    .flatMap((text) => recordOf(text.trim()) ?? []);
  const database = new Map(records.map((record) => [record.name, record]));
  parsed.set(content.value, database);
  return database;
}

function recordOf(text: string): InstalledRecord | undefined {
  const field = (letter: string) => new RegExp(`^${letter}:(.*)$`, 'm').exec(text)?.[1];
  const [name, version, size] = [field('P'), field('V'), field('I')];
  if (name === undefined || version === undefined) return undefined;
  return {
    name,
    version,
    ...(size === undefined ? {} : { installedBytes: Number(size) }),
    depends: (field('D') ?? '').split(' ').filter((word) => word !== ''),
    summary: field('T') ?? '',
    licence: field('L') ?? '',
    text,
  };
}

const listed = new WeakMap<InstalledRecord, readonly string[]>();

/** Paths of a record's files, with a slash in front, in the order of the record. */
export function filesOf(record: InstalledRecord): readonly string[] {
  const known = listed.get(record);
  if (known !== undefined) return known;
  const paths = readFiles(record);
  listed.set(record, paths);
  return paths;
}

function readFiles(record: InstalledRecord): readonly string[] {
  let folder = '';
  return record.text.split('\n').flatMap((line) => {
    if (line.startsWith('F:')) folder = line.slice(2);
    return line.startsWith('R:') ? [`/${folder === '' ? '' : `${folder}/`}${line.slice(2)}`] : [];
  });
}

/** Folders of a record, without a slash in front. */
export function foldersOf(record: InstalledRecord): readonly string[] {
  return record.text.split('\n').flatMap((line) => (line.startsWith('F:') && line.length > 2 ? [line.slice(2)] : []));
}

/** `installed` is written whole, in the order of names, and so are the files beside it. */
export function writeInstalled(context: ProgramContext, records: Iterable<InstalledRecord>, scriptBytes: number): void {
  const folder = databaseFolder(context);
  const sorted = [...records].sort((a, b) => (a.name < b.name ? -1 : 1));
  context.fs.mkdirAll(folder);
  context.fs.write(`${folder}/installed`, sorted.map((record) => `${record.text}\n\n`).join(''));
  const scripts = context.fs.content(`${folder}/scripts.tar`);
  const before = !scripts.ok ? 0 : scripts.value.kind === 'bytes' ? scripts.value.bytes.length : scripts.value.sizeBytes;
  const sizeBytes = Math.max(1_024, before + scriptBytes);
  context.fs.write(`${folder}/scripts.tar`, { kind: 'generated', seed: `apk scripts ${sizeBytes}`, sizeBytes, texture: 'text' });
  context.fs.write(`${folder}/triggers`, textAt(context, `${folder}/triggers`));
}

/** apk takes its lock before it does anything that writes, which is enough for the overlay to copy the file up. */
export function takeLock(context: ProgramContext): void {
  context.fs.write(`${databaseFolder(context)}/lock`, '', { mode: 0o600 });
}

export function readWorld(context: ProgramContext): readonly string[] {
  return linesAt(context, WORLD).flatMap((line) => line.split(/\s+/).filter((word) => word !== ''));
}

export function writeWorld(context: ProgramContext, world: readonly string[]): void {
  context.fs.mkdirAll('/etc/apk');
  context.fs.write(
    WORLD,
    [...world]
      .sort()
      .map((line) => `${line}\n`)
      .join(''),
  );
}
