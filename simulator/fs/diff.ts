import { contentSize, sameContent } from './content';
import { compareBytewise } from './path';
import type { DirectoryNode, FileNode, LayerDiff, LayerEntry, SymlinkNode, Tree, TreeNode } from './types';

export const WHITEOUT_PREFIX = '.wh.';

/**
 * What BuildKit's overlay differ records between two trees (moby/buildkit util/overlay `Changes`, tar order and parents
 * from containerd's `ChangeWriter`). Subtrees that are one object in both are not looked into. The root is never recorded.
 * - A directory whose mtime alone changed is not recorded, unless something below it is: then it is listed as a parent.
 * - A node that was written again in an equal way is recorded when its mtime moved; a chmod to the same mode is not.
 * - A directory made anew yields single whiteouts, never an opaque marker.
 */
export function diffTrees(lower: Tree, upper: Tree): LayerDiff {
  const recording: Recording = { entries: [], linkSources: new Map() };
  const frames: Frame[] = [createFrame('', lower, upper)];
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const name = frame.names[frame.next++];
    if (name === undefined) frames.pop();
    else recordName(recording, frames, frame, name);
  }
  return recording.entries;
}

interface Recording {
  readonly entries: LayerEntry[];
  /** First path of a hard link number among the entries. */
  readonly linkSources: Map<number, string>;
}

interface Frame {
  readonly path: string;
  readonly lower: DirectoryNode | undefined;
  readonly upper: DirectoryNode;
  /** Names that differ by identity, in the order of the tar: a whiteout stands where the removed name stood. */
  readonly names: readonly string[];
  next: number;
  listed: boolean;
}

function createFrame(path: string, lower: DirectoryNode | undefined, upper: DirectoryNode): Frame {
  return { path, lower, upper, names: differingNames(lower, upper), next: 0, listed: path === '' };
}

function differingNames(lower: DirectoryNode | undefined, upper: DirectoryNode): readonly string[] {
  const names: string[] = [];
  for (const [name, node] of upper.children) {
    if (lower?.children.get(name) !== node) names.push(name);
  }
  for (const name of lower?.children.keys() ?? []) {
    if (!upper.children.has(name)) names.push(name);
  }
  return names.sort(compareBytewise);
}

function recordName(recording: Recording, frames: Frame[], frame: Frame, name: string): void {
  const before = frame.lower?.children.get(name);
  const after = frame.upper.children.get(name);
  if (after === undefined) {
    listParents(recording, frames);
    recording.entries.push(whiteoutEntry(frame.path, name));
    return;
  }
  const path = joinEntryPath(frame.path, name);
  const recorded = before === undefined || !isSame(before, after);
  if (recorded) {
    listParents(recording, frames);
    recording.entries.push(nodeEntry(recording, path, after));
  }
  if (after.kind !== 'directory') return;
  const below = createFrame(path, before?.kind === 'directory' ? before : undefined, after);
  below.listed = recorded;
  frames.push(below);
}

function listParents(recording: Recording, frames: readonly Frame[]): void {
  let first = frames.length;
  while (frames[first - 1]?.listed === false) first--;
  for (const frame of frames.slice(first)) {
    recording.entries.push(directoryEntry(frame.path, frame.upper));
    frame.listed = true;
  }
}

/**
 * Whether the differ takes two nodes for unchanged (util/overlay `sameDirent`). Contents are compared only when both
 * times are whole seconds; otherwise the same moment is enough and another moment means a change.
 */
function isSame(before: TreeNode, after: TreeNode): boolean {
  if (before.kind !== after.kind || before.mode !== after.mode || before.uid !== after.uid || before.gid !== after.gid) return false;
  if (before.kind === 'directory' || after.kind === 'directory') return true;
  if (before.mtimeSeconds !== after.mtimeSeconds || before.instant !== after.instant) return false;
  if (sizeOf(before) !== sizeOf(after)) return false;
  return before.instant !== undefined || holdsSame(before, after);
}

function sizeOf(node: FileNode | SymlinkNode): number {
  return node.kind === 'file' ? contentSize(node.content) : node.target.length;
}

function holdsSame(before: FileNode | SymlinkNode, after: FileNode | SymlinkNode): boolean {
  if (before.kind === 'file') return after.kind === 'file' && sameContent(before.content, after.content);
  return after.kind === 'symlink' && before.target === after.target;
}

function nodeEntry(recording: Recording, path: string, node: TreeNode): LayerEntry {
  switch (node.kind) {
    case 'directory':
      return directoryEntry(path, node);
    case 'symlink':
      return { path, type: 'symlink', mode: 0o777, uid: node.uid, gid: node.gid, mtimeSeconds: node.mtimeSeconds, sizeBytes: 0, link: node.target };
    case 'file':
      return fileEntry(recording, path, node);
  }
}

// Made for every file of every layer: fields one by one, since spreading them costs several times as much.

function fileEntry(recording: Recording, path: string, node: FileNode): LayerEntry {
  const { mode, uid, gid, mtimeSeconds, content } = node;
  const source = node.linkId === undefined ? undefined : recording.linkSources.get(node.linkId);
  if (source !== undefined) return { path, type: 'hardlink', mode, uid, gid, mtimeSeconds, sizeBytes: 0, link: source };
  if (node.linkId !== undefined) recording.linkSources.set(node.linkId, path);
  return { path, type: 'file', mode, uid, gid, mtimeSeconds, sizeBytes: contentSize(content), content };
}

function directoryEntry(path: string, { mode, uid, gid, mtimeSeconds }: DirectoryNode): LayerEntry {
  return { path, type: 'dir', mode, uid, gid, mtimeSeconds, sizeBytes: 0 };
}

/** Since containerd 2.0 a whiteout's time is zero, whatever the build's epoch. */
function whiteoutEntry(parent: string, name: string): LayerEntry {
  return { path: joinEntryPath(parent, WHITEOUT_PREFIX + name), type: 'whiteout', mode: 0, uid: 0, gid: 0, mtimeSeconds: 0, sizeBytes: 0 };
}

function joinEntryPath(parent: string, name: string): string {
  return parent === '' ? name : `${parent}/${name}`;
}

/** What a whiteout hides: `a/b` for `a/.wh.b`. */
export function hiddenPath(whiteoutPath: string): string {
  const slash = whiteoutPath.lastIndexOf('/') + 1;
  return whiteoutPath.slice(0, slash) + whiteoutPath.slice(slash + WHITEOUT_PREFIX.length);
}
