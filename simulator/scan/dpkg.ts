import { lookupNode } from '../fs/tree';
import type { Tree } from '../fs/types';
import { textAt } from './files';
import type { InstalledPackage } from './installed-package';

const STATUS = '/var/lib/dpkg/status';
/** Images without dpkg have one file a package instead (GoogleContainerTools/distroless). */
const STATUS_FOLDER = '/var/lib/dpkg/status.d';

/** Packages that dpkg calls installed; removed ones whose settings are still there are not. */
export function dpkgPackages(tree: Tree): readonly InstalledPackage[] {
  const whole = stanzas(textAt(tree, STATUS) ?? '').filter(isInstalled);
  const folder = lookupNode(tree, STATUS_FOLDER);
  const single =
    folder.ok && folder.value.kind === 'directory' ? [...folder.value.children.keys()].filter((name) => !name.endsWith('.md5sums')).sort() : [];
  return [
    ...whole.flatMap((stanza) => packageOf(stanza, STATUS)),
    ...single.flatMap((name) => {
      const path = `${STATUS_FOLDER}/${name}`;
      return stanzas(textAt(tree, path) ?? '').flatMap((stanza) => packageOf(stanza, path));
    }),
  ];
}

function stanzas(text: string): readonly ReadonlyMap<string, string>[] {
  return text
    .split(/\n{2,}/)
    .map((stanza) => new Map([...stanza.matchAll(/^([A-Za-z-]+): *(.*)$/gm)].map(([, name = '', value = '']) => [name, value])));
}

function isInstalled(stanza: ReadonlyMap<string, string>): boolean {
  return stanza.get('Status')?.endsWith(' installed') ?? false;
}

function packageOf(stanza: ReadonlyMap<string, string>, foundIn: string): readonly InstalledPackage[] {
  const [name, version, architecture] = ['Package', 'Version', 'Architecture'].map((field) => stanza.get(field));
  if (!name || !version) return [];
  // The source may come with a version of its own, in brackets.
  const source = stanza.get('Source')?.split(' ', 1)[0];
  return [{ ecosystem: 'deb', name, version, ...(architecture ? { architecture } : {}), ...(source && source !== name ? { source } : {}), foundIn }];
}
