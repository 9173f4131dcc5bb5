import type { Tree } from '../fs/types';
import { textAt } from './files';

/** What the image says it is. */
export interface Distribution {
  /** `debian`, `alpine`. */
  readonly id: string;
  /** `12`, `3.20.3`. */
  readonly versionId: string;
}

/** From `os-release` (freedesktop.org os-release); the one in `/etc` is usually a link to the other. */
export function distributionOf(tree: Tree): Distribution | undefined {
  const text = textAt(tree, '/etc/os-release') ?? textAt(tree, '/usr/lib/os-release');
  if (text === undefined) return undefined;
  const fields = new Map([...text.matchAll(/^([A-Z_]+)=(["']?)(.*)\2$/gm)].map(([, name = '', , value = '']) => [name, value]));
  const id = fields.get('ID');
  return id === undefined ? undefined : { id, versionId: fields.get('VERSION_ID') ?? '' };
}
