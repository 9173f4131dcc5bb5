import {
  addChild,
  addLink,
  dropChild,
  dropLink,
  type EditorState,
  fail,
  findNode,
  findPlace,
  newLinkId,
  OK,
  ownedAgain,
  type Place,
  recordHolder,
  setChild,
  touch,
} from './editor-state';
import { type OwnedDirectory, ownChain, ownChild } from './growing-tree';
import { highestLinkId } from './link-ids';
import type { DirectoryNode, FsResult, TreeNode } from './types';

/** Like link(2): a symlink is not followed. It has no number of its own here, so its second name is a second link. */
export function link(state: EditorState, existing: string, path: string): FsResult<void> {
  const source = findPlace(state, existing, false);
  if (!source.ok) return source.errno === 'EBUSY' ? fail('EPERM', existing) : source;
  const { node } = source.value;
  if (node === undefined) return fail('ENOENT', existing);
  if (node.kind === 'directory') return fail('EPERM', existing);
  const target = findPlace(state, path, false);
  if (!target.ok) return target.errno === 'EBUSY' ? fail('EEXIST', path) : target;
  if (target.value.node !== undefined) return fail('EEXIST', path);
  if (target.value.wantsDirectory) return fail('ENOENT', path);
  if (node.kind === 'symlink') addChild(state, target.value, { ...node });
  else addLink(state, { ...source.value, node }, target.value);
  return OK;
}

export function remove(state: EditorState, path: string): FsResult<void> {
  const found = findPlace(state, path, false);
  if (!found.ok) return found;
  const { node } = found.value;
  if (node === undefined) return fail('ENOENT', path);
  if (node.kind === 'directory' && node.children.size > 0) return fail('ENOTEMPTY', path);
  dropChild(state, found.value);
  return OK;
}

/** Like `rm -rf`: what is not there is no error, a symlink is removed itself. */
export function removeAll(state: EditorState, path: string): FsResult<void> {
  const found = findPlace(state, path.replace(/(.)\/+$/, '$1'), false);
  if (!found.ok) return found.errno === 'ENOENT' || found.errno === 'ENOTDIR' ? OK : found;
  const { node } = found.value;
  if (node === undefined) return OK;
  if (node.kind === 'directory') dropLinksBelow(state, node);
  dropChild(state, found.value);
  return OK;
}

function dropLinksBelow(state: EditorState, directory: DirectoryNode): void {
  if (state.groups.size === 0) return;
  const pending = [directory];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const [name, node] of next.children) {
      if (node.kind === 'directory') pending.push(node);
      else dropLink(state, next, name);
    }
  }
}

/** Like rename(2). Moving a directory of the lower tree works here, where overlayfs makes `mv` copy it: the layer is the same. */
export function rename(state: EditorState, from: string, to: string): FsResult<void> {
  const source = findPlace(state, from, false);
  if (!source.ok) return source;
  const { node } = source.value;
  if (node === undefined) return fail('ENOENT', from);
  const target = findPlace(state, to, false);
  if (!target.ok) return target;
  const refusal = refuseRename(node, target.value, to);
  if (refusal !== undefined) return refusal;
  const before = target.value.node;
  if (before === node || (before?.kind === 'file' && node.kind === 'file' && before.linkId !== undefined && before.linkId === node.linkId)) return OK;
  moveChild(state, source.value, target.value, node);
  return OK;
}

function refuseRename(node: TreeNode, target: Place, to: string): FsResult<void> | undefined {
  if (node.kind === 'directory' && target.directories.includes(node)) return fail('EINVAL', to);
  const before = target.node;
  if (before === undefined) return node.kind !== 'directory' && target.wantsDirectory ? fail('ENOTDIR', to) : undefined;
  if (node.kind === 'directory' && before.kind !== 'directory') return fail('ENOTDIR', to);
  if (node.kind !== 'directory' && before.kind === 'directory') return fail('EISDIR', to);
  if (before.kind === 'directory' && before !== node && before.children.size > 0) return fail('ENOTEMPTY', to);
  return undefined;
}

function moveChild(state: EditorState, source: Place, target: Place, node: TreeNode): void {
  const fromDirectory = ownChain(state.growing, source.directories, source.names);
  const toDirectory = ownChain(state.growing, ownedAgain(state, target), target.names);
  touch(state, fromDirectory);
  touch(state, toDirectory);
  dropLink(state, toDirectory, target.name);
  fromDirectory.children.delete(source.name);
  toDirectory.children.set(target.name, node);
  moveHolder(state, node, { directory: fromDirectory, name: source.name }, { directory: toDirectory, name: target.name });
}

interface Name {
  readonly directory: OwnedDirectory;
  readonly name: string;
}

function moveHolder(state: EditorState, node: TreeNode, from: Name, to: Name): void {
  if (node.kind !== 'file' || node.linkId === undefined) return;
  const holders = state.groups.get(node.linkId);
  if (holders === undefined) return;
  const isMoved = (holder: Name) => holder.directory === from.directory && holder.name === from.name;
  state.groups.set(
    node.linkId,
    holders.map((holder) => (isMoved(holder) ? to : holder)),
  );
}

export function graft(state: EditorState, path: string, node: TreeNode, numbers?: Map<number, number>): FsResult<void> {
  const found = findPlace(state, path, false);
  if (!found.ok) return found;
  graftAt(state, ownChain(state.growing, found.value.directories, found.value.names), found.value.name, node, numbers ?? new Map());
  return OK;
}

export function graftAll(
  state: EditorState,
  path: string,
  nodes: Iterable<readonly [name: string, node: TreeNode]>,
  numbers: Map<number, number> = new Map(),
): FsResult<void> {
  const found = findNode(state, path, true);
  if (!found.ok) return found;
  const { directories, names, node } = found.value;
  if (node.kind !== 'directory') return fail('ENOTDIR', path);
  // A path's own name is the last of `names`; the root has none.
  const chain = names.length === 0 ? [node] : [...directories, node];
  const directory = ownChain(state.growing, chain, names);
  for (const [name, child] of nodes) graftAt(state, directory, name, child, numbers);
  return OK;
}

function graftAt(state: EditorState, directory: OwnedDirectory, name: string, node: TreeNode, numbers: Map<number, number>): void {
  const before = directory.children.get(name);
  if (before?.kind === 'directory') dropLinksBelow(state, before);
  setChild(state, directory, name, node);
  if (highestLinkId(node) > 0) renumberLinks(state, directory, name, numbers);
}

/** Hard links that come with a subtree get numbers of this tree; a file whose other names stayed behind is an ordinary one. */
function renumberLinks(state: EditorState, directory: OwnedDirectory, name: string, numbers: Map<number, number>): void {
  const pending: OwnedDirectory[] = [];
  renumberName(state, directory, name, numbers, pending);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const below of [...next.children.keys()]) renumberName(state, next, below, numbers, pending);
  }
}

function renumberName(state: EditorState, directory: OwnedDirectory, name: string, numbers: Map<number, number>, pending: OwnedDirectory[]): void {
  const node = directory.children.get(name);
  if (node?.kind === 'directory' && highestLinkId(node) > 0) {
    pending.push(ownChild(state.growing, directory, name, node));
  }
  if (node?.kind !== 'file' || node.linkId === undefined) return;
  const linkId = numbers.get(node.linkId) ?? newLinkId(state);
  numbers.set(node.linkId, linkId);
  directory.children.set(name, { ...node, linkId });
  recordHolder(state, linkId, directory, name);
}
