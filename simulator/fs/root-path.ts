import { ERRNO_TEXTS } from './errno-text';
import { joinPath, splitPath } from './path';
import type { DirectoryNode, TreeNode } from './types';

const MAX_LINKS = 255;

export type RootPathResult = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly message: string };

/**
 * Resolves every symlink of a path inside a root; unlike `realpath`, any part may be missing (containerd/continuity `RootPath`). With
 * `followLast` false a link at the end stays.
 */
export function rootPath(root: DirectoryNode, path: string, followLast = true): RootPathResult {
  const pending = splitPath(path).reverse();
  const walk: Walk = { root, directories: [root], names: [] };
  for (let links = 0; pending.length > 0; ) {
    const name = pending.pop() ?? '';
    const node = enter(walk, name);
    if (node === 'not-a-directory') return { ok: false, message: `lstat ${pathOf(walk, name)}: ${ERRNO_TEXTS.ENOTDIR}` };
    if (node?.kind !== 'symlink' || (pending.length === 0 && !followLast)) continue;
    if (++links > MAX_LINKS) return { ok: false, message: 'too many links' };
    const target = node.target.startsWith('/') ? node.target.split('/') : splitPath(joinPath(pathOf(walk, '..'), node.target));
    restart(walk);
    pending.push(...target.filter((part) => part !== '' && part !== '.').reverse());
  }
  return { ok: true, path: `/${walk.names.join('/')}` };
}

/** Names walked so far, and the nodes they lead to as far as they exist. */
interface Walk {
  readonly root: DirectoryNode;
  readonly directories: (TreeNode | undefined)[];
  readonly names: string[];
}

function enter(walk: Walk, name: string): TreeNode | undefined | 'not-a-directory' {
  if (name === '..') {
    if (walk.names.pop() !== undefined) walk.directories.pop();
    return walk.directories.at(-1);
  }
  const parent = walk.directories.at(-1);
  if (parent !== undefined && parent.kind !== 'directory') return 'not-a-directory';
  const node = parent?.children.get(name);
  walk.names.push(name);
  walk.directories.push(node);
  return node;
}

function pathOf(walk: Walk, next: string): string {
  return joinPath(...walk.names, next);
}

function restart(walk: Walk): void {
  walk.names.length = 0;
  walk.directories.length = 1;
}
