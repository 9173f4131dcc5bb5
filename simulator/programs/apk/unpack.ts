import type { FileContent } from '../../fs/types';
import type { ProgramContext } from '../../shell/types';
import { readUsers } from '../accounts/account-files';
import type { NamedPackage } from './apk-world';
import { filesOf, foldersOf, type InstalledRecord } from './database';
import { type PackageEntry, packageEntries } from './package-files';

/** Files carry the time of their packaging; 2025-06-01 stands in for all. */
const PACKAGE_SECONDS = 1_748_736_000;
const ATTRIBUTES = { uid: 0, gid: 0, mtimeSeconds: PACKAGE_SECONDS };

/** Puts a package's files in place; answers their number. `owned` are the paths that packages own already: what is theirs gives way. */
export function unpackPackage(context: ProgramContext, packaged: NamedPackage, owned: ReadonlySet<string>): number {
  const entries = packageEntries(packaged);
  for (const entry of entries) if (entry.kind !== 'folder') writeEntry(context, entry, packaged, owned);
  for (const entry of entries) if (entry.kind === 'folder') makeFolder(context, entry);
  return entries.length;
}

function writeEntry(
  context: ProgramContext,
  entry: Exclude<PackageEntry, { readonly kind: 'folder' }>,
  packaged: NamedPackage,
  owned: ReadonlySet<string>,
): void {
  const folder = entry.path.slice(0, entry.path.lastIndexOf('/'));
  if (folder !== '' && !context.fs.exists(folder)) context.fs.mkdirAll(folder, { uid: 0, gid: 0, mode: 0o755 });
  const path = isEdited(context, entry.path, owned) ? `${entry.path}.apk-new` : entry.path;
  // An applet's link must go before the file is written, or BusyBox itself would be overwritten through it.
  const before = context.fs.lstat(path);
  if (before.ok && before.value.kind !== 'directory') context.fs.remove(path);
  if (entry.kind === 'symlink') context.fs.symlink(entry.target, path, ATTRIBUTES);
  else context.fs.write(path, contentOf(entry, packaged), { ...ATTRIBUTES, mode: entry.mode });
}

/** apk protects `/etc`: a file that is there already and is nobody's stays, and the package's comes beside it. */
function isEdited(context: ProgramContext, path: string, owned: ReadonlySet<string>): boolean {
  if (!path.startsWith('/etc/') || owned.has(path)) return false;
  const before = context.fs.content(path);
  return before.ok && before.value.kind === 'bytes';
}

function contentOf(entry: Extract<PackageEntry, { readonly kind: 'file' }>, packaged: NamedPackage): FileContent | string {
  if (entry.text !== undefined) return entry.text;
  const { path, sizeBytes, program } = entry;
  const isText = /\.(?:h|py|js|md|pm|rb|conf|go|m4|am|cmake|vim|sql|pc|crt|ini|sh|cnf|txt)$/.test(path);
  return {
    kind: 'generated',
    seed: `apk ${packaged.name} ${packaged.version} ${path}`,
    sizeBytes,
    ...(program === undefined ? {} : { program }),
    ...(isText ? { texture: 'text' } : {}),
  };
}

function makeFolder(context: ProgramContext, entry: Extract<PackageEntry, { readonly kind: 'folder' }>): void {
  context.fs.mkdirAll(entry.path, { mode: entry.mode });
  const user = readUsers(context).find(({ name }) => name === entry.owner);
  context.fs.chmod(entry.path, entry.mode);
  if (user !== undefined) context.fs.chown(entry.path, { uid: user.uid, gid: user.gid });
}

/** Takes a package's files away and the folders that are empty then; answers the number of files. What was changed in `/etc` stays. */
export function removePackage(context: ProgramContext, record: InstalledRecord, others: ReadonlySet<string>): number {
  const paths = filesOf(record).filter((path) => !others.has(path));
  for (const path of paths) if (!isEdited(context, path, others)) context.fs.remove(path);
  for (const folder of [...foldersOf(record)].sort((a, b) => b.length - a.length)) if (folder.includes('/')) context.fs.remove(`/${folder}`);
  return paths.length;
}

/** Every path that the records name. */
export function ownedPaths(records: Iterable<InstalledRecord>): Set<string> {
  const paths = new Set<string>();
  for (const record of records) for (const path of filesOf(record)) paths.add(path);
  return paths;
}
