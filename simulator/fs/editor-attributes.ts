import { type EditorState, findNode, OK, type Place, replaceNode } from './editor-state';
import { ownChain } from './growing-tree';
import type { FsResult, NodeAttributes, TreeNode } from './types';

export function chmod(state: EditorState, path: string, mode: number): FsResult<void> {
  return change(state, path, true, () => ({ mode: mode & 0o7777 }));
}

/** A change of owner takes the setuid bit from a file, and the setgid bit when the group may execute it, even for root (Linux, `setattr_should_drop_sgid`). */
export function chown(
  state: EditorState,
  path: string,
  owner: { readonly uid?: number; readonly gid?: number },
  followLink: boolean,
): FsResult<void> {
  return change(state, path, followLink, (node) => {
    const dropped = node.kind !== 'file' ? 0 : 0o4000 | (node.mode & 0o010 ? 0o2000 : 0);
    return { uid: owner.uid ?? node.uid, gid: owner.gid ?? node.gid, mode: node.mode & ~dropped };
  });
}

export function utimes(state: EditorState, path: string, mtimeSeconds: number, followLink: boolean): FsResult<void> {
  return change(state, path, followLink, () => ({ mtimeSeconds }));
}

/** Makes a new node even when nothing differs, as overlayfs copies up at the call, not at the difference. */
function change(state: EditorState, path: string, followLast: boolean, changes: (node: TreeNode) => Partial<NodeAttributes>): FsResult<void> {
  const found = findNode(state, path, followLast);
  if (!found.ok) return found;
  const { node, names, directories } = found.value;
  const changed = changes(node);
  if (node.kind === 'directory') {
    Object.assign(ownChain(state.growing, [...directories, ...(names.length > 0 ? [node] : [])], names), changed);
    return OK;
  }
  const name = names.at(-1);
  if (name === undefined) return OK;
  const place: Place = { ...found.value, name };
  if (changed.mtimeSeconds === undefined) replaceNode(state, place, { ...node, ...changed });
  else {
    const { instant: _, ...rest } = node;
    replaceNode(state, place, { ...rest, ...changed });
  }
  return OK;
}
