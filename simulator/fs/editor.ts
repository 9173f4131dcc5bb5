import { contentBytes } from './content';
import { chmod, chown, utimes } from './editor-attributes';
import { graft, graftAll, link, remove, removeAll, rename } from './editor-moves';
import { createEditorState, type EditorDefaults, type EditorState, fail, findNode } from './editor-state';
import { append, mkdir, mkdirAll, symlink, write } from './editor-writes';
import { countLinks } from './link-ids';
import { resolvePath } from './resolve';
import { sortedNames } from './tree';
import type { FileContent, FsResult, Tree, TreeEditor, TreeNode } from './types';

export type { EditorDefaults } from './editor-state';

/**
 * Opens a tree for changes. It acts as root: no permission is checked. After `commit` the editor can go on, with
 * everything so far as its lower tree.
 */
export function editTree(tree: Tree, defaults: EditorDefaults): TreeEditor {
  const state = createEditorState(tree, defaults);
  return {
    stat: (path) => findAt(state, path, true),
    lstat: (path) => findAt(state, path, false),
    realpath: (path) => realpath(state, path),
    exists: (path) => findAt(state, path, true).ok,
    list: (path) => list(state, path),
    content: (path) => content(state, path),
    read: (path) => read(state, path),
    linkCount: (path) => linkCount(state, path),
    write: (path, value, attributes) => write(state, path, value, attributes),
    append: (path, bytes) => append(state, path, bytes),
    mkdir: (path, attributes) => mkdir(state, path, attributes),
    mkdirAll: (path, attributes) => mkdirAll(state, path, attributes),
    symlink: (target, path, attributes) => symlink(state, target, path, attributes),
    link: (existing, path) => link(state, existing, path),
    rename: (from, to) => rename(state, from, to),
    remove: (path) => remove(state, path),
    removeAll: (path) => removeAll(state, path),
    chmod: (path, mode) => chmod(state, path, mode),
    chown: (path, owner, options) => chown(state, path, owner, options?.followLink ?? true),
    utimes: (path, mtimeSeconds, options) => utimes(state, path, mtimeSeconds, options?.followLink ?? true),
    graft: (path, node, linkIds) => graft(state, path, node, linkIds),
    graftAll: (directory, nodes, linkIds) => graftAll(state, directory, nodes, linkIds),
    commit: () => commit(state),
  };
}

function commit(state: EditorState): Tree {
  state.growing.owned.clear();
  state.groups.clear();
  return state.growing.root;
}

function findAt(state: EditorState, path: string, followLast: boolean): FsResult<TreeNode> {
  const found = findNode(state, path, followLast);
  return found.ok ? { ok: true, value: found.value.node } : found;
}

function realpath(state: EditorState, path: string): FsResult<string> {
  const resolved = resolvePath(state.growing.root, path, true);
  return resolved.ok ? { ok: true, value: `/${resolved.value.names.join('/')}` } : resolved;
}

function list(state: EditorState, path: string): FsResult<readonly string[]> {
  const found = findAt(state, path, true);
  if (!found.ok) return found;
  return found.value.kind === 'directory' ? { ok: true, value: sortedNames(found.value) } : fail('ENOTDIR', path);
}

function content(state: EditorState, path: string): FsResult<FileContent> {
  const found = findAt(state, path, true);
  if (!found.ok) return found;
  return found.value.kind === 'file' ? { ok: true, value: found.value.content } : fail('EISDIR', path);
}

function read(state: EditorState, path: string): FsResult<Uint8Array> {
  const found = content(state, path);
  if (!found.ok) return found;
  const bytes = contentBytes(found.value);
  return bytes === undefined ? fail('EACCES', path) : { ok: true, value: bytes };
}

function linkCount(state: EditorState, path: string): FsResult<number> {
  const found = findAt(state, path, false);
  if (!found.ok) return found;
  const node = found.value;
  if (node.kind !== 'file' || node.linkId === undefined) return { ok: true, value: 1 };
  return { ok: true, value: state.groups.get(node.linkId)?.length ?? countLinks(state.growing.root, node.linkId) };
}
