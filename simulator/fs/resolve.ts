import type { DirectoryNode, FsResult, Tree, TreeNode } from './types';

/** As the kernel's MAXSYMLINKS. */
const MAX_LINKS = 40;

/** Where a path leads once every symlink on the way has been followed. */
export interface ResolvedPath {
  /** From the root down to the directory that holds the last name; only the root itself for `/`. */
  readonly directories: readonly DirectoryNode[];
  /** Names of `directories` below the root, then the last name; empty for `/`. */
  readonly names: readonly string[];
  /** `undefined` when nothing bears the last name. */
  readonly node: TreeNode | undefined;
  /** The path said, by a final slash or dot, that it wants a directory. */
  readonly wantsDirectory: boolean;
}

/**
 * Walks a path as the kernel does: `..` is taken after links, not before, and never leaves the root. Only the last
 * component may be missing. A trailing slash makes a link at the end be followed even with `followLast` false.
 */
export function resolvePath(tree: Tree, path: string, followLast: boolean): FsResult<ResolvedPath> {
  if (path === '') return { ok: false, errno: 'ENOENT', path };
  const wantsDirectory = /(^|\/)\.{0,2}$/.test(path);
  const walk: Walk = { path, directories: [tree], names: [], pending: splitReversed(path), links: 0, follow: followLast || wantsDirectory };
  let node: TreeNode | undefined = tree;
  while (walk.pending.length > 0) {
    const stepped = step(walk);
    if (!stepped.ok) return stepped;
    node = stepped.value;
  }
  if (node !== undefined && wantsDirectory && node.kind !== 'directory') return { ok: false, errno: 'ENOTDIR', path };
  const directories = node?.kind === 'directory' && walk.names.length > 0 ? walk.directories.slice(0, -1) : walk.directories;
  return { ok: true, value: { directories, names: walk.names, node, wantsDirectory } };
}

interface Walk {
  readonly path: string;
  readonly directories: DirectoryNode[];
  readonly names: string[];
  /** Components still to come, the next one last. */
  readonly pending: string[];
  readonly follow: boolean;
  links: number;
}

/** Takes one component. What it returns is the node that was reached, `undefined` when it is missing and the last. */
function step(walk: Walk): FsResult<TreeNode | undefined> {
  const name = walk.pending.pop();
  const here = walk.directories.at(-1);
  if (name === undefined || here === undefined) return { ok: false, errno: 'ENOENT', path: walk.path };
  if (name === '..') return { ok: true, value: leaveDirectory(walk) };
  const node = here.children.get(name);
  if (node?.kind === 'symlink' && (walk.pending.length > 0 || walk.follow)) return followLink(walk, node.target);
  if (node?.kind !== 'directory' && walk.pending.length > 0) {
    return { ok: false, errno: node === undefined ? 'ENOENT' : 'ENOTDIR', path: walk.path };
  }
  walk.names.push(name);
  if (node?.kind === 'directory') walk.directories.push(node);
  return { ok: true, value: node };
}

function leaveDirectory(walk: Walk): TreeNode | undefined {
  if (walk.directories.length > 1) {
    walk.directories.pop();
    walk.names.pop();
  }
  return walk.directories.at(-1);
}

function followLink(walk: Walk, target: string): FsResult<TreeNode | undefined> {
  walk.links++;
  if (walk.links > MAX_LINKS) return { ok: false, errno: 'ELOOP', path: walk.path };
  if (target === '') return { ok: false, errno: 'ENOENT', path: walk.path };
  if (target.startsWith('/')) {
    walk.directories.length = 1;
    walk.names.length = 0;
  }
  walk.pending.push(...splitReversed(target));
  return { ok: true, value: walk.directories.at(-1) };
}

function splitReversed(path: string): string[] {
  return path
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .reverse();
}
