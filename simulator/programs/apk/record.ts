import { sha1 } from '@noble/hashes/legacy.js';
import type { NamedPackage } from './apk-world';
import type { InstalledRecord } from './database';
import { type PackageEntry, packageEntries } from './package-files';

const encoder = new TextEncoder();
const ROOT_FOLDER_FIELD = 'F:';
/** 2026-11-01: one time of packaging stands in for all. */
const BUILD_SECONDS = 1_793_491_200;

/** The record of `installed` for a package: what the index says of it, then its folders and files (apk-tools src/database.c, apk_db_write_fdb). */
export function packageRecord(packaged: NamedPackage): InstalledRecord {
  const entries = packageEntries(packaged);
  const commands = entries.flatMap(({ kind, path }) => (kind === 'folder' ? [] : (/^\/(?:usr\/)?s?bin\/([^/]+)$/.exec(path)?.[1] ?? [])));
  const release = packaged.version;
  const head = [
    `C:${checksum(`${packaged.name} ${release}`)}`,
    `P:${packaged.name}`,
    `V:${release}`,
    `A:${packaged.architecture}`,
    `S:${packaged.apkBytes}`,
    `I:${packaged.installedBytes}`,
    `T:${packaged.summary}`,
    `L:${packaged.licence}`,
    `o:${packaged.origin}`,
    `t:${BUILD_SECONDS}`,
    ...(packaged.depends.length === 0 ? [] : [`D:${packaged.depends.join(' ')}`]),
    ...(commands.length === 0 ? [] : [`p:${commands.map((name) => `cmd:${name}=${release}`).join(' ')}`]),
  ];
  const { name, version, installedBytes, depends, summary, licence } = packaged;
  return { name, version, installedBytes, depends, summary, licence, text: [...head, ...fileLines(entries)].join('\n') };
}

/** A virtual package: no files, and a version made of the time. */
export function virtualRecord(name: string, version: string, depends: readonly string[]): InstalledRecord {
  const summary = 'virtual meta package';
  const lines = [
    `C:${checksum(`${name} ${version}`)}`,
    `P:${name}`,
    `V:${version}`,
    'A:noarch',
    'S:0',
    'I:0',
    `T:${summary}`,
    'U:',
    'L:',
    ...(depends.length === 0 ? [] : [`D:${depends.join(' ')}`]),
  ];
  return { name, version, installedBytes: 0, depends, summary, licence: '', text: lines.join('\n') };
}

/** Folders in the order of their paths; modes are written where they differ from 755 and 644. */
function fileLines(entries: readonly PackageEntry[]): readonly string[] {
  const folders = new Map<string, string[]>([['', []]]);
  for (const entry of entries) {
    const path = entry.kind === 'folder' ? entry.path : entry.path.slice(0, entry.path.lastIndexOf('/'));
    addFolders(folders, path.slice(1));
    if (entry.kind !== 'folder') folders.get(path.slice(1))?.push(...entryLines(entry));
  }
  const modes = new Map(entries.flatMap((entry) => (entry.kind === 'folder' ? [[entry.path.slice(1), entry.mode] as const] : [])));
  return [...folders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([folder, files]) => folder !== '' || files.length > 0)
    .flatMap(([folder, files]) => {
      const mode = modes.get(folder) ?? 0o755;
      return [`${ROOT_FOLDER_FIELD}${folder}`, ...(mode === 0o755 ? [] : [`M:0:0:${mode.toString(8)}`]), ...files];
    });
}

function addFolders(folders: Map<string, string[]>, path: string): void {
  for (let folder = path; folder !== '' && !folders.has(folder); folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/'))))
    folders.set(folder, []);
}

function entryLines(entry: Exclude<PackageEntry, { readonly kind: 'folder' }>): readonly string[] {
  const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
  const mode = entry.kind === 'symlink' ? 0o777 : entry.mode;
  return [`R:${name}`, ...(mode === 0o644 ? [] : [`a:0:0:${mode.toString(8)}`]), `Z:${checksum(entry.path)}`];
}

/** In the form of apk's checksums, `Q1` and a SHA-1 in base 64; of the name, as the bytes are only stand-ins. */
function checksum(text: string): string {
  return `Q1${base64(sha1(encoder.encode(text)))}`;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = [bytes[index], bytes[index + 1], bytes[index + 2]];
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += `${DIGITS[word >> 18]}${DIGITS[(word >> 12) & 63]}${b === undefined ? '=' : DIGITS[(word >> 6) & 63]}${c === undefined ? '=' : DIGITS[word & 63]}`;
  }
  return text;
}
