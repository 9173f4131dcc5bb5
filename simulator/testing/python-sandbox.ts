import type { Catalog } from '../catalog/types';
import type { Tree } from '../fs/types';
import { loadCatalog, openImage, runInImage, type SandboxOptions, type SandboxRun } from './image-sandbox';

/** RUN after RUN on one image, each on what the one before left. */
export interface Session {
  readonly run: (command: string, options?: SandboxOptions) => SandboxRun;
  /** Text of a file, or `undefined`. */
  readonly text: (path: string) => string | undefined;
}

const catalogs = new Map<string, Catalog>();

export function openSession(reference: string): Session {
  const catalog = catalogs.get(reference) ?? loadCatalog([reference]);
  catalogs.set(reference, catalog);
  const image = openImage(catalog, reference);
  const env = (image.config.Env ?? []).map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
  let tree: Tree = image.tree;
  const run = (command: string, options: SandboxOptions = {}): SandboxRun => {
    const ran = runInImage(catalog, tree, command, { ...options, env: [...env, ...(options.env ?? [])] });
    tree = ran.tree;
    return ran;
  };
  return {
    run,
    text: (path) => {
      let node: Tree['children'] extends ReadonlyMap<string, infer N> ? N | undefined : never = tree;
      for (const part of path.split('/').filter((name) => name !== '')) node = node?.kind === 'directory' ? node.children.get(part) : undefined;
      return node?.kind === 'file' && node.content.kind === 'bytes' ? new TextDecoder().decode(node.content.bytes) : undefined;
    },
  };
}
