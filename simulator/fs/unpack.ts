import { bytesContent } from './content';
import { errorText } from './errno-text';
import { tooLongPart } from './name-limits';
import type { Owner } from './owner';
import { joinPath, parentPath } from './path';
import { cleanPattern } from './pattern-matcher';
import type { TarEntry } from './read-tar';
import type { FsResult, TreeEditor } from './types';

/**
 * Unpacks an archive into an existing directory (moby/go-archive `Unpack`). `owner` replaces everyone's owner; parents that the
 * archive does not list are root's all the same. The directory is the root of what unpacks, so that neither `..` nor a link leads out of it
 * (moby/go-archive chrootarchive). Returns what went wrong, if anything.
 */
export function unpackInto(editor: TreeEditor, directory: string, entries: readonly TarEntry[], owner: Owner | undefined): string | undefined {
  const directories: { readonly path: string; readonly mtimeSeconds: number }[] = [];
  for (const entry of entries) {
    const name = cleanPattern(joinPath('/', entry.path));
    const path = joinPath(directory, name);
    if (name === '/' || entry.type === 'other') continue;
    const long = tooLongPart(path);
    if (long !== undefined) return errorText('lstat', { errno: 'ENAMETOOLONG', path: long });
    const problem = unpackEntry(editor, directory, path, entry, owner);
    if (problem !== undefined) return problem;
    if (entry.type === 'dir') directories.push({ path, mtimeSeconds: entry.mtimeSeconds });
  }
  for (const { path, mtimeSeconds } of directories) editor.utimes(path, mtimeSeconds, { followLink: false });
  return undefined;
}

function unpackEntry(editor: TreeEditor, directory: string, path: string, entry: TarEntry, owner: Owner | undefined): string | undefined {
  if (!editor.lstat(parentPath(path)).ok) {
    const made = editor.mkdirAll(parentPath(path), { mode: 0o755, uid: 0, gid: 0 });
    if (!made.ok) return errorText('mkdir', made);
  }
  const existing = editor.lstat(path);
  if (existing.ok && !(existing.value.kind === 'directory' && entry.type === 'dir')) editor.removeAll(path);
  const created = create(editor, directory, path, entry);
  if (!created.ok) return errorText(entry.type === 'hardlink' ? `link ${joinPath(directory, entry.link)}` : 'open', { ...created, path });
  editor.chown(path, owner ?? entry, { followLink: false });
  if (entry.type === 'file' || entry.type === 'dir') editor.chmod(path, entry.mode);
  if (entry.type !== 'hardlink') editor.utimes(path, entry.mtimeSeconds, { followLink: false });
  return undefined;
}

function create(editor: TreeEditor, directory: string, path: string, entry: TarEntry): FsResult<void> {
  switch (entry.type) {
    case 'file':
      return editor.write(path, bytesContent(entry.bytes.slice()));
    case 'symlink':
      return editor.symlink(entry.link, path);
    case 'hardlink':
      return editor.link(joinPath(directory, cleanPattern(joinPath('/', entry.link))), path);
    default:
      return editor.lstat(path).ok ? { ok: true, value: undefined } : editor.mkdir(path);
  }
}
