import type { DirectoryNode, Tree } from '../fs/types';
import { directoriesIn, textOf } from './files';
import type { InstalledPackage } from './installed-package';

const RECORD = /^(.+?)-([^-]+)(?:-py\d[\d.]*)?\.(?:dist-info|egg-info)$/;

/** Distributions recorded in `site-packages` and `dist-packages`. What the metadata say comes before what the folder is called. */
export function pythonPackages(tree: Tree): readonly InstalledPackage[] {
  const found: InstalledPackage[] = [];
  for (const [path, directory] of directoriesIn(tree)) {
    const record = RECORD.exec(path.slice(path.lastIndexOf('/') + 1));
    if (record === null || !/\/(?:site|dist)-packages\/[^/]+$/.test(path)) continue;
    const [, folderName = '', folderVersion = ''] = record;
    const { file, fields } = metadataOf(directory);
    const licence = fields.get('License-Expression') ?? fields.get('License');
    found.push({
      ecosystem: 'pypi',
      name: fields.get('Name') ?? folderName,
      version: fields.get('Version') ?? folderVersion,
      ...(licence ? { licence } : {}),
      foundIn: file === undefined ? path : `${path}/${file}`,
    });
  }
  return found;
}

interface Metadata {
  readonly file?: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** Header lines up to the blank one before the description (PyPA core metadata). */
function metadataOf(directory: DirectoryNode): Metadata {
  const file = ['METADATA', 'PKG-INFO'].find((name) => directory.children.get(name)?.kind === 'file');
  const node = file === undefined ? undefined : directory.children.get(file);
  const [head = ''] = (node?.kind === 'file' ? (textOf(node) ?? '') : '').split(/\r?\n\r?\n/, 1);
  const fields = new Map([...head.matchAll(/^([A-Za-z-]+): *(.*?)\r?$/gm)].reverse().map(([, name = '', value = '']) => [name, value]));
  return { ...(file === undefined ? {} : { file }), fields };
}
