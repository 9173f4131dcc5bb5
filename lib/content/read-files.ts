import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspaceFile } from '@/lib/lab/workspace';
import { ContentError } from './content-error';

type Files = Readonly<Record<string, WorkspaceFile>>;

/** Folders that a developer's tools leave behind in a project. */
const NOT_CONTENT = new Set(['node_modules', '.DS_Store']);

/**
 * Every file under a folder by its relative path, sorted. Of a file's mode only the owner's execute bit is taken over, as in git, so that
 * the umask of whoever checked the project out changes no digest.
 */
export function readFiles(folder: string): Files {
  if (!existsSync(folder))
    throw new ContentError([{ file: folder, field: '', found: 'no such folder', remedy: 'create it with the files of the project' }]);
  const files: [string, WorkspaceFile][] = [];
  collect(folder, '', files);
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function collect(folder: string, prefix: string, files: [string, WorkspaceFile][]): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (NOT_CONTENT.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) collect(path, `${prefix}${entry.name}/`, files);
    else files.push([`${prefix}${entry.name}`, readTextFile(path)]);
  }
}

function readTextFile(path: string): WorkspaceFile {
  const bytes = readFileSync(path);
  const text = bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(bytes)) {
    throw new ContentError([{ file: path, field: '', found: 'bytes that are not UTF-8', remedy: 'keep to text files in a workspace' }]);
  }
  return statSync(path).mode & 0o100 ? { text, mode: 0o755 } : { text };
}
