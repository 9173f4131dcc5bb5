import type { DirectoryNode, Tree } from '../fs/types';
import { parseJson, stringAt } from '../programs/json';
import { directoriesIn, textOf } from './files';
import type { InstalledPackage } from './installed-package';

/** Packages that lie in a `node_modules`, each by its own `package.json`; one that is there twice is found twice. */
export function nodePackages(tree: Tree): readonly InstalledPackage[] {
  const found: InstalledPackage[] = [];
  for (const [path, directory] of directoriesIn(tree)) {
    if (!isModule(path)) continue;
    const made = packageIn(path, directory);
    if (made !== undefined) found.push(made);
  }
  return found;
}

/** `…/node_modules/name` or `…/node_modules/@scope/name`. */
function isModule(path: string): boolean {
  return /\/node_modules\/(?:@[^/]+\/)?[^/@.][^/]*$/.test(path);
}

function packageIn(path: string, directory: DirectoryNode): InstalledPackage | undefined {
  const manifest = directory.children.get('package.json');
  const text = manifest?.kind === 'file' ? textOf(manifest) : undefined;
  const parsed = text === undefined ? undefined : parseJson(text);
  const value = parsed?.ok ? parsed.value : undefined;
  const [name, version, licence] = ['name', 'version', 'license'].map((key) => stringAt(value, key));
  if (!name || !version) return undefined;
  return { ecosystem: 'npm', name, version, ...(licence ? { licence } : {}), foundIn: `${path}/package.json` };
}
