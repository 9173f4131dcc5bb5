import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError } from './content-error';

/** Content is read from the project's folder, where every command of the project runs. */
export function contentRoot(): string {
  return join(process.cwd(), 'content');
}

/** Folders of lessons, `07-build-cache`: the number orders them, the rest is the lesson's id. In order. */
export function lessonFolders(root: string = contentRoot()): readonly string[] {
  return subfolders(root).filter((name) => /^\d+-/.test(name));
}

export function lessonIdOf(folder: string): string {
  return folder.replace(/^\d+-/, '');
}

export function lessonFolder(id: string, root: string = contentRoot()): string {
  const folder = lessonFolders(root).find((name) => lessonIdOf(name) === id);
  if (folder === undefined) {
    const known = lessonFolders(root).map(lessonIdOf).join(', ');
    throw new ContentError([{ file: root, field: '', found: `no lesson "${id}"`, remedy: `use one of ${known}` }]);
  }
  return join(root, folder);
}

/** Names of the folders in a folder, sorted; none when it does not exist. */
export function subfolders(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
